package org.offhook.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.testkit.base.Seed;

/** What scanners and broken peers send: counted, never answered wrongly, and the node goes on. */
@Timeout(60)
class GarbageTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final class Keeping implements SipNodeListener {
        final BlockingQueue<IncomingRequest> requests = new LinkedBlockingQueue<>();
        volatile boolean admitting = true;

        @Override
        public boolean admits(javax.sip.message.Request request, InetSocketAddress source) {
            return admitting;
        }

        @Override
        public void requestReceived(IncomingRequest request) {
            requests.add(request);
        }

        @Override
        public void responseReceived(IncomingResponse response) {}

        @Override
        public void clientTransactionTimedOut(ClientTransaction transaction) {}
    }

    private static SipNode open(Keeping listener) throws Exception {
        return SipNode.open(
                SipNodeSettings.on("garbage", LOOPBACK)
                        .listening(Transport.TCP, 0)
                        .withChecks(Duration.ZERO, Duration.ZERO),
                listener);
    }

    private static String options(String branch) {
        return "OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK" + branch
                + "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: " + branch
                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }

    private static void send(DatagramSocket from, InetSocketAddress to, byte[] bytes) throws Exception {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static void assertSilent(DatagramSocket socket) throws Exception {
        socket.setSoTimeout(300);
        try {
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            throw new AssertionError(
                    "answered: " + new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8));
        } catch (SocketTimeoutException silent) {
            socket.setSoTimeout(0);
        }
    }

    @Test
    void datagramsThatAreNoSipAreDroppedInSilence() throws Exception {
        Keeping listener = new Keeping();
        long seed = Seed.of("GarbageTest");
        Random random = new Random(seed);
        try (SipNode node = open(listener);
                DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            InetSocketAddress to = node.localAddress(Transport.UDP);
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[1 + random.nextInt(1_400)];
                random.nextBytes(noise);
                send(peer, to, noise);
            }
            for (String bad : List.of(
                    "INVITE",
                    "INVITE sip:x SIP/2.0\r\n\r\n",
                    "\r\n\r\n",
                    "\0",
                    "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                    options("len").replace("Content-Length: 0", "Content-Length: 99999999"),
                    options("neg").replace("Content-Length: 0", "Content-Length: -5"),
                    options("seq").replace("CSeq: 1", "CSeq: 99999999999999999999"),
                    options("via").replaceFirst("Via: .*\r\n", ""))) {
                send(peer, to, bad.getBytes(StandardCharsets.UTF_8));
            }
            assertSilent(peer);

            send(peer, to, options("good").getBytes(StandardCharsets.UTF_8));
            assertThat(listener.requests.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(node.counters().malformed.sum()
                            + node.counters().parserFailures.sum())
                    .isGreaterThan(100);
            assertThat(node.counters().workerFailures.sum()).isZero();
        }
    }

    @Test
    void aStreamOfGarbageCostsItsConnectionAndNothingElse() throws Exception {
        Keeping listener = new Keeping();
        try (SipNode node = open(listener)) {
            InetSocketAddress to = node.localAddress(Transport.TCP);
            try (Socket bad = new Socket(to.getAddress(), to.getPort())) {
                bad.setSoTimeout(10_000);
                bad.getOutputStream().write("RUBBISH\r\nnot: sip\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                bad.getOutputStream().flush();
                assertThat(bad.getInputStream().read())
                        .as("closed without a byte")
                        .isEqualTo(-1);
            }
            try (Socket huge = new Socket(to.getAddress(), to.getPort())) {
                huge.setSoTimeout(10_000);
                huge.getOutputStream()
                        .write(options("big")
                                .replace("UDP", "TCP")
                                .replace("Content-Length: 0", "Content-Length: 70000")
                                .getBytes(StandardCharsets.UTF_8));
                huge.getOutputStream().flush();
                assertThat(huge.getInputStream().read()).isEqualTo(-1);
            }
            try (Socket good = new Socket(to.getAddress(), to.getPort())) {
                good.getOutputStream()
                        .write(options("good").replace("UDP", "TCP").getBytes(StandardCharsets.UTF_8));
                good.getOutputStream().flush();
                assertThat(listener.requests.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
        }
    }

    @Test
    void strangersGetNoAnswerAndNoTransaction() throws Exception {
        Keeping listener = new Keeping();
        listener.admitting = false;
        try (SipNode node = open(listener);
                DatagramSocket scanner = new DatagramSocket(0, LOOPBACK)) {
            InetSocketAddress to = node.localAddress(Transport.UDP);
            for (int i = 0; i < 100; i++) {
                send(scanner, to, options("s" + i).replace("OPTIONS", "INVITE").getBytes(StandardCharsets.UTF_8));
            }
            assertSilent(scanner);
            assertThat(node.counters().strangers.sum()).isPositive();
            assertThat(node.tables().serverTransactions()).isZero();
            assertThat(listener.requests).isEmpty();
        }
    }

    @Test
    void pingOnAConnectionGetsItsPong() throws Exception {
        Keeping listener = new Keeping();
        try (SipNode node = open(listener)) {
            InetSocketAddress to = node.localAddress(Transport.TCP);
            try (Socket peer = new Socket(to.getAddress(), to.getPort())) {
                peer.setSoTimeout(10_000);
                peer.getOutputStream()
                        .write(options("first").replace("UDP", "TCP").getBytes(StandardCharsets.UTF_8));
                peer.getOutputStream().flush();
                assertThat(listener.requests.poll(10, TimeUnit.SECONDS)).isNotNull();
                peer.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                peer.getOutputStream().flush();
                byte[] pong = peer.getInputStream().readNBytes(2);
                assertThat(pong).as("RFC 5626 §3.5.1").containsExactly('\r', '\n');
            }
        }
    }
}
