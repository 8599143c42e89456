package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.rtp.codec.G722;
import org.offhook.testkit.base.ReferenceSpeech;
import org.offhook.testkit.peer.AsteriskPeer;

/**
 * Our G.722 against an independent one. ITU-T's test sequences may not be shipped, so Asterisk's translator, another hand's work, encodes and
 * decodes the same reference speech: what it makes is compared with what we make, bit by bit and sample by sample.
 */
@Tag("interop")
class G722InteropTest {

    @TempDir
    Path folder;

    private static byte[] bytes(short[] pcm) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asShortBuffer().put(pcm);
        return buffer.array();
    }

    private static short[] samples(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        short[] pcm = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return pcm;
    }

    private Path converted(AsteriskPeer asterisk, Path from, String to) {
        Path file = folder.resolve(to);
        String said = asterisk.console("file convert " + from + " " + file);
        assertThat(file).as(said).exists();
        return file;
    }

    @Test
    void asteriskEncodesAndDecodesTheSameBitsAndSamples() throws IOException {
        short[] said = ReferenceSpeech.of(4);
        byte[] ours = new byte[said.length / 2];
        new G722.Encoder().encode(said, 0, said.length, ours, 0);
        short[] oursHeard = new short[said.length];
        new G722.Decoder().decode(ours, 0, ours.length, oursHeard, 0);
        Path speech = Files.write(folder.resolve("speech.sln16"), bytes(said));
        Path coded = Files.write(folder.resolve("ours.g722"), ours);
        try (AsteriskPeer asterisk = AsteriskPeer.start()) {
            byte[] its = Files.readAllBytes(converted(asterisk, speech, "its.g722"));
            short[] itsHeard = samples(converted(asterisk, coded, "its.sln16"));
            int same = 0;
            int bytes = Math.min(its.length, ours.length);
            for (int i = 0; i < bytes; i++) {
                same += its[i] == ours[i] ? 1 : 0;
            }
            int decoded = Math.min(itsHeard.length, oursHeard.length);
            System.out.printf(
                    Locale.ROOT,
                    "MEASURED G.722: %d of %d bytes as Asterisk encodes them, %d of %d samples as it decodes them%n",
                    same,
                    bytes,
                    same(itsHeard, oursHeard, decoded),
                    decoded);
            assertThat(bytes).isGreaterThan(ours.length - 320);
            assertThat(Arrays.copyOf(its, bytes)).isEqualTo(Arrays.copyOf(ours, bytes));
            assertThat(decoded).isGreaterThan(oursHeard.length - 640);
            assertThat(Arrays.copyOf(itsHeard, decoded)).isEqualTo(Arrays.copyOf(oursHeard, decoded));
        }
    }

    private static int same(short[] one, short[] other, int count) {
        int same = 0;
        for (int i = 0; i < count; i++) {
            same += one[i] == other[i] ? 1 : 0;
        }
        return same;
    }
}
