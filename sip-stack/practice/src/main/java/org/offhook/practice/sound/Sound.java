package org.offhook.practice.sound;

/** What a far end lets the caller hear. */
public sealed interface Sound {
    /** Nothing; packets flow all the same. */
    record Silence() implements Sound {}

    /** A steady sine. */
    record Tone(int hertz) implements Sound {}

    /** Speech-like phrases, with a short tone between them by which a listener can be told from any other. */
    record Speech(int markHertz) implements Sound {}

    /** What the caller says, a quarter of a second later. */
    record Echo() implements Sound {}

    /** North American ringback, 440 and 480 Hz, two seconds in six: what an exchange plays before an answer. */
    record Ringback() implements Sound {}
}
