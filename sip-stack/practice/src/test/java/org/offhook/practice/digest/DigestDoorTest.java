package org.offhook.practice.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Secret;
import org.offhook.practice.digest.DigestDoor.Reason;
import org.offhook.practice.digest.DigestDoor.Verdict;

class DigestDoorTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String URI = "sip:practice.localhost";

    private final DigestDoor door = new DigestDoor(
            "practice",
            List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
            user -> user.equals("501") ? Optional.of(Secret.of("right")) : Optional.empty(),
            new SplittableRandom(7));

    @Test
    void offersTheStrongestAlgorithmFirst() {
        Verdict.Challenged challenged = challenged(Optional.empty(), NOON);
        assertThat(challenged.reason()).isEqualTo(Reason.NO_CREDENTIALS);
        assertThat(challenged.headerValues())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("Digest realm=\"practice\"")
                .contains("algorithm=SHA-256")
                .contains("qop=\"auth\"")
                .doesNotContain("stale");
        assertThat(challenged.headerValues().get(1)).contains("algorithm=MD5");
    }

    @Test
    void admitsTheRightPasswordWithEitherAlgorithm() {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            String nonce = freshNonce(NOON);
            assertThat(check(reply(algorithm, nonce, "501", "right", 1), NOON)).isEqualTo(new Verdict.Admitted("501"));
        }
    }

    @Test
    void asksAgainAfterAWrongPasswordWithoutSayingStale() {
        Verdict.Challenged again =
                challenged(Optional.of(reply(DigestAlgorithm.MD5, freshNonce(NOON), "501", "wrong", 1)), NOON);
        assertThat(again.reason()).isEqualTo(Reason.WRONG_PASSWORD);
        assertThat(again.headerValues()).noneMatch(value -> value.contains("stale"));
    }

    @Test
    void neverSaysStaleToAWrongPasswordWithAnOldNonce() {
        Verdict.Challenged again =
                challenged(Optional.of(reply(DigestAlgorithm.MD5, "madeup", "501", "wrong", 1)), NOON);
        assertThat(again.reason()).isEqualTo(Reason.WRONG_PASSWORD);
    }

    @Test
    void saysStaleWhenTheNonceIsOld() {
        String nonce = freshNonce(NOON);
        Instant later = NOON.plus(DigestDoor.NONCE_LIFETIME).plusMillis(1);
        Verdict.Challenged again =
                challenged(Optional.of(reply(DigestAlgorithm.SHA_256, nonce, "501", "right", 1)), later);
        assertThat(again.reason()).isEqualTo(Reason.STALE);
        assertThat(again.headerValues()).allMatch(value -> value.contains("stale=true"));
    }

    @Test
    void takesEachNonceCountOnce() {
        String nonce = freshNonce(NOON);
        assertThat(check(reply(DigestAlgorithm.MD5, nonce, "501", "right", 1), NOON))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(check(reply(DigestAlgorithm.MD5, nonce, "501", "right", 2), NOON.plusSeconds(1)))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(challenged(Optional.of(reply(DigestAlgorithm.MD5, nonce, "501", "right", 2)), NOON)
                        .reason())
                .isEqualTo(Reason.COUNT_REUSED);
    }

    @Test
    void refusesAnUnknownUserAnotherRealmAndAnotherRequestUri() {
        String nonce = freshNonce(NOON);
        assertThat(challenged(Optional.of(reply(DigestAlgorithm.MD5, nonce, "502", "right", 1)), NOON)
                        .reason())
                .isEqualTo(Reason.UNKNOWN_USER);
        DigestReply good = reply(DigestAlgorithm.MD5, nonce, "501", "right", 1);
        assertThat(((Verdict.Challenged) door.check("REGISTER", "sip:elsewhere", Optional.of(good), NOON)).reason())
                .isEqualTo(Reason.WRONG_URI);
        DigestReply elsewhere = new DigestReply(
                "501", "other", nonce, URI, good.response(), DigestAlgorithm.MD5, "auth", "00000001", "c");
        assertThat(challenged(Optional.of(elsewhere), NOON).reason()).isEqualTo(Reason.WRONG_REALM);
    }

    @Test
    void acceptsNoAlgorithmThatItDidNotOffer() {
        DigestDoor strict = new DigestDoor(
                "practice",
                List.of(DigestAlgorithm.SHA_256),
                user -> Optional.of(Secret.of("right")),
                new SplittableRandom(8));
        String nonce = nonceOf((Verdict.Challenged) strict.check("REGISTER", URI, Optional.empty(), NOON));
        Verdict verdict =
                strict.check("REGISTER", URI, Optional.of(reply(DigestAlgorithm.MD5, nonce, "501", "right", 1)), NOON);
        assertThat(((Verdict.Challenged) verdict).reason()).isEqualTo(Reason.ALGORITHM_NOT_OFFERED);
    }

    @Test
    void remembersABoundedNumberOfNonces() {
        for (int i = 0; i < 10_000; i++) {
            door.check("REGISTER", URI, Optional.empty(), NOON.plus(Duration.ofMillis(i)));
        }
        assertThat(door.noncesKept()).isLessThanOrEqualTo(256);
    }

    private Verdict check(DigestReply reply, Instant now) {
        return door.check("REGISTER", URI, Optional.of(reply), now);
    }

    private Verdict.Challenged challenged(Optional<DigestReply> reply, Instant now) {
        Verdict verdict = door.check("REGISTER", URI, reply, now);
        assertThat(verdict).isInstanceOf(Verdict.Challenged.class);
        return (Verdict.Challenged) verdict;
    }

    private String freshNonce(Instant now) {
        return nonceOf(challenged(Optional.empty(), now));
    }

    private static String nonceOf(Verdict.Challenged challenged) {
        String header = challenged.headerValues().getFirst();
        int start = header.indexOf("nonce=\"") + 7;
        return header.substring(start, header.indexOf('"', start));
    }

    private static DigestReply reply(DigestAlgorithm algorithm, String nonce, String user, String password, int count) {
        String nonceCount = "%08x".formatted(count);
        DigestReply unsigned =
                new DigestReply(user, "practice", nonce, URI, "", algorithm, "auth", nonceCount, "c0ffee");
        return new DigestReply(
                user,
                "practice",
                nonce,
                URI,
                unsigned.expectedResponse("REGISTER", password),
                algorithm,
                "auth",
                nonceCount,
                "c0ffee");
    }
}
