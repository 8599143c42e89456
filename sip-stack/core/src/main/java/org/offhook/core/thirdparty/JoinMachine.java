package org.offhook.core.thirdparty;

import java.util.Optional;
import org.offhook.core.thirdparty.JoinEffect.Acknowledge;
import org.offhook.core.thirdparty.JoinEffect.GiveMedia;
import org.offhook.core.thirdparty.JoinEffect.Reinvite;
import org.offhook.core.thirdparty.JoinEffect.ReportBroken;
import org.offhook.core.thirdparty.JoinEffect.ReportJoined;
import org.offhook.core.thirdparty.JoinEffect.Respond;
import org.offhook.core.thirdparty.JoinEffect.StartBackOff;
import org.offhook.core.thirdparty.JoinEffect.StopBackOff;
import org.offhook.core.thirdparty.JoinInput.Acknowledged;
import org.offhook.core.thirdparty.JoinInput.Asked;
import org.offhook.core.thirdparty.JoinInput.BackOffOver;
import org.offhook.core.thirdparty.JoinInput.BridgeRequested;
import org.offhook.core.thirdparty.JoinInput.CrossRequested;
import org.offhook.core.thirdparty.JoinInput.HushOver;
import org.offhook.core.thirdparty.JoinInput.JoinImpossible;
import org.offhook.core.thirdparty.JoinInput.Keys;
import org.offhook.core.thirdparty.JoinInput.LegGone;
import org.offhook.core.thirdparty.JoinInput.MediaTaken;
import org.offhook.core.thirdparty.JoinInput.ReinviteRefused;
import org.offhook.core.thirdparty.JoinInput.ReinviteTaken;
import org.offhook.core.thirdparty.JoinInput.Secured;
import org.offhook.core.thirdparty.LegInput.Reply;

/**
 * The join of two legs as a pure function: RFC 3725 §4.4 (flow IV) to get there, §7 to stay there.
 *
 * <pre>
 * leg one                us                leg two
 *    │ INVITE (our media) │                   │
 *    │◀───────────────────│                   │
 *    │ 200, ACK           │                   │
 *    │───────────────────▶│ INVITE (no offer) │
 *    │                    │──────────────────▶│
 *    │                    │       200 (offer) │     not for leg one: FallingBack; else AwaitingKeys, Hushing
 *    │ re-INVITE (offer)  │◀──────────────────│     Crossing; 491: BackingOff, and again
 *    │◀───────────────────│                   │     refused: FallingBack, ACK (our answer) to leg two, Bridged
 *    │ 200 (answer)       │                   │
 *    │───────────────────▶│                   │
 *    │ ACK                │      ACK (answer) │
 *    │◀───────────────────│──────────────────▶│     Joined; each party's re-INVITE goes across
 *    │◀═══════════════ media ════════════════▶│
 * </pre>
 */
public final class JoinMachine {
    private static final int PENDING = 491;
    private static final int NOT_ACCEPTABLE = 488;

    private JoinMachine() {}

    /** Takes one input. */
    public static JoinStep step(JoinState state, JoinInput input) {
        return switch (state) {
            case JoinState.Apart at -> apart(at, input);
            case JoinState.AwaitingKeys at -> preparing(at, at.offer(), at.secrecy(), input);
            case JoinState.Hushing at -> preparing(at, at.offer(), at.secrecy(), input);
            case JoinState.Crossing at -> crossing(at, input);
            case JoinState.BackingOff at -> backingOff(at, input);
            case JoinState.FallingBack at -> fallingBack(at, input);
            case JoinState.Joined at -> joined(at, input);
            case JoinState.PassingOffer at -> passing(at, at.from(), at.secrecy(), input);
            case JoinState.FetchingOffer at -> passing(at, at.from(), at.secrecy(), input);
            case JoinState.AwaitingAnswer at -> awaiting(at, input);
            case JoinState.Bridged at -> bridged(at, input);
            case JoinState.Parted at -> parted(at, input);
        };
    }

