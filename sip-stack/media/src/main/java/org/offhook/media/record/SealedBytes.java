package org.offhook.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * A recording that only the holder of the key can play: AES-256-GCM in chunks, each with its place and whether it is the last one, so that
 * chunks cannot be left out, moved or cut off unseen. What a killed process had flushed can be opened; that its end is missing is told.
 */
public final class SealedBytes implements RecordingBytes {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final FileChannel file;
    private final SealFormat.Chunks chunks;
    private final ByteBuffer waiting = ByteBuffer.allocate(CHUNK_BYTES);
    private long next;

    /**
     * @param file empty and open for writing; closed with this
     * @param extension of what is inside: {@code wav} or {@code opus}
     */
    public SealedBytes(FileChannel file, RecordingKey key, String extension) throws IOException {
        this.file = file;
        byte[] header = SealFormat.header(key, extension);
        chunks = SealFormat.chunks(key, header);
        put(ByteBuffer.wrap(header));
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (!waiting.hasRemaining()) {
                seal(false);
            }
            int count = Math.min(waiting.remaining(), bytes.remaining());
            waiting.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
        }
    }

    private void seal(boolean last) throws IOException {
        waiting.flip();
        try {
            Cipher cipher = chunks.cipher(Cipher.ENCRYPT_MODE, next, last);
            ByteBuffer sealed = ByteBuffer.allocate(Integer.BYTES + waiting.remaining() + SealFormat.TAG_BYTES);
            sealed.putInt(waiting.remaining() + SealFormat.TAG_BYTES);
            cipher.doFinal(waiting, sealed);
            put(sealed.flip());
        } catch (GeneralSecurityException e) {
            throw new IOException("a chunk could not be sealed", e);
        }
        next++;
        waiting.clear();
    }

    @Override
    public void rewrite(ByteBuffer front) {
        // What is sealed stays as it is: a nonce is used once. Whoever opens the file sets its header right.
    }

    @Override
    public boolean rewritable() {
        return false;
    }

    @Override
    public void flush() throws IOException {
        if (waiting.position() > 0) {
            seal(false);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            seal(true);
            file.force(false);
        }
    }
}
