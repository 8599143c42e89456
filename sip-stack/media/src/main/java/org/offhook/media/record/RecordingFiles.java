package org.offhook.media.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes files of recordings, readable by their owner only; none is ever written over. Blocks on the disk. */
public final class RecordingFiles {
    /** Two calls of the same second and name are told apart by a number behind it. */
    private static final int MOST_OF_A_NAME = 1_000;

    private RecordingFiles() {}

    /** How sound lies in the file. */
    public enum Format {
        WAV("wav"),
        OPUS("opus");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        /** Of the file's name. */
        public String extension() {
            return extension;
        }
    }

    /** An open file. */
    public record Made(Path path, SoundWriter writer) {}

    /**
     * Makes a file in a folder, which is made where it is missing.
     *
     * @param name without extension; may name folders in the folder
     * @param key seals it; empty for a file that anybody who may read it can play
     * @throws IOException when it cannot be written
     */
    public static Made make(Path folder, String name, Format format, int rateHertz, Optional<RecordingKey> key)
            throws IOException {
        String extension = '.' + format.extension() + (key.isPresent() ? ".sealed" : "");
        for (int i = 1; i <= MOST_OF_A_NAME; i++) {
            Path path = folder.resolve(name + (i == 1 ? "" : "-" + i) + extension);
            try {
                FileChannel file = PrivateFiles.create(path);
                return new Made(path, writer(file, format, rateHertz, key));
            } catch (FileAlreadyExistsException taken) {
                if (!Files.isRegularFile(path)) {
                    throw taken; // a file stands where a folder should
                }
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    private static SoundWriter writer(FileChannel file, Format format, int rateHertz, Optional<RecordingKey> key)
            throws IOException {
        try {
            RecordingBytes bytes =
                    key.isPresent() ? new SealedBytes(file, key.get(), format.extension()) : new PlainBytes(file);
            return switch (format) {
                case WAV -> new WavWriter(bytes, 2, rateHertz);
                case OPUS -> new OggOpusWriter(bytes, rateHertz);
            };
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }
}
