import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Takes the signatures out of the jars of an image. The virtual machine keeps no class of a signed jar in its AOT cache, and checks the
 * signature at each start (a third of a second). Maven has compared each jar with its checksum; from then on the package vouches for it.
 * Argument: the folder with the jars. Prints those it changed.
 */
final class PlainJars {
    private PlainJars() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            if (isSigned(jar)) {
                Path plain = jar.resolveSibling(jar.getFileName() + ".plain");
                copyWithoutSignature(jar, plain);
                Files.move(plain, jar, StandardCopyOption.REPLACE_EXISTING);
                System.out.println(jar.getFileName());
            }
        }
    }

    private static boolean isSigned(Path jar) throws IOException {
        try (JarFile from = new JarFile(jar.toFile(), false)) {
            return from.stream().anyMatch(PlainJars::isOfSignature);
        }
    }

    private static void copyWithoutSignature(Path jar, Path to) throws IOException {
        try (JarFile from = new JarFile(jar.toFile(), false);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
            Manifest manifest = from.getManifest();
            manifest.getEntries().clear(); // the digest of each file
            JarEntry first = new JarEntry(JarFile.MANIFEST_NAME);
            first.setTime(from.getEntry(JarFile.MANIFEST_NAME).getTime()); // the same jar makes the same jar
            out.putNextEntry(first);
            manifest.write(out);
            for (JarEntry entry : (Iterable<JarEntry>) from.stream()::iterator) {
                if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !isOfSignature(entry)) {
                    JarEntry same = new JarEntry(entry.getName());
                    same.setTime(entry.getTime());
                    out.putNextEntry(same);
                    try (InputStream content = from.getInputStream(entry)) {
                        content.transferTo(out);
                    }
                }
            }
        }
    }

    /** "Signed JAR File" in the JAR File Specification: META-INF/*.SF and the block beside it. */
    private static boolean isOfSignature(JarEntry entry) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        return name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)") || name.matches("META-INF/SIG-[^/]*");
    }
}
