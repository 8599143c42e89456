package org.offhook.agent.twoleg;

import java.util.concurrent.CompletionStage;

/** The door to two-leg calls. May be used from any thread; returns at once. */
public interface TwoLegCalls {
    /** A call that goes on whether anybody looks or not. */
    interface Running {
        /** Known when leg one is; never exceptionally. */
        CompletionStage<StageOne> stageOne();

        /** Never exceptionally. */
        CompletionStage<TwoLegEnd> end();

        void hangUp();
    }

    /** Whether a phone here can place it now. */
    boolean takes(TwoLegPlan plan);

    /** Starts leg one. What no phone here can place fails as {@link LegFailure#UNREACHABLE}. */
    Running start(TwoLegPlan plan);
}
