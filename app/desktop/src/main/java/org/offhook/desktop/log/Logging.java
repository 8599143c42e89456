package org.offhook.desktop.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.Settings.LogSettings;

/**
 * Sends the log, and whatever libraries print as errors, to {@code offhook.log}; to stderr when asked or when there is no place to
 * write. Must run before the first logger is made: slf4j-simple reads its settings once.
 */
public final class Logging {
    static final String FILE = "offhook.log";
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
    private static final long LARGEST_BYTES = 1 << 20;

    private Logging() {}

    /** @return where a person sees messages: stderr as it was before */
    public static PrintStream begin(LogSettings settings, DataDirectory directory) {
        System.setProperty(LEVEL, settings.level());
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
        // Jetty tells its life in many lines that help nobody who looks after a phone.
        System.setProperty("org.slf4j.simpleLogger.log.org.eclipse.jetty", "warn");
        PrintStream person = System.err;
        if (settings.toFile()) {
            file(directory).ifPresent(System::setErr);
        }
        return person;
    }

    /**
     * For a command that a person waits for: warnings only, where they are, without the names of threads and classes. What the store's libraries tell of opening it would bury the
     * answer. As with {@link #begin}, before the first logger is made; a level that the command line of the JVM names stays.
     */
    public static void quiet() {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "warn");
            System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
            System.setProperty("org.slf4j.simpleLogger.showLogName", "false");
        }
    }

    private static Optional<PrintStream> file(DataDirectory directory) {
        if (!directory.writable()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PrintStream(
                    new BoundedLogFile(directory.file(FILE), LARGEST_BYTES), true, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
