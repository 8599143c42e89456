package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports that the system says are free, for programs that must be told theirs before they start. */
public final class FreePort {
    private static final int ATTEMPTS = 50;

    private FreePort() {}

    /** A port that was free for UDP and TCP a moment ago. */
    public static int udpAndTcp(InetAddress address) {
        IOException taken = new IOException("none tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, address);
                    DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, tcp.getLocalPort()))) {
                return udp.getLocalPort();
            } catch (IOException e) {
                taken = e;
            }
        }
        throw new UncheckedIOException("no port is free for both UDP and TCP on " + address, taken);
    }

    /** An even UDP port whose odd neighbour is free too, for RTP and RTCP (RFC 3550 section 11). */
    public static int rtpPair(InetAddress address) {
        IOException taken = new IOException("none tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (DatagramSocket first = new DatagramSocket(new InetSocketAddress(address, 0))) {
                int even = first.getLocalPort() & ~1;
                if (even != first.getLocalPort()) {
                    continue;
                }
                try (DatagramSocket second = new DatagramSocket(new InetSocketAddress(address, even + 1))) {
                    return second.getLocalPort() - 1;
                }
            } catch (IOException e) {
                taken = e;
            }
        }
        throw new UncheckedIOException("no even port with a free neighbour on " + address, taken);
    }
}
