package org.offhook.practice.farend;

import java.time.Duration;
import java.util.List;
import org.offhook.practice.sound.Sound;

/** How a far end takes a call. */
public sealed interface FarEndScript {
    /**
     * Rings, answers, is heard, and does things while the call lasts.
     *
     * @param ringing what happens before the answer
     * @param ringFor time between INVITE and answer
     * @param sound heard after the answer
     * @param acts in order of their time
     */
    record Answers(Ringing ringing, Duration ringFor, Sound sound, List<Act> acts) implements FarEndScript {
        public Answers {
            acts = List.copyOf(acts);
        }
    }

    /**
     * Refuses.
     *
     * @param after time of ringing before it; zero refuses at once without ringing
     * @param status 400 to 699
     */
    record Refuses(Duration after, int status) implements FarEndScript {}

    /** Rings until the caller gives up. */
    record RingsForEver() implements FarEndScript {}

    /** What the caller gets before the answer. */
    sealed interface Ringing {
        /** 180 without SDP: the phone makes its own ringback. */
        record Plain() implements Ringing {}

        /** 183 with SDP and this sound (RFC 3960 §3.1). */
        record EarlyMedia(Sound sound) implements Ringing {}
    }

    /**
     * Something a far end does during the call.
     *
     * @param afterAnswer time since the call was confirmed
     */
    record Act(Duration afterAnswer, Deed deed) {}

    /** What it does. */
    sealed interface Deed {
        record HangUp() implements Deed {}

        /** Keys these digits as telephone events (RFC 4733). */
        record KeyDigits(String digits) implements Deed {}

        /** Puts the caller on hold with a re-INVITE ({@code a=sendonly}, RFC 6337 §5.3). */
        record Hold() implements Deed {}

        /** Takes the caller back. */
        record Resume() implements Deed {}

        /** Asks the exchange to call this caller after {@code delay}. */
        record AskForCallBack(Duration delay) implements Deed {}
    }
}
