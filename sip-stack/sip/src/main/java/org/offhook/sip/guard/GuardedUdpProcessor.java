package org.offhook.sip.guard;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams for one worker that outlives its failures: with several, a BYE could overtake the ACK before it, or a CANCEL its
 * INVITE, though the network kept their order. The queue is bounded, so that a flood costs datagrams and
 * not memory; keep-alives (CRLF only) end here.
 */
final class GuardedUdpProcessor extends UDPMessageProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedUdpProcessor.class);
    private static final int MAX_DATAGRAM = 65_536;
    private static final int MAX_QUEUED = 512;

    private final GuardCounters counters;

    @SuppressWarnings("JdkObsolete") // the type of JAIN's field
    GuardedUdpProcessor(InetAddress address, SIPTransactionStack stack, int port, GuardCounters counters)
            throws IOException {
        super(address, stack, port);
        this.counters = counters;
        this.messageChannels = new LinkedList<>();
    }

    GuardCounters counters() {
        return counters;
    }

    boolean isOpen() {
        return isRunning;
    }

    @Override
    @SuppressWarnings("unchecked") // a raw list of JAIN's
    public void run() {
        messageChannels.add(new GuardedUdpChannel(sipStack, this, "sip-udp-" + getPort() + "-worker"));
        byte[] buffer = new byte[MAX_DATAGRAM];
        while (isRunning) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                sock.receive(packet);
                accept(packet);
            } catch (IOException closedOrRefused) {
                // An ICMP "port unreachable" for something we sent ends up here too: no reason to stop listening.
                if (isRunning && !sock.isClosed()) {
                    counters.transportFailures.increment();
                }
                if (sock.isClosed()) {
                    return;
                }
            } catch (Throwable failure) { // the only reader of this port must not die
                counters.workerFailures.increment();
                LOG.warn("receiving failed: {}", failure.getClass().getSimpleName());
            }
        }
    }

    private void accept(DatagramPacket received) {
        byte[] data = received.getData();
        int length = received.getLength();
        if (isKeepAlive(data, length)) {
            counters.keepAlives.increment();
            return;
        }
        if (messageQueue.size() >= MAX_QUEUED) {
            counters.flooded.increment();
            return;
        }
        DatagramPacket copy =
                new DatagramPacket(Arrays.copyOf(data, length), length, received.getAddress(), received.getPort());
        messageQueue.add(new DatagramQueuedMessageDispatch(copy, System.currentTimeMillis()));
    }

    private static boolean isKeepAlive(byte[] data, int length) {
        for (int i = 0; i < length; i++) {
            if (data[i] != '\r' && data[i] != '\n' && data[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void stop() {
        super.stop();
        messageQueue.clear();
    }
}
