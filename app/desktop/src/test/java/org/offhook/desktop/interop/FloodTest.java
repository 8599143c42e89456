package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.offhook.core.call.CallId;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.practice.PracticeDirectory;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;
import org.offhook.testkit.peer.FreePort;

/** A scanner that tries numbers at a hundred INVITEs a second neither rings nor disturbs the call that is talked on. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the scanner needs a second loopback address")
class FloodTest {
    private static final int A_SECOND = 100;
    private static final Duration LASTS = Duration.ofSeconds(4);

    @Test
    void aForeignScannerIsNotAnswered() throws Exception {
        assertThat(flood("127.0.0.2", "1001")).as("answers").isEmpty();
    }

    @Test
    void aForeignScannerThatKnowsTheExtensionIsNotAnsweredEither() throws Exception {
        assertThat(flood("127.0.0.2", "501")).as("answers").isEmpty();
    }

    @Test
    void wrongNumbersThroughTheExchangeAreNotFound() throws Exception {
        List<String> answers = flood("127.0.0.1", "1001");
        assertThat(answers).isNotEmpty().allMatch(answer -> answer.startsWith("SIP/2.0 404 "));
    }

    /** @return the first lines of what came back */
    private static List<String> flood(String scanner, String number) throws Exception {
        int port = FreePort.udpAndTcp(InetAddress.getLoopbackAddress());
        try (PracticeExchange exchange = PracticeExchange.start(PracticeSettings.USUAL);
                TrialPhone phone =
                        TrialPhone.start(InetAddress.getLoopbackAddress(), settings -> settings.withLocalPort(port));
                DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(scanner))) {
            phone.register(exchange.account());
            CallId call = phone.dial(PracticeDirectory.CUSTOMER);
            phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 400);
            MediaStatistics before = phone.statistics(call);
            long heardBefore = exchange.heard().getLast().packetsReceived();

            int sent = send(socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), number);

            MediaStatistics after = phone.statistics(call);
            long packets = LASTS.toMillis() / 20;
            assertThat(sent).isEqualTo((int) (A_SECOND * LASTS.toSeconds()));
            assertThat(after.packetsLost() - before.packetsLost())
                    .as("packets lost")
                    .isZero();
            assertThat(after.packetsReceived() - before.packetsReceived())
                    .as("packets heard")
                    .isGreaterThan(packets * 9 / 10);
            assertThat(exchange.heard().getLast().packetsReceived() - heardBefore)
                    .as("packets that the customer heard")
                    .isGreaterThan(packets * 9 / 10);
            assertThat(phone.events()).noneMatch(event -> event instanceof PhoneEvent.CallOffered);
            assertThat(phone.snapshot().call(call).orElseThrow().phase()).isEqualTo(CallView.Phase.CONNECTED);
            List<String> answers = answers(socket);
            phone.hangUp(call);
            phone.awaitEnd(call);
            return answers;
        }
    }

    private static int send(DatagramSocket socket, InetSocketAddress phone, String number) throws IOException {
        long start = System.nanoTime();
        long gap = Duration.ofSeconds(1).toNanos() / A_SECOND;
        int sent = 0;
        for (; sent < A_SECOND * LASTS.toSeconds(); sent++) {
            while (System.nanoTime() < start + sent * gap) {
                LockSupport.parkNanos(1_000_000);
            }
            String from = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
            byte[] invite = ("INVITE sip:" + number + "@127.0.0.1:" + phone.getPort() + " SIP/2.0\r\n"
                            + "Via: SIP/2.0/UDP " + from + ";branch=z9hG4bKscan" + sent + ";rport\r\n"
                            + "Max-Forwards: 70\r\nFrom: <sip:100@1.1.1.1>;tag=s" + sent + "\r\n"
                            + "To: <sip:" + number + "@1.1.1.1>\r\nCall-ID: scan-" + sent + "\r\nCSeq: 1 INVITE\r\n"
                            + "Contact: <sip:100@" + from + ">\r\nUser-Agent: friendly-scanner\r\n"
                            + "Content-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(invite, invite.length, phone));
        }
        return sent;
    }

    private static List<String> answers(DatagramSocket socket) throws IOException {
        List<String> answers = new ArrayList<>();
        socket.setSoTimeout(300);
        try {
            while (answers.size() < 1_000) {
                DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
                socket.receive(packet);
                answers.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII)
                        .lines()
                        .findFirst()
                        .orElse(""));
            }
        } catch (SocketTimeoutException noMore) {
            // all there are
        }
        return answers;
    }
}
