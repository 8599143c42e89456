package org.offhook.media.leg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.offhook.media.WavSound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WAV files that may be played to a party, of one folder and no other: a name comes from whoever calls the API. Blocks on the disk.
 */
public final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]{1,64}");
    private final Path folder;

    /** @param folder need not exist; then there are none */
    public Announcements(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads one as mono samples.
     *
     * @param name without folder and ending
     * @param rateHertz of the samples, whatever the file has
     * @return empty when there is none, when it leads out of the folder, or when it is no 16-bit WAV file
     */
    public Optional<short[]> read(String name, int rateHertz) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            Path inside = folder.toRealPath();
            Path file = inside.resolve(name + ".wav").toRealPath();
            if (!file.startsWith(inside) || !Files.isRegularFile(file)) {
                LOG.warn("OH-306 an announcement leads out of its folder");
                return Optional.empty();
            }
            return Optional.of(WavSound.read(file, rateHertz)).filter(samples -> samples.length > 0);
        } catch (IOException e) {
            LOG.warn("OH-306 an announcement cannot be read: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
