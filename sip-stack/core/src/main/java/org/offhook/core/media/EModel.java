package org.offhook.core.media;

/**
 * The transmission rating of ITU-T G.107 with its default values for what a phone cannot know (noise, echo, loudness): what delay, loss
 * and codec take from it, and the opinion score that it means.
 *
 * <p>Equipment factors are those of ITU-T G.113 appendix I for G.711 with concealment. It has none on this scale for wide codecs, which
 * people like better than the scale can say: they are counted as free of impairment, and as robust against loss as G.711, so the rating
 * of a wide call is never flattered.
 */
public final class EModel {

    /** Ro − Is with all default values. */
    private static final double BASIC = 93.2;

    private static final double CONCEALED_ROBUSTNESS = 25.1;
    private static final double MOST_IMPAIRMENT = 95;
    private static final double UNNOTICED_DELAY_MILLIS = 100;

    private EModel() {}

    /**
     * The rating, 0 to 100.
     *
     * @param oneWayMillis from mouth to ear
     * @param lossPercent of packets that were not heard, 0 to 100
     * @param burstRatio how much longer losses last than chance would make them (G.107 §7.5); 1 for random loss
     */
    public static double rating(double oneWayMillis, double lossPercent, double burstRatio) {
        double loss = Math.clamp(lossPercent, 0, 100);
        double equipment = MOST_IMPAIRMENT * loss / (loss / Math.max(1, burstRatio) + CONCEALED_ROBUSTNESS);
        return Math.clamp(BASIC - delay(oneWayMillis) - equipment, 0, 100);
    }

    /** Idd of G.107 §7.4: absolute delay, noticed from 100 ms on. */
    private static double delay(double oneWayMillis) {
        if (oneWayMillis <= UNNOTICED_DELAY_MILLIS) {
            return 0;
        }
        double x = Math.log(oneWayMillis / UNNOTICED_DELAY_MILLIS) / Math.log(2);
        return 25 * (Math.pow(1 + Math.pow(x, 6), 1 / 6.0) - 3 * Math.pow(1 + Math.pow(x / 3, 6), 1 / 6.0) + 2);
    }

    /** The mean opinion score that a rating means, 1 to 4.5 (G.107 annex B). */
    public static double opinion(double rating) {
        if (rating <= 0) {
            return 1;
        }
        if (rating >= 100) {
            return 4.5;
        }
        return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
    }
}
