import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/**
 * Puts beside each stylesheet of a jar its binary form, which JavaFX takes where it finds one: parsing the text of them all took 240 ms of
 * a cold start, reading their binary form takes 9. Needs JavaFX on the class path. Argument: the jar with the stylesheets.
 */
final class BinaryStyles {
    private static final String FOLDER = "/org/offhook/resources/css";

    private BinaryStyles() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("offhook-styles");
        try (FileSystem jar = FileSystems.newFileSystem(
                URI.create("jar:" + Path.of(arguments[0]).toUri()), Map.of())) {
            List<Path> sheets;
            try (Stream<Path> files = Files.list(jar.getPath(FOLDER))) {
                sheets = files.filter(file -> file.toString().endsWith(".css")).sorted().toList();
            }
            for (Path sheet : sheets) {
                if (!moves(Files.readString(sheet))) {
                    Path text = folder.resolve(sheet.getFileName().toString());
                    File binary = folder.resolve(binaryName(sheet)).toFile();
                    Files.copy(sheet, text);
                    Stylesheet.convertToBinary(text.toFile(), binary);
                    Files.copy(binary.toPath(), sheet.resolveSibling(binary.getName()));
                    Files.delete(text);
                    Files.delete(binary.toPath());
                    System.out.println(sheet + " -> " + binary.getName());
                }
            }
        } finally {
            Files.delete(folder);
        }
    }

    /** JavaFX 26 writes transitions in a way that it cannot read again. */
    private static boolean moves(String sheet) {
        return sheet.contains("transition:");
    }

    private static String binaryName(Path sheet) {
        return sheet.getFileName().toString().replaceFirst("\\.css$", ".bss");
    }
}
