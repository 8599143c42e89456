package org.offhook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.offhook.core.media.Codec;

/**
 * What a PESQ (narrow band, G.711, through Asterisk) that is not to be had here said of baresip and linphone-desktop. {@link PerceivedSpeech} is fitted to it; each run tells
 * how near it comes.
 */
final class PesqElsewhere {
    private static final Map<String, Double> MARKS = Map.of(
            "baresip.clean", 4.15,
            "baresip.loss5", 2.88,
            "baresip.loss10", 2.17,
            "baresip.jitter60", 4.15,
            "linphone.clean", 4.09,
            "linphone.loss5", 2.73,
            "linphone.loss10", 2.00,
            "linphone.jitter60", 4.09);

    private final List<Double> errors = new ArrayList<>();

    /** Its mark of a phone in a network; empty where there is none. */
    static OptionalDouble mark(String phone, SpeechCall call) {
        Double mark = call.codec() == Codec.PCMU
                ? MARKS.get(phone + '.' + call.network().name())
                : null;
        return mark == null ? OptionalDouble.empty() : OptionalDouble.of(mark);
    }

    /** Takes what this run says of a phone. */
    void compare(String phone, SpeechCall call, double perceived) {
        mark(phone, call).ifPresent(mark -> errors.add(perceived - mark));
    }

    /** Says how near this run came to it, if both know a cell. */
    void say() {
        if (!errors.isEmpty()) {
            double squares = errors.stream().mapToDouble(error -> error * error).sum();
            double most = errors.stream().mapToDouble(Math::abs).max().orElse(0);
            Console.say(String.format(
                    Locale.ROOT,
                    "perceived against PESQ elsewhere: %d cells, off by %.2f (root mean square), %.2f at most",
                    errors.size(),
                    Math.sqrt(squares / errors.size()),
                    most));
        }
    }
}
