package org.offhook.desktop.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.offhook.desktop.settings.DurableFile;
import org.offhook.media.record.RecordingRepair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on the disk which recordings are being written, so that what a killed process left is completed at the next start. Any
 * thread; blocks on the disk.
 */
public final class OpenRecordings {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRecordings.class);

    private final Path list;
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> left = new LinkedHashSet<>();
    private boolean read;

    /** @param list the file that remembers; need not be there */
    public OpenRecordings(Path list) {
        this.list = list;
    }

    /** Completes what an earlier process left. */
    public synchronized int completeLeft() {
        read();
        int completed = 0;
        for (String path : List.copyOf(left)) {
            try {
                RecordingRepair.complete(Path.of(path));
                completed++;
            } catch (NoSuchFileException gone) {
                LOG.debug("a recording that was open is gone");
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "a recording that was open could not be completed: {}",
                        e.getClass().getSimpleName());
            }
            left.remove(path);
        }
        if (completed > 0) {
            LOG.info("{} recordings of a process that was ended were completed", completed);
            write();
        }
        return completed;
    }

    /** This one is being written from now on. */
    synchronized void begin(Path recording) {
        read();
        open.add(recording.toAbsolutePath().toString());
        write();
    }

    /** This one is complete. */
    synchronized void end(Path recording) {
        open.remove(recording.toAbsolutePath().toString());
        write();
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        try {
            left.addAll(Files.readAllLines(list));
        } catch (NoSuchFileException none) {
            LOG.trace("no recording was left open");
        } catch (IOException e) {
            LOG.warn("which recordings were open cannot be read: {}", e.toString());
        }
    }

    /** A list that cannot be written costs the completing of a killed process's files, which play anyway. */
    private void write() {
        try {
            Set<String> all = new LinkedHashSet<>(left);
            all.addAll(open);
            if (all.isEmpty()) {
                Files.deleteIfExists(list);
            } else {
                String lines = all.stream().collect(Collectors.joining("\n", "", "\n"));
                DurableFile.replace(list, lines.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.warn("which recordings are open cannot be remembered: {}", e.toString());
        }
    }
}
