package org.offhook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends a call's speech when the emulated network would bring it. */
final class SpeechSender implements AutoCloseable {
    private static final long SEED = 20_261_127;
    /** A thread that is parked wakes late by less than this. */
    private static final long SPIN_NANOS = 300_000;

    private static final int PATIENCE_MILLIS = 2_000;

    private final DatagramSocket socket;
    private final List<Due> way = new ArrayList<>();
    private final Path spoken;
    private boolean started;

    /** A packet that arrives so long after the stream's beginning. */
    private record Due(long nanos, DatagramPacket packet) {}

    SpeechSender(SpeechCall call, SpeechOffer offer, InetAddress address, Path spoken) throws IOException {
        this.spoken = spoken;
        socket = new DatagramSocket(0, address);
        List<byte[]> packets = SpeechStream.packets(
                call.sent(), call.codec(), offer.payloadType(), call.network().loss(), SEED);
        EmulatedNetwork.Way network = call.network().way(SEED);
        for (int i = 0; i < packets.size(); i++) {
            long late = network.next();
            byte[] bytes = packets.get(i);
            if (late != EmulatedNetwork.Way.LOST) {
                way.add(new Due(
                        1_000_000L * i * SpeechStream.FRAME_MILLIS + late,
                        new DatagramPacket(bytes, bytes.length, offer.remote())));
            }
        }
        way.sort(Comparator.comparingLong(Due::nanos));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Begins, unless it has begun. */
    synchronized void start() {
        if (!started) {
            started = true;
            Thread.ofPlatform().daemon().name("reference-speech").start(this::send);
        }
    }

    /** As an exchange does that copes with NAT: where the phone's own sound comes from is where it hears (RFC 4961). */
    private void latch() {
        DatagramPacket first = new DatagramPacket(new byte[2_048], 2_048);
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.receive(first);
            way.forEach(due -> due.packet.setSocketAddress(first.getSocketAddress()));
        } catch (IOException silent) {
            // what it said in its offer stands
        }
    }

    private void send() {
        latch();
        long beginning = System.nanoTime();
        ReferenceEnd.note(spoken, Long.toString(WireTimes.now() + SpeechCall.LEAD_MILLIS * 1_000_000L));
        try {
            for (Due due : way) {
                long left = beginning + due.nanos - System.nanoTime();
                while (left > 0) {
                    if (left > SPIN_NANOS) {
                        LockSupport.parkNanos(left - SPIN_NANOS);
                    } else {
                        Thread.onSpinWait();
                    }
                    left = beginning + due.nanos - System.nanoTime();
                }
                socket.send(due.packet);
            }
        } catch (IOException closed) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
