package org.offhook.rtp.stun;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Numbers of the registry (RFC 8489 §18.3, RFC 8445 §20.1), and the two sums over a message. */
final class StunAttributes {
    static final int COOKIE = 0x2112A442;
    static final int HEADER_BYTES = 20;
    static final int LENGTH_AT = 2;
    static final int COOKIE_AT = 4;
    static final int HEADER_BYTES_OF_ATTRIBUTE = 4;
    static final int INTEGRITY_BYTES = 20;
    static final int FINGERPRINT_BYTES = 4;

    static final int MAPPED_ADDRESS = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int SOFTWARE = 0x8022;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    /** From here on a receiver may pass over what it does not know. */
    static final int OPTIONAL_FROM = 0x8000;

    /** Those below that are understood, or known to mean nothing to us. */
    static final Set<Integer> REQUIRED = Set.of(
            MAPPED_ADDRESS,
            USERNAME,
            MESSAGE_INTEGRITY,
            ERROR_CODE,
            UNKNOWN_ATTRIBUTES,
            REALM,
            NONCE,
            MESSAGE_INTEGRITY_SHA256,
            XOR_MAPPED_ADDRESS,
            PRIORITY,
            USE_CANDIDATE);

    private static final int FINGERPRINT_MASK = 0x5354554e;
    private static final String HMAC = "HmacSHA1";

    private StunAttributes() {}

    /**
     * HMAC-SHA1 over what lies before MESSAGE-INTEGRITY, with the header's length as if the message ended with it (RFC 8489 §14.5).
     *
     * @param end where the attribute begins
     */
    static byte[] integrity(byte[] message, int end, byte[] key) {
        byte[] header = header(message, end + HEADER_BYTES_OF_ATTRIBUTE + INTEGRITY_BYTES);
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
            mac.update(header);
            mac.update(message, HEADER_BYTES, end - HEADER_BYTES);
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA1", impossible);
        }
    }

    /** CRC-32 over what lies before FINGERPRINT, masked (RFC 8489 §14.7). */
    static int fingerprint(byte[] message, int end) {
        CRC32 sum = new CRC32();
        sum.update(header(message, end + HEADER_BYTES_OF_ATTRIBUTE + FINGERPRINT_BYTES));
        sum.update(message, HEADER_BYTES, end - HEADER_BYTES);
        return (int) sum.getValue() ^ FINGERPRINT_MASK;
    }

    private static byte[] header(byte[] message, int wholeLength) {
        byte[] header = new byte[HEADER_BYTES];
        System.arraycopy(message, 0, header, 0, HEADER_BYTES);
        int length = wholeLength - HEADER_BYTES;
        header[LENGTH_AT] = (byte) (length >>> 8);
        header[LENGTH_AT + 1] = (byte) length;
        return header;
    }
}
