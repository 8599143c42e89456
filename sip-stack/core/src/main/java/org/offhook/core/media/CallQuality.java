package org.offhook.core.media;

import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/**
 * How a call sounded in its last five seconds.
 *
 * @param rating of ITU-T G.107, 0 to 100
 * @param opinion the mean opinion score that it means, 1 to 4.5
 * @param lossPercent of the far end's packets that were lost or came too late
 * @param sentLossPercent of our packets that the far end says it missed; −1 while it says nothing
 * @param madeUpMillis of what was heard that had to be made up
 * @param restoredMillis of lost packets that later ones brought back
 * @param jitterMillis interarrival jitter
 * @param bufferMillis delay of the jitter buffer
 * @param roundTripMillis of the network, −1 while not known
 * @param trouble what an agent should know of it, if anything
 */
public record CallQuality(
        double rating,
        double opinion,
        double lossPercent,
        double sentLossPercent,
        long madeUpMillis,
        long restoredMillis,
        double jitterMillis,
        double bufferMillis,
        double roundTripMillis,
        Optional<ErrorCode> trouble) {

    private static final double NOTICED_LOSS_PERCENT = 3;
    private static final double NOTICED_JITTER_MILLIS = 60;
    private static final double NOTICED_ROUND_TRIP_MILLIS = 500;
    private static final double DEVICES_AND_PACKET_MILLIS = 50;
    private static final int SAMPLES_PER_MILLI = 8;

    /**
     * What happened between two readings of a call's counters.
     *
     * @param hears whether anything should have come
     */
    public static CallQuality between(MediaStatistics before, MediaStatistics now, boolean hears) {
        long came = now.packetsReceived() - before.packetsReceived();
        long lost = Math.max(0, now.packetsLost() - before.packetsLost());
        long late = Math.max(0, now.packetsLate() - before.packetsLate());
        double loss = came + lost == 0 ? 0 : Math.min(100, 100.0 * (lost + late) / (came + lost));
        double network = now.roundTripMillis() < 0 ? 0 : now.roundTripMillis() / 2;
        double delay = network + now.bufferMillis() + DEVICES_AND_PACKET_MILLIS;
        long restored = now.restoredSamples() - before.restoredSamples();
        // What a later packet brought back was heard.
        double unheard = lost + late == 0 ? 0 : Math.max(0, loss - restoredPercent(restored, came + lost));
        double rating = EModel.rating(delay, unheard, 1);
        return new CallQuality(
                rating,
                EModel.opinion(rating),
                loss,
                now.sentLossPercent(),
                (now.concealedSamples() - before.concealedSamples()) / SAMPLES_PER_MILLI,
                restored / SAMPLES_PER_MILLI,
                now.jitterMillis(),
                now.bufferMillis(),
                now.roundTripMillis(),
                trouble(now, unheard, hears && came == 0 && now.packetsSent() > before.packetsSent()));
    }

    private static double restoredPercent(long samples, long packets) {
        double usualPacket = 20.0 * SAMPLES_PER_MILLI;
        return packets == 0 ? 0 : 100 * samples / usualPacket / packets;
    }

    private static Optional<ErrorCode> trouble(MediaStatistics now, double unheardPercent, boolean nothingCame) {
        if (nothingCame) {
            return Optional.of(ErrorCode.NOTHING_HEARD);
        }
        if (unheardPercent >= NOTICED_LOSS_PERCENT) {
            return Optional.of(ErrorCode.SPEECH_LOST_COMING);
        }
        if (now.sentLossPercent() >= NOTICED_LOSS_PERCENT) {
            return Optional.of(ErrorCode.SPEECH_LOST_GOING);
        }
        if (now.jitterMillis() >= NOTICED_JITTER_MILLIS) {
            return Optional.of(ErrorCode.NETWORK_UNSTEADY);
        }
        return now.roundTripMillis() >= NOTICED_ROUND_TRIP_MILLIS
                ? Optional.of(ErrorCode.NETWORK_SLOW)
                : Optional.empty();
    }
}
