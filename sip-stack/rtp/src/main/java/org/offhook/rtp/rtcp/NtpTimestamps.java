package org.offhook.rtp.rtcp;

/** The 64-bit and the middle 32-bit NTP formats that RTCP uses (RFC 3550 §4). */
public final class NtpTimestamps {

    /** Seconds from 1900-01-01 to 1970-01-01. */
    private static final long EPOCH_OFFSET_SECONDS = 2_208_988_800L;

    private NtpTimestamps() {}

    /** Converts milliseconds since 1970 to 32.32 fixed point seconds since 1900. */
    public static long fromEpochMillis(long epochMillis) {
        long seconds = Math.floorDiv(epochMillis, 1000L) + EPOCH_OFFSET_SECONDS;
        long fraction = (Math.floorMod(epochMillis, 1000L) << 32) / 1000;
        return seconds << 32 | fraction;
    }

    /** The middle 32 bits: 16.16 fixed point seconds, as LSR carries them. */
    public static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /** Converts a time span to 16.16 fixed point seconds, as DLSR carries them. */
    public static int spanFromNanos(long nanos) {
        return (int) (nanos * 65_536 / 1_000_000_000L);
    }

    /** Converts 16.16 fixed point seconds to milliseconds. */
    public static double spanToMillis(int span) {
        return Integer.toUnsignedLong(span) * 1000.0 / 65_536;
    }
}
