package org.offhook.practice.farend;

import java.util.Optional;

/** Where a far end is in its one call. */
public sealed interface FarEndState {
    record Idle() implements FarEndState {}

    /** 180 or 183 sent; the script decides what follows. {@code offer} is the INVITE's, if it had one. */
    record Ringing(FarEndScript script, Optional<String> offer) implements FarEndState {}

    /** 2xx sent, ACK awaited. */
    record Answered(FarEndScript.Answers script) implements FarEndState {}

    record Talking(FarEndScript.Answers script) implements FarEndState {}

    /** We hold the phone. */
    record Holding(FarEndScript.Answers script) implements FarEndState {}

    /** Our re-INVITE that holds is on its way. */
    record HoldAsked(FarEndScript.Answers script) implements FarEndState {}

    /** Our re-INVITE that resumes is on its way. */
    record ResumeAsked(FarEndScript.Answers script) implements FarEndState {}

    /** Our INVITE is on its way; the phone has not rung yet, so CANCEL has to wait (RFC 3261 §9.1). */
    record Calling(FarEndScript.Answers script) implements FarEndState {}

    /** The phone that we call rings. */
    record CallRinging(FarEndScript.Answers script) implements FarEndState {}

    /** We gave up before any provisional response: CANCEL goes out with the first one. */
    record CancelWaiting() implements FarEndState {}

    /** CANCEL sent, final response awaited. */
    record Cancelling() implements FarEndState {}

    /** 2xx sent and already regretted: a callee hangs up only after the ACK (RFC 3261 §15). */
    record HangUpWaiting() implements FarEndState {}

    /** BYE sent. */
    record Leaving(FarEndEffect.Ending ending) implements FarEndState {}

    record Gone() implements FarEndState {}
}
