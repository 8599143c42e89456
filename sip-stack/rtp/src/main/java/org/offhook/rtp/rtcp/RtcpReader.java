package org.offhook.rtp.rtcp;

import java.util.Objects;
import org.offhook.rtp.packet.Bytes;

/** Reads compound RTCP packets; what is malformed is refused as a whole and never thrown at. */
public final class RtcpReader {

    private RtcpReader() {}

    /** Why a datagram is, or is not, a compound RTCP packet. */
    public enum Verdict {
        /** Well-formed. */
        OK,
        /** Shorter than one header. */
        TOO_SHORT,
        /** The version of a part is not 2. */
        WRONG_VERSION,
        /** The first part is neither a sender nor a receiver report (RFC 3550 A.2). */
        NOT_A_REPORT,
        /** A part runs past the end, or its count does not fit its length. */
        TRUNCATED
    }

    /** Is told what a packet holds, in its order. All values are primitives, so that reading allocates nothing. */
    public interface Sink {

        /** A sender report's sender information (RFC 3550 §6.4.1). */
        void senderReport(int ssrc, long ntp, int rtpTimestamp, long packets, long payloadBytes);

        /**
         * A report block of a sender or receiver report.
         *
         * @param reporter who reports
         * @param about the stream it reports on
         * @param fractionLost in 256ths
         */
        void reportBlock(
                int reporter,
                int about,
                int fractionLost,
                int cumulativeLost,
                long extendedHighest,
                long jitter,
                int lastSenderReport,
                int delaySinceLast);

        /** A BYE for one source. */
        void goodbye(int ssrc);

        /**
         * How a stream sounds at the other end (RFC 3611 §4.7).
         *
         * @param about the stream it reports on
         * @param rating 0 to 100, or {@link VoipMetrics#NOT_KNOWN}
         * @param conversationTenths ten times the opinion score, or {@link VoipMetrics#NOT_KNOWN}
         */
        default void voipMetrics(int about, int rating, int conversationTenths) {}
    }

    /**
     * Reads a datagram. The whole is checked before the sink hears of any part.
     *
     * @return {@link Verdict#OK}, or why nothing was told to the sink
     */
    public static Verdict read(byte[] bytes, int offset, int length, Sink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Verdict verdict = check(bytes, offset, offset + length);
        if (verdict != Verdict.OK) {
            return verdict;
        }
        int end = offset + length;
        for (int at = offset; at < end; at += partBytes(bytes, at)) {
            int type = bytes[at + 1] & 0xff;
            int count = bytes[at] & 0x1f;
            if (type == RtcpWriter.SENDER_REPORT) {
                sink.senderReport(
                        Bytes.signed32(bytes, at + 4),
                        Bytes.unsigned32(bytes, at + 8) << 32 | Bytes.unsigned32(bytes, at + 12),
                        Bytes.signed32(bytes, at + 16),
                        Bytes.unsigned32(bytes, at + 20),
                        Bytes.unsigned32(bytes, at + 24));
                reportBlocks(bytes, at, at + 28, count, sink);
            } else if (type == RtcpWriter.RECEIVER_REPORT) {
                reportBlocks(bytes, at, at + 8, count, sink);
            } else if (type == RtcpWriter.EXTENDED_REPORT) {
                extended(bytes, at + 8, at + partBytes(bytes, at), sink);
            } else if (type == RtcpWriter.GOODBYE) {
                for (int i = 0; i < count; i++) {
                    sink.goodbye(Bytes.signed32(bytes, at + 4 + 4 * i));
                }
            }
        }
        return Verdict.OK;
    }

    /** RFC 3611 §3: blocks of types that are not read are skipped; a block that runs past the end ends the reading. */
    private static void extended(byte[] bytes, int first, int end, Sink sink) {
        int at = first;
        while (at + 4 <= end) {
            int words = Bytes.unsigned16(bytes, at + 2);
            int next = at + 4 + 4 * words;
            if (next > end) {
                return;
            }
            if ((bytes[at] & 0xff) == RtcpWriter.VOIP_METRICS && words >= RtcpWriter.VOIP_METRICS_WORDS) {
                sink.voipMetrics(Bytes.signed32(bytes, at + 4), bytes[at + 24] & 0xff, bytes[at + 27] & 0xff);
            }
            at = next;
        }
    }

    private static Verdict check(byte[] bytes, int offset, int end) {
        if (end - offset < 8) {
            return Verdict.TOO_SHORT;
        }
        int firstType = bytes[offset + 1] & 0xff;
        if ((bytes[offset] & 0xff) >> 6 == 2
                && firstType != RtcpWriter.SENDER_REPORT
                && firstType != RtcpWriter.RECEIVER_REPORT) {
            return Verdict.NOT_A_REPORT;
        }
        for (int at = offset; at < end; at += partBytes(bytes, at)) {
            if (end - at < 4) {
                return Verdict.TRUNCATED;
            }
            if ((bytes[at] & 0xff) >> 6 != 2) {
                return Verdict.WRONG_VERSION;
            }
            int part = partBytes(bytes, at);
            if (part > end - at || part < leastBytes(bytes[at + 1] & 0xff, bytes[at] & 0x1f)) {
                return Verdict.TRUNCATED;
            }
        }
        return Verdict.OK;
    }

    private static int partBytes(byte[] bytes, int at) {
        return 4 * (Bytes.unsigned16(bytes, at + 2) + 1);
    }

    /** What a part of this type and count needs at the least; types we do not read need their header only. */
    private static int leastBytes(int type, int count) {
        return switch (type) {
            case RtcpWriter.SENDER_REPORT -> 28 + 24 * count;
            case RtcpWriter.RECEIVER_REPORT -> 8 + 24 * count;
            case RtcpWriter.GOODBYE -> 4 + 4 * count;
            case RtcpWriter.EXTENDED_REPORT -> 8;
            default -> 4;
        };
    }

    private static void reportBlocks(byte[] bytes, int part, int first, int count, Sink sink) {
        int reporter = Bytes.signed32(bytes, part + 4);
        for (int i = 0; i < count; i++) {
            int at = first + 24 * i;
            sink.reportBlock(
                    reporter,
                    Bytes.signed32(bytes, at),
                    bytes[at + 4] & 0xff,
                    Bytes.signed24(bytes, at + 5),
                    Bytes.unsigned32(bytes, at + 8),
                    Bytes.unsigned32(bytes, at + 12),
                    Bytes.signed32(bytes, at + 16),
                    Bytes.signed32(bytes, at + 20));
        }
    }
}
