package org.offhook.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.rtp.codec.ComfortNoise;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.testkit.base.Allocation;
import org.offhook.testkit.base.Trials;

class JitterBufferTest {

    private final Playback playback = new Playback(400);
    private final JitterCounters counters = playback.buffer.counters();

    private void sendSteadily(int packets, int firstSequence, int firstTimestamp, double fromMillis) {
        for (int i = 0; i < packets; i++) {
            byte[] packet = playback.nextPacket(firstSequence + i, firstTimestamp + i * Playback.FRAME, 1);
            playback.arrives(packet, fromMillis + i * 20.0);
        }
    }

    @Test
    void aCleanNetworkIsPlayedWithoutAFlawWithinThirtyMilliseconds() {
        sendSteadily(3000, 100, 5000, 3);
        playback.playUntil(59_900, 80);
        assertThat(counters.concealedSamples()).isZero();
        assertThat(counters.latePackets()).isZero();
        assertThat(counters.removedSamples() + counters.insertedSamples()).isZero();
        assertThat(counters.delayMillis()).isBetween(20.0, 30.1);
        assertThat(playback.toneShare(100, 59_900)).isGreaterThan(0.98);
        assertThat(Playback.largestStep(playback.heard(100, 59_900))).isLessThan(playback.toneStep());
    }

    @Test
    void aSpeakerThatPullsWholePacketsStillStaysWithinThirtyMilliseconds() {
        sendSteadily(3000, 0, 0, 11);
        playback.playUntil(59_900, 160);
        assertThat(counters.concealedSamples()).isZero();
        assertThat(counters.delayMillis()).isBetween(20.0, 30.1);
    }

    @Test
    void aSpeakerThatPullsInBurstsGetsTheDelayThatItsLastPullNeeds() {
        sendSteadily(1500, 0, 0, 3);
        playback.playUntil(9_000, 80, 3);
        long concealedAtFirst = counters.concealedSamples();
        playback.playUntil(29_900, 80, 3);
        assertThat(counters.concealedSamples()).isEqualTo(concealedAtFirst);
        assertThat(counters.delayMillis()).isLessThan(40);
    }

    @Test
    void aSpeakerThatAsksNowSoonerNowLaterDoesNotMoveTheDelayOnceItIsKnown() {
        sendWords(3000, 0, i -> i % 50 < 15);
        playback.playUntil(10_000, 80, 2, JitterBufferTest::soonerOrLater);
        long moved = counters.removedSamples() + counters.insertedSamples();
        playback.playUntil(59_900, 80, 2, JitterBufferTest::soonerOrLater);
        assertThat(counters.removedSamples() + counters.insertedSamples()).isEqualTo(moved);
        assertThat(counters.concealedSamples()).isZero();
        assertThat(counters.delayMillis()).isLessThan(40);
    }

    /** Every two seconds five milliseconds up or down, as sound servers do. */
    private static double soonerOrLater(double millis) {
        return (int) (millis / 2_000) % 2 == 0 ? 0 : 5;
    }

