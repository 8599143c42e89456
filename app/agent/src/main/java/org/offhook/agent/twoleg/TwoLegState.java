package org.offhook.agent.twoleg;

import java.util.Set;

/** Where a two-leg call stands. */
public sealed interface TwoLegState {
    record Waiting(TwoLegPlan plan) implements TwoLegState {}

    /** Leg one was ordered and has no Call-ID yet. */
    record PlacingFirst(TwoLegPlan plan) implements TwoLegState {}

    record CallingFirst(TwoLegPlan plan, String firstCall) implements TwoLegState {}

    /** Leg one answered; leg two was ordered and has no Call-ID yet, so stage one is not reported yet. */
    record PlacingSecond(TwoLegPlan plan, String firstCall) implements TwoLegState {}

    record CallingSecond(TwoLegPlan plan) implements TwoLegState {}

    /** Leg one hears the announcement. */
    record Announcing(TwoLegPlan plan, LegTarget.Announcement announcement) implements TwoLegState {}

    record Joining() implements TwoLegState {}

    record Joined() implements TwoLegState {}

    /** @param left legs whose end is not confirmed */
    record HangingUp(Set<Leg> left, TwoLegEnd end) implements TwoLegState {
        public HangingUp {
            left = Set.copyOf(left);
        }
    }

    record Over(TwoLegEnd end) implements TwoLegState {}
}
