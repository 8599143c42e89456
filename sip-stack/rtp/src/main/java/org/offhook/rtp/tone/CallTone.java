package org.offhook.rtp.tone;

/**
 * A tone of one or two frequencies with a cadence. The call progress tones are the precise ones of North America
 * (frequencies, levels and cadences as ITU-T E.180 lists them for the USA).
 *
 * @param firstHertz a frequency
 * @param secondHertz another one heard with it, or 0
 * @param dbov level of each frequency
 * @param onMillis how long it sounds
 * @param offMillis how long it rests before it sounds again; 0 sounds on for ever
 */
public record CallTone(double firstHertz, double secondHertz, double dbov, int onMillis, int offMillis) {

    /** The far end's phone rings. */
    public static final CallTone RINGBACK = new CallTone(440, 480, -22, 2000, 4000);

    /** The far end is busy. */
    public static final CallTone BUSY = new CallTone(480, 620, -27, 500, 500);

    /** The call could not be put through. */
    public static final CallTone REORDER = new CallTone(480, 620, -27, 250, 250);

    /** Our own phone rings: a warble for the ringer. */
    public static final CallTone RINGING = new CallTone(523.25, 659.25, -16, 1200, 2400);

    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1209, 1336, 1477, 1633};
    private static final String KEYS = "123A456B789C*0#D";

    /** A steady tone. */
    public static CallTone steady(double hertz, double dbov) {
        return new CallTone(hertz, 0, dbov, 1000, 0);
    }

    /**
     * The two frequencies of a key (ITU-T Q.23), sounding on.
     *
     * @param digit 0–9, *, #, A–D
     * @throws IllegalArgumentException for any other character
     */
    public static CallTone key(char digit) {
        int at = KEYS.indexOf(Character.toUpperCase(digit));
        if (at < 0) {
            throw new IllegalArgumentException("no key");
        }
        return new CallTone(ROWS[at / 4], COLUMNS[at % 4], -16, 1000, 0);
    }
}
