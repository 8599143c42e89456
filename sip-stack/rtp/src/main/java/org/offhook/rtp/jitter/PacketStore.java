package org.offhook.rtp.jitter;

import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.packet.RtpTimestamps;

/** Packets waiting to be played, in the order of their timestamps, in memory taken with the first one: a call that nobody answers needs none. */
final class PacketStore {

    /** 1.28 s of 20 ms packets: more than the buffer would ever want to wait. */
    static final int CAPACITY = 64;

    private static final int MAX_PAYLOAD_BYTES = 1460;
    private static final int USUAL_BYTES = 256;

    private final Slot[] ordered = new Slot[CAPACITY];
    private int size;
    private boolean untouched = true;

    /** One packet. */
    static final class Slot {
        private static final byte[] EMPTY = new byte[0];

        byte[] payload = EMPTY;
        int length;
        int payloadType;
        int sequenceNumber;
        int timestamp;
        int ssrc;
        long arrivalNanos;

        void fill(RtpPacket packet, long arrival) {
            length = Math.min(packet.payloadLength(), MAX_PAYLOAD_BYTES);
            makeRoom();
            System.arraycopy(packet.buffer(), packet.payloadOffset(), payload, 0, length);
            payloadType = packet.payloadType();
            sequenceNumber = packet.sequenceNumber();
            timestamp = packet.timestamp();
            ssrc = packet.ssrc();
            arrivalNanos = arrival;
        }

        void copyFrom(Slot other) {
            length = other.length;
            makeRoom();
            System.arraycopy(other.payload, 0, payload, 0, length);
            payloadType = other.payloadType;
            sequenceNumber = other.sequenceNumber;
            timestamp = other.timestamp;
            ssrc = other.ssrc;
            arrivalNanos = other.arrivalNanos;
        }

        private void makeRoom() {
            if (payload.length < length || payload.length == 0) {
                payload = new byte[length <= USUAL_BYTES ? USUAL_BYTES : MAX_PAYLOAD_BYTES];
            }
        }
    }

    PacketStore() {
        for (int i = 0; i < CAPACITY; i++) {
            ordered[i] = new Slot();
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    int size() {
        return size;
    }

    Slot first() {
        return ordered[0];
    }

    Slot last() {
        return ordered[size - 1];
    }

    /** Puts a packet in its place. Not when full. Returns false when one with its timestamp is there already. */
    boolean insert(Slot packet) {
        if (untouched) {
            untouched = false;
            for (Slot slot : ordered) {
                slot.payload = new byte[USUAL_BYTES];
            }
        }
        int at = size;
        while (at > 0) {
            int distance = RtpTimestamps.distance(packet.timestamp, ordered[at - 1].timestamp);
            if (distance == 0) {
                return false;
            }
            if (distance > 0) {
                break;
            }
            at--;
        }
        Slot free = ordered[size];
        System.arraycopy(ordered, at, ordered, at + 1, size - at);
        ordered[at] = free;
        free.copyFrom(packet);
        size++;
        return true;
    }

    void removeFirst() {
        Slot freed = ordered[0];
        size--;
        System.arraycopy(ordered, 1, ordered, 0, size);
        ordered[size] = freed;
    }

    void clear() {
        size = 0;
    }
}
