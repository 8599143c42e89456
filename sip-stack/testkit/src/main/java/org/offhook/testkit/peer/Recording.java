package org.offhook.testkit.peer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.offhook.rtp.tone.ToneDetector;

/** What a peer recorded: WAV, 16 bit; of stereo the left side. */
public final class Recording {
    private final int sampleRateHertz;
    private final short[] samples;

    private Recording(int sampleRateHertz, short[] samples) {
        this.sampleRateHertz = sampleRateHertz;
        this.samples = samples;
    }

    /** Reads a complete file. */
    public static Recording read(Path wav) {
        File file = wav.toFile();
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(file)) {
            AudioFormat format = audio.getFormat();
            if (format.getSampleSizeInBits() != 16) {
                throw new AssertionError(wav + " is not 16 bit but " + format);
            }
            byte[] bytes = audio.readAllBytes();
            short[] samples = new short[bytes.length / 2];
            ByteBuffer.wrap(bytes)
                    .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            int channels = format.getChannels();
            short[] left = new short[samples.length / channels];
            for (int i = 0; i < left.length; i++) {
                left[i] = samples[i * channels];
            }
            return new Recording((int) format.getSampleRate(), left);
        } catch (UnsupportedAudioFileException e) {
            throw new AssertionError(wav + " is no complete WAV file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Length in milliseconds. */
    public int millis() {
        return (int) (samples.length * 1_000L / sampleRateHertz);
    }

    /** The longest stretch in milliseconds in which a tone of this frequency was heard without a gap. */
    public int longestToneMillis(double frequencyHertz) {
        ToneDetector detector = new ToneDetector(sampleRateHertz, frequencyHertz);
        detector.accept(samples, 0, samples.length);
        return detector.longestRunMillis();
    }
}
