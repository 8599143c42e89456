package org.offhook.agent.twoleg;

import java.time.Duration;

/** What the machine orders. */
public sealed interface TwoLegEffect {
    /** {@code LegPlaced} answers, or {@code LegEnded} when it cannot be placed; nothing else of that leg comes before. */
    record CallLeg(Leg leg, LegTarget target) implements TwoLegEffect {}

    /** Cancels or hangs up, whatever fits; {@code LegEnded} answers. */
    record EndLeg(Leg leg) implements TwoLegEffect {}

    record JoinLegs(TwoLegPlan.Joining how) implements TwoLegEffect {}

    record PlayAnnouncement(String name) implements TwoLegEffect {}

    record StopAnnouncement() implements TwoLegEffect {}

    record StartTimer(TwoLegInput.TwoLegTimer timer, Duration length) implements TwoLegEffect {}

    record StopTimer(TwoLegInput.TwoLegTimer timer) implements TwoLegEffect {}

    /** Once for every call that was started. */
    record ReportStageOne(StageOne stage) implements TwoLegEffect {}

    /** Once, last of all. */
    record ReportEnd(TwoLegEnd end) implements TwoLegEffect {}

    /** A command that does not fit. */
    record Refuse(String reason) implements TwoLegEffect {}

    /** What a peer did and means nothing here; counted. */
    record Ignore(String reason) implements TwoLegEffect {}
}
