package org.offhook.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Secret;
import org.offhook.sip.digest.DigestVerifier.Verdict;

class DigestTest {
    private static final byte[] NO_BODY = new byte[0];
    private static final String URI = "sip:example.net";

    // ---- vectors

    private static final String NONCE_7616 = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";

    private static DigestClient mufasa() {
        return new DigestClient(
                "Mufasa", Secret.of("Circle of Life"), () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    }

    private static String challenge7616(String algorithm) {
        return "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=" + algorithm + ", nonce=\""
                + NONCE_7616 + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    }

    @Test
    void answersTheMd5ExampleOfRfc7616() {
        String answer = mufasa().answer(
                        DigestChallenge.parse(challenge7616("MD5")).orElseThrow(), "GET", "/dir/index.html", NO_BODY);

        assertThat(answer)
                .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"")
                .contains("nc=00000001")
                .contains("qop=auth,")
                .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    }

    @Test
    void answersTheSha256ExampleOfRfc7616() {
        String answer = mufasa().answer(
                        DigestChallenge.parse(challenge7616("SHA-256")).orElseThrow(),
                        "GET",
                        "/dir/index.html",
                        NO_BODY);

        assertThat(answer)
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
                .contains("algorithm=SHA-256");
    }

    @Test
    void answersTheExampleOfRfc2617() {
        DigestClient client = new DigestClient("Mufasa", Secret.of("Circle Of Life"), () -> "0a4f113b");

        assertThat(client.answer(
                        DigestChallenge.parse("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                                        + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
                                        + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")
                                .orElseThrow(),
                        "GET",
                        "/dir/index.html",
                        NO_BODY))
                .contains("response=\"6629fae49393a05397450978507c4ef1\"");
    }

    @Test
    void answersWithoutQopWhenNoneIsOffered() {
        DigestClient client = new DigestClient("Mufasa", Secret.of("Circle Of Life"), () -> "0a4f113b");

        String answer = client.answer(
                DigestChallenge.parse(
                                "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"")
                        .orElseThrow(),
                "GET",
                "/dir/index.html",
                NO_BODY);

        assertThat(answer)
                .contains("response=\"670fd8c2df070c60b045671b8b24ff02\"")
                .doesNotContain("qop")
                .doesNotContain("nc=")
                .doesNotContain("cnonce");
    }

    // ---- the client

    @Test
    void takesTheStrongestOfSeveralChallenges() {
        List<String> offered = List.of(
                "Digest realm=\"pbx\",nonce=\"a\",algorithm=MD5,qop=\"auth\"",
                "Basic realm=\"pbx\"",
                "Digest realm=\"pbx\",nonce=\"b\",algorithm=SHA-256,qop=\"auth\"",
                "Digest realm=\"pbx\",nonce=\"c\",algorithm=TWOFISH,qop=\"auth\"");

        assertThat(DigestClient.choose(offered, realm -> true))
                .hasValueSatisfying(c -> assertThat(c.nonce()).isEqualTo("b"));
    }

    @Test
    void answersNoForeignRealm() {
        assertThat(DigestClient.choose(List.of("Digest realm=\"evil\",nonce=\"a\""), "pbx"::equals))
                .isEmpty();
    }

    @Test
    void countsTheUsesOfANonceAndStartsAnewWithTheNext() {
        DigestClient client = new DigestClient("1001", Secret.of("x"));
        DigestChallenge first = DigestChallenge.parse("Digest realm=\"pbx\",nonce=\"a\",qop=\"auth\"")
                .orElseThrow();

        assertThat(client.anticipate("pbx", "INVITE", URI, NO_BODY)).isEmpty();
        assertThat(client.answer(first, "REGISTER", URI, NO_BODY)).contains("nc=00000001");
        assertThat(client.anticipate("pbx", "INVITE", URI, NO_BODY))
                .hasValueSatisfying(v -> assertThat(v).contains("nc=00000002"));
        assertThat(client.answer(first, "INVITE", URI, NO_BODY)).contains("nc=00000003");
        assertThat(client.answer(
                        DigestChallenge.parse("Digest realm=\"pbx\",nonce=\"b\",qop=\"auth\"")
                                .orElseThrow(),
                        "INVITE",
                        URI,
                        NO_BODY))
                .contains("nc=00000001");
    }

    @Test
    void clientNoncesDiffer() {
        DigestClient client = new DigestClient("1001", Secret.of("x"));
        DigestChallenge challenge = DigestChallenge.parse("Digest realm=\"pbx\",nonce=\"a\",qop=\"auth\"")
                .orElseThrow();

        assertThat(cnonce(client.answer(challenge, "REGISTER", URI, NO_BODY)))
                .hasSize(32)
                .isNotEqualTo(cnonce(client.answer(challenge, "REGISTER", URI, NO_BODY)));
    }

    private static String cnonce(String header) {
        int at = header.indexOf("cnonce=\"") + 8;
        return header.substring(at, header.indexOf('"', at));
    }

    @Test
    void quotesWhatPeersPutIntoQuotes() {
        DigestChallenge challenge = DigestChallenge.parse("Digest realm=\"a \\\"b\\\" \\\\c\",nonce=\"n,=\"")
                .orElseThrow();

        assertThat(challenge.realm()).isEqualTo("a \"b\" \\c");
        assertThat(challenge.nonce()).isEqualTo("n,=");
        assertThat(new DigestClient("u\"x", Secret.of("")).answer(challenge, "REGISTER", URI, NO_BODY))
                .contains("username=\"u\\\"x\"")
                .contains("realm=\"a \\\"b\\\" \\\\c\"");
    }

    @Test
    void malformedChallengesAreNoChallenges() {
        for (String bad : List.of(
                "",
                "Digest",
                "Digest ",
                "Digest realm",
                "Digest realm=\"x\"",
                "Digest nonce=\"x\"",
                "Digest realm=x,nonce=y,qop=\"auth-odd\"",
                "Digestrealm=\"x\",nonce=\"y\"",
                "Digest " + "a=b,".repeat(5_000))) {
            assertThat(DigestChallenge.parse(bad)).as(bad).isEmpty();
        }
    }

    // ---- the server, against the client

    private static final Optional<Secret> PASSWORD = Optional.of(Secret.of("geheim"));

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void verifiesWhatTheClientAnswers(DigestAlgorithm algorithm) {
        DigestVerifier server = new DigestVerifier("pbx", List.of(algorithm), Duration.ofMinutes(1));
        DigestClient client = new DigestClient("1001", Secret.of("geheim"));
        DigestChallenge challenge =
                DigestClient.choose(server.challenges(false), "pbx"::equals).orElseThrow();

        for (int i = 0; i < 3; i++) {
            String header = client.answer(challenge, "REGISTER", URI, NO_BODY);
            assertThat(server.verify("REGISTER", NO_BODY, List.of(header), user -> PASSWORD))
                    .isEqualTo(new Verdict.Accepted("1001"));
        }
    }

    @Test
    void refusesWrongPasswordUserMethodAndForeignRealm() {
        DigestVerifier server = new DigestVerifier("pbx", List.of(DigestAlgorithm.SHA_256), Duration.ofMinutes(1));
        DigestChallenge challenge =
                DigestClient.choose(server.challenges(false), "pbx"::equals).orElseThrow();
        String wrong = new DigestClient("1001", Secret.of("falsch")).answer(challenge, "REGISTER", URI, NO_BODY);
        String right = new DigestClient("1001", Secret.of("geheim")).answer(challenge, "REGISTER", URI, NO_BODY);

        assertThat(server.verify("REGISTER", NO_BODY, List.of(wrong), user -> PASSWORD))
                .isEqualTo(new Verdict.Refused());
        assertThat(server.verify("REGISTER", NO_BODY, List.of(right), user -> Optional.empty()))
                .isEqualTo(new Verdict.Refused());
        assertThat(server.verify("INVITE", NO_BODY, List.of(right), user -> PASSWORD))
                .isEqualTo(new Verdict.Refused());
        assertThat(server.verify("REGISTER", NO_BODY, List.of(), user -> PASSWORD))
                .isEqualTo(new Verdict.Missing());
        assertThat(server.verify(
                        "REGISTER", NO_BODY, List.of(right.replace("realm=\"pbx\"", "realm=\"x\"")), user -> PASSWORD))
                .isEqualTo(new Verdict.Missing());
    }

    @Test
    void replayedAndOldNoncesAreStale() {
        AtomicLong now = new AtomicLong();
        DigestVerifier server =
                new DigestVerifier("pbx", List.of(DigestAlgorithm.MD5), true, Duration.ofSeconds(30), now::get);
        DigestClient client = new DigestClient("1001", Secret.of("geheim"));
        DigestChallenge challenge =
                DigestClient.choose(server.challenges(false), "pbx"::equals).orElseThrow();
        String once = client.answer(challenge, "REGISTER", URI, NO_BODY);

        assertThat(server.verify("REGISTER", NO_BODY, List.of(once), user -> PASSWORD))
                .isEqualTo(new Verdict.Accepted("1001"));
        assertThat(server.verify("REGISTER", NO_BODY, List.of(once), user -> PASSWORD))
                .isEqualTo(new Verdict.Stale());
        now.addAndGet(TimeUnit.SECONDS.toNanos(31));
        assertThat(server.verify(
                        "REGISTER",
                        NO_BODY,
                        List.of(client.answer(challenge, "REGISTER", URI, NO_BODY)),
                        user -> PASSWORD))
                .isEqualTo(new Verdict.Stale());
        assertThat(server.challenges(true))
                .allSatisfy(v -> assertThat(DigestChallenge.parse(v))
                        .hasValueSatisfying(c -> assertThat(c.stale()).isTrue()));
    }

    @Test
    void oldServerWithoutQopVerifies() {
        DigestVerifier server =
                new DigestVerifier("pbx", List.of(DigestAlgorithm.MD5), false, Duration.ofMinutes(1), System::nanoTime);
        DigestChallenge challenge =
                DigestClient.choose(server.challenges(false), "pbx"::equals).orElseThrow();

        assertThat(challenge.qop()).isEmpty();
        assertThat(server.verify(
                        "REGISTER",
                        NO_BODY,
                        List.of(new DigestClient("1001", Secret.of("geheim"))
                                .answer(challenge, "REGISTER", URI, NO_BODY)),
                        user -> PASSWORD))
                .isEqualTo(new Verdict.Accepted("1001"));
    }
}
