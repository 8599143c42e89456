package org.offhook.core.call;

import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/**
 * How and by whom a call ended.
 *
 * @param cause what happened
 * @param side who did it
 * @param sipStatus final SIP status, or 0 when there was none
 * @param error what to tell the agent; absent for an ordinary hang-up or a cancelled call
 */
public record CallEnd(Cause cause, Side side, int sipStatus, Optional<ErrorCode> error) {

    /** Trade words; each has a sentence in the message bundle as {@code call.end.<NAME>}. */
    public enum Cause {
        HUNG_UP,
        CANCELLED,
        BUSY,
        NO_ANSWER,
        DECLINED,
        NUMBER_UNKNOWN,
        UNAVAILABLE,
        NOT_ALLOWED,
        MEDIA_NOT_ACCEPTED,
        SERVER_FAILED,
        NO_RESPONSE,
        CONNECTION_LOST,
        MISSED,
        REJECTED,
        ANSWERED_ELSEWHERE,
        TRANSFERRED,
        LOCAL_FAILURE
    }

    public enum Side {
        AGENT,
        FAR_END,
        EXCHANGE,
        NETWORK,
        PHONE
    }
}
