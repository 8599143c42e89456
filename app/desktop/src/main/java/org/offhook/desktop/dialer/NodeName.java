package org.offhook.desktop.dialer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Name of this program among all that share a store, in {@code node} of the data directory. The same after a restart: what it had claimed
 * before a crash is found to be its own.
 */
final class NodeName {
    private static final Logger LOG = LoggerFactory.getLogger(NodeName.class);
    private static final String FILE = "node";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{9,80}");

    private NodeName() {}

    /** The name; a new one, good for this process, where it can be neither read nor written. */
    static synchronized String of(DataDirectory directory) {
        Path file = directory.file(FILE);
        try {
            String kept = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (NAME.matcher(kept).matches()) {
                return kept;
            }
        } catch (NoSuchFileException e) {
            // the first start
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file.getFileName(), e.getClass().getSimpleName());
        }
        String fresh = host() + "-" + UUID.randomUUID().toString().substring(0, 8);
        try {
            DurableFile.replace(file, (fresh + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written: {}", file.getFileName(), e.getClass().getSimpleName());
        }
        return fresh;
    }

    /** For people who look into the store; the random part tells two data directories of a machine apart. */
    private static String host() {
        try {
            String bare = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "");
            return bare.isEmpty() ? "node" : bare.substring(0, Math.min(bare.length(), 60));
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
