package org.offhook.core.media;

import java.time.Duration;
import java.util.Optional;

/**
 * How a call sounded from its answer to its end.
 *
 * @param rating mean of its five-second ratings (ITU-T G.107), 0 to 100
 * @param opinion the mean opinion score that this means, 1 to 4.5
 * @param lossPercent of the far end's packets that were lost or came too late
 * @param jitterMillis mean interarrival jitter
 * @param roundTripMillis of the network as known last, −1 when never
 * @param concealedPercent of the time in which what was heard had to be made up
 * @param codec spoken at the end
 * @param security how speech was encrypted
 */
public record CallSummary(
        double rating,
        double opinion,
        double lossPercent,
        double jitterMillis,
        double roundTripMillis,
        double concealedPercent,
        Optional<Codec> codec,
        SpeechSecurity security) {

    /** What is added up while a call is on. Immutable. */
    public record Sum(int looks, double ratings, double jitters, double roundTripMillis) {
        /** Before the first look. */
        public static final Sum NONE = new Sum(0, 0, 0, -1);

        /** With five seconds more. */
        public Sum plus(CallQuality look) {
            return new Sum(
                    looks + 1,
                    ratings + look.rating(),
                    jitters + look.jitterMillis(),
                    look.roundTripMillis() < 0 ? roundTripMillis : look.roundTripMillis());
        }
    }

    /**
     * Closes the account of a call.
     *
     * @param first its counters at the answer
     * @param last its counters at the end
     * @param lasted from the one to the other
     */
    public static CallSummary of(
            Sum sum,
            MediaStatistics first,
            MediaStatistics last,
            Duration lasted,
            Optional<Codec> codec,
            SpeechSecurity security) {
        CallQuality whole = CallQuality.between(first, last, false);
        // A call too short for a look is one look.
        Sum all = sum.looks() == 0 ? sum.plus(whole) : sum;
        double rating = all.ratings() / all.looks();
        long millis = Math.max(1, lasted.toMillis());
        return new CallSummary(
                rating,
                EModel.opinion(rating),
                whole.lossPercent(),
                all.jitters() / all.looks(),
                last.roundTripMillis() < 0 ? all.roundTripMillis() : last.roundTripMillis(),
                Math.min(100, 100.0 * Math.max(0, whole.madeUpMillis()) / millis),
                codec,
                security);
    }
}
