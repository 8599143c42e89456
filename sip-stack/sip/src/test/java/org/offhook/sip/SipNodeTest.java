package org.offhook.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.parser.MessageParser;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sip.ClientTransaction;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.testkit.ScriptedSipPeer;

@Timeout(30)
class SipNodeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** Answers 200 to every request and keeps what came. */
    private static final class Answering implements SipNodeListener {
        final BlockingQueue<IncomingRequest> requests = new LinkedBlockingQueue<>();
        final BlockingQueue<IncomingResponse> responses = new LinkedBlockingQueue<>();
        final BlockingQueue<ClientTransaction> timeouts = new LinkedBlockingQueue<>();
        final AtomicInteger rebuilt = new AtomicInteger();
        final SipMessages messages = new SipMessages();
        volatile boolean failing;

        @Override
        public void requestReceived(IncomingRequest request) {
            requests.add(request);
            if (failing) {
                throw new AssertionError("a listener's fault");
            }
            request.transaction().ifPresent(transaction -> {
                try {
                    transaction.sendResponse(messages.response(request.request(), 200, "far"));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public void responseReceived(IncomingResponse response) {
            responses.add(response);
        }

        @Override
        public void clientTransactionTimedOut(ClientTransaction transaction) {
            timeouts.add(transaction);
        }

        @Override
        public void stackRebuilt() {
            rebuilt.incrementAndGet();
        }
    }

    private static SipNodeSettings quiet(String name) {
        return SipNodeSettings.on(name, LOOPBACK).listening(Transport.TCP, 0).withChecks(Duration.ZERO, Duration.ZERO);
    }

    static Request options(SipNode node, Transport transport, InetSocketAddress to) throws Exception {
        SipMessages m = node.messages();
        var uri = m.contactUri("someone", to, transport);
        return m.messages()
                .createRequest(
                        uri,
                        Request.OPTIONS,
                        m.headers().createCallIdHeader(SipMessages.newCallId()),
                        m.headers().createCSeqHeader(1L, Request.OPTIONS),
                        m.headers().createFromHeader(m.addresses().createAddress(uri), SipMessages.newTag()),
                        m.headers().createToHeader(m.addresses().createAddress(uri), null),
                        List.of(node.newVia(transport)),
                        m.headers().createMaxForwardsHeader(70));
    }

    private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
        T found = queue.poll(10, TimeUnit.SECONDS);
        assertThat(found).as("nothing came in 10 s").isNotNull();
        return found;
    }

    private static void waitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 20 s in vain").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void exchangesARequestOverUdpAndTcp() throws Exception {
        Answering near = new Answering();
        Answering far = new Answering();
        try (SipNode a = SipNode.open(quiet("a"), near);
                SipNode b = SipNode.open(quiet("b"), far)) {
            for (Transport transport : new Transport[] {Transport.UDP, Transport.TCP}) {
                Request request = options(a, transport, b.localAddress(transport));
                String callId = ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();

                ClientTransaction sent = a.send(request, SipTarget.of(transport, b.localAddress(transport)));

                IncomingRequest arrived = await(far.requests);
                assertThat(arrived.transport()).isEqualTo(transport);
                assertThat(arrived.source().getAddress()).isEqualTo(LOOPBACK);
                IncomingResponse answer = await(near.responses);
                assertThat(answer.response().getStatusCode()).isEqualTo(Response.OK);
                assertThat(answer.transaction()).contains(sent);
                assertThat(((CallIdHeader) answer.response().getHeader(CallIdHeader.NAME)).getCallId())
                        .isEqualTo(callId);
                assertThat(((CSeqHeader) answer.response().getHeader(CSeqHeader.NAME)).getMethod())
                        .isEqualTo("OPTIONS");
            }
            assertThat(a.tables().dialogs()).isZero();
        }
    }

    @Test
    void takenPortIsOneClearError() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, LOOPBACK);
                ServerSocket takenTcp = new ServerSocket(0, 1, LOOPBACK)) {
            assertThatThrownBy(() -> SipNode.open(
                            quiet("taken").withPorts(Map.of(Transport.UDP, taken.getLocalPort())), new Answering()))
                    .isInstanceOfSatisfying(
                            SipNodeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SIP_PORT_TAKEN));
            assertThatThrownBy(() -> SipNode.open(
                            quiet("taken").withPorts(Map.of(Transport.TCP, takenTcp.getLocalPort())), new Answering()))
                    .isInstanceOfSatisfying(
                            SipNodeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SIP_PORT_TAKEN));
        }
    }

    /** The system frees a port when the thread that waits at it has come back, which may be after the socket was closed. */
    @Test
    void portsAreFreeOnceItIsClosed() throws Exception {
        Map<Transport, Integer> ports;
        try (SipNode first = SipNode.open(quiet("again"), new Answering())) {
            ports = Map.of(
                    Transport.UDP, first.localAddress(Transport.UDP).getPort(),
                    Transport.TCP, first.localAddress(Transport.TCP).getPort());
        }
        for (int time = 0; time < 60; time++) {
            SipNode.open(quiet("again").withPorts(ports), new Answering()).close();
        }
    }

    @Test
    void addressOfAnotherMachineIsNamed() throws Exception {
        assertThatThrownBy(() -> SipNode.open(
                        SipNodeSettings.on("elsewhere", InetAddress.getByName("192.0.2.1")), new Answering()))
                .isInstanceOfSatisfying(
                        SipNodeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NETWORK_GONE));
    }

    @Test
    void loopbackOnlyNodeSendsNowhereElse() throws Exception {
        try (SipNode node = SipNode.open(quiet("tame"), new Answering())) {
            InetSocketAddress outside = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 5060);
            assertThatThrownBy(() ->
                            node.send(options(node, Transport.UDP, outside), SipTarget.of(Transport.UDP, outside)))
                    .isInstanceOf(SipSendException.class);
        }
        assertThatThrownBy(() -> SipNode.open(
                        SipNodeSettings.on("tame", InetAddress.getByName("192.0.2.1"))
                                .withLoopbackOnly(true),
                        new Answering()))
                .isInstanceOfSatisfying(
                        SipNodeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID));
    }

    @Test
    void refusedConnectionLeavesNothingBehind() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, LOOPBACK)) {
            nobody = new InetSocketAddress(LOOPBACK, closedSoon.getLocalPort());
        }
        try (SipNode node = SipNode.open(quiet("lonely"), new Answering())) {
            assertThatThrownBy(
                            () -> node.send(options(node, Transport.TCP, nobody), SipTarget.of(Transport.TCP, nobody)))
                    .isInstanceOfSatisfying(
                            SipSendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_FAILED));
            assertThat(node.tables().dialogs()).isZero();
        }
    }

    @Test
    void survivesAListenerThatFails() throws Exception {
        Answering near = new Answering();
        Answering far = new Answering();
        try (SipNode a = SipNode.open(quiet("a"), near);
                SipNode b = SipNode.open(quiet("b"), far)) {
            far.failing = true;
            for (int i = 0; i < 8; i++) {
                a.send(
                        options(a, Transport.UDP, b.localAddress(Transport.UDP)),
                        SipTarget.of(Transport.UDP, b.localAddress(Transport.UDP)));
                await(far.requests);
            }
            waitUntil(() -> b.counters().listenerFailures.sum() >= 8);
            far.failing = false;

            a.send(
                    options(a, Transport.UDP, b.localAddress(Transport.UDP)),
                    SipTarget.of(Transport.UDP, b.localAddress(Transport.UDP)));

            assertThat(await(near.responses).response().getStatusCode()).isEqualTo(200);
        }
    }

    @Test
    void handsOnDatagramsInTheOrderOfTheirArrival() throws Exception {
        // A BYE straight after its ACK was taken first by another worker: the exchange never saw the call connected.
        Answering far = new Answering();
        try (SipNode node = SipNode.open(quiet("orderly"), far);
                DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            InetSocketAddress to = node.localAddress(Transport.UDP);
            for (int i = 1; i <= 200; i++) {
                byte[] ack = ("ACK sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + peer.getLocalPort()
                                + ";branch=z9hG4bKack" + i + "\r\nFrom: <sip:b@127.0.0.1>;tag=b\r\n"
                                + "To: <sip:a@127.0.0.1>;tag=a\r\nCall-ID: order\r\nCSeq: " + i
                                + " ACK\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                peer.send(new DatagramPacket(ack, ack.length, to));
                for (int arrived = i - 19; i % 20 == 0 && arrived <= i; arrived++) { // no more than a socket holds
                    CSeqHeader order =
                            (CSeqHeader) await(far.requests).request().getHeader(CSeqHeader.NAME);
                    assertThat(order.getSeqNumber()).isEqualTo(arrived);
                }
            }
        }
    }

    @Test
    void survivesErrorsInTheParser() throws Exception {
        // jain-sip 1.3.0-91: an Error ends a UDP worker for good, and the phone is deaf.
        Answering far = new Answering();
        SipNodeSettings settings = quiet("tough");
        try (SipNode node = SipNode.open(settings, far, SipNodeTest::stumblingOnPoison);
                DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            InetSocketAddress to = node.localAddress(Transport.UDP);
            for (int i = 0; i < 40; i++) {
                byte[] poison = ("POISON " + i).getBytes(StandardCharsets.US_ASCII);
                peer.send(new DatagramPacket(poison, poison.length, to));
            }
            Answering near = new Answering();
            try (SipNode asking = SipNode.open(quiet("asking"), near)) {
                asking.send(options(asking, Transport.UDP, to), SipTarget.of(Transport.UDP, to));
                assertThat(await(near.responses).response().getStatusCode()).isEqualTo(200);
            }
            assertThat(node.counters().parserFailures.sum()).isPositive();
            assertThat(node.counters().rebuilds.sum()).isZero();
        }
    }

    private static MessageParser stumblingOnPoison(MessageParser real) {
        return (message, readBody, strict, channel) -> {
            if (new String(message, StandardCharsets.ISO_8859_1).startsWith("POISON")) {
                throw new StackOverflowError("as RFC-ignorant peers cause");
            }
            return real.parseSIPMessage(message, readBody, strict, channel);
        };
    }

    @Test
    void deafStackIsFoundAndBuiltAnewOnTheSamePort() throws Exception {
        Answering far = new Answering();
        AtomicBoolean deaf = new AtomicBoolean();
        SipNodeSettings settings = quiet("deaf").withChecks(Duration.ofMillis(100), Duration.ZERO);
        try (SipNode node = SipNode.open(
                        settings,
                        far,
                        real -> (message, readBody, strict, channel) ->
                                deaf.get() ? null : real.parseSIPMessage(message, readBody, strict, channel));
                SipNode asking = SipNode.open(quiet("asking"), new Answering())) {
            InetSocketAddress before = node.localAddress(Transport.UDP);
            deaf.set(true);
            waitUntil(() -> far.rebuilt.get() > 0);
            deaf.set(false);
            assertThat(node.localAddress(Transport.UDP)).isEqualTo(before);

            asking.send(options(asking, Transport.UDP, before), SipTarget.of(Transport.UDP, before));
            assertThat(await(far.requests).request().getMethod()).isEqualTo("OPTIONS");
        }
    }

    @Test
    void selfCheckHearsAHealthyNodeAndBothersNobody() throws Exception {
        Answering listener = new Answering();
        try (SipNode node = SipNode.open(quiet("well"), listener)) {
            NodeWatch watch = new NodeWatch(node, quiet("well"));
            assertThat(watch.hears()).isTrue();
            assertThat(watch.hears()).isTrue();
            assertThat(listener.requests).isEmpty();
            watch.stop();
        }
    }

    @Test
    void whatIsSentAsTheConnectionEndsGoesOutOnAnotherOrIsToldAsTheNetworksFault() throws Exception {
        // jain-sip 1.3.0-91: a write that finds the connection dead races with its reader and may end in a
        // NullPointerException, with a new connection that nobody reads.
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                SipNode node = SipNode.open(quiet("dropped"), new Answering())) {
            SipTarget there = SipTarget.of(Transport.TCP, peer.address());
            List<ErrorCode> faults = new ArrayList<>();
            int arrived = 0;
            for (int i = 0; i < 600; i++) {
                try {
                    node.send(options(node, Transport.TCP, peer.address()), there);
                } catch (SipSendException failed) {
                    faults.add(failed.code());
                }
                if (!peer.isQuietFor(10)) {
                    arrived++;
                }
                if (i % 2 == 1) {
                    peer.hangUpConnection();
                }
            }
            assertThat(arrived).as("what does not find out too late arrives").isGreaterThan(200);
            assertThat(faults).isSubsetOf(ErrorCode.CONNECTION_FAILED);
        }
    }

    @Test
    void selfCheckOverTcpNeverMissesAHealthyNode() throws Exception {
        Answering listener = new Answering();
        SipNodeSettings settings = quiet("busy").withPorts(Map.of(Transport.TCP, 0));
        try (SipNode node = SipNode.open(settings, listener)) {
            NodeWatch watch = new NodeWatch(node, settings);
            int missed = 0;
            for (int i = 0; i < 300; i++) {
                missed += watch.hears() ? 0 : 1;
            }
            watch.stop();
            assertThat(missed).as("misses in 300 checks").isZero();
            assertThat(node.counters().listenerFailures.sum())
                    .as("the watch hangs up as soon as it has its answer")
                    .isZero();
            assertThat(listener.requests).isEmpty();
        }
    }

    @Test
    void closeEndsEveryThreadAndFreesThePorts() throws Exception {
        InetSocketAddress udp;
        try (SipNode node = SipNode.open(quiet("ending"), new Answering())) {
            udp = node.localAddress(Transport.UDP);
            assertThat(sipThreads("ending"))
                    .as("no thread of a stack keeps the process alive")
                    .allMatch(Thread::isDaemon);
        }
        waitUntil(() -> sipThreads("ending").isEmpty());
        try (DatagramSocket again = new DatagramSocket(udp)) {
            assertThat(again.getLocalPort()).isEqualTo(udp.getPort());
        }
    }

    private static java.util.List<Thread> sipThreads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getThreadGroup() != null
                        && t.getThreadGroup().getName().equals("sip-" + name))
                .filter(Thread::isAlive)
                .toList();
    }
}
