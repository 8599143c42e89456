package org.offhook.sip.digest;

import java.util.Optional;
import org.offhook.sip.digest.DigestChallenge.Protection;

/** The arithmetic of RFC 7616 §3.4.1 to §3.4.3, used by both sides. */
final class DigestResponse {
    private DigestResponse() {}

    /** H(user:realm:password), the only form in which a password is worked with. */
    static String secretHash(DigestAlgorithm algorithm, String user, String realm, String password) {
        return algorithm.hash(user + ":" + realm + ":" + password);
    }

    /**
     * @param secretHash of {@link #secretHash}
     * @param protection absent for the form of RFC 2069
     * @param body covered with auth-int
     */
    static String compute(
            DigestAlgorithm algorithm,
            String secretHash,
            String nonce,
            String nonceCount,
            String clientNonce,
            Optional<Protection> protection,
            String method,
            String uri,
            byte[] body) {
        String a1 = algorithm.session() ? algorithm.hash(secretHash + ":" + nonce + ":" + clientNonce) : secretHash;
        boolean integrity = protection.filter(Protection.AUTH_INT::equals).isPresent();
        String a2 = algorithm.hash(integrity ? method + ":" + uri + ":" + algorithm.hash(body) : method + ":" + uri);
        if (protection.isEmpty()) {
            return algorithm.hash(a1 + ":" + nonce + ":" + a2);
        }
        return algorithm.hash(a1 + ":" + nonce + ":" + nonceCount + ":" + clientNonce + ":"
                + protection.get().token() + ":" + a2);
    }
}
