package org.offhook.practice.farend;

import java.util.Optional;

/** What can happen to a far end. */
public sealed interface FarEndInput {
    /** The phone calls. {@code offer} is absent when it wants ours (RFC 3261 §13.2.1). */
    record InviteArrived(FarEndScript script, Optional<String> offer) implements FarEndInput {}

    /** {@code answer} is present when our 2xx carried the offer. */
    record AckArrived(Optional<String> answer) implements FarEndInput {}

    record CancelArrived() implements FarEndInput {}

    record ByeArrived() implements FarEndInput {}

    record ReinviteArrived(Optional<String> offer) implements FarEndInput {}

    /** The exchange wants to call the phone. */
    record CallOrdered(FarEndScript.Answers script) implements FarEndInput {}

    /** Any 1xx to our INVITE. */
    record ProvisionalArrived() implements FarEndInput {}

    /** A 2xx to our INVITE or re-INVITE. */
    record InviteAnswered(Optional<String> answer) implements FarEndInput {}

    /** A final non-2xx, or none at all (408), to our INVITE or re-INVITE. */
    record InviteRefused(int status) implements FarEndInput {}

    /** Our BYE is answered, or nobody answers it. */
    record ByeCompleted() implements FarEndInput {}

    /** 64·T1 without an ACK, or the media could not be set up. */
    record DialogFailed() implements FarEndInput {}

    /** The exchange closes, or a test or a person asks the far end to hang up. */
    record HangUpOrdered() implements FarEndInput {}

    /** Ask this far end to do something now. */
    record DeedOrdered(FarEndScript.Deed deed) implements FarEndInput {}

    record TimerFired(FarEndTimer timer) implements FarEndInput {}
}
