package org.offhook.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan;
import org.offhook.media.Plans;
import org.offhook.rtp.codec.ComfortNoise;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/** Silence left out by comfort noise, and what the ear at the other end hears; in virtual time. */
class SpokenPausesTest {
    private static final int FRAME = 160;
    /** Four of five seconds are a pause. */
    private static final int WORD_FRAMES = 50;

    private final Random random = new Random(17);
    private final SendStream sender = new SendStream(new Random(3));
    private final ReceiveStream receiver = new ReceiveStream((digit, ticks) -> {});
    private final RtpPacket packet = new RtpPacket();
    private final ToneGenerator tone = new ToneGenerator(CallTone.steady(440, -20), 8000);
    private ToneDetector ear = new ToneDetector(8000, 440);
    private final short[] frame = new short[FRAME];
    private final short[] heard = new short[FRAME];
    private final List<String> wire = new ArrayList<>();
    private final List<Integer> told = new ArrayList<>();
    private final List<Float> levels = new ArrayList<>();
    private long nowNanos = 1_000_000_000L;

    private static MediaPlan plan(Codec codec, boolean noise) {
        MediaPlan plain = Plans.plan(1, 4000, Direction.SENDRECV, codec, 101, 101, false);
        return new MediaPlan(
                1,
                plain.stream().map(stream -> stream.withNoise(noise ? OptionalInt.of(13) : OptionalInt.empty())),
                plain.direction(),
                plain.muted(),
                plain.tone());
    }

    /** The room is always there, at so many dBov; speech beside it in the first frames. */
    private void say(int frames, int speechFrames, double roomDbov, StreamPlan plan) {
        double peak = 32_768 * Math.pow(10, roomDbov / 20) * Math.sqrt(3);
        for (int i = 0; i < frames; i++) {
            java.util.Arrays.fill(frame, (short) 0);
            if (i < speechFrames) {
                tone.generate(frame, 0, FRAME);
            }
            for (int s = 0; s < FRAME; s++) {
                frame[s] += (short) Math.round((2 * random.nextDouble() - 1) * peak);
            }
            int length = sender.next(frame, 0, plan, nowNanos);
            if (length > 0) {
                packet.parse(sender.packet(), 0, length);
                wire.add((packet.marker() ? "M" : "-") + packet.payloadType());
                if (packet.payloadType() == ComfortNoise.PAYLOAD_TYPE) {
                    assertThat(packet.payloadLength()).isEqualTo(1);
                    told.add((int) sender.packet()[packet.payloadOffset()]);
                }
                assertThat(receiver.accept(sender.packet(), length, plan, nowNanos + 1_000_000))
                        .isTrue();
            }
            receiver.pull(heard, 0, FRAME, plan, nowNanos + 5_000_000);
            ear.accept(heard, 0, FRAME);
            levels.add(Level.dbov(heard, 0, FRAME));
            nowNanos += 20_000_000;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"PCMU", "PCMA", "G722"})
    void theEarHearsWordsWholeAndTheRoomBetweenThemAndFewPacketsGo(Codec codec) {
        StreamPlan plan = new StreamPlan(plan(codec, true));
        say(100, 0, -55, plan); // the room becomes known
        wire.clear();
        told.clear();
        for (int word = 0; word < 4; word++) {
            ear = new ToneDetector(8000, 440);
            levels.clear();
            say(250, WORD_FRAMES, -55, plan);
            assertThat(ear.longestRunMillis()).as("a word of a second").isGreaterThan(900);
            assertThat(levels.subList(100, 240))
                    .as("the room's level, not dead silence; half of wide noise is above what this ear hears")
                    .allMatch(level -> level > (codec == Codec.G722 ? -63 : -60) && level < -50);
        }
        String speech = Integer.toString(codec.payloadType());
        assertThat(wire.stream().filter(one -> one.endsWith(speech)).count())
                .as("four seconds of speech and its tails, of twenty")
                .isBetween(200L, 270L);
        assertThat(wire.stream().filter(("M" + speech)::equals).count())
                .as("each word is a talk spurt")
                .isEqualTo(4);
        assertThat(wire.stream().filter("-13"::equals).count()).isBetween(12L, 40L);
        assertThat(wire).doesNotContain("M13");
        assertThat(told).allMatch(level -> level >= 52 && level <= 58);
        assertThat(receiver.jitter().concealedSamples())
                .as("no pause is a loss")
                .isZero();
        assertThat(receiver.reception().totalLost()).isZero();
    }

    @Test
    void aNoisierRoomIsToldWithinSeconds() {
        StreamPlan plan = new StreamPlan(plan(Codec.PCMU, true));
        say(150, 0, -65, plan);
        assertThat(told.getLast()).isBetween(62, 68);
        say(500, 0, -50, plan);
        assertThat(told.getLast()).isBetween(47, 53);
        assertThat(levels.getLast()).isBetween(-54f, -46f);
    }

    @Test
    void withoutTheAgreementEveryFrameGoesOut() {
        say(200, 0, -60, new StreamPlan(plan(Codec.PCMU, false)));
        assertThat(wire).hasSize(200).allMatch(one -> one.endsWith("0"));
    }

    @Test
    void aMutedAgentIsSilenceAndATonesNeverAPause() {
        MediaPlan agreed = plan(Codec.PCMU, true);
        say(100, 0, -60, new StreamPlan(Plans.muted(agreed, true)));
        assertThat(told).isNotEmpty().allMatch(level -> level == 127);
        wire.clear();
        say(1_500, 1_500, -60, new StreamPlan(agreed));
        assertThat(wire).as("half a minute of one tone").hasSize(1_500).allMatch(one -> one.endsWith("0"));
    }

    @Test
    void packetsOfSeveralFramesAreFilledBeforeAPause() {
        MediaPlan thirty = plan(Codec.PCMU, true);
        StreamPlan plan = new StreamPlan(thirty);
        say(100, 30, -60, plan);
        assertThat(sender.enter('5', plan)).isTrue();
        wire.clear();
        say(60, 0, -60, plan);
        assertThat(wire)
                .as("a digit in a pause is told as an event, then speech until it has paused again")
                .contains("M101", "-13");
    }
}