    private static JoinStep apart(JoinState.Apart at, JoinInput input) {
        return switch (input) {
            case CrossRequested(String offer, Bond bond, Keys keys) -> {
                if (!bond.lets(offer)) {
                    yield JoinStep.to(new JoinState.FallingBack(), new GiveMedia(Side.SECOND));
                }
                yield switch (keys) {
                    case THERE -> hushing(offer, bond.secrecy());
                    case AWAITED -> JoinStep.to(new JoinState.AwaitingKeys(offer, bond.secrecy()));
                };
            }
            case BridgeRequested _ ->
                JoinStep.to(new JoinState.Bridged(), new JoinEffect.Bridge(Recording.BY_RULE), new ReportJoined());
            case JoinImpossible _ -> JoinStep.to(new JoinState.Parted(), new ReportBroken());
            case LegGone _ -> JoinStep.to(new JoinState.Parted());
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case Asked(Side by, Optional<String> _) -> refuse(at, by, PENDING);
            case ReinviteRefused _, MediaTaken _, Acknowledged _, BackOffOver _, Secured _, HushOver _ ->
                JoinStep.ignored(at, "they are not joined");
        };
    }

    private static JoinStep hushing(String offer, Secrecy secrecy) {
        return JoinStep.to(new JoinState.Hushing(offer, secrecy), new JoinEffect.Hush());
    }

    /** AwaitingKeys and Hushing: the re-INVITE is about to go out. */
    private static JoinStep preparing(JoinState at, String offer, Secrecy secrecy, JoinInput input) {
        return switch (input) {
            case Secured _ when at instanceof JoinState.AwaitingKeys -> hushing(offer, secrecy);
            case HushOver _
            when at instanceof JoinState.Hushing ->
                JoinStep.to(new JoinState.Crossing(offer, secrecy), new Reinvite(Side.FIRST, Optional.of(offer)));
            case LegGone _ -> JoinStep.to(new JoinState.Parted());
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case Asked(Side by, Optional<String> _) -> refuse(at, by, PENDING);
            case CrossRequested _,
                    BridgeRequested _,
                    JoinImpossible _,
                    ReinviteRefused _,
                    MediaTaken _,
                    Acknowledged _,
                    BackOffOver _,
                    Secured _,
                    HushOver _ -> JoinStep.ignored(at, "the re-INVITE is about to go out");
        };
    }

    private static JoinStep crossing(JoinState.Crossing at, JoinInput input) {
        return switch (input) {
            case ReinviteTaken(Side by, Optional<String> sdp)
            when by == Side.FIRST ->
                at.secrecy()
                        .after(at.offer())
                        .allowed(sdp)
                        .map(answer -> JoinStep.to(
                                new JoinState.Joined(Secrecy.of(answer)),
                                new Acknowledge(Side.FIRST, Optional.empty()),
                                new Acknowledge(Side.SECOND, sdp),
                                new ReportJoined()))
                        .orElseGet(() -> JoinStep.to(
                                new JoinState.Parted(),
                                new Acknowledge(Side.FIRST, Optional.empty()),
                                new ReportBroken()));
            case ReinviteRefused(Side by, int status)
            when by == Side.FIRST ->
                status == PENDING
                        ? JoinStep.to(new JoinState.BackingOff(at.offer(), at.secrecy()), new StartBackOff())
                        : JoinStep.to(new JoinState.FallingBack(), new GiveMedia(Side.SECOND));
            case LegGone _ -> JoinStep.to(new JoinState.Parted());
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case Asked(Side by, Optional<String> _) -> refuse(at, by, PENDING);
            case CrossRequested _,
                    BridgeRequested _,
                    JoinImpossible _,
                    ReinviteRefused _,
                    MediaTaken _,
                    Acknowledged _,
                    BackOffOver _,
                    Secured _,
                    HushOver _ -> JoinStep.ignored(at, "the re-INVITE is out");
        };
    }

