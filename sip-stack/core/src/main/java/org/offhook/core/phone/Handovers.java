package org.offhook.core.phone;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.call.CallNews;
import org.offhook.core.call.CallState;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.Referral;
import org.offhook.core.call.Takeover;

/**
 * Calls that go over to somebody else because a far end wants it so: one that comes in takes the place of another (RFC 3891), or the far
 * end sends us to whom we shall call (RFC 3515, RFC 5589). Owned by the loop's thread.
 */
final class Handovers {
    /** Whom we were sent to has so long to answer. */
    private static final Duration RING_LIMIT = Duration.ofSeconds(60);

    /** RFC 5589 §6.1: who has sent us away hangs up; one that forgets is hung up on. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final int ACCEPTED = 202;
    private static final int BUSY = 486;

    private final LoopContext context;
    private final Lines lines;

    /** Calls that are on their way to the place of another one. */
    private final Map<CallId, Takeover> takeovers = new HashMap<>();

    /** Calls that a far end has sent us to. */
    private final Map<CallId, Followed> followed = new HashMap<>();

    /** @param held we put the one who sent us on hold for it */
    private record Followed(CallId sender, DialogId dialog, boolean held) {}

    private record FarewellKey(CallId sender) {}

    Handovers(LoopContext context, Lines lines) {
        this.context = context;
        this.lines = lines;
    }

    // ---- Replaces

    /** A call that is answered at once, and ends the one whose place it takes. */
    void takeOver(CallId id, InviteReceived invite, Takeover takeover) {
        int refusal = refusal(lines.state(takeover.call()), takeover.dialog());
        if (refusal == 0) {
            takeovers.put(id, takeover);
            lines.incoming(id, invite);
        } else {
            lines.incoming(id, new CallInput.InviteTurnedAway(invite.caller(), invite.called(), refusal));
        }
    }

    /** RFC 3891 §3: 481 for what matches nothing that can be replaced, 603 for what is over; 0 when it can. */
    private static int refusal(CallState state, DialogId dialog) {
        return switch (state) {
            case CallState.Connected at -> at.dialog().equals(dialog) ? 0 : 481;
            case CallState.ConnectedWithOffer at -> at.dialog().equals(dialog) ? 0 : 481;
            case CallState.Reoffering at -> at.dialog().equals(dialog) ? 0 : 481;
            case CallState.Yielding at -> at.dialog().equals(dialog) ? 0 : 481;
            case CallState.Answering at -> at.dialog().equals(dialog) ? 0 : 481;
            case CallState.AnsweringWithOffer at -> at.dialog().equals(dialog) ? 0 : 481;
            case CallState.Calling _, CallState.Proceeding _, CallState.Early _ -> 0; // an early dialog of ours
            case CallState.New _,
                    CallState.Reserving _,
                    CallState.Offered _,
                    CallState.Alerting _,
                    CallState.AnswerPending _,
                    CallState.OfferDue _,
                    CallState.AlertingWithOffer _,
                    CallState.AlertingAgreed _,
                    CallState.AnswerAwaitingPrack _ -> 481;
            case CallState.Cancelling _,
                    CallState.ClosingAfterAck _,
                    CallState.EndTone _,
                    CallState.Ended _,
                    CallState.Gone _ -> 603;
        };
    }

    /** A call has made a step: one that is answered now takes its place. */
    void stepped(CallId id, CallState state) {
        boolean answered = state instanceof CallState.Answering || state instanceof CallState.AnsweringWithOffer;
        if (answered && !takeovers.isEmpty()) {
            Takeover takeover = takeovers.remove(id);
            if (takeover != null) {
                context.followUp(() -> replace(id, takeover.call()));
            }
        }
    }

    /** Mute, hold, recording and conversation of several are the agent's, whoever the far end is. */
    private void replace(CallId id, CallId old) {
        Optional<CallView> before = Views.of(old, lines.state(old));
        if (before.map(CallView::muted).orElse(false)) {
            lines.command(id, new CallInput.MuteRequested(true));
        }
        if (before.map(view -> view.live() && view.held()).orElse(false)) {
            lines.command(id, new CallInput.HoldRequested(true));
        }
        lines.recordings().carryOver(old, id);
        lines.turns().joinInPlaceOf(old, id);
        context.tell(new PhoneEvent.CallTransferred(old, id));
        lines.happened(old, new CallInput.TakenOver());
    }

