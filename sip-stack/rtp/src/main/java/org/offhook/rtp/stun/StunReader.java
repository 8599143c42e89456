package org.offhook.rtp.stun;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.offhook.rtp.stun.StunMessage.Attribute;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.rtp.stun.StunReading.Fault;

/** Reads what came in on a media socket. Never throws. */
public final class StunReader {
    private static final int MOST_ATTRIBUTES = 32;
    private static final int BINDING = 0x0001;
    /** RFC 7983 §7: what STUN begins with beside RTP, RTCP and DTLS on one socket. */
    private static final int LAST_FIRST_BYTE = 3;

    private StunReader() {}

    /** Whether a datagram is meant for STUN, by its first byte and the cookie (RFC 7983 §7, RFC 8489 §6.3). */
    public static boolean meant(byte[] datagram, int length) {
        return length >= StunAttributes.HEADER_BYTES
                && datagram[0] >= 0
                && datagram[0] <= LAST_FIRST_BYTE
                && ByteBuffer.wrap(datagram).getInt(StunAttributes.COOKIE_AT) == StunAttributes.COOKIE;
    }

    /** Reads a datagram, of which it keeps a copy. */
    public static StunReading read(byte[] datagram, int length) {
        if (length < StunAttributes.HEADER_BYTES) {
            return new StunReading.Unreadable(Fault.TOO_SHORT);
        }
        if (!meant(datagram, length)) {
            return new StunReading.Unreadable(Fault.NOT_STUN);
        }
        byte[] bytes = Arrays.copyOf(datagram, length);
        ByteBuffer message = ByteBuffer.wrap(bytes);
        int type = message.getShort();
        int told = message.getShort() & 0xffff;
        if (told != length - StunAttributes.HEADER_BYTES || told % 4 != 0) {
            return new StunReading.Unreadable(Fault.LENGTH);
        }
        if (method(type) != BINDING) {
            return new StunReading.Unreadable(Fault.METHOD);
        }
        message.getInt();
        TransactionId id = new TransactionId(message.getInt(), message.getLong());
        return attributes(bytes, message, kind(type), id);
    }

    /** RFC 8489 §5: the bits of class and method are interleaved. */
    private static int method(int type) {
        return (type & 0xf) | ((type >> 1) & 0x70) | ((type >> 2) & 0xf80);
    }

    private static Kind kind(int type) {
        boolean response = (type & 0x100) != 0;
        boolean other = (type & 0x10) != 0;
        if (response) {
            return other ? Kind.ERROR : Kind.SUCCESS;
        }
        return other ? Kind.INDICATION : Kind.REQUEST;
    }

    private static StunReading attributes(byte[] bytes, ByteBuffer message, Kind kind, TransactionId id) {
        List<Attribute> attributes = new ArrayList<>();
        boolean signed = false;
        while (message.hasRemaining()) {
            int type = message.getShort() & 0xffff;
            int length = message.getShort() & 0xffff;
            int at = message.position();
            int padded = (length + 3) & ~3;
            if (padded > message.remaining()) {
                return new StunReading.Unreadable(Fault.ATTRIBUTE);
            }
            message.position(at + padded);
            if (type == StunAttributes.FINGERPRINT && !isFingerprint(bytes, at, length, message.hasRemaining())) {
                return new StunReading.Unreadable(Fault.FINGERPRINT);
            }
            // RFC 8489 §14.5: what follows the signature is nobody's word
            if (!signed) {
                attributes.add(new Attribute(type, at, length));
            }
            signed |= type == StunAttributes.MESSAGE_INTEGRITY;
            if (attributes.size() > MOST_ATTRIBUTES) {
                return new StunReading.Unreadable(Fault.TOO_MANY);
            }
        }
        return new StunReading.Read(new StunMessage(bytes, kind, id, attributes));
    }

    private static boolean isFingerprint(byte[] bytes, int at, int length, boolean more) {
        return !more
                && length == StunAttributes.FINGERPRINT_BYTES
                && ByteBuffer.wrap(bytes).getInt(at)
                        == StunAttributes.fingerprint(bytes, at - StunAttributes.HEADER_BYTES_OF_ATTRIBUTE);
    }
}
