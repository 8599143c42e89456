package org.offhook.practice.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.offhook.core.account.Secret;

/**
 * Decides whether a request may pass. Issues nonces, remembers the newest of them with the highest nonce count seen, and takes
 * each count once (RFC 7616 §5.5). Owned by one thread; time comes in as an argument.
 */
public final class DigestDoor {
    /** After this a nonce is stale: the phone answers a new one with the same password, without asking anybody. */
    public static final Duration NONCE_LIFETIME = Duration.ofMinutes(5);

    private static final int NONCES_KEPT = 256;
    private static final long HIGHEST_COUNT = 0xFFFF_FFFFL;

    private final String realm;
    private final List<DigestAlgorithm> offered;
    private final Function<String, Optional<Secret>> passwordOf;
    private final RandomGenerator random;
    private final Map<String, Issued> nonces = new LinkedHashMap<>();

    /**
     * @param realm shown to the phone, and the only one accepted back
     * @param offered algorithms to offer, in the order of preference; others are not accepted
     * @param passwordOf password of a user name; empty for an unknown one
     * @param random source of nonces; a cryptographic one outside tests
     */
    public DigestDoor(
            String realm,
            List<DigestAlgorithm> offered,
            Function<String, Optional<Secret>> passwordOf,
            RandomGenerator random) {
        this.realm = realm;
        this.offered = List.copyOf(offered);
        this.passwordOf = passwordOf;
        this.random = random;
    }

    /** What to do with a request. */
    public sealed interface Verdict {
        /** The caller proved to be {@code username}. */
        record Admitted(String username) implements Verdict {}

        /** Ask again: one header value an algorithm, strongest first. */
        record Challenged(List<String> headerValues, Reason reason) implements Verdict {}
    }

    /** Why a request did not pass; {@code STALE} and {@code COUNT_REUSED} are said to the phone as {@code stale=true}. */
    public enum Reason {
        NO_CREDENTIALS,
        UNKNOWN_USER,
        WRONG_PASSWORD,
        WRONG_REALM,
        WRONG_URI,
        ALGORITHM_NOT_OFFERED,
        STALE,
        COUNT_REUSED
    }

    /**
     * Judges one request.
     *
     * @param method of the request
     * @param requestUri as in the request line
     * @param reply what it carried for our realm, if anything
     */
    public Verdict check(String method, String requestUri, Optional<DigestReply> reply, Instant now) {
        if (reply.isEmpty()) {
            return challenge(Reason.NO_CREDENTIALS, now);
        }
        DigestReply given = reply.get();
        if (!given.realm().equals(realm)) {
            return challenge(Reason.WRONG_REALM, now);
        }
        if (!offered.contains(given.algorithm())) {
            return challenge(Reason.ALGORITHM_NOT_OFFERED, now);
        }
        if (!sameUri(given.uri(), requestUri)) {
            return challenge(Reason.WRONG_URI, now);
        }
        Optional<Secret> password = passwordOf.apply(given.username());
        if (password.isEmpty()) {
            return challenge(Reason.UNKNOWN_USER, now);
        }
        // The password first, the nonce second: "stale" must tell nobody that a guess was right or wrong (RFC 7616
        // §3.3).
        String expected = given.expectedResponse(method, password.get().reveal());
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.response().getBytes(StandardCharsets.UTF_8))) {
            return challenge(Reason.WRONG_PASSWORD, now);
        }
        Issued issued = nonces.get(given.nonce());
        if (issued == null || now.isAfter(issued.at().plus(NONCE_LIFETIME))) {
            return challenge(Reason.STALE, now);
        }
        long count = count(given);
        if (count <= issued.highestCount() || count > HIGHEST_COUNT) {
            return challenge(Reason.COUNT_REUSED, now);
        }
        nonces.put(given.nonce(), new Issued(issued.at(), count));
        return new Verdict.Admitted(given.username());
    }

    /** Nonces remembered at present, never more than a fixed number. */
    int noncesKept() {
        return nonces.size();
    }

    private Verdict challenge(Reason reason, Instant now) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        nonces.put(nonce, new Issued(now, 0));
        while (nonces.size() > NONCES_KEPT) {
            nonces.remove(nonces.keySet().iterator().next());
        }
        String stale = reason == Reason.STALE || reason == Reason.COUNT_REUSED ? ", stale=true" : "";
        List<String> headers = offered.stream()
                .map(algorithm -> "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm="
                        + algorithm.token() + ", qop=\"auth\"" + stale)
                .toList();
        return new Verdict.Challenged(headers, reason);
    }

    /** Without qop there is no count, so such a nonce serves once (RFC 2069 replies have no other replay protection). */
    private static long count(DigestReply reply) {
        if (reply.qop().isEmpty()) {
            return 1;
        }
        if (!reply.qop().equals("auth")
                || reply.clientNonce().isEmpty()
                || reply.nonceCount().length() != 8) {
            return -1;
        }
        try {
            return Long.parseLong(reply.nonceCount(), 16);
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }

    private static boolean sameUri(String digestUri, String requestUri) {
        return withoutParameters(digestUri).equalsIgnoreCase(withoutParameters(requestUri));
    }

    /** A stack may add or drop {@code ;transport=} between digest and request line; user, host and port must agree. */
    private static String withoutParameters(String uri) {
        int semicolon = uri.indexOf(';', uri.indexOf('@') + 1);
        return semicolon < 0 ? uri : uri.substring(0, semicolon);
    }

    private record Issued(Instant at, long highestCount) {}
}
