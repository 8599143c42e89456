package org.offhook.agent.twoleg;

import java.util.Map;

/** Where a leg leads. */
public sealed interface LegTarget {
    /**
     * The phone this program is: nothing is sent for it. So no call from outside can be taken for one that we started, and none is ever
     * answered by itself.
     */
    record OwnPhone(String extension, Alert alert) implements LegTarget {}

    /**
     * Whatever the exchange reaches under a number: extension, ring group, queue, IVR, external line.
     *
     * @param dialled as it is dialled
     * @param callerId number to show; empty for the line's own
     */
    record Dialled(String dialled, String callerId) implements LegTarget {
        @Override
        public String toString() {
            return "Dialled[" + dialled.length() + " keys]"; // numbers stay out of logs
        }
    }

    /**
     * A WAV file played to leg one; only ever leg two.
     *
     * @param name of the announcement, without folder and ending
     * @param keys "press a key": what is called then; empty for just the announcement
     */
    record Announcement(String name, Map<Character, Dialled> keys) implements LegTarget {
        public Announcement {
            keys = Map.copyOf(keys);
        }
    }

    /** How the agent is asked for their leg. */
    enum Alert {
        /** The agent presses Dial. */
        RING,
        /** Taken by itself: we started it, so there is nobody to refuse. */
        TAKE
    }
}
