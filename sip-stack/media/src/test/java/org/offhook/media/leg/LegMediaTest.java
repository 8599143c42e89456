package org.offhook.media.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.port.LegMediaPort;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegTone;
import org.offhook.core.thirdparty.Recording;
import org.offhook.media.Eventually;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.media.Plans;
import org.offhook.media.ToneEar;
import org.offhook.media.ToneSource;
import org.offhook.media.WavSound;
import org.offhook.media.record.RecordingShelf;
import org.offhook.media.record.WavWriter;
import org.offhook.rtp.pcm.WavHeader;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/** Legs over real sockets on loopback, with a talking and listening party at each. */
class LegMediaTest {
    private static final CallId FIRST = new CallId("L1");
    private static final CallId SECOND = new CallId("L2");
    private static final int ONE_HERTZ = 620;
    private static final int TWO_HERTZ = 1_100;

    @TempDir
    private Path folder;

    private final MediaEngine engine = MediaEngine.onLoopback("test");
    private final MediaEngine parties = MediaEngine.onLoopback("parties");
    private final SpyInbox inbox = new SpyInbox();
    private final List<MediaEndpoint> open = new ArrayList<>();
    private LegMedia media;

    private static final class SpyInbox implements LegMediaPort.LegMediaInbox {
        final Queue<Object> heard = new ConcurrentLinkedQueue<>();

        @Override
        public void pathLost(CallId leg) {}

        @Override
        public void legInput(CallId leg, LegInput input) {
            heard.add(input);
        }

        @Override
        public void secured(CallId leg, DtlsPeer peer) {}

        @Override
        public void announcementLoaded(CallId leg, Optional<ErrorCode> problem) {
            heard.add(problem);
        }

        @Override
        public void announcementPlayed(CallId leg) {
            heard.add("played " + leg);
        }
    }

    @BeforeEach
    void start() {
        media = new LegMedia(
                engine,
                () -> Optional.of("127.0.0.1"),
                new Announcements(folder.resolve("announcements")),
                RecordingShelf.ofWav(call -> folder.resolve(call.value() + ".wav")));
        media.attach(inbox);
    }

    @AfterEach
    void close() {
        open.forEach(MediaEndpoint::close);
        engine.close();
        parties.close();
    }

    private int reserve(CallId leg) {
        media.reserve(leg);
        Eventually.holds("sockets", () -> inbox.heard.stream().anyMatch(LegInput.MediaReserved.class::isInstance));
        LegInput.MediaReserved reserved = (LegInput.MediaReserved) inbox.heard.stream()
                .filter(LegInput.MediaReserved.class::isInstance)
                .findFirst()
                .orElseThrow();
        inbox.heard.clear();
        return reserved.media().rtpPort();
    }

    /** A party that says a tone to the leg and listens. */
    private MediaEndpoint party(CallId leg, int hertz, ToneEar ear) throws IOException {
        int port = reserve(leg);
        MediaEndpoint party = MediaEndpoint.open(
                parties, new ToneSource(CallTone.steady(hertz, -20)), ear, MediaEndpoint.DigitListener.NONE);
        open.add(party);
        party.apply(Plans.talk(1, port));
        media.apply(leg, Plans.talk(1, party.rtpPort()));
        return party;
    }

    @Test
    void ringbackIsHeardAndEndsWithSilence() throws IOException {
        ToneEar ear = new ToneEar(440);
        party(FIRST, ONE_HERTZ, ear);
        media.play(FIRST, LegTone.RINGBACK);
        Eventually.holds("ringback", () -> ear.levelDbov() > -35);
        media.play(FIRST, LegTone.SILENCE);
        Eventually.holds("silence", () -> ear.levelDbov() < -60);
    }

    /** A party that speaks G.722 and says a tone that no telephone band has. */
    private ToneDetector wideParty(CallId leg, int hertz, int heardHertz) throws IOException {
        ToneDetector ear = new ToneDetector(LegMedia.RATE_HERTZ, heardHertz);
        int port = reserve(leg);
        MediaEndpoint party = MediaEndpoint.open(
                parties,
                LegMedia.RATE_HERTZ,
                new ToneSource(CallTone.steady(hertz, -20), LegMedia.RATE_HERTZ),
                ear::accept,
                MediaEndpoint.DigitListener.NONE);
        open.add(party);
        party.apply(Plans.plan(1, port, Direction.SENDRECV, Codec.G722, 101, 101, false));
        media.apply(leg, Plans.plan(1, party.rtpPort(), Direction.SENDRECV, Codec.G722, 101, 101, false));
        return ear;
    }

