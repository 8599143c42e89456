package org.offhook.media.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key that seals recordings; each file has one of its own, made from this (HKDF, RFC 5869). */
public final class RecordingKey {
    /** AES-256. */
    public static final int BYTES = 32;

    private static final int MARK_BYTES = 8;

    private final byte[] secret;

    private RecordingKey(byte[] secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException for anything but {@link #BYTES} bytes in hexadecimal */
    public static RecordingKey ofHex(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.strip());
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes");
        }
        return new RecordingKey(bytes);
    }

    /** As {@link #ofHex} takes it. */
    public String hex() {
        return HexFormat.of().formatHex(secret);
    }

    /** Tells keys apart without telling anything of them. */
    byte[] mark() {
        return Arrays.copyOf(derived("mark", new byte[0]), MARK_BYTES);
    }

    /** A file's own key. */
    SecretKeySpec of(byte[] salt) {
        return new SecretKeySpec(derived("file", salt), "AES");
    }

    /** A stand-in for a number: the same for the same number, and of no use to whoever has not the key. */
    public String standIn(String number) {
        byte[] bytes = derived("number", number.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(bytes, 0, 6);
    }

    private byte[] derived(String purpose, byte[] salt) {
        try {
            byte[] info = ("offhook recording " + purpose).getBytes(StandardCharsets.US_ASCII);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .addSalt(salt)
                            .thenExpand(info, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every runtime of this version has HKDF", e);
        }
    }

    @Override
    public String toString() {
        return "RecordingKey";
    }
}
