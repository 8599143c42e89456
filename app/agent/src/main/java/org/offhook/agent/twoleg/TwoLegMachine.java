package org.offhook.agent.twoleg;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.offhook.agent.twoleg.TwoLegEffect.CallLeg;
import org.offhook.agent.twoleg.TwoLegEffect.EndLeg;
import org.offhook.agent.twoleg.TwoLegEffect.JoinLegs;
import org.offhook.agent.twoleg.TwoLegEffect.PlayAnnouncement;
import org.offhook.agent.twoleg.TwoLegEffect.ReportEnd;
import org.offhook.agent.twoleg.TwoLegEffect.ReportStageOne;
import org.offhook.agent.twoleg.TwoLegEffect.StartTimer;
import org.offhook.agent.twoleg.TwoLegEffect.StopAnnouncement;
import org.offhook.agent.twoleg.TwoLegEffect.StopTimer;
import org.offhook.agent.twoleg.TwoLegInput.AnnouncementEnded;
import org.offhook.agent.twoleg.TwoLegInput.HangUpRequested;
import org.offhook.agent.twoleg.TwoLegInput.JoinFailed;
import org.offhook.agent.twoleg.TwoLegInput.KeyPressed;
import org.offhook.agent.twoleg.TwoLegInput.LegAnswered;
import org.offhook.agent.twoleg.TwoLegInput.LegEnded;
import org.offhook.agent.twoleg.TwoLegInput.LegPlaced;
import org.offhook.agent.twoleg.TwoLegInput.LegsJoined;
import org.offhook.agent.twoleg.TwoLegInput.StartRequested;
import org.offhook.agent.twoleg.TwoLegInput.TimerFired;
import org.offhook.agent.twoleg.TwoLegInput.TwoLegTimer;
import org.offhook.agent.twoleg.TwoLegState.Announcing;
import org.offhook.agent.twoleg.TwoLegState.CallingFirst;
import org.offhook.agent.twoleg.TwoLegState.CallingSecond;
import org.offhook.agent.twoleg.TwoLegState.HangingUp;
import org.offhook.agent.twoleg.TwoLegState.Joined;
import org.offhook.agent.twoleg.TwoLegState.Joining;
import org.offhook.agent.twoleg.TwoLegState.Over;
import org.offhook.agent.twoleg.TwoLegState.PlacingFirst;
import org.offhook.agent.twoleg.TwoLegState.PlacingSecond;
import org.offhook.agent.twoleg.TwoLegState.Waiting;

/**
 * A two-leg call as a pure function.
 *
 * <pre>
 * Waiting ─start─▶ PlacingFirst ─placed─▶ CallingFirst ─answered─▶ PlacingSecond ─placed─▶ CallingSecond ─answered─▶ Joining ─▶ Joined
 *                       │                      │                        │    └─ stage one: ok      │                    │        │
 *                       └── stage one: Fail ───┘              Announcing ◀ (announcement)          │                    │        │
 *                                  │                               └─key─▶ CallingSecond           ▼                    ▼        ▼
 *                                  ▼                                                    HangingUp ─ legs ended, or guard ─▶ Over
 *                                 Over
 * </pre>
 *
 * <p>Leg two is never placed before leg one has answered, and stage one is reported exactly once.
 */
public final class TwoLegMachine {
    /** Timer B and then some (RFC 3261 §17.1.1.2): a leg that cannot be ended is forgotten. */
    static final Duration END_GUARD = Duration.ofSeconds(40);

    private TwoLegMachine() {}

    /** Takes one input. Time comes only as {@code TimerFired}. */
    public static TwoLegStep step(TwoLegState state, TwoLegInput input) {
        return switch (state) {
            case Waiting at -> waiting(at, input);
            case PlacingFirst at -> placingFirst(at, input);
            case CallingFirst at -> callingFirst(at, input);
            case PlacingSecond at -> placingSecond(at, input);
            case CallingSecond at -> callingSecond(at, input);
            case Announcing at -> announcing(at, input);
            case Joining at -> joining(at, input);
            case Joined at -> joined(at, input);
            case HangingUp at -> hangingUp(at, input);
            case Over at -> over(at, input);
        };
    }

