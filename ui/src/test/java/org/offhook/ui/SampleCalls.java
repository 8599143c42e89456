package org.offhook.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.LoggedCall;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.Transfer;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CallView.Phase;

/** Calls as snapshots and the log have them: going out, coming in, over. */
public final class SampleCalls {
    private static final Instant NOW = Situation.NOW;

    private SampleCalls() {}

    public static CallView outgoing(
            String id, Phase phase, Duration started, Optional<Duration> connected, boolean muted) {
        return new CallView(
                new CallId(id),
                CallDirection.OUTGOING,
                phase,
                new CallParty("+17275550142", "Lena M."),
                CallParty.UNKNOWN,
                NOW.minus(started),
                connected.map(NOW::minus),
                Optional.empty(),
                muted,
                false,
                false,
                Transfer.NONE,
                Optional.empty(),
                Optional.empty(),
                "");
    }

    public static CallView incoming(String id) {
        return new CallView(
                new CallId(id),
                CallDirection.INCOMING,
                Phase.OFFERED,
                new CallParty("+17275550168", "Mark T."),
                new CallParty("7000", "Support line"),
                NOW.minusSeconds(3),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                Transfer.NONE,
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** The same after the agent took it. */
    public static CallView taken(String id) {
        CallView rang = incoming(id);
        return new CallView(
                rang.id(),
                rang.direction(),
                Phase.CONNECTED,
                rang.party(),
                rang.called(),
                rang.startedAt(),
                Optional.of(NOW.minusSeconds(1)),
                Optional.empty(),
                false,
                false,
                false,
                Transfer.NONE,
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** {@code call} after it ended {@code ago}. */
    public static CallView ended(CallView call, CallEnd.Cause cause, Optional<ErrorCode> error, Duration ago) {
        return new CallView(
                call.id(),
                call.direction(),
                Phase.ENDED,
                call.party(),
                call.called(),
                call.startedAt(),
                call.connectedAt(),
                Optional.of(NOW.minus(ago)),
                false,
                false,
                false,
                Transfer.NONE,
                Optional.of(new CallEnd(cause, CallEnd.Side.FAR_END, 0, error)),
                Optional.empty(),
                "");
    }

    public static CallView keyed(CallView call, String digits) {
        return new CallView(
                call.id(),
                call.direction(),
                call.phase(),
                call.party(),
                call.called(),
                call.startedAt(),
                call.connectedAt(),
                call.endedAt(),
                call.muted(),
                call.held(),
                call.heldByFarEnd(),
                call.transfer(),
                call.end(),
                call.codec(),
                digits);
    }

    /** Half a dozen calls of the last hours, newest first. */
    static List<LoggedCall> log() {
        return List.of(
                logged("l1", CallDirection.OUTGOING, "+17275550142", "Lena M.", 4, 192, CallEnd.Cause.HUNG_UP),
                logged("l2", CallDirection.INCOMING, "+17275550168", "Mark T.", 41, 0, CallEnd.Cause.MISSED),
                logged("l3", CallDirection.INCOMING, "+17275550119", "Nora V.", 72, 465, CallEnd.Cause.HUNG_UP),
                logged("l4", CallDirection.OUTGOING, "+17275550117", "Tom B.", 94, 0, CallEnd.Cause.BUSY),
                logged("l5", CallDirection.OUTGOING, "7200", "", 130, 31, CallEnd.Cause.HUNG_UP),
                logged("l6", CallDirection.OUTGOING, "+17275550155", "Eva L.", 1290, 86, CallEnd.Cause.HUNG_UP));
    }

    /** A call of two minutes ago over this account. */
    static LoggedCall over(AccountId account) {
        LoggedCall call = logged("l0", CallDirection.OUTGOING, "+17275550133", "Ida N.", 2, 64, CallEnd.Cause.HUNG_UP);
        return new LoggedCall(
                call.id(),
                call.direction(),
                call.party(),
                call.startedAt(),
                call.talked(),
                call.end(),
                call.quality(),
                account);
    }

    private static LoggedCall logged(
            String id,
            CallDirection direction,
            String number,
            String name,
            int minutesAgo,
            int talked,
            CallEnd.Cause cause) {
        return new LoggedCall(
                new CallId(id),
                direction,
                new CallParty(number, name),
                NOW.minusSeconds(minutesAgo * 60L),
                Duration.ofSeconds(talked),
                new CallEnd(cause, CallEnd.Side.FAR_END, 0, Optional.empty()));
    }
}
