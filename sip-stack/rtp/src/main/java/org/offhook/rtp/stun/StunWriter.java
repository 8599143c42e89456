package org.offhook.rtp.stun;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.offhook.rtp.stun.StunMessage.Kind;

/**
 * Writes one binding message, attribute by attribute.
 *
 * <pre>{@code
 * byte[] check = new StunWriter(Kind.REQUEST, id).username("theirs:ours").priority(p).useCandidate().signed(password);
 * }</pre>
 */
public final class StunWriter {
    private static final int REQUEST = 0x0001;
    private static final int INDICATION = 0x0011;
    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

    /** Begins a message. */
    public StunWriter(Kind kind, TransactionId id) {
        int type = switch (kind) {
            case REQUEST -> REQUEST;
            case INDICATION -> INDICATION;
            case SUCCESS -> SUCCESS;
            case ERROR -> ERROR;
        };
        out.writeBytes(ByteBuffer.allocate(StunAttributes.HEADER_BYTES)
                .putShort((short) type)
                .putShort((short) 0)
                .putInt(StunAttributes.COOKIE)
                .putInt(id.first())
                .putLong(id.rest())
                .array());
    }

    private StunWriter attribute(int type, byte[] value) {
        out.writeBytes(ByteBuffer.allocate(StunAttributes.HEADER_BYTES_OF_ATTRIBUTE)
                .putShort((short) type)
                .putShort((short) value.length)
                .array());
        out.writeBytes(value);
        out.writeBytes(new byte[-value.length & 3]);
        return this;
    }

    /** What program this is. */
    public StunWriter software(String name) {
        return attribute(StunAttributes.SOFTWARE, name.getBytes(StandardCharsets.UTF_8));
    }

    public StunWriter username(String name) {
        return attribute(StunAttributes.USERNAME, name.getBytes(StandardCharsets.UTF_8));
    }

    /** @param priority 1 to 2^31−1 */
    public StunWriter priority(long priority) {
        return attribute(
                StunAttributes.PRIORITY,
                ByteBuffer.allocate(4).putInt((int) priority).array());
    }

    public StunWriter useCandidate() {
        return attribute(StunAttributes.USE_CANDIDATE, new byte[0]);
    }

    public StunWriter controlling(long tieBreaker) {
        return attribute(
                StunAttributes.ICE_CONTROLLING,
                ByteBuffer.allocate(8).putLong(tieBreaker).array());
    }

    public StunWriter controlled(long tieBreaker) {
        return attribute(
                StunAttributes.ICE_CONTROLLED,
                ByteBuffer.allocate(8).putLong(tieBreaker).array());
    }

    /** Where the receiver was seen: XOR-MAPPED-ADDRESS, which routers that rewrite addresses do not recognise. */
    public StunWriter mapped(InetSocketAddress address) {
        byte[] raw = address.getAddress().getAddress();
        byte[] mask = out.toByteArray();
        for (int i = 0; i < raw.length; i++) {
            raw[i] ^= mask[StunAttributes.COOKIE_AT + i];
        }
        return attribute(
                StunAttributes.XOR_MAPPED_ADDRESS,
                ByteBuffer.allocate(4 + raw.length)
                        .put((byte) 0)
                        .put((byte) (raw.length == 4 ? 1 : 2))
                        .putShort((short) (address.getPort() ^ (StunAttributes.COOKIE >>> 16)))
                        .put(raw)
                        .array());
    }

    /**
     * Why a request is refused.
     *
     * @param code 300 to 699
     */
    public StunWriter error(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return attribute(
                StunAttributes.ERROR_CODE,
                ByteBuffer.allocate(4 + text.length)
                        .putShort((short) 0)
                        .put((byte) (code / 100))
                        .put((byte) (code % 100))
                        .put(text)
                        .array());
    }

    /** Which attributes of a request nobody here knows. */
    public StunWriter unknown(List<Integer> types) {
        ByteBuffer value = ByteBuffer.allocate(2 * types.size());
        types.forEach(type -> value.putShort(type.shortValue()));
        return attribute(StunAttributes.UNKNOWN_ATTRIBUTES, value.array());
    }

    /** The message, signed with a short-term password and with its checksum. */
    public byte[] signed(String password) {
        byte[] soFar = out.toByteArray();
        attribute(
                StunAttributes.MESSAGE_INTEGRITY,
                StunAttributes.integrity(soFar, soFar.length, password.getBytes(StandardCharsets.UTF_8)));
        return fingerprinted();
    }

    /** The message with its checksum. */
    public byte[] fingerprinted() {
        byte[] soFar = out.toByteArray();
        attribute(
                StunAttributes.FINGERPRINT,
                ByteBuffer.allocate(4)
                        .putInt(StunAttributes.fingerprint(soFar, soFar.length))
                        .array());
        return plain();
    }

    /** The message as it is. */
    public byte[] plain() {
        byte[] message = out.toByteArray();
        int length = message.length - StunAttributes.HEADER_BYTES;
        message[StunAttributes.LENGTH_AT] = (byte) (length >>> 8);
        message[StunAttributes.LENGTH_AT + 1] = (byte) length;
        return message;
    }
}
