package org.offhook.practice;

import java.time.Duration;
import java.util.List;
import org.offhook.practice.farend.FarEndScript;
import org.offhook.practice.farend.FarEndScript.Act;
import org.offhook.practice.farend.FarEndScript.Answers;
import org.offhook.practice.farend.FarEndScript.Deed;
import org.offhook.practice.farend.FarEndScript.Refuses;
import org.offhook.practice.farend.FarEndScript.Ringing;
import org.offhook.practice.farend.FarEndScript.RingsForEver;
import org.offhook.practice.sound.Sound;

/**
 * Who can be reached on the practice exchange. Numbers that are not listed are customers who talk, except short ones: those would
 * be extensions, and there is nobody there.
 */
public final class PracticeDirectory {
    public static final String ECHO = "600";
    public static final String CUSTOMER = "601";
    public static final String BUSY = "602";
    public static final String NEVER_ANSWERS = "603";
    public static final String HANGS_UP = "604";
    public static final String EARLY_MEDIA = "605";
    public static final String HOLDS = "606";
    public static final String KEYS_DIGITS = "607";
    public static final String CALLS_BACK = "608";
    public static final String TEST_TONE = "609";
    public static final String DECLINES = "610";
    public static final String MAILBOX = "611";
    public static final String NOBODY = "699";

    /** The beep between a customer's phrases. */
    public static final int CUSTOMER_HERTZ = 700;

    /** The beep of a customer who calls in. */
    public static final int CALLER_HERTZ = 850;

    /** The milliwatt test tone that telephone exchanges offer to their technicians. */
    public static final int TEST_TONE_HERTZ = 1_004;

    /** The beep in the message that waits. */
    public static final int MAILBOX_HERTZ = 770;

    /** What {@link #KEYS_DIGITS} keys. */
    public static final String KEYED_DIGITS = "159#";

    /** Who calls in: a number of the range that is reserved for fiction. */
    static final String CALLER_NUMBER = "+17275550199";

    static final String CALLER_NAME = "Practice customer";

    private static final int LONGEST_EXTENSION = 4;

    private static final List<PracticeNumber> NUMBERS = List.of(
            new PracticeNumber(CUSTOMER, "A customer who talks", "Rings, answers and talks until you hang up.", 700),
            new PracticeNumber(ECHO, "Echo", "Says back what you say, a quarter of a second later.", 0),
            new PracticeNumber(BUSY, "Busy", "Is on another call.", 0),
            new PracticeNumber(NEVER_ANSWERS, "Nobody home", "Rings until you give up.", 0),
            new PracticeNumber(HANGS_UP, "In a hurry", "Answers, talks and hangs up after a few seconds.", 700),
            new PracticeNumber(EARLY_MEDIA, "An announcement first", "Lets you hear something before the answer.", 700),
            new PracticeNumber(HOLDS, "Just a moment", "Answers, puts you on hold and takes you back.", 700),
            new PracticeNumber(KEYS_DIGITS, "Keys digits", "Answers, presses " + KEYED_DIGITS + " and talks.", 700),
            new PracticeNumber(CALLS_BACK, "Call me back", "Answers briefly, hangs up and calls you.", 700),
            new PracticeNumber(TEST_TONE, "Test tone", "Plays a steady tone of 1,004 Hz.", TEST_TONE_HERTZ),
            new PracticeNumber(DECLINES, "Declines", "Rings once and refuses the call.", 0),
            new PracticeNumber(MAILBOX, "Your mailbox", "Answers and plays what waits for you.", MAILBOX_HERTZ),
            new PracticeNumber(NOBODY, "No such number", "Does not exist.", 0));

    private PracticeDirectory() {}

    /** The listed numbers in the order to show them. */
    public static List<PracticeNumber> numbers() {
        return NUMBERS;
    }

    /** What happens when {@code number} is dialled. */
    static FarEndScript script(String number, PracticeSettings settings) {
        Duration ring = settings.ringFor();
        Sound customer = new Sound.Speech(CUSTOMER_HERTZ);
        return switch (number) {
            case ECHO -> answers(ring, new Sound.Echo());
            case CUSTOMER -> answers(ring, customer);
            case BUSY -> new Refuses(Duration.ZERO, 486);
            case NEVER_ANSWERS -> new RingsForEver();
            case HANGS_UP -> answers(ring, customer, new Act(settings.hangUpAfter(), new Deed.HangUp()));
            case EARLY_MEDIA ->
                new Answers(new Ringing.EarlyMedia(new Sound.Ringback()), ring.multipliedBy(2), customer, List.of());
            case HOLDS ->
                answers(
                        ring,
                        customer,
                        new Act(Duration.ofSeconds(2), new Deed.Hold()),
                        new Act(Duration.ofSeconds(5), new Deed.Resume()));
            case KEYS_DIGITS ->
                answers(ring, customer, new Act(Duration.ofMillis(500), new Deed.KeyDigits(KEYED_DIGITS)));
            case CALLS_BACK ->
                answers(
                        ring,
                        customer,
                        new Act(Duration.ofMillis(900), new Deed.AskForCallBack(Duration.ofSeconds(2))),
                        new Act(Duration.ofSeconds(1), new Deed.HangUp()));
            case TEST_TONE -> answers(ring, new Sound.Tone(TEST_TONE_HERTZ));
            case MAILBOX -> answers(Duration.ZERO, new Sound.Speech(MAILBOX_HERTZ));
            case DECLINES -> new Refuses(ring, 603);
            default -> isExtension(number) ? new Refuses(Duration.ZERO, 404) : answers(ring, customer);
        };
    }

    /** What a customer who calls in does once answered: talks. */
    static Answers callerScript() {
        return answers(Duration.ZERO, new Sound.Speech(CALLER_HERTZ));
    }

    private static boolean isExtension(String number) {
        return number.length() <= LONGEST_EXTENSION || number.chars().noneMatch(Character::isDigit);
    }

    private static Answers answers(Duration ring, Sound sound, Act... acts) {
        return new Answers(new Ringing.Plain(), ring, sound, List.of(acts));
    }
}
