package org.offhook.rtp.rtcp;

import java.nio.charset.StandardCharsets;
import org.offhook.rtp.packet.Bytes;

/**
 * Builds one compound RTCP packet (RFC 3550 §6.1): a sender or receiver report first, then SDES with the CNAME, then
 * BYE when the stream ends. Reused for every report; not for more than one thread.
 */
public final class RtcpWriter {

    /** Enough for every compound packet this class writes with a CNAME of 255 bytes. */
    public static final int MAX_BYTES = 400;

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOODBYE = 203;
    static final int EXTENDED_REPORT = 207;

    /** RFC 3611 §4.7: block type and length in words less one. */
    static final int VOIP_METRICS = 7;

    static final int VOIP_METRICS_WORDS = 8;

    /** RFC 3611 §4.7.6: adaptive buffer, enhanced concealment, rate of adaption not known. */
    private static final int RECEIVER_CONFIGURATION = 0b1011_0000;

    private static final int CNAME_ITEM = 1;

    private final byte[] buffer = new byte[MAX_BYTES];
    private final byte[] cname;
    private final int ssrc;
    private int length;

    /**
     * A writer for one stream.
     *
     * @param ssrc our synchronization source
     * @param cname our canonical name, at most 255 bytes of UTF-8; RFC 7022 wants a random one, not user@host
     */
    public RtcpWriter(int ssrc, String cname) {
        this.ssrc = ssrc;
        this.cname = cname.getBytes(StandardCharsets.UTF_8);
        if (this.cname.length > 255) {
            throw new IllegalArgumentException("CNAME longer than 255 bytes");
        }
    }

    /** Starts a compound packet with a sender report: packets were sent since the last report but one. */
    public void startSenderReport(long ntp, int rtpTimestamp, long packets, long payloadBytes) {
        startReport(SENDER_REPORT);
        Bytes.put32(buffer, 8, (int) (ntp >>> 32));
        Bytes.put32(buffer, 12, (int) ntp);
        Bytes.put32(buffer, 16, rtpTimestamp);
        Bytes.put32(buffer, 20, (int) packets);
        Bytes.put32(buffer, 24, (int) payloadBytes);
        length = 28;
        closeReport(0);
    }

    /** Starts a compound packet with a receiver report: nothing was sent lately. */
    public void startReceiverReport() {
        startReport(RECEIVER_REPORT);
        length = 8;
        closeReport(0);
    }

    private void startReport(int type) {
        buffer[0] = (byte) 0x80;
        buffer[1] = (byte) type;
        Bytes.put32(buffer, 4, ssrc);
    }

    private void closeReport(int blocks) {
        buffer[0] = (byte) (0x80 | blocks);
        Bytes.put16(buffer, 2, length / 4 - 1);
    }

    /**
     * Adds the one report block (RFC 3550 §6.4.1) of a two-party call. Called right after the start, at most once.
     *
     * @param fractionLost in 256ths, 0–255
     * @param lastSenderReport the middle 32 bits of the NTP time of their last sender report, or 0
     * @param delaySinceLast in 1/65536 s, or 0
     */
    public void reportBlock(
            int theirSsrc,
            int fractionLost,
            long cumulativeLost,
            long extendedHighest,
            int jitter,
            int lastSenderReport,
            int delaySinceLast) {
        Bytes.put32(buffer, length, theirSsrc);
        buffer[length + 4] = (byte) fractionLost;
        Bytes.put24(buffer, length + 5, (int) Math.clamp(cumulativeLost, -0x80_0000L, 0x7f_ffffL));
        Bytes.put32(buffer, length + 8, (int) extendedHighest);
        Bytes.put32(buffer, length + 12, jitter);
        Bytes.put32(buffer, length + 16, lastSenderReport);
        Bytes.put32(buffer, length + 20, delaySinceLast);
        length += 24;
        closeReport(1);
    }

