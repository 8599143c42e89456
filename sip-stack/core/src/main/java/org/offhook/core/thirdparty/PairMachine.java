package org.offhook.core.thirdparty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegEffect.Told;

/**
 * Two legs and their join as one pure function: hands what a leg cannot decide alone to the join, and the join's orders to the legs, until
 * nothing is left to be handed on.
 */
public final class PairMachine {
    private PairMachine() {}

    /**
     * @param join how far their media is between them
     * @param secured with whom the latest handshake of leg one's sockets was done
     */
    public record Pair(LegState first, LegState second, JoinState join, Optional<DtlsPeer> secured) {
        /** Nobody was called. */
        public static final Pair NEW =
                new Pair(new LegState.New(), new LegState.New(), new JoinState.Apart(), Optional.empty());

        public LegState leg(Side side) {
            return switch (side) {
                case FIRST -> first;
                case SECOND -> second;
            };
        }

        private Pair with(Side side, LegState state) {
            return switch (side) {
                case FIRST -> new Pair(state, second, join, secured);
                case SECOND -> new Pair(first, state, join, secured);
            };
        }

        private Pair with(JoinState state) {
            return new Pair(first, second, state, secured);
        }

        private JoinInput.Keys keys() {
            Optional<DtlsPeer> peer = first.bond().peer();
            return peer.isEmpty() || peer.equals(secured) ? JoinInput.Keys.THERE : JoinInput.Keys.AWAITED;
        }

        /** Nothing more comes of it but stragglers. */
        public boolean over() {
            return isIdle(first) && isIdle(second);
        }

        private static boolean isIdle(LegState leg) {
            return leg instanceof LegState.New || leg instanceof LegState.Over;
        }
    }

    /** What can happen to a pair. */
    public sealed interface PairInput {
        record OfLeg(Side side, LegInput input) implements PairInput {}

        /** Join both, by their own media if leg two has made an offer and leg one takes it, else through our sockets. */
        record JoinRequested() implements PairInput {}

        record BackOffOver() implements PairInput {}

        record HushOver() implements PairInput {}

        /** The handshakes of a leg's sockets are done. */
        record Secured(Side side, DtlsPeer peer) implements PairInput {}
    }

    /** What a pair orders. */
    public sealed interface PairEffect {
        record OfLeg(Side side, LegEffect effect) implements PairEffect {}

        record OfJoin(JoinEffect effect) implements PairEffect {}

        /** In place of what it hears. */
        record Play(Side to, LegTone tone) implements PairEffect {}

        /** In place of what it hears, it hears the other one. */
        record Relay(Side to) implements PairEffect {}
    }

    /** What one input did. */
    public record PairStep(Pair next, List<PairEffect> effects) {
        public PairStep {
            effects = List.copyOf(effects);
        }
    }

    /** Takes one input. */
    public static PairStep step(Pair pair, PairInput input, Instant now) {
        Work work = new Work(pair, now);
        switch (input) {
            case PairInput.OfLeg(Side side, LegInput of) -> work.leg(side, of);
            case PairInput.JoinRequested _ -> work.join(wanted(pair));
            case PairInput.BackOffOver _ -> work.join(new JoinInput.BackOffOver());
            case PairInput.HushOver _ -> work.join(new JoinInput.HushOver());
            case PairInput.Secured(Side side, DtlsPeer peer) -> work.secured(side, peer);
        }
        return new PairStep(work.at, work.effects);
    }

    private static JoinInput wanted(Pair at) {
        return isOurs(at.first())
                ? switch (at.second()) {
                    case LegState.Owing(var _, String offer, Spoken _, var _) ->
                        new JoinInput.CrossRequested(offer, at.first().bond(), at.keys());
                    case LegState.Talking _, LegState.TalkingWithOffer _, LegState.Yielding _ ->
                        new JoinInput.BridgeRequested();
                    case LegState.New _,
                            LegState.Reserving _,
                            LegState.Inviting _,
                            LegState.Ringing _,
                            LegState.Cancelling _,
                            LegState.Moving _,
                            LegState.OwingOurs _,
                            LegState.Crossed _,
                            LegState.CrossedTelling _,
                            LegState.CrossedYielding _,
                            LegState.Over _ -> new JoinInput.JoinImpossible();
                }
                : new JoinInput.JoinImpossible();
    }

