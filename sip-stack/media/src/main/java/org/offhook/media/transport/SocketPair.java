package org.offhook.media.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Two bound UDP sockets, RTP on an even port and RTCP on the next (RFC 3550 §11), used both ways (RFC 4961). */
public final class SocketPair implements AutoCloseable {

    /** Expedited forwarding (RFC 3246) in the upper six bits of the traffic class. */
    private static final int EXPEDITED = 46 << 2;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int ATTEMPTS = 64;

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final int rtpPort;

    private SocketPair(DatagramChannel rtp, DatagramChannel rtcp, int rtpPort) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.rtpPort = rtpPort;
    }

    /**
     * Binds a pair.
     *
     * @param address local address; the wildcard to be reachable on every one
     * @param range ports to choose from
     * @throws IOException when no even port with a free neighbour was found
     */
    public static SocketPair bind(InetAddress address, PortRange range) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            int wanted =
                    range.any() ? 0 : range.even(ThreadLocalRandom.current().nextInt(1 << 16));
            Optional<DatagramChannel> rtp = open(address, wanted);
            if (rtp.isEmpty()) {
                continue;
            }
            int port = ((InetSocketAddress) rtp.get().getLocalAddress()).getPort();
            Optional<DatagramChannel> rtcp = port % 2 == 0 ? open(address, port + 1) : Optional.empty();
            if (rtcp.isPresent()) {
                return new SocketPair(rtp.get(), rtcp.get(), port);
            }
            rtp.get().close();
        }
        throw new IOException("no pair of free ports found");
    }

    private static Optional<DatagramChannel> open(InetAddress address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
            channel.bind(new InetSocketAddress(address, port));
            channel.configureBlocking(false);
            return Optional.of(channel);
        } catch (java.net.BindException taken) {
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    DatagramChannel rtp() {
        return rtp;
    }

    DatagramChannel rtcp() {
        return rtcp;
    }

    /** The even port. */
    public int rtpPort() {
        return rtpPort;
    }

    @Override
    public void close() {
        try (rtp;
                rtcp) {
            // Closing a bound datagram channel frees its port; there is nothing to flush.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
