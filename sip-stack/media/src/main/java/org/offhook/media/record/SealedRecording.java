package org.offhook.media.record;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.offhook.core.error.ErrorCode;
import org.offhook.rtp.pcm.WavHeader;

/** Opens sealed recordings. Blocks on the disk. */
public final class SealedRecording {
    private SealedRecording() {}

    /**
     * What came out.
     *
     * @param complete false when the end is missing: the process was killed, or somebody cut the file off
     */
    public record Opened(Path file, boolean complete) {}

    /** What is inside, such as {@code wav}; empty for a file that is not sealed. */
    public static Optional<String> extension(Path sealed) throws IOException {
        try (InputStream in = Files.newInputStream(sealed)) {
            byte[] header = in.readNBytes(SealFormat.HEADER_BYTES);
            return SealFormat.isHeader(header) ? SealFormat.extension(header) : Optional.empty();
        }
    }

    /**
     * Writes what is inside to a file that did not exist, readable by its owner only.
     *
     * @throws RecordingFault when it is no sealed recording, sealed with another key, or was changed
     */
    public static Opened open(Path sealed, RecordingKey key, Path into) throws IOException {
        boolean complete;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(sealed)))) {
            byte[] header = in.readNBytes(SealFormat.HEADER_BYTES);
            if (!SealFormat.isHeader(header)) {
                throw new RecordingFault(ErrorCode.FILE_UNUSABLE, "this is no sealed recording");
            }
            if (!SealFormat.sealedWith(header, key)) {
                throw new RecordingFault(ErrorCode.RECORDING_KEY_MISSING, "it was sealed with another key");
            }
            PrivateFiles.create(into).close();
            try (OutputStream out = Files.newOutputStream(into, StandardOpenOption.WRITE)) {
                complete = chunks(in, SealFormat.chunks(key, header), out);
            } catch (IOException e) {
                Files.deleteIfExists(into); // what could not be proved is not left to be played
                throw e;
            }
        }
        setRight(into);
        return new Opened(into, complete);
    }

    private static boolean chunks(DataInputStream in, SealFormat.Chunks chunks, OutputStream out) throws IOException {
        for (long index = 0; ; index++) {
            Optional<byte[]> sealed = next(in);
            if (sealed.isEmpty()) {
                return false;
            }
            Optional<byte[]> middle = opened(chunks, index, false, sealed.get());
            if (middle.isPresent()) {
                out.write(middle.get());
            } else {
                out.write(opened(chunks, index, true, sealed.get())
                        .orElseThrow(() -> new RecordingFault(ErrorCode.FILE_UNUSABLE, "it was changed")));
                if (in.read() >= 0) {
                    throw new RecordingFault(ErrorCode.FILE_UNUSABLE, "something was added behind its end");
                }
                return true;
            }
        }
    }

    /** Empty at the end, and for a chunk that was not written to its end. */
    private static Optional<byte[]> next(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            if (length < SealFormat.TAG_BYTES || length > SealFormat.MOST_CHUNK_BYTES) {
                throw new RecordingFault(ErrorCode.FILE_UNUSABLE, "it was changed");
            }
            byte[] sealed = new byte[length];
            in.readFully(sealed);
            return Optional.of(sealed);
        } catch (EOFException cutOff) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> opened(SealFormat.Chunks chunks, long index, boolean last, byte[] sealed)
            throws IOException {
        try {
            return Optional.of(chunks.cipher(Cipher.DECRYPT_MODE, index, last).doFinal(sealed));
        } catch (AEADBadTagException other) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IOException("the runtime cannot open it", e);
        }
    }

    /** A WAV header was written before the length was known. */
    private static void setRight(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(WavHeader.BYTES);
        }
        Optional<WavHeader> header = WavHeader.read(start);
        if (header.isPresent()) {
            WavWriter.setRight(file, header.get());
        }
    }
}
