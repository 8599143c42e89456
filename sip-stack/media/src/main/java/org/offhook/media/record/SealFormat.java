package org.offhook.media.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a sealed recording lies on the disk: a header of 48 bytes (what it is, a mark of the key, a salt, what is inside), then chunks, each
 * its length in four bytes and what AES-256-GCM made of it.
 */
final class SealFormat {
    static final int HEADER_BYTES = 48;
    static final int TAG_BYTES = 16;
    /** More is no chunk of ours. */
    static final int MOST_CHUNK_BYTES = 1 << 20;

    private static final byte[] MAGIC = "OFFHREC1".getBytes(StandardCharsets.US_ASCII);
    private static final int MARK_AT = 8;
    private static final int SALT_AT = 16;
    private static final int EXTENSION_AT = 40;
    private static final int NONCE_BYTES = 12;

    private SealFormat() {}

    static byte[] header(RecordingKey key, String extension) {
        byte[] salt = new byte[EXTENSION_AT - SALT_AT];
        new SecureRandom().nextBytes(salt);
        byte[] name = extension.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .put(key.mark())
                .put(salt)
                .put(name, 0, Math.min(name.length, HEADER_BYTES - EXTENSION_AT))
                .array();
    }

    static boolean isHeader(byte[] start) {
        return start.length >= HEADER_BYTES && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static boolean sealedWith(byte[] header, RecordingKey key) {
        return Arrays.equals(header, MARK_AT, SALT_AT, key.mark(), 0, SALT_AT - MARK_AT);
    }

    /** What is inside; empty when the header is not one that this version writes. */
    static Optional<String> extension(byte[] header) {
        String name = new String(header, EXTENSION_AT, HEADER_BYTES - EXTENSION_AT, StandardCharsets.US_ASCII)
                .replace("\0", "");
        return name.matches("[a-z0-9]{1,8}") ? Optional.of(name) : Optional.empty();
    }

    static Chunks chunks(RecordingKey key, byte[] header) {
        return new Chunks(key.of(Arrays.copyOfRange(header, SALT_AT, EXTENSION_AT)), header);
    }

    /** The key of one file. Its nonces count up, so that none comes twice (NIST SP 800-38D §8.2.1). */
    static final class Chunks {
        private final SecretKeySpec key;
        private final byte[] header;

        private Chunks(SecretKeySpec key, byte[] header) {
            this.key = key;
            this.header = header;
        }

        Cipher cipher(int mode, long index, boolean last) throws GeneralSecurityException {
            byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                    .putLong(index)
                    .putInt(last ? 1 : 0)
                    .array();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
            cipher.updateAAD(header);
            return cipher;
        }
    }
}
