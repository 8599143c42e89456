package org.offhook.bench;

import java.util.Arrays;
import java.util.Collection;

/** Order statistics by the nearest-rank method: every value given back was really measured. */
@SuppressWarnings("ArrayRecordComponent") // a carrier of sorted values, never compared
record Quantiles(double[] sorted) {
    static Quantiles of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new MeasurementFailed("no values");
        }
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    /** @param percent above 0, at most 100 */
    double at(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank, 1, sorted.length) - 1];
    }

    double median() {
        return at(50);
    }

    double max() {
        return sorted[sorted.length - 1];
    }
}
