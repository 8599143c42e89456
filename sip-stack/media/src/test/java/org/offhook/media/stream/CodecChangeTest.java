package org.offhook.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.OpusWishes;
import org.offhook.testkit.base.ReferenceSpeech;

/**
 * A re-INVITE changes the codec in the middle of speech. A click is a bend of the wave that speech itself never makes, so what is measured is the
 * largest second difference: at the seams, and in the same speech without any change.
 */
class CodecChangeTest {
    private static final int RATE = ReferenceSpeech.RATE;
    private static final int FRAME_MILLIS = 20;
    private static final int FRAME = RATE / 1_000 * FRAME_MILLIS;
    /** From the change on, until what was on its way in the old codec and in the buffer is heard. */
    private static final int SEAM = RATE / 5;

    private static final int CHANGE_EVERY = RATE;

    private final SendStream sender = new SendStream(new Random(20));
    private final ReceiveStream receiver = new ReceiveStream((digit, ticks) -> {});
    private StreamPlan sending = StreamPlan.NOTHING;
    private StreamPlan receiving = StreamPlan.NOTHING;

    private static MediaPlan plan(int revision, Codec codec) {
        return new MediaPlan(
                revision,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        4_000,
                        4_001,
                        codec,
                        codec.payloadType(),
                        codec.payloadType(),
                        FRAME_MILLIS,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        List.of(),
                        codec.clockRate(),
                        new OpusWishes(48_000, 0, true, false, false),
                        Optional.empty())),
                Direction.SENDRECV,
                false,
                LocalTone.NONE);
    }

    /** Speaks for as long as the speech lasts, changing from one codec to the other each second. */
    private short[] heard(short[] said, Codec one, Codec other) {
        short[] heard = new short[said.length / FRAME * FRAME];
        long now = 1_000_000_000L;
        for (int at = 0; at < heard.length; at += FRAME) {
            if (at % CHANGE_EVERY == 0) {
                Codec codec = at / CHANGE_EVERY % 2 == 0 ? one : other;
                sending = new StreamPlan(plan(at, codec), sending, 0);
                receiving = new StreamPlan(plan(at, codec), receiving, 0);
                receiver.prepare(receiving);
            }
            int length = sender.next(said, at, FRAME, RATE, sending, now);
            receiver.accept(sender.packet(), length, receiving, now + 3_000_000);
            receiver.pull(heard, at, FRAME, RATE, receiving, now + 8_000_000);
            now += FRAME_MILLIS * 1_000_000L;
        }
        return heard;
    }

    private static int largestBend(short[] heard, int from, int until) {
        int most = 0;
        for (int i = Math.max(from, 2); i < Math.min(until, heard.length); i++) {
            most = Math.max(most, Math.abs(heard[i] - 2 * heard[i - 1] + heard[i - 2]));
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"PCMU,G722", "G722,OPUS", "OPUS,PCMU"})
    void noSeamBendsTheWaveMoreThanSpeechDoes(Codec one, Codec other) {
        short[] said = ReferenceSpeech.of(2);
        int own = largestBend(said, 0, said.length);
        short[] heard = heard(said, one, other);
        int seams = 0;
        int[] bends = new int[heard.length / CHANGE_EVERY];
        for (int at = CHANGE_EVERY; at < heard.length; at += CHANGE_EVERY) {
            bends[seams++] = largestBend(heard, at, at + SEAM);
        }
        System.out.printf(
                Locale.ROOT,
                "MEASURED %s and %s: largest bend at %d seams %d, of the speech itself %d%n",
                one,
                other,
                seams,
                Arrays.stream(bends).max().orElse(0),
                own);
        assertThat(seams).isGreaterThan(10);
        assertThat(Arrays.stream(bends).max().orElseThrow()).isLessThanOrEqualTo(own);
        assertThat(receiver.playout().concealedSamples())
                .as("nothing is made up at a change")
                .isLessThan(SEAM);
    }
}
