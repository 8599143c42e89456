package org.offhook.core.phone;

import java.time.Instant;

/** What the loop offers its guest. */
public interface LoopHost {
    /** Carries a command out within the present step. On the loop only. */
    CommandOutcome command(PhoneCommand command);

    /** Has {@code task} run as a step of its own. Any thread; false when the inbox is full or the loop has ended. */
    boolean post(Runnable task);

    /** Starts or restarts the timer of that name; its task is a step of its own. On the loop only. */
    void startTimer(String name, Instant at, Runnable task);

    void stopTimer(String name);

    /** The time of the present step. On the loop only. */
    Instant now();

    /** The phone within the present step. On the loop only. */
    PhoneSnapshot phone();

    /** Tells of a fault of ours without ending anything. On the loop only. */
    void fault(String where, Throwable thrown);

    /** Throws when called from any other thread: a mistake in this program, never in its input. */
    void assertOnLoop();
}