    private static TwoLegStep waiting(Waiting at, TwoLegInput input) {
        return switch (input) {
            case StartRequested _ ->
                TwoLegStep.to(
                        new PlacingFirst(at.plan()),
                        new StartTimer(TwoLegTimer.FIRST_LIMIT, at.plan().firstLimit()),
                        new CallLeg(Leg.FIRST, at.plan().first()));
            case HangUpRequested _ -> TwoLegStep.to(new Over(TwoLegEnd.CANCELLED), new ReportEnd(TwoLegEnd.CANCELLED));
            case LegPlaced _,
                    LegAnswered _,
                    LegEnded _,
                    LegsJoined _,
                    JoinFailed _,
                    AnnouncementEnded _,
                    KeyPressed _,
                    TimerFired _ -> TwoLegStep.ignored(at, "nothing was started");
        };
    }

    private static TwoLegStep placingFirst(PlacingFirst at, TwoLegInput input) {
        return switch (input) {
            case LegPlaced(Leg leg, String call)
            when leg == Leg.FIRST -> TwoLegStep.to(new CallingFirst(at.plan(), call));
            case LegEnded(Leg leg, LegFailure failure) when leg == Leg.FIRST -> firstFailed(failure, "");
            case HangUpRequested _ -> giveUpFirst("", TwoLegEnd.CANCELLED);
            case TimerFired(TwoLegTimer timer)
            when timer == TwoLegTimer.FIRST_LIMIT -> giveUpFirst("", TwoLegEnd.FIRST_FAILED);
            case StartRequested _ -> TwoLegStep.refused(at, "already started");
            case LegPlaced _,
                    LegAnswered _,
                    LegEnded _,
                    LegsJoined _,
                    JoinFailed _,
                    AnnouncementEnded _,
                    KeyPressed _,
                    TimerFired _ -> TwoLegStep.ignored(at, "leg one is not placed yet");
        };
    }

    private static TwoLegStep callingFirst(CallingFirst at, TwoLegInput input) {
        return switch (input) {
            case LegAnswered(Leg leg)
            when leg == Leg.FIRST -> firstAnswered(at).after(new StopTimer(TwoLegTimer.FIRST_LIMIT));
            case LegEnded(Leg leg, LegFailure failure) when leg == Leg.FIRST -> firstFailed(failure, at.firstCall());
            case HangUpRequested _ -> giveUpFirst(at.firstCall(), TwoLegEnd.CANCELLED);
            case TimerFired(TwoLegTimer timer)
            when timer == TwoLegTimer.FIRST_LIMIT -> giveUpFirst(at.firstCall(), TwoLegEnd.FIRST_FAILED);
            case StartRequested _ -> TwoLegStep.refused(at, "already started");
            case LegPlaced _,
                    LegAnswered _,
                    LegEnded _,
                    LegsJoined _,
                    JoinFailed _,
                    AnnouncementEnded _,
                    KeyPressed _,
                    TimerFired _ -> TwoLegStep.ignored(at, "only leg one is being called");
        };
    }

    private static TwoLegStep firstAnswered(CallingFirst at) {
        return switch (at.plan().second()) {
            case LegTarget.Announcement announcement ->
                TwoLegStep.to(
                        new Announcing(at.plan(), announcement),
                        new ReportStageOne(new StageOne.Answered(at.firstCall(), "")),
                        new PlayAnnouncement(announcement.name()));
            case LegTarget.Dialled second -> placeSecond(at, second);
            case LegTarget.OwnPhone second -> placeSecond(at, second);
        };
    }

    private static TwoLegStep placeSecond(CallingFirst at, LegTarget second) {
        return TwoLegStep.to(
                new PlacingSecond(at.plan(), at.firstCall()),
                new StartTimer(TwoLegTimer.SECOND_LIMIT, at.plan().secondLimit()),
                new CallLeg(Leg.SECOND, second));
    }

    private static TwoLegStep firstFailed(LegFailure failure, String call) {
        return TwoLegStep.to(
                new Over(TwoLegEnd.FIRST_FAILED),
                new StopTimer(TwoLegTimer.FIRST_LIMIT),
                new ReportStageOne(new StageOne.Failed(failure, call)),
                new ReportEnd(TwoLegEnd.FIRST_FAILED));
    }

    /** Nobody waits for the end of a leg that nobody answered: stage one is told at once. */
    private static TwoLegStep giveUpFirst(String call, TwoLegEnd end) {
        return end(Set.of(Leg.FIRST), end)
                .after(
                        new StopTimer(TwoLegTimer.FIRST_LIMIT),
                        new ReportStageOne(new StageOne.Failed(LegFailure.NO_ANSWER, call)));
    }

