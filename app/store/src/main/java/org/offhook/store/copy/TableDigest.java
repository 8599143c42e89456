package org.offhook.store.copy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A digest of a table's rows in whatever order they come: the sum of their SHA-256, as four 64-bit words. The databases sort texts
 * differently, so an order is nothing to rely on.
 */
final class TableDigest {
    private final MessageDigest sha256;
    private final long[] sum = new long[4];
    private long rows;

    TableDigest() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @param values numbers, texts, truth values or null, as both databases give them */
    void row(Object[] values) {
        for (Object value : values) {
            byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            sha256.update((byte) (value == null ? 0 : 1)); // the text "null" is not nothing
            sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        for (int word = 0; word < sum.length; word++) {
            sum[word] += digest.getLong();
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    boolean equalsOf(TableDigest other) {
        return rows == other.rows && java.util.Arrays.equals(sum, other.sum);
    }
}
