package org.offhook.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.base.Seed;

/** Mutated messages: each is read, dropped or refused with a ParseException, whatever JAIN's parser throws inside. */
class ParserFuzzTest {
    @BeforeAll
    static void withTheLogOfARunningStack() {
        CommonLogger.legacyLogger =
                new Slf4jStackLogger(); // without one the library looks for a logging system that is not there
    }

    private static final int MUTANTS = 60_000;

    static final List<String> SEEDS = List.of("""
            INVITE sip:bob@biloxi.example.com SIP/2.0\r
            Via: SIP/2.0/UDP pc33.atlanta.example.com:5060;branch=z9hG4bK776asdhds;rport;maddr=10.1.1.1\r
            Max-Forwards: 70\r
            To: "Bob" <sip:bob@biloxi.example.com>\r
            From: Alice <sip:alice@atlanta.example.com>;tag=1928301774\r
            Call-ID: a84b4c76e66710@pc33.atlanta.example.com\r
            CSeq: 314159 INVITE\r
            Contact: <sip:alice@pc33.atlanta.example.com;transport=udp>;expires=60\r
            Record-Route: <sip:p1.example.com;lr>, <sip:[2001:db8::1]:5060;lr>\r
            RSeq: 776656\r
            RAck: 776656 1 INVITE\r
            Session-Expires: 1800;refresher=uac\r
            Content-Type: application/sdp\r
            Content-Length: 4\r
            \r
            v=0\r
            """, """
            SIP/2.0 401 Unauthorized\r
            Via: SIP/2.0/TCP 192.0.2.4:5060;branch=z9hG4bKnashds8;received=192.0.2.1;rport=9\r
            To: Bob <sip:bob@biloxi.example.com>;tag=a6c85cf\r
            From: Bob <sip:bob@biloxi.example.com>;tag=456248\r
            Call-ID: 843817637684230@998sdasdh09\r
            CSeq: 1826 REGISTER\r
            WWW-Authenticate: Digest realm="atlanta.example.com", nonce="84a4cc6f", qop="auth", algorithm=SHA-256\r
            Min-Expires: 7\r
            Retry-After: 18000;duration=3600\r
            Warning: 307 isi.edu "Session parameter 'foo' not understood"\r
            Reason: Q.850;cause=16;text="Terminated"\r
            Content-Length: 0\r
            \r
            """);

    @Test
    void nothingButParseExceptionLeavesTheParser() {
        long seed = Seed.of("ParserFuzzTest");
        Random random = new Random(seed);
        GuardCounters counters = new GuardCounters();
        GuardedParser parser = new GuardedParser(counters);
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(SEEDS.get(i % SEEDS.size()), random);
            boolean datagram = random.nextBoolean();
            try {
                SIPMessage message = parser.parseSIPMessage(mutant, datagram, false, null);
                if (message != null) {
                    read++;
                    assertThat(message.getCallId()).isNotNull();
                    assertThat(message.getTopmostVia()).isNotNull();
                    assertThat(message.getTopmostVia().getMAddr() == null
                                    || !message.getClass().getSimpleName().equals("SIPRequest"))
                            .as("no request leaves with maddr")
                            .isTrue();
                }
            } catch (ParseException refused) {
                assertThat(datagram).as("datagrams are dropped, not refused").isFalse();
            }
        }
        long refused = counters.malformed.sum() + counters.parserFailures.sum();
        System.out.printf(
                "%d read, %d refused, %d of them not ParseException%n", read, refused, counters.parserFailures.sum());
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private static byte[] mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && text.length() > 4; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(7)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, (char) random.nextInt(256));
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
                case 4 -> text.insert(at, "99999999999999999999");
                case 5 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(200))));
                default -> text.insert(at, "\"<;,=\r\n%[".charAt(random.nextInt(9)));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatJainThrowsOnKnownBadInputIsRefused() throws Exception {
        // StringIndexOutOfBounds in the Server header's parser, seen with jain-sip 1.3.0-91.
        String bad = SEEDS.get(1).replace("Min-Expires: 7", "Server: (");
        GuardCounters counters = new GuardCounters();
        GuardedParser parser = new GuardedParser(counters);
        parser.parseSIPMessage(bad.getBytes(StandardCharsets.UTF_8), true, false, null);
        parser.parseSIPMessage("\r\n\r\n".getBytes(StandardCharsets.UTF_8), true, false, null);
        assertThat(counters.keepAlives.sum()).isEqualTo(1);
    }

    @Test
    void mandatoryHeadersAreMandatory() throws Exception {
        for (String header : List.of("Via", "To", "From", "Call-ID", "CSeq")) {
            String without = SEEDS.getFirst().replaceAll("(?m)^" + header + ":.*\r\n", "");
            GuardCounters counters = new GuardCounters();
            SIPMessage message = new GuardedParser(counters)
                    .parseSIPMessage(without.getBytes(StandardCharsets.UTF_8), true, false, null);
            assertThat(message).as(header).isNull();
            assertThat(counters.malformed.sum()).as(header).isEqualTo(1);
        }
    }

    @Test
    void anRportThatIsNoPortIsRefusedAndNotMetLater() throws Exception {
        for (String rport : List.of("9...", "x", "-1", "65536", "99999999999")) {
            assertThat(withRport(";rport=" + rport)).as(rport).isNull();
        }
        for (String rport : List.of("", ";rport", ";rport=5060", ";rport=65535")) {
            assertThat(withRport(rport)).as(rport).isNotNull();
        }
    }

    private static @Nullable SIPMessage withRport(String rport) throws Exception {
        String seed = SEEDS.getFirst().replaceFirst(";rport(=[0-9]*)?", "");
        String message = seed.replaceFirst("(?m)^(Via:.*?branch=[A-Za-z0-9]+)", "$1" + rport);
        return new GuardedParser(new GuardCounters())
                .parseSIPMessage(message.getBytes(StandardCharsets.UTF_8), true, false, null);
    }
}
