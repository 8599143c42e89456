package org.offhook.rtp.dtls;

/**
 * What signalling says of the peer.
 *
 * @param client whether we begin
 * @param hash of the fingerprint: {@code sha-256}, {@code sha-384} or {@code sha-512}
 * @param fingerprint of its certificate, in capital hexadecimal digits with colons
 */
public record DtlsTerms(boolean client, String hash, String fingerprint) {}
