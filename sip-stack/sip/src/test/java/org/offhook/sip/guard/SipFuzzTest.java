package org.offhook.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.sip.digest.DigestChallenge;
import org.offhook.testkit.base.Fuzz;

/** SIP messages as datagrams and from streams: each is read, dropped or refused, and what was read can be written again. */
@Timeout(value = 1, unit = TimeUnit.DAYS) // as long as it is told to run
class SipFuzzTest {
    @BeforeAll
    static void withTheLogOfARunningStack() {
        CommonLogger.legacyLogger =
                new Slf4jStackLogger(); // without one the library looks for a logging system that is not there
    }

    private static final List<String> WORDS = List.of(
            "Via: SIP/2.0/UDP x;branch=z9hG4bK1\r\n",
            "v: SIP/2.0/TLS [2001:db8::1]:5061;received=[::1];rport=5\r\n",
            "Contact: *\r\n",
            "m: <sip:a@b?Subject=x>;expires=0\r\n",
            "Route: <sip:a;lr>,<sip:b>\r\n",
            "Content-Length: 0\r\n",
            "Content-Type: multipart/mixed;boundary=\"x\"\r\n",
            "Accept: */*\r\n",
            "Require: 100rel\r\n",
            "Call-Info: <sip:x>;answer-after=0\r\n",
            "Alert-Info: <http://x>;info=alert-internal\r\n",
            "Refer-To: <sip:a@b?Replaces=x%3Bto-tag%3Dy>\r\n",
            "Replaces: x;to-tag=1;from-tag=2\r\n",
            "P-Asserted-Identity: \"A\" <tel:+49;phone-context=x>\r\n",
            "SIP/2.0 200 OK\r\n",
            "INVITE tel:+4930;isub=1 SIP/2.0\r\n",
            "\r\n\r\n");

    private static List<byte[]> seeds() {
        return ParserFuzzTest.SEEDS.stream()
                .map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void everyMessageIsReadOrRefused() {
        GuardCounters counters = new GuardCounters();
        GuardedParser parser = new GuardedParser(counters);
        Fuzz.run("SipFuzzTest", seeds(), WORDS, input -> 31 * read(parser, input, true) + read(parser, input, false));
        System.out.printf(
                "SipFuzzTest: %d malformed, %d of them by other exceptions%n",
                counters.malformed.sum() + counters.parserFailures.sum(), counters.parserFailures.sum());
    }

    private static int read(GuardedParser parser, byte[] input, boolean datagram) {
        SIPMessage message;
        try {
            message = parser.parseSIPMessage(input, datagram, false, null);
        } catch (ParseException refused) {
            assertThat(datagram).as("datagrams are dropped, not refused").isFalse();
            return 1;
        }
        if (message == null) {
            return 2;
        }
        int behaviour = message.getFirstLine() == null ? 3 : 4;
        for (Iterator<?> names = message.getHeaderNames(); names.hasNext(); ) {
            behaviour = 31 * behaviour + String.valueOf(names.next()).hashCode();
        }
        message.encodeAsBytes("UDP");
        assertThat(message.clone()).isNotNull();
        return behaviour;
    }

    @Test
    void everyChallengeIsReadOrRefused() {
        List<byte[]> seeds = List.of(
                        "Digest realm=\"a.example\", nonce=\"84a4cc6f\", qop=\"auth,auth-int\", algorithm=SHA-256, stale=true",
                        "Digest realm=\"a\\\"b\",nonce=x,opaque=\"\",domain=\"sip:a\"")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        Fuzz.run(
                "SipFuzzTest.challenge",
                seeds,
                List.of("Digest ", "qop=", "algorithm=MD5-sess", "realm=\"\""),
                input -> {
                    String text = new String(input, StandardCharsets.ISO_8859_1);
                    return DigestChallenge.parse(text)
                            .map(read -> Objects.hash(
                                    read.algorithm(),
                                    read.qop(),
                                    read.stale(),
                                    read.opaque().isPresent()))
                            .orElse(0);
                });
    }
}
