package org.offhook.sip.digest;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One WWW-Authenticate or Proxy-Authenticate (RFC 7616 §3.3).
 *
 * @param qop protections offered; empty when the header had none (RFC 2069)
 * @param stale the nonce was too old, the password was not the matter
 */
public record DigestChallenge(
        String realm,
        String nonce,
        Optional<String> opaque,
        DigestAlgorithm algorithm,
        Set<Protection> qop,
        boolean stale) {

    /** What the response covers. */
    public enum Protection {
        AUTH("auth"),
        AUTH_INT("auth-int");

        private final String token;

        Protection(String token) {
            this.token = token;
        }

        public String token() {
            return token;
        }
    }

    public DigestChallenge {
        qop = Set.copyOf(qop);
    }

    /** Empty when it is not Digest, lacks realm or nonce, or asks for something unknown. */
    public static Optional<DigestChallenge> parse(String headerValue) {
        return DigestParameters.parse(headerValue).flatMap(DigestChallenge::of);
    }

    private static Optional<DigestChallenge> of(DigestParameters parameters) {
        Optional<String> realm = parameters.get("realm");
        Optional<String> nonce = parameters.get("nonce");
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(parameters.get("algorithm"));
        if (realm.isEmpty() || nonce.isEmpty() || algorithm.isEmpty()) {
            return Optional.empty();
        }
        Set<Protection> qop = EnumSet.noneOf(Protection.class);
        Optional<String> offered = parameters.get("qop").filter(text -> !text.isBlank());
        if (offered.isPresent()) {
            for (String token : offered.get().toLowerCase(Locale.ROOT).split(",")) {
                for (Protection known : Protection.values()) {
                    if (known.token().equals(token.strip())) {
                        qop.add(known);
                    }
                }
            }
            if (qop.isEmpty()) {
                return Optional.empty();
            }
        }
        boolean stale = parameters
                .get("stale")
                .map(text -> text.equalsIgnoreCase("true"))
                .orElse(false);
        return Optional.of(
                new DigestChallenge(realm.get(), nonce.get(), parameters.get("opaque"), algorithm.get(), qop, stale));
    }
}
