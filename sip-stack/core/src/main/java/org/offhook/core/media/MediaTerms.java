package org.offhook.core.media;

import java.util.List;

/**
 * What an account agrees to when a stream is negotiated.
 *
 * @param codecs that may be spoken, the preferred one first; never empty
 * @param ptimeMillis packet length we wish to get, and send where the peer wishes none: 10, 20, 30 or 40
 * @param pauses whether nothing is sent in silence, where there is a way to say so (DTX of Opus, comfort noise beside G.711 and G.722)
 * @param encryption of speech
 * @param ice whether candidates are offered and checked (RFC 8445)
 * @param opusBand how wide Opus is captured and played
 */
public record MediaTerms(
        List<Codec> codecs, int ptimeMillis, boolean pauses, Encryption encryption, boolean ice, OpusBand opusBand) {
    /** Plain G.711 in packets of 20 ms, which every peer understands. */
    public static final MediaTerms PLAIN = new MediaTerms(List.of(Codec.PCMU, Codec.PCMA), 20, false, Encryption.OFF);

    /** All codecs, wide ones first. */
    public static final MediaTerms WIDE =
            new MediaTerms(List.of(Codec.OPUS, Codec.G722, Codec.PCMU, Codec.PCMA), 20, false, Encryption.OFF);

    public MediaTerms {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("at least one codec");
        }
    }

    /** Terms without ICE, Opus in wide band. */
    public MediaTerms(List<Codec> codecs, int ptimeMillis, boolean pauses, Encryption encryption) {
        this(codecs, ptimeMillis, pauses, encryption, false);
    }

    /** Terms with Opus in wide band. */
    public MediaTerms(List<Codec> codecs, int ptimeMillis, boolean pauses, Encryption encryption, boolean ice) {
        this(codecs, ptimeMillis, pauses, encryption, ice, OpusBand.WIDE);
    }

    /** The same with another choice of codecs. */
    public MediaTerms withCodecs(Codec... chosen) {
        return new MediaTerms(List.of(chosen), ptimeMillis, pauses, encryption, ice, opusBand);
    }

    /** The same with another packet length. */
    public MediaTerms withPtime(int millis) {
        return new MediaTerms(codecs, millis, pauses, encryption, ice, opusBand);
    }

    /** The same with or without encryption. */
    public MediaTerms withEncryption(Encryption chosen) {
        return new MediaTerms(codecs, ptimeMillis, pauses, chosen, ice, opusBand);
    }

    /** The same with or without ICE. */
    public MediaTerms withIce(boolean wanted) {
        return new MediaTerms(codecs, ptimeMillis, pauses, encryption, wanted, opusBand);
    }

    /** The same with Opus of another width. */
    public MediaTerms withOpus(OpusBand band) {
        return new MediaTerms(codecs, ptimeMillis, pauses, encryption, ice, band);
    }
}
