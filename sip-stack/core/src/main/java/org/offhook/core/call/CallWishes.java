package org.offhook.core.call;

import java.time.Duration;
import java.util.Optional;

/**
 * What an INVITE asks of the phone beside the call itself. Only wishes: whether they are granted is the phone's own rule.
 *
 * @param answerAfter answer by itself after that time (Call-Info {@code answer-after}, Alert-Info, Answer-Mode of RFC 5373)
 * @param answerRequired the caller wants no call that a person would have to answer (RFC 5373 §3.2: {@code ;require})
 * @param ring how it shall ring (Alert-Info, RFC 7462)
 */
public record CallWishes(Optional<Duration> answerAfter, boolean answerRequired, Ring ring) {
    public static final CallWishes NONE = new CallWishes(Optional.empty(), false, Ring.USUAL);

    /** Rings that an agent can tell apart. */
    public enum Ring {
        USUAL,
        /** A colleague: short and seldom. */
        INTERNAL,
        /** It shall not wait: short and again at once. */
        PRIORITY
    }
}
