package org.offhook.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.sqlite.util.LibraryLoaderUtil;

/** How {@link KilledWriter} is started: as it is, or from an AOT cache, which halves what a start costs and takes some seconds to make. */
final class KilledStart {
    private static final int REHEARSED = 200;

    private final List<String> options;

    private KilledStart(List<String> options) {
        this.options = options;
    }

    /** For a few starts. */
    static KilledStart plain() {
        return new KilledStart(List.of("-cp", System.getProperty("java.class.path")));
    }

    /**
     * For many. A cache takes classes from jars alone, and none from signed ones (JEP 483), so what is a folder or signed is packed first; one
     * life that ends by SIGTERM is its rehearsal.
     *
     * @param folder for the jars, the cache and the rehearsal's store
     */
    static KilledStart cached(Path folder) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(entry)) && !entry.isEmpty()) {
                classPath.add(packed(Path.of(entry), folder.resolve(classPath.size() + ".jar"))
                        .toString());
            }
        }
        String joined = String.join(File.pathSeparator, classPath);
        Path cache = folder.resolve("killed.aot");
        Path store = folder.resolve("rehearsal.db");
        Process rehearsal = new KilledStart(List.of("-XX:AOTCacheOutput=" + cache, "-cp", joined)).begin(store, 1);
        int saved = 0;
        try (BufferedReader said = rehearsal.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                saved += line.startsWith("SAVED") ? 1 : 0;
                if (saved == REHEARSED) {
                    rehearsal.toHandle().destroy(); // SIGTERM: the cache is written then
                }
            }
        }
        assertThat(rehearsal.waitFor(5, TimeUnit.MINUTES))
                .as("the rehearsal ends")
                .isTrue();
        assertThat(saved).as(Files.readString(complaints(store))).isGreaterThanOrEqualTo(REHEARSED);
        assertThat(cache).exists();
        return new KilledStart(List.of("-XX:AOTCache=" + cache, "-cp", joined));
    }

    /** Starts one life of it on this file; what it says on standard output has to be read. */
    Process begin(Path file, int life) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                // Unpacked once: each process would unpack it anew, and a killed one leaves it where it was unpacked.
                "-Dorg.sqlite.lib.path=" + unpackedSqlite(file.resolveSibling("native"))));
        command.addAll(options);
        command.addAll(List.of(KilledWriter.class.getName(), file.toString(), Integer.toString(life)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(complaints(file).toFile()))
                .start();
    }

    private static synchronized Path unpackedSqlite(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        if (!Files.exists(folder)) {
            Files.createDirectory(folder);
            try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
                Files.copy(requireNonNull(library, resource), folder.resolve(name));
            }
        }
        return folder;
    }

    /** What the lives on this file have said on standard error. */
    static Path complaints(Path file) {
        return file.resolveSibling(file.getFileName() + ".err");
    }

    /** An unsigned jar is left where it is. */
    private static Path packed(Path entry, Path jar) throws IOException {
        if (Files.isDirectory(entry)) {
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                    Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.filter(file -> !file.equals(entry)).toList()) {
                    String name = entry.relativize(file).toString().replace('\\', '/');
                    boolean folder = Files.isDirectory(file); // the migrations are looked for by their folder
                    out.putNextEntry(new JarEntry(folder ? name + "/" : name));
                    if (!folder) {
                        Files.copy(file, out);
                    }
                }
            }
            return jar;
        }
        try (JarFile in = new JarFile(entry.toFile(), false)) {
            if (in.stream().noneMatch(KilledStart::isSignature)) {
                return entry;
            }
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (JarEntry part : in.stream().toList()) {
                    if (!isSignature(part)) {
                        out.putNextEntry(new JarEntry(part.getName()));
                        in.getInputStream(part).transferTo(out);
                    }
                }
            }
        }
        return jar;
    }

    private static boolean isSignature(JarEntry entry) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/") && (name.endsWith(".SF") || name.endsWith(".RSA") || name.endsWith(".DSA"));
    }
}