    @Test
    void bridgedPartiesWhoBothSpeakWideHearEachOtherWide() throws Exception {
        ToneDetector one = wideParty(FIRST, 5_000, 6_000);
        ToneDetector two = wideParty(SECOND, 6_000, 5_000);
        media.bridge(FIRST, SECOND, Recording.NONE);
        Eventually.holds("6 kHz in one's ear", () -> one.longestRunMillis() >= 400);
        Eventually.holds("5 kHz in two's ear", () -> two.longestRunMillis() >= 400);
    }

    @Test
    void recordsAsWideAsOneOfThemSpeaks() throws Exception {
        ToneDetector one = wideParty(FIRST, 5_000, TWO_HERTZ);
        party(SECOND, TWO_HERTZ, new ToneEar(ONE_HERTZ));
        media.bridge(FIRST, SECOND, Recording.BY_RULE);
        Eventually.holds("two in one's ear", () -> one.longestRunMillis() >= 600);
        media.release(FIRST);
        media.release(SECOND);
        Path file = folder.resolve("L1.wav");
        Eventually.holds(
                "5 kHz on the left, the narrow one's tone on the right",
                () -> heardMillis(file, 0, 5_000) >= 400 && heardMillis(file, 1, TWO_HERTZ) >= 400);
    }

    @Test
    void bridgedPartiesHearEachOtherAndBothAreRecorded() throws Exception {
        ToneEar one = new ToneEar(ONE_HERTZ, TWO_HERTZ);
        ToneEar two = new ToneEar(ONE_HERTZ, TWO_HERTZ);
        party(FIRST, ONE_HERTZ, one);
        party(SECOND, TWO_HERTZ, two);
        media.bridge(FIRST, SECOND, Recording.BY_RULE);
        Eventually.holds("two in one's ear", () -> one.longestRunMillis(1) >= 600);
        Eventually.holds("one in two's ear", () -> two.longestRunMillis(0) >= 600);
        assertThat(one.heardMillis(0)).as("its own voice").isZero();
        assertThat(two.heardMillis(1)).as("its own voice").isZero();
        media.release(FIRST);
        media.release(SECOND);
        assertThat(media.seated()).isZero();
        Path file = folder.resolve("L1.wav");
        Eventually.holds(
                "leg one left, leg two right",
                () -> heardMillis(file, 0, ONE_HERTZ) >= 500 && heardMillis(file, 1, TWO_HERTZ) >= 500);
        assertThat(heardMillis(file, 0, TWO_HERTZ)).isZero();
        assertThat(heardMillis(file, 1, ONE_HERTZ)).isZero();
    }

    @Test
    void whatOnePartyPlaysBeforeItsAnswerIsHeardByTheOtherOnly() throws IOException {
        ToneEar one = new ToneEar(ONE_HERTZ, TWO_HERTZ);
        ToneEar two = new ToneEar(ONE_HERTZ, TWO_HERTZ);
        party(FIRST, ONE_HERTZ, one);
        party(SECOND, TWO_HERTZ, two);
        media.play(FIRST, LegTone.RINGBACK);
        media.relay(SECOND, FIRST);
        Eventually.holds("two in one's ear", () -> one.longestRunMillis(1) >= 600);
        assertThat(two.heardMillis(0)).as("nobody has answered yet").isZero();
        media.play(FIRST, LegTone.SILENCE);
        Eventually.holds("silence", () -> one.levelDbov() < -60);
        media.bridge(FIRST, SECOND, Recording.NONE);
        Eventually.holds("one in two's ear", () -> two.longestRunMillis(0) >= 600);
        media.release(FIRST);
        media.release(SECOND);
        assertThat(folder.resolve("L1.wav")).as("nobody asked for a recording").doesNotExist();
    }

