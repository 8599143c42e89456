package org.offhook.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.Format;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.OpusWishes;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/** Both pipelines in virtual time with each codec, packet length and rate of the devices. */
class CodecStreamTest {

    private static final OpusWishes WITH_COPIES = new OpusWishes(48_000, 0, true, false, false);

    private final SendStream sender = new SendStream(new Random(5));
    private final List<String> digits = new ArrayList<>();
    private final ReceiveStream receiver = new ReceiveStream((digit, ticks) -> digits.add(digit + ":" + ticks));
    private final RtpPacket packet = new RtpPacket();
    private final List<Integer> timestamps = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    private StreamPlan sending = StreamPlan.NOTHING;
    private StreamPlan receiving = StreamPlan.NOTHING;
    private final Random losses = new Random(11);
    private final ToneGenerator narrowTone = new ToneGenerator(CallTone.steady(440, -20), 8_000);
    private final ToneGenerator wideTone = new ToneGenerator(CallTone.steady(440, -20), 16_000);
    private boolean voice;
    private double phase;
    private long spokenSamples;
    private double lossShare;
    private long nowNanos = 1_000_000_000L;
    private double sounded;
    private short last;
    private int largestStep;

    private static MediaPlan plan(int revision, Codec codec, int ptimeMillis, Format... further) {
        return new MediaPlan(
                revision,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        4000,
                        4001,
                        codec,
                        codec.payloadType(),
                        codec.payloadType(),
                        ptimeMillis,
                        OptionalInt.of(101),
                        OptionalInt.of(101),
                        List.of(further),
                        codec.clockRate(),
                        WITH_COPIES,
                        Optional.empty())),
                Direction.SENDRECV,
                false,
                LocalTone.NONE);
    }

    private void agree(MediaPlan plan) {
        sending = new StreamPlan(plan, sending, 0);
        receiving = new StreamPlan(plan, receiving, 0);
        receiver.prepare(receiving);
    }

    /** Something with pitch, harmonics and syllables: a steady tone is no speech to an encoder. */
    private void speak(short[] into, int rate) {
        for (int i = 0; i < into.length; i++) {
            double second = (double) spokenSamples++ / rate;
            phase += 2 * Math.PI * (120 + 40 * Math.sin(2 * second)) / rate;
            double voiced = Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.4 * Math.sin(5 * phase);
            into[i] = (short) (5_000 * voiced * Math.max(0, Math.sin(2 * Math.PI * 3 * second)));
        }
    }

    /** Speaks through the wire, a tone unless {@link #voice}; what is heard goes to the ear. */
    private ToneDetector talk(int millis, int frameMillis, int rate) {
        ToneGenerator tone = rate == 8_000 ? narrowTone : wideTone;
        ToneDetector ear = new ToneDetector(rate, 440);
        int samples = rate / 1000 * frameMillis;
        short[] frame = new short[samples];
        short[] heard = new short[samples];
        for (int at = 0; at < millis; at += frameMillis) {
            if (voice) {
                speak(frame, rate);
            } else {
                tone.generate(frame, 0, samples);
            }
            int length = sender.next(frame, 0, samples, rate, sending, nowNanos);
            if (length > 0) {
                packet.parse(sender.packet(), 0, length);
                timestamps.add(packet.timestamp());
                types.add(packet.payloadType());
                if (losses.nextDouble() >= lossShare) {
                    receiver.accept(sender.packet(), length, receiving, nowNanos + 1_000_000);
                }
            }
            receiver.pull(heard, 0, samples, rate, receiving, nowNanos + 5_000_000);
            ear.accept(heard, 0, samples);
            for (short sample : heard) {
                largestStep = Math.max(largestStep, Math.abs(sample - last));
                last = sample;
                sounded += Math.abs(sample);
            }
            nowNanos += frameMillis * 1_000_000L;
        }
        return ear;
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void eachCodecIsHeardAtEachRateOfTheDevicesAndNothingIsMadeUp(Codec codec) {
        for (int rate : new int[] {8_000, 16_000}) {
            agree(plan(1, codec, 20));
            assertThat(talk(2_000, 20, rate).heardMillis()).as("at " + rate).isGreaterThan(1_800);
        }
        assertThat(receiver.playout().concealedSamples()).isZero();
        assertThat(receiver.rejected()).isZero();
        assertThat(receiver.levelDbov()).isBetween(-23f, -17f);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU,10,10,80",
        "PCMU,20,20,160",
        "PCMU,30,10,240",
        "PCMU,40,20,320",
        "G722,10,10,80",
        "G722,30,10,240",
        "G722,40,20,320",
        "OPUS,10,10,480",
        "OPUS,20,20,960",
        "OPUS,40,20,1920",
        "OPUS,30,10,960"
    })
    void eachPacketLengthIsKept(Codec codec, int ptime, int frameMillis, int ticks) {
        agree(plan(1, codec, ptime));
        assertThat(talk(2_400, frameMillis, 16_000).heardMillis()).isGreaterThan(2_000);
        for (int i = 1; i < timestamps.size(); i++) {
            assertThat(timestamps.get(i) - timestamps.get(i - 1)).isEqualTo(ticks);
        }
        assertThat(receiver.playout().concealedSamples()).isZero();
    }

    @Test
    void aChangeOfCodecInTheCallIsHeardAsNothing() {
        agree(plan(1, Codec.PCMU, 20));
        talk(2_000, 20, 16_000);
        int steady = largestStep;
        List<Integer> steps = new ArrayList<>();
        largestStep = 0;
        List<Codec> order = List.of(Codec.OPUS, Codec.G722, Codec.PCMA, Codec.OPUS, Codec.PCMU);
        int revision = 1;
        for (Codec codec : order) {
            agree(plan(++revision, codec, 20));
            double before = sounded;
            assertThat(talk(2_000, 20, 16_000).heardMillis())
                    .as("with " + codec)
                    .isGreaterThan(1_750);
            assertThat(sounded - before).isGreaterThan(0);
            steps.add(largestStep);
            largestStep = 0;
        }
        // The tone itself moves by this much from sample to sample; a cut would jump from crest to trough.
        assertThat(steps).as("largest steps, steady " + steady).allMatch(step -> step < 2 * steady);
        assertThat(types).contains(0, 111, 9, 8);
    }

    @Test
    void whatIsStillOnItsWayInTheOldCodecIsHeard() {
        agree(plan(1, Codec.PCMU, 20));
        talk(1_000, 20, 8_000);
        StreamPlan old = sending;
        agree(plan(2, Codec.G722, 20));
        sending = old;
        long rejected = receiver.rejected();
        assertThat(talk(1_000, 20, 8_000).heardMillis()).isGreaterThan(900);
        assertThat(receiver.rejected()).isEqualTo(rejected);
    }

    @Test
    void aPeerMayUseWhateverElseItsAnswerNamed() {
        agree(plan(1, Codec.OPUS, 20, new Format(Codec.PCMU, 0)));
        sending = new StreamPlan(plan(1, Codec.PCMU, 20));
        assertThat(talk(2_000, 20, 16_000).heardMillis()).isGreaterThan(1_800);
        assertThat(receiver.rejected()).isZero();
    }

    @Test
    void lostPacketsOfOpusAreRestoredFromTheOnesAfterThem() {
        voice = true;
        agree(plan(1, Codec.OPUS, 20));
        sending.expectLoss(10);
        talk(2_000, 20, 16_000);
        lossShare = 0.05;
        talk(20_000, 20, 16_000);
        // Between the syllables there is nothing to protect, and the encoder protects nothing.
        assertThat(receiver.playout().restoredSamples())
                .isGreaterThan(receiver.playout().concealedSamples());
        System.out.printf(
                "MEASURED 5 %% loss, 20 s of Opus: %d ms restored, %d ms made up%n",
                receiver.playout().restoredSamples() / 8, receiver.playout().concealedSamples() / 8);
    }

    @Test
    void digitsBesideOpusCountInItsClock() {
        agree(plan(1, Codec.OPUS, 20));
        talk(200, 20, 16_000);
        sender.enter('7', sending);
        talk(400, 20, 16_000);
        assertThat(digits).as("100 ms, told in 8000ths of a second").containsExactly("7:800");
        int events = types.indexOf(101);
        assertThat(types.lastIndexOf(101) - events).isEqualTo(6);
        assertThat(timestamps.get(events + 6)).isEqualTo(timestamps.get(events));
    }
}
