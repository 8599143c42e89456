import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packs PNGs into Windows' .ico and macOS' .icns, both of which may hold PNGs as they are.
 * Arguments: a folder with SIZE.png files, the .ico to write, the .icns to write.
 */
final class PackIcons {
    private static final List<Integer> ICO_SIZES = List.of(16, 32, 48, 256);
    /** Apple's four-letter types of PNG entries by edge length. */
    private static final Map<Integer, String> ICNS_TYPES =
            new TreeMap<>(Map.of(32, "ic11", 64, "ic12", 128, "ic07", 256, "ic08", 512, "ic09"));

    private PackIcons() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.write(Path.of(arguments[1]), ico(folder));
        Files.write(Path.of(arguments[2]), icns(folder));
    }

    private static byte[] png(Path folder, int size) throws IOException {
        return Files.readAllBytes(folder.resolve(size + ".png"));
    }

    private static byte[] ico(Path folder) throws IOException {
        int header = 6 + 16 * ICO_SIZES.size();
        ByteBuffer directory = ByteBuffer.allocate(header).order(ByteOrder.LITTLE_ENDIAN);
        directory.putShort((short) 0).putShort((short) 1).putShort((short) ICO_SIZES.size());
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        for (int size : ICO_SIZES) {
            byte[] png = png(folder, size);
            // An edge of 256 is written as 0.
            directory.put((byte) size).put((byte) size).put((byte) 0).put((byte) 0);
            directory.putShort((short) 1).putShort((short) 32).putInt(png.length).putInt(header + images.size());
            images.write(png);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(directory.array());
        images.writeTo(file);
        return file.toByteArray();
    }

    private static byte[] icns(Path folder) throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        DataOutputStream writer = new DataOutputStream(entries);
        for (Map.Entry<Integer, String> type : ICNS_TYPES.entrySet()) {
            byte[] png = png(folder, type.getKey());
            writer.writeBytes(type.getValue());
            writer.writeInt(png.length + 8);
            writer.write(png);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(file);
        head.writeBytes("icns");
        head.writeInt(entries.size() + 8);
        entries.writeTo(file);
        return file.toByteArray();
    }
}
