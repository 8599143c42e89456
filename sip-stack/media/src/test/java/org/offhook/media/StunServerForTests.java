package org.offhook.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.offhook.core.account.ServerAddress;
import org.offhook.rtp.stun.StunMessage;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.rtp.stun.StunReader;
import org.offhook.rtp.stun.StunReading;
import org.offhook.rtp.stun.StunWriter;
import org.offhook.rtp.stun.TransactionId;

/**
 * A STUN server on loopback that stands beyond a router which it plays itself: every asker has another port in front of it, which
 * passes on what comes there; where a far end is stood for, also the other way, so that each sees the other in one place.
 */
final class StunServerForTests implements AutoCloseable {
    /** How it answers. */
    enum Manner {
        WELL,
        NEVER,
        /** Only the third question of each socket. */
        LATE,
        /** Garbage, answers to questions that nobody asked, then the right one. */
        ODDLY
    }

    private final DatagramSocket socket;
    private volatile Manner manner;
    private final Map<InetSocketAddress, Door> doors = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, DatagramSocket> stands = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Random random = new Random(5);

    /** A port in front of an inner one. */
    private record Door(DatagramSocket outside, InetSocketAddress inside) {}

    StunServerForTests(Manner manner) throws IOException {
        this.manner = manner;
        socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofPlatform().daemon().name("test-stun").start(this::serve);
    }

    ServerAddress address() {
        return ServerAddress.of("127.0.0.1", socket.getLocalPort());
    }

    /** The port in front of an inner one; 0 before it asked. */
    int doorOf(int innerPort) {
        Door door = doors.get(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), innerPort));
        return door == null ? 0 : door.outside().getLocalPort();
    }

    /** Answers otherwise from now on, and counts anew. */
    void manner(Manner next) {
        manner = next;
        asked.clear();
    }

    /** Another router stands in front from now on: whoever asks gets another port. */
    void forget() {
        doors.clear();
    }

    /** The router forgets what it mapped: nothing comes in by the old ports any more, and whoever sends gets another one. */
    void restart() {
        List.copyOf(doors.values()).forEach(door -> door.outside().close());
        doors.clear();
    }

    /** A far end as it is seen from inside: what is sent to this port leaves by the sender's door, what comes from there comes from here. */
    int standFor(InetSocketAddress far) throws IOException {
        DatagramSocket stand = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        stands.put(far, stand);
        Thread.ofPlatform().daemon().name("test-router-out").start(() -> letOut(stand, far));
        return stand.getLocalPort();
    }

    private void letOut(DatagramSocket stand, InetSocketAddress far) {
        byte[] buffer = new byte[2_048];
        while (!stand.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                stand.receive(packet);
                Door door = doors.computeIfAbsent((InetSocketAddress) packet.getSocketAddress(), this::door);
                packet.setSocketAddress(far);
                door.outside().send(packet);
            } catch (IOException lost) {
                // by a door that was closed meanwhile, or at the end
            }
        }
    }

    /** How often an inner port asked. */
    int questions(int innerPort) {
        AtomicInteger count = asked.get(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), innerPort));
        return count == null ? 0 : count.get();
    }

    int questions() {
        return asked.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void serve() {
        byte[] buffer = new byte[2_048];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                InetSocketAddress source = (InetSocketAddress) packet.getSocketAddress();
                if (StunReader.read(buffer, packet.getLength()) instanceof StunReading.Read(StunMessage question)) {
                    int count = asked.computeIfAbsent(source, _ -> new AtomicInteger())
                            .incrementAndGet();
                    answer(question, source, count);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(StunMessage question, InetSocketAddress source, int count) throws IOException {
        if (manner == Manner.NEVER || (manner == Manner.LATE && count < 3)) {
            return;
        }
        InetSocketAddress door = new InetSocketAddress(
                InetAddress.ofLiteral("127.0.0.1"),
                doors.computeIfAbsent(source, this::door).outside().getLocalPort());
        if (manner == Manner.ODDLY) {
            byte[] garbage = new byte[60];
            random.nextBytes(garbage);
            garbage[0] = 1;
            send(garbage, source);
            send(
                    new StunWriter(Kind.SUCCESS, TransactionId.random(random))
                            .mapped(new InetSocketAddress(InetAddress.ofLiteral("203.0.113.66"), 6_666))
                            .fingerprinted(),
                    source);
        }
        send(new StunWriter(Kind.SUCCESS, question.id()).mapped(door).fingerprinted(), source);
    }

    private void send(byte[] datagram, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, to));
    }

    private Door door(InetSocketAddress inside) {
        try {
            Door door = new Door(new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1")), inside);
            Thread.ofPlatform().daemon().name("test-router").start(() -> pass(door));
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(Door door) {
        byte[] buffer = new byte[2_048];
        while (!door.outside().isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                door.outside().receive(packet);
                DatagramSocket in = stands.getOrDefault((InetSocketAddress) packet.getSocketAddress(), door.outside());
                packet.setSocketAddress(door.inside());
                in.send(packet);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
        doors.values().forEach(door -> door.outside().close());
        stands.values().forEach(DatagramSocket::close);
    }
}
