package org.offhook.core.thirdparty.loop;

import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.core.thirdparty.Side;

/** The door to third-party calls. Any thread; returns at once. */
public interface PairCalls {
    /** Two legs. What comes of an order is told to the listener given at the beginning, on the legs' loop. */
    interface Legs {
        /** @param announcement what is to be played to it later: without it nobody is called */
        void call(Side side, LegPlan plan, Optional<String> announcement);

        /** {@code Ended} answers if the leg has not ended yet. */
        void end(Side side);

        /** {@code Joined} or {@code Broken} answers. */
        void join();

        /** Plays to leg one the announcement that came with its call; {@code AnnouncementOver} answers. */
        void announce();

        /** {@code AnnouncementOver} no longer comes. */
        void stopAnnouncement();
    }

    Legs begin(Consumer<PairNews> listener);
}
