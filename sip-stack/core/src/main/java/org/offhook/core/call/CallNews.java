package org.offhook.core.call;

import java.time.Duration;
import org.offhook.core.error.ErrorCode;

/** What the rest of the program learns of a call, in order. */
public sealed interface CallNews {
    record Dialled(CallParty party) implements CallNews {}

    record Offered(CallParty party) implements CallNews {}

    /** @param earlyMedia true when the exchange plays something, false when the far end rings */
    record Progressed(boolean earlyMedia) implements CallNews {}

    record Connected() implements CallNews {}

    record Muted(boolean muted) implements CallNews {}

    /** We put the far end on hold, or took it back. */
    record Held(boolean held) implements CallNews {}

    record HeldByFarEnd(boolean held) implements CallNews {}

    record DigitHeard(char digit) implements CallNews {}

    /** @param status what the far end meets at the other party: 100 taken up, 180 it rings there */
    record TransferProgressed(int status) implements CallNews {}

    /** The far end refused what was asked of it; the call goes on. */
    record Refused(ErrorCode error, int sipStatus) implements CallNews {}

    /** @param talked zero when nobody answered */
    record Ended(CallEnd end, Duration talked) implements CallNews {}
}
