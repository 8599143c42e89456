package org.offhook.desktop.twoleg;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.offhook.agent.twoleg.Leg;
import org.offhook.agent.twoleg.LegFailure;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.TwoLegCallPort;
import org.offhook.agent.twoleg.TwoLegInput;
import org.offhook.agent.twoleg.TwoLegPlan;
import org.offhook.core.call.CallEnd;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.core.thirdparty.Side;
import org.offhook.core.thirdparty.loop.PairCalls;
import org.offhook.core.thirdparty.loop.PairNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two-leg calls by third-party call control: whatever the exchange reaches under a number is called and joined, beside the phone's own call
 * and without the agent. Another agent's phone is such a number, too. Takes whatever is left, so it stands last in the list of ports.
 */
public final class SipLegs implements TwoLegCallPort {
    private static final Logger LOG = LoggerFactory.getLogger(SipLegs.class);

    private final PairCalls calls;
    private final BooleanSupplier registered;

    /** @param registered whether there is an account to call over; any thread */
    public SipLegs(PairCalls calls, BooleanSupplier registered) {
        this.calls = calls;
        this.registered = registered;
    }

    @Override
    public boolean takes(TwoLegPlan plan) {
        return registered.getAsBoolean();
    }

    @Override
    public Legs begin(TwoLegPlan plan, Consumer<TwoLegInput> inbox) {
        return new Both(plan, inbox);
    }

    private final class Both implements Legs {
        private final TwoLegPlan plan;
        private final Consumer<TwoLegInput> inbox;
        private final PairCalls.Legs legs;

        Both(TwoLegPlan plan, Consumer<TwoLegInput> inbox) {
            this.plan = plan;
            this.inbox = inbox;
            this.legs = calls.begin(this::happened);
        }

        @Override
        public void call(Leg leg, LegTarget target) {
            LegPlan.Offer offer = offer(leg);
            switch (target) {
                case LegTarget.Dialled(String dialled, String callerId) ->
                    legs.call(side(leg), new LegPlan(dialled, given(callerId), offer), announcement(leg));
                case LegTarget.OwnPhone(String extension, var _) ->
                    legs.call(side(leg), new LegPlan(extension, Optional.empty(), offer), announcement(leg));
                case LegTarget.Announcement _ -> inbox.accept(new TwoLegInput.LegEnded(leg, LegFailure.NOT_CONNECTED));
            }
        }

        /** Leg one always hears us first: ringback or an announcement. */
        private LegPlan.Offer offer(Leg leg) {
            return switch (leg) {
                case FIRST -> LegPlan.Offer.OURS;
                case SECOND ->
                    switch (plan.joining()) {
                        // The phone of THROUGH_WIDGET is another program's here.
                        case BETWEEN_PARTIES, THROUGH_WIDGET -> LegPlan.Offer.NONE;
                        case RECORDED -> LegPlan.Offer.OURS;
                    };
            };
        }

        /** What must be there before anybody is called. */
        private Optional<String> announcement(Leg leg) {
            return leg == Leg.FIRST && plan.second() instanceof LegTarget.Announcement(String name, var _)
                    ? Optional.of(name)
                    : Optional.empty();
        }

        private static Optional<String> given(String callerId) {
            return callerId.isEmpty() ? Optional.empty() : Optional.of(callerId);
        }

        @Override
        public void end(Leg leg) {
            legs.end(side(leg));
        }

        @Override
        public void join(TwoLegPlan.Joining how) {
            legs.join();
        }

        @Override
        public void announce(String name) {
            legs.announce();
        }

        @Override
        public void stopAnnouncement() {
            legs.stopAnnouncement();
        }

        private void happened(PairNews news) {
            input(news).ifPresent(inbox);
        }
    }

    private static Optional<TwoLegInput> input(PairNews news) {
        return switch (news) {
            case PairNews.Placed(Side side, String callId) -> Optional.of(new TwoLegInput.LegPlaced(leg(side), callId));
            case PairNews.Answered(Side side) -> Optional.of(new TwoLegInput.LegAnswered(leg(side)));
            case PairNews.Ended(Side side, CallEnd end) -> Optional.of(ended(side, end));
            // "Press a key" is asked of leg one; what leg two presses is for leg one.
            case PairNews.KeyPressed(Side side, char digit) ->
                side == Side.FIRST ? Optional.of(new TwoLegInput.KeyPressed(digit)) : Optional.empty();
            case PairNews.Joined _ -> Optional.of(new TwoLegInput.LegsJoined());
            case PairNews.Broken _ -> Optional.of(new TwoLegInput.JoinFailed());
            case PairNews.AnnouncementOver(PairNews.Played how) ->
                Optional.of(new TwoLegInput.AnnouncementEnded(how == PairNews.Played.WHOLE));
        };
    }

    /** Whoever reads the log finds why nobody heard anything. */
    private static TwoLegInput ended(Side side, CallEnd end) {
        end.error().ifPresent(error -> LOG.warn("{} a leg has ended: {}", error.code(), end.cause()));
        return new TwoLegInput.LegEnded(leg(side), failure(end));
    }

    private static Side side(Leg leg) {
        return switch (leg) {
            case FIRST -> Side.FIRST;
            case SECOND -> Side.SECOND;
        };
    }

    private static Leg leg(Side side) {
        return switch (side) {
            case FIRST -> Leg.FIRST;
            case SECOND -> Leg.SECOND;
        };
    }

    /** A missing announcement is missing the next time, too. */
    private static LegFailure failure(CallEnd end) {
        return end.error().equals(Optional.of(ErrorCode.ANNOUNCEMENT_MISSING))
                ? LegFailure.NOT_CONNECTED
                : LegFailure.of(end);
    }
}
