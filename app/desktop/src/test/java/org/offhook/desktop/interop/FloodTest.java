package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.offhook.testkit.TortureMessages;

/**
 * A scanner that tries numbers at a hundred INVITEs a second, and every message of the torture documents, neither ring nor disturb the call that
 * is talked on.
 */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the scanner needs a second loopback address")
class FloodTest {
    private static final int A_SECOND = 100;
    private static final Duration APART = Duration.ofSeconds(1).dividedBy(A_SECOND);
    private static final Duration LASTS = Duration.ofSeconds(4);
    private static final String STRANGER = "127.0.0.2";
    private static final String EXCHANGE = "127.0.0.1";

    @Test
    void aForeignScannerIsNotAnswered() throws Exception {
        assertThat(flood(STRANGER, "1001")).as("answers").isEmpty();
    }

    @Test
    void aForeignScannerThatKnowsTheExtensionIsNotAnsweredEither() throws Exception {
        assertThat(flood(STRANGER, "501")).as("answers").isEmpty();
    }

    @Test
    void wrongNumbersThroughTheExchangeAreNotFound() throws Exception {
        List<String> answers = flood(EXCHANGE, "1001");
        assertThat(answers).isNotEmpty().allMatch(answer -> answer.startsWith("SIP/2.0 404 "));
    }

    /** RFC 4475, RFC 5118: what each of them gets is for {@code TortureTest}; here is what they do to the sound. */
    @Test
    void theTortureMessagesThroughTheExchangeAreNotHeardInACall() throws Exception {
        List<byte[]> messages = new ArrayList<>();
        for (String document : List.of("rfc4475", "rfc5118")) {
            for (Map.Entry<String, byte[]> message :
                    TortureMessages.of(document).entrySet()) {
                messages.add(TortureMessages.over("UDP", message.getValue()));
            }
        }
        assertThat(messages).hasSize(49 + 12);
        messages.addAll(List.copyOf(messages));
        List<String> answers = TalkUnderFire.answers(EXCHANGE, Duration.ofMillis(25), (_, _) -> messages);
        assertThat(answers).hasSizeGreaterThan(40).allMatch(answer -> answer.startsWith("SIP/2.0 "));
    }

    private static List<String> flood(String scanner, String number) throws Exception {
        return TalkUnderFire.answers(scanner, APART, (phone, from) -> {
            List<byte[]> invites = new ArrayList<>();
            for (int i = 0; i < A_SECOND * LASTS.toSeconds(); i++) {
                invites.add(invite(phone, from, number, i));
            }
            return invites;
        });
    }

    private static byte[] invite(InetSocketAddress phone, InetSocketAddress scanner, String number, int count) {
        String from = scanner.getAddress().getHostAddress() + ":" + scanner.getPort();
        return ("INVITE sip:" + number + "@127.0.0.1:" + phone.getPort() + " SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP " + from + ";branch=z9hG4bKscan" + count + ";rport\r\n"
                        + "Max-Forwards: 70\r\nFrom: <sip:100@1.1.1.1>;tag=s" + count + "\r\n"
                        + "To: <sip:" + number + "@1.1.1.1>\r\nCall-ID: scan-" + count + "\r\nCSeq: 1 INVITE\r\n"
                        + "Contact: <sip:100@" + from + ">\r\nUser-Agent: friendly-scanner\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
