package org.offhook.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.sip.digest.DigestChallenge;
import org.offhook.testkit.base.Fuzz;

/** SIP messages as datagrams and from streams: each is read, dropped or refused, and what was read can be written again. */
@Timeout(value = 1, unit = TimeUnit.DAYS) // as long as it is told to run
class SipFuzzTest {
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
        Fuzz.run(Messages.class, seeds(), WORDS);
    }

    @Test
    void everyChallengeIsReadOrRefused() {
        List<byte[]> seeds = List.of(
                        "Digest realm=\"a.example\", nonce=\"84a4cc6f\", qop=\"auth,auth-int\", algorithm=SHA-256, stale=true",
                        "Digest realm=\"a\\\"b\",nonce=x,opaque=\"\",domain=\"sip:a\"")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        Fuzz.run(Challenges.class, seeds, List.of("Digest ", "qop=", "algorithm=MD5-sess", "realm=\"\""));
    }

    /** A datagram, and a message from a stream. */
    public static final class Messages {
        private static final GuardedParser PARSER = new GuardedParser(new GuardCounters());

        private Messages() {}

        /** Without one the library looks for a logging system that is not there. */
        public static void fuzzerInitialize() {
            CommonLogger.legacyLogger = new Slf4jStackLogger();
        }

        public static void fuzzerTestOneInput(byte[] input) {
            read(input, true);
            read(input, false);
        }

        private static void read(byte[] input, boolean datagram) {
            SIPMessage message;
            try {
                message = PARSER.parseSIPMessage(input.clone(), datagram, false, null);
            } catch (ParseException refused) {
                assertThat(datagram).as("datagrams are dropped, not refused").isFalse();
                return;
            }
            if (message == null) {
                return;
            }
            for (Iterator<?> names = message.getHeaderNames(); names.hasNext(); ) {
                assertThat(String.valueOf(names.next())).isNotEmpty();
            }
            message.encodeAsBytes("UDP");
            assertThat(message.clone()).isNotNull();
        }
    }

    /** What an exchange asks us to prove. */
    public static final class Challenges {
        private Challenges() {}

        public static void fuzzerTestOneInput(byte[] input) {
            DigestChallenge.parse(new String(input, StandardCharsets.ISO_8859_1))
                    .ifPresent(read -> {
                        assertThat(read.algorithm()).isNotNull();
                        assertThat(read.qop()).isNotNull();
                        assertThat(read.opaque()).isNotNull();
                    });
        }
    }
}
