package org.offhook.agent;

import java.util.concurrent.CompletionStage;
import org.offhook.core.phone.CommandOutcome;

/** The one door to Offhook. All methods may be called from any thread and return at once. */
public interface AgentDesk {
    /**
     * Gives a command to the loop.
     *
     * @return completes on the loop with the outcome; never exceptionally. {@code LogIn}, {@code ConfigureAccount}, {@code
     *     UsePracticeExchange} and {@code RequestPairing} complete when the outside world has answered; for a user of the dialer's store
     *     so do dials, and what changes leads, results and callbacks; the others at once
     */
    CompletionStage<CommandOutcome> submit(AgentCommand command);

    /** The latest state. */
    AgentSnapshot snapshot();

    /**
     * Observes every step from now on; the present snapshot is delivered first, with no events.
     *
     * @return closes the subscription
     */
    Subscription observe(AgentObserver observer);

    /** A subscription that can be ended; closing twice is harmless. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
