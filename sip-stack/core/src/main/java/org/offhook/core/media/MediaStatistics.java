package org.offhook.core.media;

/**
 * Counters of one call's media since its start, sampled from the audio threads' single-writer counters.
 *
 * @param packetsSent RTP packets sent
 * @param packetsReceived RTP packets accepted
 * @param packetsLost expected but never received (RFC 3550 §6.4.1)
 * @param packetsRejected wrong source, size or payload type; heard by nobody
 * @param concealedSamples samples invented for missing audio
 * @param jitterMillis interarrival jitter (RFC 3550 §6.4.1) in milliseconds
 * @param bufferMillis present delay of the jitter buffer in milliseconds
 * @param roundTripMillis from RTCP, or -1 when not known
 * @param packetsLate received after their time, so not heard
 * @param restoredSamples of lost packets that later ones brought back, counted like {@code concealedSamples}
 * @param sentLossPercent of our packets that the far end missed of late, or -1 when it does not say
 * @param packetsEarly encrypted ones that came before the handshake had given keys for them; heard by nobody, and nobody's fault
 */
public record MediaStatistics(
        long packetsSent,
        long packetsReceived,
        long packetsLost,
        long packetsRejected,
        long concealedSamples,
        double jitterMillis,
        double bufferMillis,
        double roundTripMillis,
        long packetsLate,
        long restoredSamples,
        double sentLossPercent,
        long packetsEarly) {
    /** Without early packets. */
    public MediaStatistics(
            long packetsSent,
            long packetsReceived,
            long packetsLost,
            long packetsRejected,
            long concealedSamples,
            double jitterMillis,
            double bufferMillis,
            double roundTripMillis,
            long packetsLate,
            long restoredSamples,
            double sentLossPercent) {
        this(
                packetsSent,
                packetsReceived,
                packetsLost,
                packetsRejected,
                concealedSamples,
                jitterMillis,
                bufferMillis,
                roundTripMillis,
                packetsLate,
                restoredSamples,
                sentLossPercent,
                0);
    }

    public static final MediaStatistics NONE = new MediaStatistics(0, 0, 0, 0, 0, 0, 0, -1, 0, 0, -1);
}
