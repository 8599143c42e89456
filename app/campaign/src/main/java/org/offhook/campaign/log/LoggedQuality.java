package org.offhook.campaign.log;

/**
 * How a call sounded from its answer to its end.
 *
 * @param opinion mean opinion score, 1 to 4.5
 * @param rating of ITU-T G.107, 0 to 100
 * @param lossPercent of the far end's packets
 * @param jitterMillis mean interarrival jitter
 * @param roundTripMillis of the network; −1 when it was never known
 * @param concealedPercent of the time in which what was heard had to be made up
 * @param codec its name in SDP; empty when none was agreed on
 * @param security {@code NONE}, {@code SDES} or {@code DTLS}
 */
public record LoggedQuality(
        double opinion,
        double rating,
        double lossPercent,
        double jitterMillis,
        double roundTripMillis,
        double concealedPercent,
        String codec,
        String security) {}
