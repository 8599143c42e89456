package org.offhook.rtp.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message that was read: its attributes lie as they came, and every question about them is answered without throwing. Immutable.
 *
 * <p>An attribute that is malformed is as good as absent; one that a receiver has to understand and does not is named by {@link
 * #notUnderstood} (RFC 8489 §6.3.1).
 */
public final class StunMessage {
    private static final byte IPV4 = 1;
    private static final byte IPV6 = 2;

    /** What kind of message it is (RFC 8489 §5: the class). */
    public enum Kind {
        REQUEST,
        INDICATION,
        SUCCESS,
        ERROR
    }

    /**
     * Where an attribute's value lies in the message.
     *
     * @param type of the registry of RFC 8489 §18.3
     * @param at first byte of the value
     * @param length without padding
     */
    record Attribute(int type, int at, int length) {}

    private final byte[] bytes;
    private final Kind kind;
    private final TransactionId id;
    private final List<Attribute> attributes;

    /** @param bytes the whole message, not shared with anybody */
    StunMessage(byte[] bytes, Kind kind, TransactionId id, List<Attribute> attributes) {
        this.bytes = bytes;
        this.kind = kind;
        this.id = id;
        this.attributes = List.copyOf(attributes);
    }

    public Kind kind() {
        return kind;
    }

    public TransactionId id() {
        return id;
    }

    private Optional<Attribute> find(int type) {
        return attributes.stream().filter(one -> one.type() == type).findFirst();
    }

    private Optional<Attribute> find(int type, int length) {
        return find(type).filter(one -> one.length() == length);
    }

    /** The address that the message's receiver was seen at: XOR-MAPPED-ADDRESS, else MAPPED-ADDRESS of old servers. */
    public Optional<InetSocketAddress> mappedAddress() {
        return find(StunAttributes.XOR_MAPPED_ADDRESS)
                .flatMap(one -> address(one, true))
                .or(() -> find(StunAttributes.MAPPED_ADDRESS).flatMap(one -> address(one, false)));
    }

    private Optional<InetSocketAddress> address(Attribute one, boolean masked) {
        ByteBuffer value = ByteBuffer.wrap(bytes, one.at(), one.length());
        if (one.length() < 8) {
            return Optional.empty();
        }
        value.get(); // reserved
        byte family = value.get();
        byte[] address = new byte[family == IPV6 ? 16 : 4];
        if ((family != IPV4 && family != IPV6) || one.length() != 4 + address.length) {
            return Optional.empty();
        }
        int port = value.getShort() & 0xffff;
        value.get(address);
        if (masked) {
            // RFC 8489 §14.2: the cookie and the transaction lie behind each other in the header, as the mask needs
            // them
            port ^= StunAttributes.COOKIE >>> 16;
            for (int i = 0; i < address.length; i++) {
                address[i] ^= bytes[StunAttributes.COOKIE_AT + i];
            }
        }
        try {
            return port == 0
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException impossible) {
            return Optional.empty(); // it has 4 or 16 bytes
        }
    }

    /** Status of an error response, 300 to 699; 0 where it names none. */
    public int errorCode() {
        return find(StunAttributes.ERROR_CODE)
                .filter(one -> one.length() >= 4)
                .map(one -> (bytes[one.at() + 2] & 7) * 100 + (bytes[one.at() + 3] & 0xff))
                .filter(code -> code >= 300 && code <= 699)
                .orElse(0);
    }

    /** Who is asked, and who asks: {@code theirs:ours} as the receiver sees it (RFC 8445 §7.2.2). */
    public Optional<String> username() {
        return find(StunAttributes.USERNAME)
                .map(one -> new String(bytes, one.at(), one.length(), StandardCharsets.UTF_8));
    }

    /** The sender wants this pair (RFC 8445 §7.1.2). */
    public boolean useCandidate() {
        return find(StunAttributes.USE_CANDIDATE, 0).isPresent();
    }

    /** Priority of the candidate that the check came from, 1 to 2^31−1 (RFC 8445 §7.1.1). */
    public OptionalLong priority() {
        return find(StunAttributes.PRIORITY, 4)
                .map(one -> OptionalLong.of(ByteBuffer.wrap(bytes).getInt(one.at()) & 0xffffffffL))
                .orElse(OptionalLong.empty());
    }

    /** Tie-breaker of a sender that controls (RFC 8445 §7.1.3). */
    public OptionalLong controlling() {
        return tieBreaker(StunAttributes.ICE_CONTROLLING);
    }

    /** Tie-breaker of a sender that is controlled. */
    public OptionalLong controlled() {
        return tieBreaker(StunAttributes.ICE_CONTROLLED);
    }

    private OptionalLong tieBreaker(int type) {
        return find(type, 8)
                .map(one -> OptionalLong.of(ByteBuffer.wrap(bytes).getLong(one.at())))
                .orElse(OptionalLong.empty());
    }

    /** Types below 0x8000 that nobody here knows: a request with one is refused with 420, an answer is not believed. */
    public List<Integer> notUnderstood() {
        return attributes.stream()
                .map(Attribute::type)
                .filter(type -> type < StunAttributes.OPTIONAL_FROM && !StunAttributes.REQUIRED.contains(type))
                .distinct()
                .toList();
    }

    /** Whether somebody signed it, rightly or not. */
    public boolean signed() {
        return find(StunAttributes.MESSAGE_INTEGRITY).isPresent();
    }

    /**
     * Whether MESSAGE-INTEGRITY is there and right (RFC 8489 §14.5).
     *
     * @param key short-term password in UTF-8
     */
    public boolean authentic(byte[] key) {
        Optional<Attribute> signature = find(StunAttributes.MESSAGE_INTEGRITY, StunAttributes.INTEGRITY_BYTES);
        if (signature.isEmpty()) {
            return false;
        }
        int start = signature.get().at() - StunAttributes.HEADER_BYTES_OF_ATTRIBUTE;
        byte[] expected = StunAttributes.integrity(bytes, start, key);
        byte[] found = new byte[StunAttributes.INTEGRITY_BYTES];
        System.arraycopy(bytes, signature.get().at(), found, 0, found.length);
        return MessageDigest.isEqual(expected, found);
    }

    /** Kind and size only: user names and addresses stay out of logs. */
    @Override
    public String toString() {
        return "STUN " + kind + " of " + bytes.length + " bytes";
    }
}
