package org.offhook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.offhook.core.media.Codec;
import org.offhook.testkit.base.ReferenceSpeech;

/** Real phones that call the reference end through the same emulated networks, each heard at the sound server's null sink. */
final class ComparedPhones {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration START = Duration.ofSeconds(6);
    private static final Duration AFTERWARDS = Duration.ofMillis(800);
    /** Bands up to 3.7 kHz. */
    private static final int TELEPHONE_BANDS = 16;

    private static final int ALL_BANDS = 20;

    /** With more of it missing the call was not heard at all. */
    private static final double MOST_MISSING = 0.9;

    private final Workbench bench;
    private final Path calls;
    private final Figures figures;
    private final Optional<Path> kept;
    private final PesqElsewhere marks = new PesqElsewhere();
    private int folders;
    /** Of G.711 on a clean line; NaN before it was measured. */
    private double cleanDecibels = Double.NaN;

    /** @param kept folder for what was heard */
    ComparedPhones(Workbench bench, Path calls, Figures figures, Optional<Path> kept) {
        this.bench = bench;
        this.calls = calls;
        this.figures = figures;
        this.kept = kept;
    }

    static void sayHead() {
        Console.say(String.format(
                Locale.ROOT,
                "%-10s%-16s%-6s%14s%10s%10s%10s%10s%10s%6s%8s",
                "phone",
                "network",
                "codec",
                "mouth-ear ms",
                "seg.SNR",
                "dist. dB",
                "spoilt %",
                "missing %",
                "perceived",
                "PESQ",
                "score"));
    }

    /** Calls by one phone; one that fails is said, and the others go on. */
    void measure(Phone phone, List<SpeechCall> wanted) {
        cleanDecibels = Double.NaN;
        try (SpeakerTape tape = new SpeakerTape(bench)) {
            tape.awaitRunning();
            Path folder = Files.createDirectories(bench.folder().resolve(phone.name() + "-" + folders++));
            try (Phone.Running running = phone.start(bench, folder)) {
                // The reference end takes any registration, so that nothing tells when the phone is at rest.
                Waiting.pass(START);
                for (SpeechCall call : wanted) {
                    attempt(phone, running, call, tape);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MeasurementFailed failed) {
            Console.say(phone.name() + " was not measured: " + failed.getMessage());
        }
    }

    /** Says what there is to say of all calls together. */
    void sayEnd() {
        marks.say();
    }

    private void attempt(Phone phone, Phone.Running running, SpeechCall call, SpeakerTape tape) throws IOException {
        try {
            note(phone, call, heard(running, call, tape));
        } catch (MeasurementFailed failed) {
            Console.say(phone.name() + ", " + call.network().name() + ": " + failed.getMessage());
        }
    }

    /** What the phone let hear from the instant on at which the first sample of the speech was said. */
    private short[] heard(Phone.Running running, SpeechCall call, SpeakerTape tape) throws IOException {
        Path spoken = ReferenceEnd.spoken(calls, call.number());
        Path ended = ReferenceEnd.ended(calls, call.number());
        Files.deleteIfExists(spoken);
        Files.deleteIfExists(ended);
        tape.rewind();
        running.dial(call.number());
        Waiting.until("the speech", PATIENCE, POLL, () -> Files.exists(spoken));
        // The first packet leaves when its last sample was said.
        long began = Long.parseLong(Files.readString(spoken)) - SpeechStream.FRAME_MILLIS * 1_000_000L;
        int length = call.said().length;
        Waiting.pass(Duration.ofNanos(began - WireTimes.now() + length * 1_000_000_000L / ReferenceSpeech.RATE)
                .plus(AFTERWARDS));
        short[] heard = tape.from(began, length + ReferenceSpeech.RATE / 2);
        running.hangUp();
        Waiting.until("the end of the call", PATIENCE, POLL, () -> Files.exists(ended));
        Waiting.pass(Duration.ofMillis(500));
        return heard;
    }

    private void note(Phone phone, SpeechCall call, short[] heard) {
        boolean wide = call.codec().sampleRate() == ReferenceSpeech.RATE;
        SpectralDistance.Result result =
                SpectralDistance.compare(call.said(), heard, wide ? ALL_BANDS : TELEPHONE_BANDS);
        if (result.missingShare() > MOST_MISSING) {
            throw new MeasurementFailed("the speech was not heard");
        }
        double perceived =
                PerceivedSpeech.compare(call.said(), heard, call.voices()).score();
        OptionalDouble elsewhere = PesqElsewhere.mark(phone.name(), call);
        marks.compare(phone.name(), call, perceived);
        HeardFiles.keep(kept, phone.name(), call.network(), call.codec(), heard);
        double delay = result.delaySamples() * 1_000.0 / ReferenceSpeech.RATE;
        if (call.codec() == Codec.PCMU && call.network().equals(EmulatedNetwork.CLEAN)) {
            cleanDecibels = result.decibels();
        }
        double score = call.codec() == Codec.PCMU ? SpeechScore.of(result.decibels(), cleanDecibels) : Double.NaN;
        Console.say(String.format(
                Locale.ROOT,
                "%-10s%-16s%-6s%14.0f%10.1f%10.2f%10.1f%10.1f%10.2f%6s%8.2f",
                phone.name(),
                call.network().name(),
                call.codec(),
                delay,
                result.segmentalSnr(),
                result.decibels(),
                100 * result.spoiltShare(),
                100 * result.missingShare(),
                perceived,
                elsewhere.isPresent() ? String.format(Locale.ROOT, "%.2f", elsewhere.getAsDouble()) : "",
                score));
        String key = call.key();
        figures.put(phone.name(), key + "mouth_to_ear_ms", delay);
        figures.put(phone.name(), key + "perceived_score", perceived);
        figures.put(phone.name(), key + "segmental_snr_db", result.segmentalSnr());
        figures.put(phone.name(), key + "distance_db", result.decibels());
        figures.put(phone.name(), key + "spoilt_percent", 100 * result.spoiltShare());
        figures.put(phone.name(), key + "missing_percent", 100 * result.missingShare());
        if (!Double.isNaN(score)) {
            figures.put(phone.name(), key + "score", score);
        }
    }
}