    private static TwoLegStep placingSecond(PlacingSecond at, TwoLegInput input) {
        ReportStageOne alone = new ReportStageOne(new StageOne.Answered(at.firstCall(), ""));
        return switch (input) {
            case LegPlaced(Leg leg, String call)
            when leg == Leg.SECOND ->
                TwoLegStep.to(
                        new CallingSecond(at.plan()), new ReportStageOne(new StageOne.Answered(at.firstCall(), call)));
            case LegEnded(Leg leg, LegFailure _) -> secondOver(leg).after(alone);
            case HangUpRequested _ ->
                end(EnumSet.allOf(Leg.class), TwoLegEnd.CANCELLED).after(stopSecond(), alone);
            case TimerFired(TwoLegTimer timer)
            when timer == TwoLegTimer.SECOND_LIMIT ->
                end(EnumSet.allOf(Leg.class), TwoLegEnd.SECOND_FAILED).after(alone);
            case StartRequested _ -> TwoLegStep.refused(at, "already started");
            case LegPlaced _,
                    LegAnswered _,
                    LegsJoined _,
                    JoinFailed _,
                    AnnouncementEnded _,
                    KeyPressed _,
                    TimerFired _ -> TwoLegStep.ignored(at, "leg two is not placed yet");
        };
    }

    private static TwoLegStep callingSecond(CallingSecond at, TwoLegInput input) {
        return switch (input) {
            case LegAnswered(Leg leg)
            when leg == Leg.SECOND ->
                TwoLegStep.to(
                        new Joining(), stopSecond(), new JoinLegs(at.plan().joining()));
            case LegEnded(Leg leg, LegFailure _) -> secondOver(leg);
            case HangUpRequested _ ->
                end(EnumSet.allOf(Leg.class), TwoLegEnd.CANCELLED).after(stopSecond());
            case TimerFired(TwoLegTimer timer)
            when timer == TwoLegTimer.SECOND_LIMIT -> end(EnumSet.allOf(Leg.class), TwoLegEnd.SECOND_FAILED);
            case StartRequested _ -> TwoLegStep.refused(at, "already started");
            case LegPlaced _,
                    LegAnswered _,
                    LegsJoined _,
                    JoinFailed _,
                    AnnouncementEnded _,
                    KeyPressed _,
                    TimerFired _ -> TwoLegStep.ignored(at, "leg two is being called");
        };
    }

    private static StopTimer stopSecond() {
        return new StopTimer(TwoLegTimer.SECOND_LIMIT);
    }

    /** One leg is gone while leg two was called: the other goes, too. */
    private static TwoLegStep secondOver(Leg gone) {
        return switch (gone) {
            case FIRST -> end(Set.of(Leg.SECOND), TwoLegEnd.FIRST_LEFT).after(stopSecond());
            case SECOND -> end(Set.of(Leg.FIRST), TwoLegEnd.SECOND_FAILED).after(stopSecond());
        };
    }

    private static TwoLegStep announcing(Announcing at, TwoLegInput input) {
        return switch (input) {
            case KeyPressed(char key) -> {
                LegTarget.Dialled chosen = at.announcement().keys().get(key);
                yield chosen == null
                        ? TwoLegStep.ignored(at, "a key that means nothing")
                        : TwoLegStep.to(
                                new CallingSecond(at.plan()),
                                new StopAnnouncement(),
                                new StartTimer(
                                        TwoLegTimer.SECOND_LIMIT, at.plan().secondLimit()),
                                new CallLeg(Leg.SECOND, chosen));
            }
            case AnnouncementEnded(boolean whole) ->
                end(Set.of(Leg.FIRST), whole ? TwoLegEnd.ANNOUNCED : TwoLegEnd.NOT_ANNOUNCED);
            case LegEnded(Leg leg, LegFailure _)
            when leg == Leg.FIRST ->
                TwoLegStep.to(
                        new Over(TwoLegEnd.FIRST_LEFT), new StopAnnouncement(), new ReportEnd(TwoLegEnd.FIRST_LEFT));
            case HangUpRequested _ ->
                end(Set.of(Leg.FIRST), TwoLegEnd.CANCELLED).after(new StopAnnouncement());
            case StartRequested _ -> TwoLegStep.refused(at, "already started");
            case LegPlaced _, LegAnswered _, LegEnded _, LegsJoined _, JoinFailed _, TimerFired _ ->
                TwoLegStep.ignored(at, "an announcement is played");
        };
    }