    private static JoinStep backingOff(JoinState.BackingOff at, JoinInput input) {
        return switch (input) {
            case BackOffOver _ -> hushing(at.offer(), at.secrecy());
            case LegGone _ -> JoinStep.to(new JoinState.Parted(), new StopBackOff());
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case Asked(Side by, Optional<String> _) -> refuse(at, by, PENDING);
            case CrossRequested _,
                    BridgeRequested _,
                    JoinImpossible _,
                    ReinviteRefused _,
                    MediaTaken _,
                    Acknowledged _,
                    Secured _,
                    HushOver _ -> JoinStep.ignored(at, "we wait before the next try");
        };
    }

    /** An exchange that does not take another's media in a re-INVITE keeps ours: its session is as it was (RFC 3261 §14.1). */
    private static JoinStep fallingBack(JoinState.FallingBack at, JoinInput input) {
        return switch (input) {
            case MediaTaken(Side by)
            when by == Side.SECOND ->
                JoinStep.to(new JoinState.Bridged(), new JoinEffect.Bridge(Recording.NONE), new ReportJoined());
            case LegGone _ -> JoinStep.to(new JoinState.Parted());
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case Asked(Side by, Optional<String> _) -> refuse(at, by, PENDING);
            case CrossRequested _,
                    BridgeRequested _,
                    JoinImpossible _,
                    ReinviteRefused _,
                    MediaTaken _,
                    Acknowledged _,
                    BackOffOver _,
                    Secured _,
                    HushOver _ -> JoinStep.ignored(at, "leg two gets our media");
        };
    }

    private static JoinStep joined(JoinState.Joined at, JoinInput input) {
        return switch (input) {
            case Asked(Side by, Optional<String> sdp) ->
                sdp.isPresent() && at.secrecy().allowed(sdp).isEmpty()
                        ? refuse(at, by, NOT_ACCEPTABLE)
                        : JoinStep.to(
                                sdp.isPresent()
                                        ? new JoinState.PassingOffer(by, at.secrecy())
                                        : new JoinState.FetchingOffer(by, at.secrecy()),
                                new Reinvite(by.other(), sdp));
            case LegGone _ -> JoinStep.to(new JoinState.Parted());
            case Acknowledged _ -> JoinStep.to(at); // of a re-INVITE that went across
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case ReinviteRefused _ -> JoinStep.to(at); // it only told where we are
            case CrossRequested _,
                    BridgeRequested _,
                    JoinImpossible _,
                    MediaTaken _,
                    BackOffOver _,
                    Secured _,
                    HushOver _ -> JoinStep.ignored(at, "they are joined");
        };
    }

    /** PassingOffer and FetchingOffer: the other party's response is ours. */
    private static JoinStep passing(JoinState at, Side from, Secrecy secrecy, JoinInput input) {
        return switch (input) {
            case ReinviteTaken(Side by, Optional<String> sdp) when by == from.other() -> taken(at, from, secrecy, sdp);
            // RFC 3725 §7, RFC 3261 §14.1: the session stays as it was; with 491 the party backs off by itself.
            case ReinviteRefused(Side by, int status)
            when by == from.other() ->
                JoinStep.to(new JoinState.Joined(secrecy), new Respond(from, new Reply.Refusing(status)));
            case Asked(Side by, Optional<String> _) -> refuse(at, by, PENDING);
            case LegGone(Side gone) ->
                gone == from
                        ? JoinStep.to(new JoinState.Parted())
                        : JoinStep.to(new JoinState.Parted(), new Respond(from, new Reply.Refusing(487)));
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case CrossRequested _,
                    BridgeRequested _,
                    JoinImpossible _,
                    ReinviteRefused _,
                    MediaTaken _,
                    Acknowledged _,
                    BackOffOver _,
                    Secured _,
                    HushOver _ -> JoinStep.ignored(at, "a re-INVITE goes across");
        };
    }

