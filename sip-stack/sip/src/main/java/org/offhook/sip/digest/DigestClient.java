package org.offhook.sip.digest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.offhook.core.account.Credential;
import org.offhook.core.account.Secret;
import org.offhook.sip.digest.DigestChallenge.Protection;
import org.offhook.sip.random.RandomHex;

/**
 * Answers challenges for one account. Keeps the last challenge of each realm and counts its uses, so that later requests carry
 * credentials at once and save a round trip. Not thread-safe.
 *
 * <p>Which realms are answered is the caller's rule: a far end that challenges our INVITE through the exchange must not get a
 * response to a nonce of its choosing.
 */
public final class DigestClient {
    private static final HexFormat HEX = HexFormat.of();

    private final String user;
    private final Secret password;
    private final List<Credential> further;
    private final Supplier<String> clientNonces;
    private final Map<String, Used> lastByRealm = new HashMap<>();
    private final Map<String, String> secretHashes = new HashMap<>();

    private static final class Used {
        final DigestChallenge challenge;
        int count;

        Used(DigestChallenge challenge) {
            this.challenge = challenge;
        }
    }

    public DigestClient(String user, Secret password) {
        this(user, password, List.of());
    }

    /** @param further for realms that know us by another name or password */
    public DigestClient(String user, Secret password, List<Credential> further) {
        this(user, password, further, () -> RandomHex.of(16));
    }

    DigestClient(String user, Secret password, Supplier<String> clientNonces) {
        this(user, password, List.of(), clientNonces);
    }

    private DigestClient(String user, Secret password, List<Credential> further, Supplier<String> clientNonces) {
        this.user = user;
        this.password = password;
        this.further = List.copyOf(further);
        this.clientNonces = clientNonces;
    }

    /** True for a realm that has credentials of its own. */
    public boolean hasOwnFor(String realm) {
        return further.stream().anyMatch(one -> one.realm().equals(realm));
    }

    private Credential credentialOf(String realm) {
        return further.stream()
                .filter(one -> one.realm().equals(realm))
                .findFirst()
                .orElseGet(() -> new Credential(realm, user, password));
    }

    /**
     * What to answer of a response in which several servers may ask (RFC 3261 §22.3): the strongest challenge of each realm that has
     * credentials of its own, and the strongest of all others, for which we have one pair.
     */
    public List<DigestChallenge> chooseAll(List<String> headerValues, Predicate<String> realmAllowed) {
        List<DigestChallenge> chosen = new ArrayList<>();
        choose(headerValues, realm -> !hasOwnFor(realm) && realmAllowed.test(realm))
                .ifPresent(chosen::add);
        for (Credential one : further) {
            choose(headerValues, one.realm()::equals).ifPresent(chosen::add);
        }
        return chosen;
    }

    /**
     * The strongest of several challenges that we may answer (RFC 8760 §2.4 lets a client choose; taking the strongest leaves
     * a weaker one added on the way without effect).
     *
     * @param headerValues of all WWW-Authenticate or all Proxy-Authenticate headers of a response
     * @param realmAllowed which realms are ours
     */
    public static Optional<DigestChallenge> choose(List<String> headerValues, Predicate<String> realmAllowed) {
        return headerValues.stream()
                .flatMap(value -> DigestChallenge.parse(value).stream())
                .filter(challenge -> realmAllowed.test(challenge.realm()))
                .max(Comparator.comparing(DigestChallenge::algorithm));
    }

    /** The value of an Authorization or Proxy-Authorization header that answers {@code challenge}. */
    public String answer(DigestChallenge challenge, String method, String uri, byte[] body) {
        Used used = lastByRealm.get(challenge.realm());
        if (used == null || !used.challenge.nonce().equals(challenge.nonce())) {
            used = new Used(challenge);
            lastByRealm.put(challenge.realm(), used);
        }
        return credentials(used, method, uri, body);
    }

    /** Credentials for a new request, from the last challenge of {@code realm}; empty before there was one. */
    public Optional<String> anticipate(String realm, String method, String uri, byte[] body) {
        return Optional.ofNullable(lastByRealm.get(realm)).map(used -> credentials(used, method, uri, body));
    }

    /** Forgets all challenges: the exchange was restarted or is another one. */
    public void forget() {
        lastByRealm.clear();
    }

    private String credentials(Used used, String method, String uri, byte[] body) {
        DigestChallenge challenge = used.challenge;
        DigestAlgorithm algorithm = challenge.algorithm();
        used.count++;
        String count = HEX.toHexDigits(used.count);
        String clientNonce = clientNonces.get();
        // auth before auth-int: proxies and B2BUAs rewrite bodies.
        Optional<Protection> protection = challenge.qop().isEmpty()
                ? Optional.empty()
                : Optional.of(challenge.qop().contains(Protection.AUTH) ? Protection.AUTH : Protection.AUTH_INT);
        Credential credential = credentialOf(challenge.realm());
        String secretHash = secretHashes.computeIfAbsent(
                algorithm + "/" + challenge.realm(),
                key -> DigestResponse.secretHash(
                        algorithm,
                        credential.user(),
                        challenge.realm(),
                        credential.password().reveal()));
        String response = DigestResponse.compute(
                algorithm, secretHash, challenge.nonce(), count, clientNonce, protection, method, uri, body);

        StringBuilder header = new StringBuilder(320).append("Digest username=");
        header.append(DigestParameters.quote(credential.user()));
        header.append(",realm=").append(DigestParameters.quote(challenge.realm()));
        header.append(",nonce=").append(DigestParameters.quote(challenge.nonce()));
        header.append(",uri=").append(DigestParameters.quote(uri));
        header.append(",response=\"").append(response).append('"');
        header.append(",algorithm=").append(algorithm.token());
        challenge.opaque().ifPresent(opaque -> header.append(",opaque=").append(DigestParameters.quote(opaque)));
        if (protection.isPresent() || algorithm.session()) {
            header.append(",cnonce=\"").append(clientNonce).append('"');
        }
        // RFC 7616 §3.4: qop and nc are not quoted; without qop in the challenge neither is sent.
        protection.ifPresent(
                p -> header.append(",qop=").append(p.token()).append(",nc=").append(count));
        return header.toString();
    }
}
