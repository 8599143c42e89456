package org.offhook.practice.farend;

/** Timers of a far end. */
public sealed interface FarEndTimer {
    /** Ringing is over: answer or refuse. */
    record RingingOver() implements FarEndTimer {}

    /** Time for the act with this index in the script. */
    record ActDue(int index) implements FarEndTimer {}

    /** The phone that we call has rung long enough. */
    record CallLimit() implements FarEndTimer {}

    /** Nobody stays on a practice call longer: what was forgotten must not run for ever. */
    record TalkLimit() implements FarEndTimer {}
}
