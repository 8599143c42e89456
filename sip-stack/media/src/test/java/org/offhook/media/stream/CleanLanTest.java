package org.offhook.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.media.Plans;
import org.offhook.testkit.base.ReferenceSpeech;

/**
 * The goals for a clean LAN, with the buffers as the product has them: packets are at most a millisecond late, and a sound server asks for two
 * portions of 10 ms at once, every few seconds some milliseconds sooner or later.
 */
class CleanLanTest {
    private static final int RATE = ReferenceSpeech.RATE;
    private static final int FRAME = RATE / 50;
    private static final int PORTION = RATE / 100;
    private static final int FRAMES = 3_000;
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int SETTLED_FRAMES = 250;

    private final Random random = new Random(1);
    private final SendStream sender = new SendStream(new Random(3));
    private final ReceiveStream receiver = new ReceiveStream((digit, ticks) -> {});

    @ParameterizedTest
    @EnumSource(Codec.class)
    void aMinuteIsHeardWholeWithLittleDelayThatDoesNotMove(Codec codec) {
        short[] said = ReferenceSpeech.of(4);
        short[] heard = new short[PORTION];
        StreamPlan plan = new StreamPlan(Plans.plan(1, 4_000, Direction.SENDRECV, codec, 101, 101, false));
        receiver.prepare(plan);
        long movedEarly = 0;
        double longest = 0;
        for (int i = 0; i < FRAMES; i++) {
            long now = 1_000_000_000L + i * FRAME_NANOS;
            int at = i * FRAME % (said.length - FRAME);
            int length = sender.next(said, at, FRAME, RATE, plan, now);
            receiver.accept(sender.packet(), length, plan, now + random.nextLong(1_000_000L));
            long asked = now + 1_000_000L + i / 100 % 2 * 5_000_000L;
            receiver.pull(heard, 0, PORTION, RATE, plan, asked);
            receiver.pull(heard, 0, PORTION, RATE, plan, asked + 100_000L);
            if (i == SETTLED_FRAMES) {
                movedEarly = moved();
            }
            longest =
                    i < SETTLED_FRAMES ? 0 : Math.max(longest, receiver.jitter().delayMillis());
        }
        long concealed = receiver.playout().concealedSamples();
        System.out.printf(
                Locale.ROOT,
                "MEASURED %s on a clean LAN, a minute: %d of %d samples made up, buffer %.1f ms at most%n",
                codec,
                concealed,
                receiver.playout().playedSamples(),
                longest);
        assertThat(10_000.0 * concealed / receiver.playout().playedSamples())
                .as("made up, of ten thousand")
                .isLessThanOrEqualTo(2);
        assertThat(receiver.jitter().interruptions()).as("150 ms and more").isZero();
        assertThat(longest).isLessThanOrEqualTo(30);
        assertThat(moved()).as("nothing taken out nor put in any more").isEqualTo(movedEarly);
    }

    private long moved() {
        return receiver.jitter().removedSamples() + receiver.jitter().insertedSamples();
    }
}
