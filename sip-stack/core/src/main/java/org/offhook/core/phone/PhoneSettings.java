package org.offhook.core.phone;

import org.offhook.core.call.DigitWay;

/**
 * What a phone is given once.
 *
 * @param lines calls that may live at the same time; more are refused, incoming ones with 486
 * @param inboxCapacity inputs that may wait; what comes on top is dropped and counted
 * @param seed of the registration's jitter, different on each phone
 * @param digitWay how keys pressed in a call reach the far end
 * @param watch mailbox and other phones to be told about
 */
public record PhoneSettings(int lines, int inboxCapacity, long seed, DigitWay digitWay, WatchSettings watch) {
    public static PhoneSettings of(long seed) {
        return new PhoneSettings(1, 4_096, seed, DigitWay.AUTO, WatchSettings.NOTHING);
    }

    /** The same with room for more calls at a time. */
    public PhoneSettings withLines(int more) {
        return new PhoneSettings(more, inboxCapacity, seed, digitWay, watch);
    }

    public PhoneSettings withDigitWay(DigitWay other) {
        return new PhoneSettings(lines, inboxCapacity, seed, other, watch);
    }

    public PhoneSettings withWatch(WatchSettings other) {
        return new PhoneSettings(lines, inboxCapacity, seed, digitWay, other);
    }
}