    /** Adds the SDES packet that every compound packet must have (RFC 3550 §6.1). */
    public void sourceDescription() {
        int start = length;
        buffer[start] = (byte) 0x81;
        buffer[start + 1] = (byte) SOURCE_DESCRIPTION;
        Bytes.put32(buffer, start + 4, ssrc);
        buffer[start + 8] = CNAME_ITEM;
        buffer[start + 9] = (byte) cname.length;
        System.arraycopy(cname, 0, buffer, start + 10, cname.length);
        int end = start + 10 + cname.length;
        // RFC 3550 §6.5: the chunk ends with one to four null octets, up to the next 32-bit boundary.
        do {
            buffer[end++] = 0;
        } while ((end - start) % 4 != 0);
        Bytes.put16(buffer, start + 2, (end - start) / 4 - 1);
        length = end;
    }

    /** Adds an extended report (RFC 3611 §2, §4.7) of how the stream sounds here. */
    public void voipMetrics(VoipMetrics metrics) {
        int at = length;
        buffer[at] = (byte) 0x80;
        buffer[at + 1] = (byte) EXTENDED_REPORT;
        Bytes.put16(buffer, at + 2, 1 + 1 + VOIP_METRICS_WORDS);
        Bytes.put32(buffer, at + 4, ssrc);
        buffer[at + 8] = VOIP_METRICS;
        buffer[at + 9] = 0;
        Bytes.put16(buffer, at + 10, VOIP_METRICS_WORDS);
        Bytes.put32(buffer, at + 12, metrics.ssrc);
        buffer[at + 16] = share(metrics.lossShare);
        buffer[at + 17] = share(metrics.discardShare);
        buffer[at + 18] = share(metrics.burstDensity);
        buffer[at + 19] = share(metrics.gapDensity);
        Bytes.put16(buffer, at + 20, millis(metrics.burstMillis));
        Bytes.put16(buffer, at + 22, millis(metrics.gapMillis));
        Bytes.put16(buffer, at + 24, millis(metrics.roundTripMillis));
        Bytes.put16(buffer, at + 26, millis(metrics.endSystemMillis));
        // Signal, noise and echo levels are not measured.
        buffer[at + 28] = VoipMetrics.NOT_KNOWN;
        buffer[at + 29] = VoipMetrics.NOT_KNOWN;
        buffer[at + 30] = VoipMetrics.NOT_KNOWN;
        buffer[at + 31] = BurstMetrics.LEAST_GAP;
        buffer[at + 32] = (byte) metrics.rating;
        buffer[at + 33] = VoipMetrics.NOT_KNOWN; // of a further segment: there is none
        buffer[at + 34] = (byte) metrics.listeningTenths;
        buffer[at + 35] = (byte) metrics.conversationTenths;
        buffer[at + 36] = (byte) RECEIVER_CONFIGURATION;
        buffer[at + 37] = 0;
        Bytes.put16(buffer, at + 38, millis(metrics.bufferMillis));
        Bytes.put16(buffer, at + 40, millis(metrics.mostBufferMillis));
        Bytes.put16(buffer, at + 42, millis(metrics.mostBufferMillis));
        length += 44;
    }

    private static byte share(double share) {
        return (byte) Math.clamp(Math.round(share * 256), 0, 255);
    }

    private static int millis(int millis) {
        return Math.clamp(millis, 0, 0xffff);
    }

    /** Adds BYE (RFC 3550 §6.6): this stream ends. */
    public void goodbye() {
        buffer[length] = (byte) 0x81;
        buffer[length + 1] = (byte) GOODBYE;
        Bytes.put16(buffer, length + 2, 1);
        Bytes.put32(buffer, length + 4, ssrc);
        length += 8;
    }

    /** The packet's bytes, from index 0. */
    public byte[] buffer() {
        return buffer;
    }

    /** The packet's length so far. */
    public int length() {
        return length;
    }
}
