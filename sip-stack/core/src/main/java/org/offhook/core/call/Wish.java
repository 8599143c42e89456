package org.offhook.core.call;

import org.offhook.core.media.Direction;

/** What the agent wants of the far end at the moment. What is in force is told by {@link Held}. */
public enum Wish {
    TALK,
    HOLD;

    static Wish hold(boolean hold) {
        return hold ? HOLD : TALK;
    }

    /** What we offer: a stream that the far end holds as well is inactive (RFC 3264 §8.4). */
    Direction offer(Held held) {
        return switch (this) {
            case TALK -> Direction.SENDRECV;
            case HOLD -> held.there() ? Direction.INACTIVE : Direction.SENDONLY;
        };
    }

    /** The most that we would take of the far end's own offer. */
    Direction most() {
        return switch (this) {
            case TALK -> Direction.SENDRECV;
            case HOLD -> Direction.SENDONLY;
        };
    }

    /** Whether a session in which we wanted {@code wanted} is already what is wished for. */
    boolean isGranted(Direction wanted) {
        return wanted.receives() == (this == TALK);
    }
}
