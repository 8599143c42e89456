package org.offhook.core.thirdparty.loop;

import org.offhook.core.call.CallEnd;
import org.offhook.core.thirdparty.Side;

/** What becomes of two legs. */
public sealed interface PairNews {
    /**
     * It is on its way.
     *
     * @param callId SIP's Call-ID, as the exchange's records have it
     */
    record Placed(Side side, String callId) implements PairNews {}

    record Answered(Side side) implements PairNews {}

    /** Once for each leg that was called or ended. */
    record Ended(Side side, CallEnd end) implements PairNews {}

    record KeyPressed(Side side, char digit) implements PairNews {}

    /** They hear each other. */
    record Joined() implements PairNews {}

    /** They cannot be joined, or are no longer. */
    record Broken() implements PairNews {}

    /** @param how whether all of it was heard */
    record AnnouncementOver(Played how) implements PairNews {}

    /** How an announcement ended. */
    enum Played {
        WHOLE,
        /** It could not be read, or the leg was not up. */
        NOT
    }
}
