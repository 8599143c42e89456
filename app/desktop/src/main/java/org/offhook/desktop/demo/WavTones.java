package org.offhook.desktop.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.offhook.media.record.WavWriter;
import org.offhook.rtp.pcm.WavHeader;
import org.offhook.rtp.tone.ToneDetector;

/** Tones in WAV files: writes one for the agent to say, and finds out what was heard. */
public final class WavTones {
    private static final int RATE = 8_000;
    private static final int LONGEST_HEADER = 4_096;

    private WavTones() {}

    /** Writes a steady sine at about -12 dBov, 8 kHz mono. */
    public static void write(Path file, int hertz, int seconds) throws IOException {
        short[] samples = new short[RATE * seconds];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        try (WavWriter wav = new WavWriter(file, 1, RATE)) {
            wav.write(samples, 0, samples.length);
        }
    }

    /**
     * For how long a tone is heard in one channel of a file, in milliseconds.
     *
     * @param channel 0 for the first
     * @throws IOException when it is no WAV of 16-bit samples, or has no such channel
     */
    public static int heardMillis(Path file, int channel, int hertz) throws IOException {
        byte[] all = Files.readAllBytes(file);
        WavHeader header = WavHeader.read(Arrays.copyOf(all, Math.min(all.length, LONGEST_HEADER)))
                .orElseThrow(() -> new IOException("no WAV file: " + file.getFileName()));
        if (channel >= header.channels()) {
            throw new IOException("no channel " + channel + " in " + file.getFileName());
        }
        int offset = (int) header.dataOffset();
        ByteBuffer bytes =
                ByteBuffer.wrap(all, offset, all.length - offset).slice().order(ByteOrder.LITTLE_ENDIAN);
        int frames = bytes.remaining() / (2 * header.channels());
        short[] samples = new short[frames];
        for (int frame = 0; frame < frames; frame++) {
            samples[frame] = bytes.getShort(2 * (frame * header.channels() + channel));
        }
        ToneDetector detector = new ToneDetector(header.sampleRateHertz(), hertz);
        detector.accept(samples, 0, samples.length);
        return detector.heardMillis();
    }
}
