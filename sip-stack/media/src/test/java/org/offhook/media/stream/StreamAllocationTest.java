package org.offhook.media.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
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
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.testkit.base.Allocation;
import org.offhook.testkit.base.ReferenceSpeech;

/**
 * Both directions of a call whose network loses, delays, reorders and doubles packets, for each codec, with digits, pauses and reports: all that
 * conceals, restores, waits and moves the delay does so without garbage.
 */
class StreamAllocationTest {
    private static final int FRAMES = 10_000;
    private static final int FRAME = ReferenceSpeech.RATE / 50;
    private static final long FRAME_NANOS = 20_000_000L;
    /** What a class that is met late, or a counter's string, may take; a byte a frame would be more. */
    private static final long MOST_BYTES = 4_000;

    private final short[] said = ReferenceSpeech.of(2);
    private final short[] heard = new short[FRAME];
    private final Random network = new Random(5);
    private final SendStream sender = new SendStream(new Random(3));
    private final ReceiveStream receiver = new ReceiveStream((digit, ticks) -> {});
    private final RtcpExchange ours = new RtcpExchange(sender, receiver.reception(), "a", new Random(1), 0);
    private final byte[] held = new byte[1_500];
    private int heldLength;
    private int frames;

    private static StreamPlan plan(Codec codec, boolean noise) {
        RtpStream stream = new RtpStream(
                "127.0.0.1",
                4_000,
                4_001,
                codec,
                codec.payloadType(),
                codec.payloadType(),
                20,
                OptionalInt.of(101),
                OptionalInt.of(101),
                List.of(),
                codec.clockRate(),
                new OpusWishes(48_000, 0, true, noise, false),
                Optional.empty());
        return new StreamPlan(new MediaPlan(
                1,
                Optional.of(noise ? stream.withNoise(OptionalInt.of(13)) : stream),
                Direction.SENDRECV,
                false,
                LocalTone.NONE));
    }

    /** One in ten is lost, one in seven is overtaken by the next, one in eleven comes twice; a digit each ten seconds. */
    private void talk(StreamPlan plan, int count) {
        for (int i = 0; i < count; i++, frames++) {
            long now = 1_000_000_000L + frames * FRAME_NANOS;
            if (frames % 500 == 250) {
                sender.enter('5', plan);
            }
            int length =
                    sender.next(said, frames % (said.length / FRAME) * FRAME, FRAME, ReferenceSpeech.RATE, plan, now);
            if (length > 0 && network.nextInt(10) > 0) {
                if (heldLength == 0 && network.nextInt(7) == 0) {
                    System.arraycopy(sender.packet(), 0, held, 0, length);
                    heldLength = length;
                } else {
                    arrive(sender.packet(), length, plan, now + network.nextInt(15) * 1_000_000L);
                    if (heldLength > 0) {
                        arrive(held, heldLength, plan, now + 16_000_000L);
                        heldLength = 0;
                    }
                }
            }
            receiver.pollEvents(now);
            receiver.pull(heard, 0, FRAME, ReferenceSpeech.RATE, plan, now + 18_000_000L);
            if (frames % 250 == 0) {
                ours.report(now, now / 1_000_000, false);
            }
            if (frames % 100 == 0) {
                plan.expectLoss(frames % 1_000 == 0 ? 3 : 12);
            }
        }
    }

    private void arrive(byte[] packet, int length, StreamPlan plan, long nanos) {
        receiver.accept(packet, length, plan, nanos);
        if (network.nextInt(11) == 0) {
            receiver.accept(packet, length, plan, nanos + 100_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({"PCMU,false", "PCMU,true", "PCMA,false", "G722,false", "G722,true", "OPUS,false", "OPUS,true"})
    void tenThousandFramesThroughABadNetworkAllocateNothing(Codec codec, boolean pauses) {
        assumeTrue(codec != Codec.OPUS || OpusSpeech.prepare(), "this machine has no libopus");
        StreamPlan plan = plan(codec, pauses);
        receiver.prepare(plan);
        talk(plan, FRAMES);
        long before = Allocation.ofThisThread();
        talk(plan, FRAMES);
        long bytes = Allocation.ofThisThread() - before;
        System.out.printf(
                "MEASURED %s%s, lost, late and doubled packets: %d bytes for %d frames both ways%n",
                codec, pauses ? " with pauses left out" : "", bytes, FRAMES);
        assertThat(receiver.playout().concealedSamples() + receiver.playout().restoredSamples())
                .as("a network as bad as it says")
                .isGreaterThan(8 * 20 * 500);
        assertThat(bytes).isLessThan(MOST_BYTES);
    }
}
