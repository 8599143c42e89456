package org.offhook.testkit.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The reference speech that is shipped: eight seconds a voice at {@link #RATE}, made with espeak-ng from sentences of our own
 * ({@code speech/README.md} says how).
 */
public final class ReferenceSpeech {
    /** A woman and a man in English, a woman in Spanish, a man in German. */
    public static final List<String> NAMES = List.of("voice1", "voice2", "voice3", "voice4");

    /** Samples a second. */
    public static final int RATE = 16_000;

    private static final int WAV_HEADER_BYTES = 44;

    private ReferenceSpeech() {}

    /** What so many of the voices say, one after the other. */
    public static short[] of(int voices) {
        short[] all = new short[0];
        for (String name : NAMES.subList(0, voices)) {
            short[] said = one(name);
            int before = all.length;
            all = Arrays.copyOf(all, before + said.length);
            System.arraycopy(said, 0, all, before, said.length);
        }
        return all;
    }

    /** What one of them says. */
    public static short[] one(String name) {
        try (InputStream file = ReferenceSpeech.class.getResourceAsStream("speech/" + name + ".wav")) {
            if (file == null) {
                throw new IllegalStateException("no speech of " + name);
            }
            byte[] bytes = file.readAllBytes();
            short[] said = new short[(bytes.length - WAV_HEADER_BYTES) / 2];
            ByteBuffer.wrap(bytes, WAV_HEADER_BYTES, 2 * said.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(said);
            return said;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