    private static JoinStep taken(JoinState at, Side from, Secrecy secrecy, Optional<String> sdp) {
        boolean fetching = at instanceof JoinState.FetchingOffer;
        if (secrecy.allowed(sdp).isEmpty()) { // nothing was agreed, or nothing that may be
            return JoinStep.to(
                    new JoinState.Joined(secrecy),
                    new Acknowledge(from.other(), fetching ? sdp.map(Spoken::refusal) : Optional.empty()),
                    new Respond(from, new Reply.Refusing(NOT_ACCEPTABLE)));
        }
        String text = sdp.orElseThrow();
        return fetching
                ? JoinStep.to(
                        new JoinState.AwaitingAnswer(from, text, secrecy), new Respond(from, new Reply.WithOffer(text)))
                : JoinStep.to(
                        new JoinState.Joined(Secrecy.of(text)),
                        new Acknowledge(from.other(), Optional.empty()),
                        new Respond(from, new Reply.WithAnswer(text)));
    }

    private static JoinStep awaiting(JoinState.AwaitingAnswer at, JoinInput input) {
        Side from = at.from();
        return switch (input) {
            case Acknowledged(Side by, Optional<String> sdp)
            when by == from ->
                at.secrecy()
                        .after(at.offer())
                        .allowed(sdp)
                        .map(answer -> JoinStep.to(
                                new JoinState.Joined(Secrecy.of(answer)), new Acknowledge(from.other(), sdp)))
                        .orElseGet(() -> JoinStep.to(new JoinState.Parted(), refusal(at), new ReportBroken()));
            case LegGone(Side gone) ->
                gone == from ? JoinStep.to(new JoinState.Parted(), refusal(at)) : JoinStep.to(new JoinState.Parted());
            case Asked(Side by, Optional<String> _) -> refuse(at, by, PENDING);
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case CrossRequested _,
                    BridgeRequested _,
                    JoinImpossible _,
                    ReinviteRefused _,
                    MediaTaken _,
                    Acknowledged _,
                    BackOffOver _,
                    Secured _,
                    HushOver _ -> JoinStep.ignored(at, "an answer is awaited");
        };
    }

    /** The 2xx gets its ACK whatever happens, and its offer an answer. */
    private static Acknowledge refusal(JoinState.AwaitingAnswer at) {
        return new Acknowledge(at.from().other(), Optional.of(Spoken.refusal(at.offer())));
    }

    /** Each leg answers its own party's re-INVITEs there. */
    private static JoinStep bridged(JoinState.Bridged at, JoinInput input) {
        return switch (input) {
            case LegGone _ -> JoinStep.to(new JoinState.Parted());
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case Asked(Side by, Optional<String> _) -> refuse(at, by, PENDING);
            case CrossRequested _,
                    BridgeRequested _,
                    JoinImpossible _,
                    ReinviteRefused _,
                    MediaTaken _,
                    Acknowledged _,
                    BackOffOver _,
                    Secured _,
                    HushOver _ -> JoinStep.ignored(at, "they are joined by our sockets");
        };
    }

    private static JoinStep parted(JoinState.Parted at, JoinInput input) {
        return switch (input) {
            case ReinviteTaken(Side by, Optional<String> _) -> JoinStep.to(at, new Acknowledge(by, Optional.empty()));
            case Asked(Side by, Optional<String> _) -> refuse(at, by, 487); // the call is being ended
            case LegGone _, Acknowledged _, BackOffOver _, Secured _, HushOver _ -> JoinStep.to(at);
            case CrossRequested _, BridgeRequested _, JoinImpossible _ -> JoinStep.to(at, new ReportBroken());
            case ReinviteRefused _, MediaTaken _ -> JoinStep.ignored(at, "they have parted");
        };
    }

    private static JoinStep refuse(JoinState at, Side by, int status) {
        return JoinStep.to(at, new Respond(by, new Reply.Refusing(status)));
    }
}
