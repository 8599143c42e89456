package org.offhook.core.call;

import java.util.Optional;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;
import org.offhook.core.call.CallInput.RejectedResponse;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.LocalTone;

/**
 * Says in the trade's words why an outgoing call failed. Exchanges hide the true cause behind general statuses; a Q.850 cause in the
 * Reason header (RFC 3326, RFC 6432) then knows better.
 */
public final class CallFailures {
    private CallFailures() {}

    /** @param rang whether the far end had begun to ring: then a time-out means that nobody took the call */
    public static CallEnd of(RejectedResponse response, boolean rang) {
        int status = response.status();
        Cause cause = isGeneral(status)
                ? response.reason()
                        .flatMap(CallFailures::byQ850)
                        .or(() -> Optional.of(byStatus(status, rang)))
                        .get()
                : byStatus(status, rang);
        return new CallEnd(cause, side(cause), status, error(cause));
    }

    /** Statuses that gateways use for whatever went wrong behind them. */
    private static boolean isGeneral(int status) {
        return switch (status) {
            case 480, 487, 500, 502, 503, 603 -> true;
            default -> false;
        };
    }

    private static Optional<Cause> byQ850(String reason) {
        return switch (Reasons.q850(reason).orElse(0)) {
            case 1, 2, 3, 22, 28 -> Optional.of(Cause.NUMBER_UNKNOWN);
            case 17 -> Optional.of(Cause.BUSY);
            case 18, 19 -> Optional.of(Cause.NO_ANSWER);
            case 21 -> Optional.of(Cause.DECLINED);
            case 20, 27, 31, 34, 38, 41, 42, 44, 47 -> Optional.of(Cause.UNAVAILABLE);
            case 50, 55, 57, 87 -> Optional.of(Cause.NOT_ALLOWED);
            case 58, 65, 79, 88 -> Optional.of(Cause.MEDIA_NOT_ACCEPTED);
            default -> Optional.empty();
        };
    }

    /** RFC 3261 §21.3 to §21.6. */
    private static Cause byStatus(int status, boolean rang) {
        return switch (status) {
            case 486, 600 -> Cause.BUSY;
            case 408, 480, 487 -> rang ? Cause.NO_ANSWER : Cause.UNAVAILABLE;
            case 603, 607, 608 -> Cause.DECLINED;
            case 404, 410, 414, 416, 484, 485, 604 -> Cause.NUMBER_UNKNOWN;
            case 401, 402, 403, 405, 407, 433 -> Cause.NOT_ALLOWED;
            case 406, 415, 488, 606 -> Cause.MEDIA_NOT_ACCEPTED;
            case 503 -> Cause.UNAVAILABLE;
            default -> status >= 500 && status < 600 ? Cause.SERVER_FAILED : Cause.UNAVAILABLE;
        };
    }

    private static Side side(Cause cause) {
        return switch (cause) {
            case BUSY, NO_ANSWER, DECLINED, MEDIA_NOT_ACCEPTED, HUNG_UP, MISSED, ANSWERED_ELSEWHERE, TRANSFERRED ->
                Side.FAR_END;
            case NUMBER_UNKNOWN, UNAVAILABLE, NOT_ALLOWED, SERVER_FAILED -> Side.EXCHANGE;
            case NO_RESPONSE, CONNECTION_LOST -> Side.NETWORK;
            case CANCELLED, REJECTED -> Side.AGENT;
            case LOCAL_FAILURE -> Side.PHONE;
        };
    }

    private static Optional<ErrorCode> error(Cause cause) {
        return switch (cause) {
            case BUSY -> Optional.of(ErrorCode.BUSY);
            case NO_ANSWER -> Optional.of(ErrorCode.NO_ANSWER);
            case DECLINED -> Optional.of(ErrorCode.DECLINED);
            case NUMBER_UNKNOWN -> Optional.of(ErrorCode.NUMBER_UNKNOWN);
            case UNAVAILABLE -> Optional.of(ErrorCode.LINE_UNAVAILABLE);
            case NOT_ALLOWED -> Optional.of(ErrorCode.CALL_NOT_ALLOWED);
            case MEDIA_NOT_ACCEPTED -> Optional.of(ErrorCode.MEDIA_NOT_ACCEPTED);
            case SERVER_FAILED -> Optional.of(ErrorCode.SERVER_FAILED);
            case NO_RESPONSE -> Optional.of(ErrorCode.NO_RESPONSE);
            case CONNECTION_LOST -> Optional.of(ErrorCode.CONNECTION_LOST);
            case LOCAL_FAILURE -> Optional.of(ErrorCode.INTERNAL);
            case HUNG_UP, CANCELLED, MISSED, REJECTED, ANSWERED_ELSEWHERE, TRANSFERRED -> Optional.empty();
        };
    }

    /** What the agent hears of it: busy for a busy line, else reorder (ITU-T E.182's congestion tone). */
    static LocalTone tone(CallEnd end) {
        return end.cause() == Cause.BUSY ? LocalTone.BUSY : LocalTone.REORDER;
    }
}
