package org.offhook.media.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.rtp.tone.Level;

/** The mixer in virtual time. */
class TalkMixerTest {

    private final AtomicInteger woken = new AtomicInteger();
    private final KeyTones keys = new KeyTones();
    private final TalkMixer mixer = new TalkMixer(keys, woken::incrementAndGet);

    /** A microphone whose clock runs at its own speed, bringing 10 ms at a time. */
    private static final class DriftingMicrophone implements AudioLine {
        final double speed;
        double produced;
        int taken;
        int longestBacklog;
        int starved;

        DriftingMicrophone(double speed) {
            this.speed = speed;
        }

        void passed(double nanos) {
            produced += nanos * speed * 8 / 1e6;
        }

        private int waiting() {
            return ((int) (produced / 80)) * 80 - taken;
        }

        @Override
        public void capture(short[] into, int offset, int samples, int rateHertz) {
            Arrays.fill(into, offset, offset + samples, (short) 0);
            longestBacklog = Math.max(longestBacklog, waiting());
            if (waiting() < samples) {
                starved++;
            } else {
                taken += samples;
            }
        }

        @Override
        public int captureBacklog() {
            return waiting();
        }

        @Override
        public void tick(int samples, int rateHertz, long nowNanos) {}

        @Override
        public boolean selfClocked() {
            return true;
        }

        @Override
        public Optional<ErrorCode> problem() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Test
    void theClockFollowsAMicrophoneThatRunsFastOrSlow() {
        for (double speed : new double[] {1.0003, 0.9997}) {
            DriftingMicrophone microphone = new DriftingMicrophone(speed);
            microphone.produced = 400;
            mixer.talkOn(Optional.of(microphone));
            long now = 0;
            long last = 0;
            for (int i = 0; i < 60_000; i++) {
                long period = mixer.tick(now);
                assertThat(period).isBetween(19_800_000L, 20_200_000L);
                now += period;
                microphone.passed((double) period);
                last = period;
            }
            assertThat(microphone.starved).as("in 20 minutes at speed " + speed).isLessThanOrEqualTo(2);
            assertThat(microphone.longestBacklog).isLessThanOrEqualTo(480);
            assertThat((double) last).isCloseTo(20e6 / speed, org.assertj.core.api.Assertions.within(60_000.0));
        }
    }

    @Test
    void withNothingToDoTheClockSleepsAndIsWokenByWork() {
        assertThat(mixer.tick(0)).isGreaterThan(500_000_000L);
        mixer.ringOn(Optional.of(new DriftingMicrophone(1)));
        assertThat(woken.get()).isEqualTo(1);
        assertThat(mixer.tick(0)).isEqualTo(20_000_000L);
        mixer.ringOn(Optional.empty());
        assertThat(mixer.tick(0)).isGreaterThan(500_000_000L);
    }

    @Test
    void aPressedKeyIsHeardOnceForItsTimeAndTheSameKeyTwiceIsTwoPresses() {
        short[] portion = new short[160];
        for (int press = 0; press < 2; press++) {
            keys.press('7');
            int sounding = 0;
            for (int i = 0; i < 20; i++) {
                mixer.fill(portion, 0, 160, 8000, 0);
                if (Level.dbov(portion, 0, 160) > -40) {
                    sounding++;
                }
            }
            assertThat(sounding).isEqualTo(6);
        }
        keys.press('x');
        mixer.fill(portion, 0, 160, 8000, 0);
        assertThat(Level.dbov(portion, 0, 160)).isEqualTo(-127);
    }
}
