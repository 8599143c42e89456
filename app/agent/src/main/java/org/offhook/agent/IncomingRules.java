package org.offhook.agent;

import java.util.Optional;

/**
 * What a desk does with calls that come in.
 *
 * @param whenPaused while the agent is paused
 * @param forwardTo where FORWARD sends callers, as dialled; without it they are told busy
 * @param autoAnswer who may have a call answered by itself
 */
public record IncomingRules(WhenPaused whenPaused, Optional<String> forwardTo, AutoAnswer autoAnswer) {
    public static final IncomingRules USUAL = new IncomingRules(WhenPaused.RING, Optional.empty(), AutoAnswer.OFF);

    /** What a paused agent's phone does. */
    public enum WhenPaused {
        RING,
        /** 486. */
        BUSY,
        /** 302 to {@link IncomingRules#forwardTo}. */
        FORWARD
    }

    /** Answering opens the agent's microphone, so nobody may have it unless told so. */
    public enum AutoAnswer {
        OFF,
        /** The exchange that this phone is registered with, when it asks for it. */
        SERVER,
        /** Every call for an agent who is ready, asked for or not; for others as SERVER. */
        ALWAYS
    }

    @Override
    public String toString() {
        return "IncomingRules[" + whenPaused + ", " + autoAnswer + "]"; // a number stays out of logs
    }
}
