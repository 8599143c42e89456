package org.offhook.core.media;

/**
 * How Opus is spoken with a peer.
 *
 * @param band of what is captured and played here: no wider than the account's, and no wider than a peer needs that neither sends nor
 *     plays more
 * @param wishes of the peer for what it is sent
 */
public record OpusTerms(OpusBand band, OpusWishes wishes) {
    /** Wide band, with a peer that says nothing. */
    public static final OpusTerms USUAL = new OpusTerms(OpusBand.WIDE, OpusWishes.NONE);
}
