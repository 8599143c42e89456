package org.offhook.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.offhook.core.account.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the node through its own socket whether it still hears, and has a deaf stack replaced; searches the tables for leaks.
 *
 * <p>The question comes from a plain socket: sent through the stack it would be short-circuited without a packet.
 */
final class NodeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
    private static final int ANSWER_TIMEOUT_MILLIS = 2_000;

    /** One lost answer may be a machine under load; two in a row are deafness. */
    private static final int MISSES_ALLOWED = 1;

    private final SipNode node;
    private final SipNodeSettings settings;
    private final ScheduledThreadPoolExecutor executor;
    private int misses;

    NodeWatch(SipNode node, SipNodeSettings settings) {
        this.node = node;
        this.settings = settings;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sip-watch-" + settings.name());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    void start() {
        long check = settings.selfCheckInterval().toMillis();
        if (check > 0) {
            executor.scheduleWithFixedDelay(this::check, check, check, TimeUnit.MILLISECONDS);
        }
        long audit = settings.auditInterval().toMillis();
        if (audit > 0) {
            executor.scheduleWithFixedDelay(this::audit, audit, audit, TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        executor.shutdownNow();
    }

    private void audit() {
        try {
            String finding = node.running().stack().audit();
            if (!finding.isEmpty()) {
                node.counters().auditFindings.increment();
                LOG.warn("leaked transactions were removed");
            }
        } catch (RuntimeException failed) {
            LOG.warn("audit failed: {}", failed.getClass().getSimpleName());
        }
    }

    private void check() {
        try {
            if (hears()) {
                misses = 0;
            } else if (++misses > MISSES_ALLOWED) {
                LOG.warn("the SIP stack is deaf and is built anew");
                if (node.rebuild()) {
                    misses = 0;
                }
            }
        } catch (RuntimeException failed) {
            LOG.warn("self-check failed: {}", failed.getClass().getSimpleName());
        }
    }

    /** True when every port of ours that can be asked answers. */
    boolean hears() {
        RunningStack now = node.running();
        InetSocketAddress udp = now.listening().get(Transport.UDP);
        if (udp != null && !hearsDatagram(udp)) {
            return false;
        }
        InetSocketAddress tcp = now.listening().get(Transport.TCP);
        return tcp == null || hearsConnection(tcp);
    }

    private boolean hearsDatagram(InetSocketAddress ours) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ours.getAddress(), 0))) {
            socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
            byte[] question = question(Transport.UDP, socket.getLocalAddress(), socket.getLocalPort(), ours);
            socket.send(new DatagramPacket(question, question.length, ours));
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            return isAnswer(answer.getData(), answer.getLength());
        } catch (IOException silent) {
            return false;
        }
    }

    private boolean hearsConnection(InetSocketAddress ours) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(ours.getAddress(), 0));
            socket.connect(ours, ANSWER_TIMEOUT_MILLIS);
            socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(question(Transport.TCP, socket.getLocalAddress(), socket.getLocalPort(), ours));
            byte[] answer = new byte[2048];
            int length = socket.getInputStream().read(answer);
            return length > 0 && isAnswer(answer, length);
        } catch (IOException silent) {
            return false;
        }
    }

    private static boolean isAnswer(byte[] data, int length) {
        return new String(data, 0, length, StandardCharsets.US_ASCII).startsWith("SIP/2.0 200");
    }

    private byte[] question(Transport transport, InetAddress from, int port, InetSocketAddress to) {
        String callId = node.expectSelfCheck(SipMessages.newCallId());
        String here = SipMessages.literal(from);
        String there = SipMessages.literal(to.getAddress()) + ":" + to.getPort();
        String text = "OPTIONS sip:" + there + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + transport + " " + here + ":" + port + ";rport;branch=" + SipMessages.newBranch()
                + "\r\nMax-Forwards: 0\r\n"
                + "From: <sip:self@" + here + ">;tag=" + SipMessages.newTag() + "\r\n"
                + "To: <sip:self@" + there + ">\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: 1 OPTIONS\r\n"
                + "Content-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