    /** How long a tone is heard in one channel of a stereo recording. */
    private static int heardMillis(Path file, int channel, int hertz) {
        try {
            byte[] all = Files.readAllBytes(file);
            WavHeader header = WavHeader.read(all).orElseThrow();
            assertThat(header.channels()).isEqualTo(2);
            int frames = (int) Math.min(header.dataBytes(), all.length - header.dataOffset()) / 4;
            short[] samples = new short[frames];
            for (int i = 0; i < frames; i++) {
                int at = (int) header.dataOffset() + 4 * i + 2 * channel;
                samples[i] = (short) ((all[at] & 0xff) | (all[at + 1] << 8));
            }
            ToneDetector detector = new ToneDetector(header.sampleRateHertz(), hertz);
            detector.accept(samples, 0, samples.length);
            return detector.longestRunMillis();
        } catch (IOException notYet) {
            return -1;
        }
    }

    private void write(String name, int rate, int channels) throws IOException {
        try (WavWriter wav = new WavWriter(folder.resolve("announcements").resolve(name), channels, rate)) {
            ToneGenerator generator = new ToneGenerator(CallTone.steady(TWO_HERTZ, -20), rate);
            short[] samples = new short[rate];
            generator.generate(samples, 0, rate);
            short[] all = new short[rate * channels];
            for (int i = 0; i < all.length; i++) {
                all[i] = samples[i / channels];
            }
            wav.write(all, 0, all.length);
        }
    }

    @Test
    void playsAnAnnouncementOnceToItsEndWhateverItsRate() throws IOException {
        for (int rate : new int[] {8_000, 16_000, 44_100, 48_000}) {
            write("welcome.wav", rate, rate == 44_100 ? 2 : 1);
            ToneEar ear = new ToneEar(TWO_HERTZ);
            MediaEndpoint party = party(FIRST, ONE_HERTZ, ear);
            media.load(FIRST, "welcome");
            Eventually.holds("loaded", () -> inbox.heard.contains(Optional.empty()));
            media.announce(FIRST);
            Eventually.holds("heard at " + rate, () -> ear.longestRunMillis(0) >= 700);
            Eventually.holds("told at " + rate, () -> inbox.heard.contains("played L1"));
            media.release(FIRST);
            party.close();
            open.remove(party);
            inbox.heard.clear();
        }
    }

    @Test
    void saysWhenThereIsNoSuchAnnouncement() {
        media.load(FIRST, "nonesuch");
        Eventually.holds("told", () -> inbox.heard.contains(Optional.of(ErrorCode.ANNOUNCEMENT_MISSING)));
    }

    @Test
    void readsNothingOutsideOfItsFolder() throws IOException {
        write("inside.wav", 8_000, 1);
        Announcements announcements = new Announcements(folder.resolve("announcements"));
        assertThat(announcements.read("inside", LegMedia.RATE_HERTZ)).isPresent();
        Files.copy(folder.resolve("announcements/inside.wav"), folder.resolve("outside.wav"));
        Files.createSymbolicLink(folder.resolve("announcements/link.wav"), folder.resolve("outside.wav"));
        for (String name :
                new String[] {"../outside", "link", "..", ".", "", "a/b", "inside.wav", "x".repeat(65), "a\0b"}) {
            assertThat(announcements.read(name, LegMedia.RATE_HERTZ)).as(name).isEmpty();
        }
        Files.writeString(folder.resolve("announcements/text.wav"), "no sound");
        assertThat(announcements.read("text", LegMedia.RATE_HERTZ)).isEmpty();
        assertThat(new Announcements(folder.resolve("absent")).read("inside", LegMedia.RATE_HERTZ))
                .isEmpty();
        assertThat(WavSound.read(folder.resolve("outside.wav"), 8_000)).hasSize(8_000);
    }

    @Test
    void tellsTheKeyThatAPartyPresses() throws IOException {
        MediaEndpoint party = party(FIRST, ONE_HERTZ, new ToneEar(440));
        party.sendDigits("1");
        Eventually.holds("the key", () -> inbox.heard.contains(new LegInput.DigitReceived('1')));
    }

    @Test
    void givesSocketsBackThatComeTooLate() {
        media.reserve(FIRST);
        media.release(FIRST);
        assertThat(media.seated()).isZero();
        media.apply(FIRST, Plans.talk(1, 9));
        media.play(FIRST, LegTone.RINGBACK);
        assertThat(media.statistics(FIRST).packetsSent()).isZero();
    }
}