    // ---- REFER

    /** The far end of {@code sender} sends us to somebody. */
    void follow(CallId sender, DialogId dialog, Referral referral) {
        if (lines.turns().holdAllBut(Optional.of(sender)).isPresent()) { // a call is being dialled already
            respond(sender, dialog, BUSY);
            return;
        }
        respond(sender, dialog, ACCEPTED);
        boolean held = Views.of(sender, lines.state(sender))
                .filter(view -> !view.held() && !view.heldByFarEnd())
                .isPresent();
        if (held) {
            lines.turns().hold(sender); // it must not hear whom we reach
        }
        CallId id = lines.dial(
                new DialPlan(
                        referral.target().number(),
                        referral.target().name(),
                        Optional.empty(),
                        RING_LIMIT,
                        Optional.of(referral)),
                context.calls.of(sender));
        if (lines.state(id).live()) {
            followed.put(id, new Followed(sender, dialog, held));
        } else { // it failed as it began
            tell(sender, dialog, 503);
        }
    }

    private void respond(CallId sender, DialogId dialog, int status) {
        context.guarded("signalling.respondToRefer", () -> context.signalling.respondToRefer(sender, dialog, status));
    }

    private void tell(CallId sender, DialogId dialog, int status) {
        context.guarded("signalling.notifyReferral", () -> context.signalling.notifyReferral(sender, dialog, status));
    }

    /** What a call of ours that a far end has sent us to has come to. */
    void follow(CallId id, CallNews news) {
        if (news instanceof CallNews.Ended) {
            takeovers.remove(id);
        }
        Followed sent = followed.get(id);
        if (sent == null) {
            return;
        }
        switch (news) {
            case CallNews.Progressed(boolean early) -> tell(sent.sender(), sent.dialog(), early ? 183 : 180);
            case CallNews.Connected _ -> {
                followed.remove(id);
                tell(sent.sender(), sent.dialog(), 200);
                context.tell(new PhoneEvent.CallTransferred(sent.sender(), id));
                context.timers.start(
                        new FarewellKey(sent.sender()), context.now.plus(FAREWELL), () -> handedOn(sent.sender()));
            }
            case CallNews.Ended(CallEnd end, Duration _) -> {
                followed.remove(id);
                tell(sent.sender(), sent.dialog(), status(end));
                if (sent.held() && lines.state(sent.sender()).live()) {
                    context.followUp(() -> lines.turns().takeBack(sent.sender()));
                }
            }
            case CallNews.Dialled _,
                    CallNews.Offered _,
                    CallNews.Muted _,
                    CallNews.Held _,
                    CallNews.HeldByFarEnd _,
                    CallNews.DigitHeard _,
                    CallNews.TransferProgressed _,
                    CallNews.Refused _ -> {}
        }
    }

    private void handedOn(CallId sender) {
        if (Views.dialog(lines.state(sender)).isPresent()) {
            lines.happened(sender, new CallInput.TakenOver());
        }
    }

    /** What the one who sent us is told of a call that came to nothing (RFC 3515 §2.4.5: a status line). */
    private static int status(CallEnd end) {
        if (end.sipStatus() >= 300) {
            return end.sipStatus();
        }
        return switch (end.cause()) {
            case CANCELLED, HUNG_UP, REJECTED, TRANSFERRED -> 487;
            case NO_ANSWER, NO_RESPONSE, MISSED -> 408;
            case BUSY -> BUSY;
            case MEDIA_NOT_ACCEPTED -> 488;
            case DECLINED,
                    NUMBER_UNKNOWN,
                    UNAVAILABLE,
                    NOT_ALLOWED,
                    SERVER_FAILED,
                    CONNECTION_LOST,
                    ANSWERED_ELSEWHERE,
                    LOCAL_FAILURE -> 503;
        };
    }
}
