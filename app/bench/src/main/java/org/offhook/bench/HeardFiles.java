package org.offhook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.offhook.core.media.Codec;
import org.offhook.media.record.WavWriter;
import org.offhook.testkit.base.ReferenceSpeech;

/** What was heard, kept as WAV for whoever wants to listen or to measure it in another way. */
final class HeardFiles {
    private HeardFiles() {}

    /** Writes a file of {@link ReferenceSpeech#RATE}, if there is a folder for it. */
    static void keep(Optional<Path> folder, String phone, EmulatedNetwork network, Codec codec, short[] heard) {
        if (folder.isEmpty()) {
            return;
        }
        String name = phone + '.' + network.name() + '.' + codec.name().toLowerCase(Locale.ROOT) + ".wav";
        try {
            Path file = Files.createDirectories(folder.get()).resolve(name);
            Files.deleteIfExists(file);
            try (WavWriter wav = new WavWriter(file, 1, ReferenceSpeech.RATE)) {
                wav.write(heard, 0, heard.length);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