    private static boolean isOurs(LegState leg) {
        return leg.talks();
    }

    /** One step: what is handed on is carried out in its place among the orders. */
    private static final class Work {
        private final List<PairEffect> effects = new ArrayList<>();
        private final Instant now;
        private Pair at;

        Work(Pair at, Instant now) {
            this.at = at;
            this.now = now;
        }

        void leg(Side side, LegInput input) {
            LegStep step = LegMachine.step(at.leg(side), input, now);
            at = at.with(side, step.next());
            for (LegEffect effect : step.effects()) {
                if (effect instanceof LegEffect.TellJoin(Told told)) {
                    join(told(side, told));
                } else {
                    effects.add(new PairEffect.OfLeg(side, effect));
                }
                tone(side, effect);
            }
        }

        /** Whether leg one could be told of another handshake matters; leg two has its first one with us, or none. */
        void secured(Side side, DtlsPeer peer) {
            if (side == Side.FIRST) {
                at = new Pair(at.first(), at.second(), at.join(), Optional.of(peer));
                if (at.join() instanceof JoinState.AwaitingKeys && at.keys() == JoinInput.Keys.THERE) {
                    join(new JoinInput.Secured());
                }
            }
        }

        /** Leg one waits for leg two, and hears how that goes. */
        private void tone(Side side, LegEffect effect) {
            if (side == Side.SECOND && isOurs(at.first()) && effect instanceof LegEffect.Report(LegNews news)) {
                switch (news) {
                    case LegNews.PlaysEarly _ -> effects.add(new PairEffect.Relay(Side.FIRST));
                    case LegNews.Rings _ -> effects.add(new PairEffect.Play(Side.FIRST, LegTone.RINGBACK));
                    case LegNews.Answered _, LegNews.Ended _ ->
                        effects.add(new PairEffect.Play(Side.FIRST, LegTone.SILENCE));
                    case LegNews.Placed _, LegNews.KeyPressed _ -> {}
                }
            }
        }

        void join(JoinInput input) {
            JoinStep step = JoinMachine.step(at.join(), input);
            at = at.with(step.next());
            for (JoinEffect effect : step.effects()) {
                switch (effect) {
                    case JoinEffect.Reinvite(Side to, var sdp) -> leg(to, new LegInput.ReinviteRequested(sdp));
                    case JoinEffect.Acknowledge(Side to, var sdp) -> leg(to, new LegInput.AckRequested(sdp));
                    case JoinEffect.GiveMedia(Side to) -> leg(to, new LegInput.MediaRequested());
                    case JoinEffect.Respond(Side to, var reply) -> leg(to, new LegInput.RespondRequested(reply));
                    case JoinEffect.Bridge _,
                            JoinEffect.Hush _,
                            JoinEffect.StartBackOff _,
                            JoinEffect.StopBackOff _,
                            JoinEffect.ReportJoined _,
                            JoinEffect.ReportBroken _,
                            JoinEffect.Ignore _ -> effects.add(new PairEffect.OfJoin(effect));
                }
            }
        }

        private static JoinInput told(Side side, Told told) {
            return switch (told) {
                case Told.ReinviteTaken(var sdp) -> new JoinInput.ReinviteTaken(side, sdp);
                case Told.ReinviteRefused(int status) -> new JoinInput.ReinviteRefused(side, status);
                case Told.MediaTaken _ -> new JoinInput.MediaTaken(side);
                case Told.Asked(var sdp) -> new JoinInput.Asked(side, sdp);
                case Told.Acknowledged(var sdp) -> new JoinInput.Acknowledged(side, sdp);
                case Told.Gone _ -> new JoinInput.LegGone(side);
            };
        }
    }
}
