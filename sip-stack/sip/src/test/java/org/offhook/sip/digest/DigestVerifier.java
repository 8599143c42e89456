package org.offhook.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.offhook.core.account.Secret;
import org.offhook.sip.digest.DigestChallenge.Protection;

/**
 * The server's side: makes challenges and checks responses. Each nonce is ours, lives a while, and a nonce count is accepted once.
 * Thread-safe.
 */
public final class DigestVerifier {
    private static final int MAX_NONCES = 10_000;
    private static final HexFormat HEX = HexFormat.of();

    private final String realm;
    private final List<DigestAlgorithm> algorithms;
    private final boolean withQop;
    private final long lifetimeNanos;
    private final LongSupplier nanoClock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Nonce> nonces = new HashMap<>();

    private static final class Nonce {
        final long bornNanos;
        long highestCount;

        Nonce(long bornNanos) {
            this.bornNanos = bornNanos;
        }
    }

    /** What became of a request's credentials. */
    public sealed interface Verdict {
        /** @param user who it is */
        record Accepted(String user) implements Verdict {}

        /** No credentials for this realm: challenge. */
        record Missing() implements Verdict {}

        /** Right password, nonce unknown, too old or used: challenge with {@code stale=true}. */
        record Stale() implements Verdict {}

        /** Wrong user, password, URI or form. */
        record Refused() implements Verdict {}
    }

    /** @param algorithms offered, one challenge each, strongest first whatever the order here */
    public DigestVerifier(String realm, List<DigestAlgorithm> algorithms, Duration nonceLifetime) {
        this(realm, algorithms, true, nonceLifetime, System::nanoTime);
    }

    /** @param withQop false for challenges as of RFC 2069, which old exchanges still send */
    public DigestVerifier(
            String realm,
            List<DigestAlgorithm> algorithms,
            boolean withQop,
            Duration nonceLifetime,
            LongSupplier nanoClock) {
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("no algorithm");
        }
        this.realm = realm;
        this.algorithms = algorithms.stream().sorted(Comparator.reverseOrder()).toList();
        this.withQop = withQop;
        this.lifetimeNanos = nonceLifetime.toNanos();
        this.nanoClock = nanoClock;
    }

    public String realm() {
        return realm;
    }

    /** Values of the WWW-Authenticate or Proxy-Authenticate headers, strongest first (RFC 8760 §2.3). */
    public List<String> challenges(boolean stale) {
        String nonce = newNonce();
        List<String> values = new ArrayList<>();
        for (DigestAlgorithm algorithm : algorithms) {
            values.add("Digest realm=" + DigestParameters.quote(realm) + ",nonce=\"" + nonce + "\""
                    + (withQop ? ",qop=\"auth\"" : "") + ",algorithm=" + algorithm.token()
                    + (stale ? ",stale=true" : ""));
        }
        return values;
    }

    private synchronized String newNonce() {
        long now = nanoClock.getAsLong();
        if (nonces.size() >= MAX_NONCES) {
            nonces.values().removeIf(nonce -> now - nonce.bornNanos > lifetimeNanos);
            if (nonces.size() >= MAX_NONCES) {
                nonces.clear(); // a flood of unanswered challenges; honest clients are told "stale" and come again
            }
        }
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String nonce = HEX.formatHex(bytes);
        nonces.put(nonce, new Nonce(now));
        return nonce;
    }

    /**
     * Checks a request.
     *
     * @param headerValues of all Authorization or all Proxy-Authorization headers
     * @param passwords password of a user; empty for an unknown one
     */
    public Verdict verify(
            String method, byte[] body, List<String> headerValues, Function<String, Optional<Secret>> passwords) {
        for (String value : headerValues) {
            Optional<DigestParameters> parameters = DigestParameters.parse(value)
                    .filter(p -> p.get("realm").filter(realm::equals).isPresent());
            if (parameters.isPresent()) {
                return verify(method, body, parameters.get(), passwords);
            }
        }
        return new Verdict.Missing();
    }

    private Verdict verify(
            String method, byte[] body, DigestParameters given, Function<String, Optional<Secret>> passwords) {
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(given.get("algorithm"));
        String user = given.get("username").orElse("");
        String uri = given.get("uri").orElse("");
        String nonce = given.get("nonce").orElse("");
        String count = given.get("nc").orElse("");
        Optional<Protection> protection = protection(given);
        Optional<Secret> password = passwords.apply(user);
        if (algorithm.isEmpty()
                || !algorithms.contains(algorithm.get())
                || password.isEmpty()
                || (withQop && protection.isEmpty())) {
            return new Verdict.Refused();
        }
        String expected = DigestResponse.compute(
                algorithm.get(),
                DigestResponse.secretHash(
                        algorithm.get(), user, realm, password.get().reveal()),
                nonce,
                count,
                given.get("cnonce").orElse(""),
                protection,
                method,
                uri,
                body);
        byte[] response = given.get("response").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), response)) {
            return new Verdict.Refused();
        }
        return isFresh(nonce, count, protection.isPresent()) ? new Verdict.Accepted(user) : new Verdict.Stale();
    }

    private static Optional<Protection> protection(DigestParameters given) {
        return given.get("qop").flatMap(token -> {
            for (Protection known : Protection.values()) {
                if (known.token().equalsIgnoreCase(token)) {
                    return Optional.of(known);
                }
            }
            return Optional.empty();
        });
    }

    private synchronized boolean isFresh(String nonce, String countText, boolean counted) {
        Nonce known = nonces.get(nonce);
        if (known == null || nanoClock.getAsLong() - known.bornNanos > lifetimeNanos) {
            nonces.remove(nonce);
            return false;
        }
        if (!counted) {
            return true;
        }
        long count;
        try {
            count = Long.parseLong(countText, 16);
        } catch (NumberFormatException notHex) {
            return false;
        }
        if (count <= known.highestCount) {
            return false; // RFC 7616 §3.4: the count tells a replay
        }
        known.highestCount = count;
        return true;
    }
}
