package org.offhook.bench;

import java.util.Arrays;

/**
 * What disturbs in one window.
 *
 * @param difference of loudness, added or left out
 * @param addition the same, weighted by how much was added to what was there
 */
record Disturbance(double difference, double addition) {
    /** The part of what masks it that a difference has to exceed. */
    private static final double MASKED = 0.25;

    /** Powers below this, in units of that of 0 dB of sound pressure, are nothing to add to. */
    private static final double NOTHING = 50;

    private static final double ADDED_POWER = 1.2;
    private static final double LEAST_ADDED = 3;
    private static final double MOST_ADDED = 12;

    /** Where what is said is soft, differences count more. */
    private static final double SOFT = 1e5;

    private static final double LOUD = 1e8;
    private static final double SOFT_POWER = 0.04;

    private static final double MOST = 45;

    static Disturbance of(EarModel ear, double[] reference, double[] degraded) {
        double[] one = ear.loudness(reference);
        double[] other = ear.loudness(degraded);
        double squares = 0;
        double added = 0;
        for (int band = 0; band < one.length; band++) {
            double heard = Math.max(0, Math.abs(one[band] - other[band]) - MASKED * Math.min(one[band], other[band]));
            squares += heard * heard * EarModel.WIDTH;
            double ratio = Math.pow((degraded[band] + NOTHING) / (reference[band] + NOTHING), ADDED_POWER);
            added += ratio < LEAST_ADDED ? 0 : heard * Math.min(MOST_ADDED, ratio) * EarModel.WIDTH;
        }
        double weight = Math.pow((Arrays.stream(reference).sum() + SOFT) / LOUD, -SOFT_POWER);
        return new Disturbance(Math.min(MOST, weight * Math.sqrt(squares)), Math.min(MOST, weight * added));
    }
}
