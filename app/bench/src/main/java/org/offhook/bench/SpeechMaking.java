package org.offhook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.offhook.media.WavSound;
import org.offhook.media.record.WavWriter;
import org.offhook.testkit.base.ReferenceSpeech;

/** {@code ./bench speech}: makes the reference speech anew with espeak-ng, from sentences of our own. */
final class SpeechMaking {
    private static final int SAMPLES = 8 * ReferenceSpeech.RATE;
    private static final int BEFORE = ReferenceSpeech.RATE / 4;
    private static final double PEAK = 16_000;

    /**
     * What one voice says.
     *
     * @param voice espeak-ng's name, language and variant
     * @param wordsPerMinute so that it fills its seconds
     */
    private record Part(String voice, int wordsPerMinute, String text) {}

    private static final List<Part> PARTS = List.of(
            new Part(
                    "en-us+f3",
                    165,
                    "Good morning, you are speaking with the service desk. Before we begin, may I have the six digits of your order? Thank you."),
            new Part(
                    "en-gb+m3",
                    182,
                    "The parcel left our house on Tuesday, and it should reach you by Friday noon. If it does not, call us back and we will send another."),
            new Part(
                    "es+f2",
                    185,
                    "Buenos días, le llamo por la cita del jueves. El taller abre a las ocho y cuarto, y puede dejar el coche en la puerta de atrás."),
            new Part(
                    "de+m1",
                    178,
                    "Guten Tag, Ihr Vertrag läuft noch bis Ende März. Möchten Sie ihn verlängern, oder soll ich Ihnen zuerst die neuen Preise schicken?"));

    private SpeechMaking() {}

    static void run() throws IOException, InterruptedException {
        Path folder = Path.of("sip-stack/testkit-base/src/main/resources/org/offhook/testkit/base/speech");
        for (int i = 0; i < PARTS.size(); i++) {
            Part part = PARTS.get(i);
            Path raw = Files.createTempFile("speech", ".wav");
            int code = new ProcessBuilder(
                            "espeak-ng",
                            "-v",
                            part.voice,
                            "-s",
                            Integer.toString(part.wordsPerMinute),
                            "-w",
                            raw.toString(),
                            part.text)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("espeak-ng ended with " + code);
            }
            short[] said = WavSound.read(raw, ReferenceSpeech.RATE);
            Files.delete(raw);
            write(folder.resolve(ReferenceSpeech.NAMES.get(i) + ".wav"), said);
            Console.say(part.voice + ": " + said.length * 1_000L / ReferenceSpeech.RATE + " ms");
        }
    }

    /** Silence, then as much of it as there is room for, at one peak. */
    private static void write(Path file, short[] said) throws IOException {
        int most = 1;
        for (short sample : said) {
            most = Math.max(most, Math.abs(sample));
        }
        short[] whole = new short[SAMPLES];
        for (int i = 0; i < Math.min(said.length, SAMPLES - 2 * BEFORE); i++) {
            whole[BEFORE + i] = (short) Math.round(said[i] * PEAK / most);
        }
        Files.deleteIfExists(file);
        try (WavWriter wav = new WavWriter(file, 1, ReferenceSpeech.RATE)) {
            wav.write(whole, 0, whole.length);
        }
    }
}