    private void sendWords(int packets, int noise, IntPredicate silent) {
        for (int i = 0; i < packets; i++) {
            byte[] packet = playback.nextPacket(i, i * Playback.FRAME, 1, silent.test(i) ? 0 : 8_000, noise);
            playback.arrives(packet, 3 + i * 20.0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 180})
    void whatIsTooLongIsWorkedOffBetweenSentencesAndNotInAWord(int noise) {
        // A closed mouth of 60 ms each second, and no pause until one of half a second.
        sendWords(800, noise, i -> (i >= 400 && i < 425) || (i % 50 >= 20 && i % 50 < 23));
        playback.playUntil(7_900, 80);
        assertThat(counters.delayMillis()).isGreaterThan(28);
        assertThat(counters.removedSamples()).isZero();
        playback.playUntil(15_900, 80);
        assertThat(counters.delayMillis()).isBetween(19.0, 24.0);
        assertThat(counters.removedSamples()).isPositive();
        assertThat(counters.concealedSamples()).isZero();
    }

    @Test
    void playsAcrossTheWrapOfSequenceNumbersAndTimestamps() {
        sendSteadily(400, 0xffff - 200, -200 * Playback.FRAME, 1);
        playback.playUntil(7900, 80);
        assertThat(counters.concealedSamples()).isZero();
        assertThat(counters.lostPackets()).isZero();
        assertThat(counters.reanchors()).isZero();
        assertThat(playback.toneShare(100, 7900)).isGreaterThan(0.98);
    }

    @Test
    void oneLostPacketIsConcealedAndNobodyHearsAHole() {
        for (int i = 0; i < 200; i++) {
            byte[] packet = playback.nextPacket(i, i * Playback.FRAME, 1);
            if (i != 100) {
                playback.arrives(packet, 2 + i * 20.0);
            }
        }
        playback.playUntil(3900, 80);
        assertThat(counters.lostPackets()).isEqualTo(1);
        assertThat(counters.concealments()).isEqualTo(1);
        assertThat(counters.concealedSamples()).isEqualTo(160);
        assertThat(counters.interruptions()).isZero();
        assertThat(playback.toneShare(1990, 2080)).isGreaterThan(0.9);
        assertThat(Playback.largestStep(playback.heard(1900, 2200))).isLessThan(playback.toneStep());
    }

    @Test
    void whereTheNextPacketHasComeALossIsFilledFromBothSidesAndTheWaitGrowsForTheNextOne() {
        for (int i = 0; i < 1000; i++) {
            byte[] packet = playback.nextPacket(i, i * Playback.FRAME, 1);
            if (i % 50 != 20) {
                playback.arrives(packet, 2 + i * 20.0);
            }
        }
        playback.playUntil(19_900, 80);
        assertThat(counters.lostPackets()).isEqualTo(20);
        assertThat(counters.concealedSamples()).isEqualTo(20 * 160);
        assertThat(counters.targetMillis()).isBetween(34.0, 36.0);
        assertThat(playback.toneShare(1000, 19_900)).isGreaterThan(0.98);
        assertThat(Playback.largestStep(playback.heard(100, 19_900))).isLessThan(playback.toneStep());
    }

    @Test
    void reorderedAndDoubledPacketsArePlayedOnceInOrder() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] packet = playback.nextPacket(i, i * Playback.FRAME, 1);
            // Every seventh packet swaps with the one after it.
            double late = i % 7 == 3 ? 22 : 0;
            playback.arrives(packet, 2 + i * 20.0 + late);
            if (random.nextInt(4) == 0) {
                playback.arrives(packet, 2 + i * 20.0 + late + random.nextInt(60));
            }
        }
        playback.playUntil(9900, 80);
        assertThat(counters.lostPackets())
                .as("after the first second the delay covers the swaps")
                .isLessThan(12);
        assertThat(counters.duplicates()).isGreaterThan(90);
        assertThat(playback.toneShare(4000, 9900)).isGreaterThan(0.97);
        assertThat(counters.targetMillis()).isGreaterThan(22);
    }

    @Test
    void jitterRaisesTheDelayAndCalmLowersItAgain() {
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            byte[] packet = playback.nextPacket(i, i * Playback.FRAME, 1);
            boolean stormy = i >= 500 && i < 1500;
            playback.arrives(packet, 2 + i * 20.0 + (stormy ? random.nextInt(60) : random.nextInt(2)));
        }
        playback.playUntil(29_000, 80);
        double stormyDelay = counters.delayMillis();
        long concealedInStorm = counters.concealedSamples();
        assertThat(stormyDelay).isBetween(50.0, 110.0);
        assertThat((double) concealedInStorm / counters.playedSamples()).isLessThan(0.02);
        playback.playUntil(59_000, 80);
        assertThat(counters.delayMillis()).as("seed 11").isBetween(18.0, 36.0);
        assertThat(counters.removedSamples()).isGreaterThan(0);
        assertThat(counters.concealedSamples() - concealedInStorm).isLessThan(400);
        assertThat(playback.toneShare(40_000, 59_000)).isGreaterThan(0.97);
    }

    @Test
    void driftingClocksAreFollowedWithoutConcealment() {
        for (double drift : new double[] {1.0003, 0.9997}) {
            Playback drifting = new Playback(400);
            for (int i = 0; i < 15_000; i++) {
                drifting.arrives(drifting.nextPacket(i & 0xffff, i * Playback.FRAME, 1), 2 + i * 20.0 * drift);
            }
            drifting.playUntil(290_000, 80);
            assertThat(drifting.buffer.counters().delayMillis()).isBetween(14.0, 42.0);
            assertThat(drifting.buffer.counters().concealedSamples()).isLessThan(500);
            assertThat(drifting.toneShare(1000, 290_000)).isGreaterThan(0.97);
        }
    }

    @Test
    void anotherSourceTakesOverWithinTwoPacketsAndIsHeardWithinAHundredMilliseconds() {
        sendSteadily(100, 10, 1000, 2);
        for (int i = 0; i < 100; i++) {
            byte[] packet = playback.nextPacket(40_000 + i, 77_000_000 + i * Playback.FRAME, 2);
            playback.arrives(packet, 2002 + i * 20.0);
        }
        playback.playUntil(3900, 80);
        assertThat(counters.reanchors()).isEqualTo(1);
        assertThat(playback.toneShare(2100, 3900)).isGreaterThan(0.98);
    }

    @Test
    void aTimestampJumpIsFollowedWithinAHundredMilliseconds() {
        sendSteadily(100, 0, 0, 2);
        sendSteadily(100, 100, 900_000_000, 2002);
        playback.playUntil(3900, 80);
        assertThat(counters.reanchors()).isEqualTo(1);
        assertThat(counters.latePackets()).isZero();
        assertThat(playback.toneShare(2100, 3900)).isGreaterThan(0.98);
    }

    @Test
    void aStepBackInTimestampsIsFollowedToo() {
        sendSteadily(100, 0, 1_000_000, 2);
        sendSteadily(100, 100, 1_000_000 + 100 * 160 - 8 * 150, 2002);
        playback.playUntil(3900, 80);
        assertThat(playback.toneShare(2400, 3900)).isGreaterThan(0.98);
    }

    @Test
    void onePacketOfAStrangerChangesNothing() {
        sendSteadily(200, 0, 0, 2);
        playback.arrives(new Playback(1700).nextPacket(9, 123_456_789, 99), 2005);
        playback.playUntil(3900, 80);
        assertThat(counters.reanchors()).isZero();
        assertThat(counters.concealedSamples()).isZero();
        assertThat(playback.toneShare(100, 3900)).isGreaterThan(0.98);
    }

    @Test
    void afterAFreezeOfFiveSecondsSpeechIsBackAtOnceWithoutItsDelay() {
        sendSteadily(100, 0, 0, 2);
        for (int i = 100; i < 350; i++) {
            playback.arrives(playback.nextPacket(i, i * Playback.FRAME, 1), 7002);
        }
        sendSteadily(200, 350, 350 * Playback.FRAME, 7020);
        playback.playUntil(10_900, 80);
        assertThat(counters.interruptions()).isEqualTo(1);
        assertThat(counters.delayMillis()).isLessThan(60);
        assertThat(playback.toneShare(7200, 10_900)).isGreaterThan(0.95);
    }

    @Test
    void silenceSuppressionIsNoLoss() {
        sendSteadily(100, 0, 0, 2);
        // The sender says nothing for 3 s, its timestamps go on, its sequence numbers do not (RFC 3551 §4.1).
        sendSteadily(100, 100, 250 * Playback.FRAME, 5002);
        playback.playUntil(2000, 80);
        playback.buffer.speechPaused(new ComfortNoise());
        playback.playUntil(6900, 80);
        assertThat(counters.lostPackets()).isZero();
        assertThat(counters.concealedSamples()).isLessThanOrEqualTo(160);
        assertThat(counters.reanchors()).isZero();
        assertThat(playback.toneShare(5100, 6900)).isGreaterThan(0.98);
    }

    @Test
    void aPayloadTypeNobodySpeaksIsDiscarded() {
        byte[] packet = playback.nextPacket(0, 0, 1);
        packet[1] = 96;
        playback.arrives(packet, 0);
        playback.playUntil(100, 80);
        assertThat(counters.discardedPackets()).isEqualTo(1);
        assertThat(counters.playedSamples()).isZero();
    }

    @Test
    void whateverTheNetworkDoesTheDelayIsBoundedAndTheCountsAddUp() {
        Trials.run(
                "JitterBufferTest.whateverTheNetworkDoes",
                150,
                random -> staysBounded(random, Trials.upTo(random, 20), Trials.upTo(random, 120)));
    }

    private static void staysBounded(Random random, int lossPercent, int jitterMillis) {
        Playback any = new Playback(300);
        int timestamp = random.nextInt();
        int sequence = random.nextInt(65_536);
        int ssrc = 1;
        for (int i = 0; i < 500; i++) {
            timestamp += Playback.FRAME;
            sequence = (sequence + 1) & 0xffff;
            if (random.nextInt(200) == 0) {
                ssrc++;
                timestamp = random.nextInt();
            }
            byte[] packet = any.nextPacket(sequence, timestamp, ssrc);
            for (int copies = random.nextInt(10) == 0 ? 2 : 1; copies > 0; copies--) {
                if (random.nextInt(100) >= lossPercent) {
                    any.arrives(packet, i * 20.0 + random.nextInt(jitterMillis + 1));
                }
            }
        }
        any.playUntil(11_000, 10 * (1 + random.nextInt(48)));
        JitterCounters counts = any.buffer.counters();
        assertThat(counts.delayMillis()).isBetween(-100.0, 700.0);
        assertThat(counts.concealedSamples()).isLessThanOrEqualTo(counts.playedSamples() + 1600);
        assertThat(Playback.largestStep(any.heard(0, 10_900))).isLessThan(32_000);
    }

    @Test
    void tenThousandFramesAllocateNothing() {
        byte[][] packets = new byte[64][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = playback.nextPacket(i, 0, 1);
        }
        RtpPacket view = new RtpPacket();
        short[] out = new short[160];
        long[] bytes = new long[2];
        int at = 0;
        for (int round = 0; round < 2; round++) {
            long before = Allocation.ofThisThread();
            for (int i = 0; i < 10_000; i++, at++) {
                byte[] packet = packets[at % packets.length];
                RtpPacket.writeHeader(packet, 0, false, 0, at, at * Playback.FRAME, 1);
                view.parse(packet, 0, packet.length);
                if (at % 37 != 0) {
                    playback.buffer.insert(view, at * 20_000_000L + (at % 5) * 3_000_000L);
                }
                playback.buffer.pull(out, 0, 160, at * 20_000_000L + 10_000_000L);
            }
            bytes[round] = Allocation.ofThisThread() - before;
        }
        assertThat(counters.concealedSamples()).isGreaterThan(0);
        assertThat(bytes[1]).as("bytes allocated for 10,000 frames").isLessThan(1024);
    }
}
