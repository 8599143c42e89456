package org.offhook.testkit.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Decides what becomes of a test whose peer is not installed: skipped on a person's machine, failed where
 * {@code -Doffhook.peers.required=true} says that every peer must be there (continuous integration).
 */
public final class PeerAvailability {

    private PeerAvailability() {}

    /**
     * Finds a program on the PATH or where Debian keeps its servers.
     *
     * @throws TestAbortedException if it is absent and absence is allowed
     * @throws AssertionError if it is absent and peers are required
     */
    public static Path program(String name) {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> absent(name + " is not installed; .ci/peers names the packages"));
    }

    /** Network namespaces and links can be made by root only. */
    public static void requireRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw absent("network namespaces need root");
        }
    }

    /** The exception to throw for a peer that cannot be had; it never returns where peers are required. */
    static TestAbortedException absent(String reason) {
        if (Boolean.getBoolean("offhook.peers.required")) {
            throw new AssertionError("a required peer is absent: " + reason);
        }
        return new TestAbortedException(reason);
    }

    /** The folder in which the scripts keep what they fetched for tests. */
    static Path cache() {
        String base = System.getenv("XDG_CACHE_HOME");
        List<String> fallback = List.of(System.getProperty("user.home"), ".cache");
        Path root = base == null || base.isBlank() ? Path.of(fallback.get(0), fallback.get(1)) : Path.of(base);
        return root.resolve("offhook").resolve("peers");
    }
}