    private static TwoLegStep joining(Joining at, TwoLegInput input) {
        return switch (input) {
            case LegsJoined _ -> TwoLegStep.to(new Joined());
            case JoinFailed _ -> end(EnumSet.allOf(Leg.class), TwoLegEnd.NOT_JOINED);
            case LegEnded(Leg leg, LegFailure _) -> end(Set.of(other(leg)), TwoLegEnd.NOT_JOINED);
            case HangUpRequested _ -> end(EnumSet.allOf(Leg.class), TwoLegEnd.CANCELLED);
            case StartRequested _ -> TwoLegStep.refused(at, "already started");
            case LegPlaced _, LegAnswered _, AnnouncementEnded _, KeyPressed _, TimerFired _ ->
                TwoLegStep.ignored(at, "both have answered");
        };
    }

    private static TwoLegStep joined(Joined at, TwoLegInput input) {
        return switch (input) {
            case LegEnded(Leg leg, LegFailure _) -> end(Set.of(other(leg)), TwoLegEnd.HUNG_UP);
            case HangUpRequested _ -> end(EnumSet.allOf(Leg.class), TwoLegEnd.HUNG_UP);
            // A join that breaks later, as by a re-INVITE that is refused (RFC 3725 §7), leaves two parties in silence.
            case JoinFailed _ -> end(EnumSet.allOf(Leg.class), TwoLegEnd.NOT_JOINED);
            case StartRequested _ -> TwoLegStep.refused(at, "already started");
            case LegPlaced _, LegAnswered _, LegsJoined _, AnnouncementEnded _, KeyPressed _, TimerFired _ ->
                TwoLegStep.ignored(at, "both talk");
        };
    }

    private static TwoLegStep hangingUp(HangingUp at, TwoLegInput input) {
        return switch (input) {
            case LegEnded(Leg leg, LegFailure _) -> confirmed(at, leg);
            // 2xx after CANCEL (RFC 3261 §9.1): it answered all the same, so it is hung up.
            case LegAnswered(Leg leg) when at.left().contains(leg) -> TwoLegStep.to(at, new EndLeg(leg));
            case TimerFired(TwoLegTimer timer)
            when timer == TwoLegTimer.END_GUARD -> TwoLegStep.to(new Over(at.end()), new ReportEnd(at.end()));
            case StartRequested _, HangUpRequested _ -> TwoLegStep.refused(at, "it is ending");
            // Ordered before and placed since: it goes as well.
            case LegPlaced(Leg leg, String _) when at.left().contains(leg) -> TwoLegStep.to(at, new EndLeg(leg));
            case LegPlaced _,
                    LegAnswered _,
                    LegsJoined _,
                    JoinFailed _,
                    AnnouncementEnded _,
                    KeyPressed _,
                    TimerFired _ -> TwoLegStep.ignored(at, "it is ending");
        };
    }

    private static TwoLegStep confirmed(HangingUp at, Leg leg) {
        if (!at.left().contains(leg)) {
            return TwoLegStep.ignored(at, "that leg is over");
        }
        Set<Leg> fewer = EnumSet.copyOf(at.left());
        fewer.remove(leg);
        return fewer.isEmpty()
                ? TwoLegStep.to(new Over(at.end()), new StopTimer(TwoLegTimer.END_GUARD), new ReportEnd(at.end()))
                : TwoLegStep.to(new HangingUp(fewer, at.end()));
    }

    private static TwoLegStep over(Over at, TwoLegInput input) {
        return switch (input) {
            case StartRequested _, HangUpRequested _ -> TwoLegStep.refused(at, "it is over");
            // Given up after the guard, and here it is: nobody is left on the line.
            case LegAnswered(Leg leg) -> TwoLegStep.to(at, new EndLeg(leg));
            case LegPlaced _, LegEnded _, LegsJoined _, JoinFailed _, AnnouncementEnded _, KeyPressed _, TimerFired _ ->
                TwoLegStep.ignored(at, "it is over");
        };
    }

    private static Leg other(Leg leg) {
        return switch (leg) {
            case FIRST -> Leg.SECOND;
            case SECOND -> Leg.FIRST;
        };
    }

    private static TwoLegStep end(Set<Leg> legs, TwoLegEnd end) {
        java.util.List<TwoLegEffect> effects = new java.util.ArrayList<>();
        for (Leg leg : Leg.values()) {
            if (legs.contains(leg)) {
                effects.add(new EndLeg(leg));
            }
        }
        effects.add(new StartTimer(TwoLegTimer.END_GUARD, END_GUARD));
        return new TwoLegStep(new HangingUp(legs, end), effects);
    }
}
