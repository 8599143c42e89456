package org.offhook.agent.twoleg;

import org.offhook.campaign.schedule.LegOneEnd;
import org.offhook.core.call.CallEnd;

/** Why a leg was not answered. */
public enum LegFailure {
    NO_ANSWER("No answer"),
    BUSY("Busy"),
    /** The exchange refused it, or rules of ours do: trying again changes nothing. */
    NOT_CONNECTED("Not connected"),
    /** Not registered, no response, no way there: may work later. */
    UNREACHABLE("Unreachable");

    private final String words;

    LegFailure(String words) {
        this.words = words;
    }

    /** As voiptech-click2call says it. */
    public String words() {
        return words;
    }

    /** What it means for a future call. */
    public LegOneEnd attemptEnd() {
        return switch (this) {
            case NO_ANSWER, BUSY, UNREACHABLE -> LegOneEnd.NOT_ANSWERED;
            case NOT_CONNECTED -> LegOneEnd.REFUSED;
        };
    }

    /** Of a call that ended before anybody answered. */
    public static LegFailure of(CallEnd end) {
        return switch (end.cause()) {
            case BUSY -> BUSY;
            case NO_ANSWER, CANCELLED, MISSED -> NO_ANSWER;
            case UNAVAILABLE, SERVER_FAILED, NO_RESPONSE, CONNECTION_LOST, LOCAL_FAILURE -> UNREACHABLE;
            case HUNG_UP,
                    DECLINED,
                    NUMBER_UNKNOWN,
                    NOT_ALLOWED,
                    MEDIA_NOT_ACCEPTED,
                    REJECTED,
                    ANSWERED_ELSEWHERE,
                    TRANSFERRED -> NOT_CONNECTED;
        };
    }
}
