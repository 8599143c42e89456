package org.offhook.core.media;

/**
 * Who we are in a DTLS handshake of one call.
 *
 * @param fingerprint of our certificate
 * @param callToken what the call's {@code a=tls-id} begin with: 20 or more random letters and digits (RFC 8842 §4)
 */
public record DtlsIdentity(Fingerprint fingerprint, String callToken) {

    /** The name of the call's {@code n}th association. */
    public String tlsId(int n) {
        return callToken + '-' + n;
    }
}
