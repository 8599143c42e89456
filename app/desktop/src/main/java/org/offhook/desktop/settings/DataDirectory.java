package org.offhook.desktop.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/** The folder that holds everything one phone remembers. A folder that cannot be written is reported, not fatal. */
public final class DataDirectory {
    private final Path path;
    private final boolean writable;

    private DataDirectory(Path path, boolean writable) {
        this.path = path;
        this.writable = writable;
    }

    /** Where programs of this system keep a user's data. */
    public static Path standard(Map<String, String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return roaming.isBlank() ? home.resolve("AppData/Roaming/Offhook") : Path.of(roaming, "Offhook");
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library/Application Support/Offhook");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        // The XDG base directory specification: a relative path is invalid and must be ignored.
        return data.startsWith("/")
                ? Path.of(data, "offhook")
                : home.resolve(".local").resolve("share").resolve("offhook");
    }

    /** Makes the folder if need be (for its owner only) and tries whether it can be written. */
    public static DataDirectory open(Path path) {
        return new DataDirectory(path, created(path) && takesFiles(path));
    }

    private static boolean created(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return true;
            }
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(path);
            }
            return true;
        } catch (IOException e) {
            return Files.isDirectory(path);
        }
    }

    /** Asks by writing: permission bits say nothing of a full or read-only file system, nor of the administrator. */
    private static boolean takesFiles(Path path) {
        try {
            Files.delete(Files.createTempFile(path, ".try", ""));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    public boolean writable() {
        return writable;
    }

    /** {@code OH-604} when nothing can be kept. */
    public Optional<ErrorCode> problem() {
        return writable ? Optional.empty() : Optional.of(ErrorCode.DATA_DIRECTORY_READ_ONLY);
    }
}
