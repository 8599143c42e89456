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
import org.offhook.core.call.CallId;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.practice.PracticeDirectory;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;
import org.offhook.testkit.peer.FreePort;

/**
 * A call that is talked on while somebody sends datagrams to the phone's SIP port. Whatever they are: nothing rings, neither side misses a
 * packet of the other, and the call is hung up as calls are.
 */
final class TalkUnderFire {
    private TalkUnderFire() {}

    /** What is sent, and from where. */
    interface Fire {
        List<byte[]> at(InetSocketAddress phone, InetSocketAddress from);
    }

    /**
     * Talks on the practice exchange meanwhile.
     *
     * @param address the sender's; the exchange has 127.0.0.1
     * @param apart from one datagram to the next
     * @return the first lines of what came back
     */
    static List<String> answers(String address, Duration apart, Fire fire) throws Exception {
        int port = FreePort.udpAndTcp(InetAddress.getLoopbackAddress());
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (PracticeExchange exchange = PracticeExchange.start(PracticeSettings.USUAL);
                TrialPhone phone =
                        TrialPhone.start(InetAddress.getLoopbackAddress(), settings -> settings.withLocalPort(port));
                DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(address))) {
            phone.register(exchange.account());
            CallId call = phone.dial(PracticeDirectory.CUSTOMER);
            phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 400);
            List<byte[]> datagrams = fire.at(at, (InetSocketAddress) socket.getLocalSocketAddress());
            MediaStatistics before = phone.statistics(call);
            long heardBefore = exchange.heard().getLast().packetsReceived();

            send(socket, at, datagrams, apart);

            MediaStatistics after = phone.statistics(call);
            long packets = apart.multipliedBy(datagrams.size()).toMillis() / 20;
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
            List<String> answers = read(socket);
            phone.headset().listenAnew();
            phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 400);
            phone.hangUp(call);
            phone.awaitEnd(call);
            return answers;
        }
    }

    private static void send(DatagramSocket socket, InetSocketAddress phone, List<byte[]> datagrams, Duration apart)
            throws IOException {
        long start = System.nanoTime();
        for (int sent = 0; sent < datagrams.size(); sent++) {
            while (System.nanoTime() - start < sent * apart.toNanos()) {
                LockSupport.parkNanos(1_000_000);
            }
            byte[] datagram = datagrams.get(sent);
            socket.send(new DatagramPacket(datagram, datagram.length, phone));
        }
    }

    private static List<String> read(DatagramSocket socket) throws IOException {
        List<String> answers = new ArrayList<>();
        socket.setSoTimeout(300);
        try {
            while (answers.size() < 1_000) {
                DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
                socket.receive(packet);
                answers.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1)
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
