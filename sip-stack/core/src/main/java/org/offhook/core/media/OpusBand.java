package org.offhook.core.media;

/** How wide the sound of Opus is: the most that is captured, sent and played of it. */
public enum OpusBand {
    /** As in G.711: 4 kHz. */
    TELEPHONE(8_000),
    /** As in G.722, and all that telephone headsets play: 8 kHz. */
    WIDE(16_000),
    /** All that can be heard: 20 kHz. */
    FULL(48_000);

    private final int sampleRateHertz;

    OpusBand(int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
    }

    /** Samples a second that the media path takes and gives. */
    public int sampleRateHertz() {
        return sampleRateHertz;
    }

    /** This one, or the narrowest in which nothing is lost where the peer has no more than {@code hertz} samples a second. */
    public OpusBand forPeer(int hertz) {
        for (OpusBand band : values()) {
            if (band == this || band.sampleRateHertz >= hertz) {
                return band;
            }
        }
        return this;
    }
}
