package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.offhook.audio.SoundThread.SoundFailure;

class SoundThreadTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void anErrorFromTheNativesBecomesAFailureAndTheThreadLivesOn() throws SoundFailure {
        try (SoundThread sound = new SoundThread()) {
            assertThatThrownBy(() -> sound.call(LONG, () -> {
                        throw new Error("Initialize AudioDeviceModule failed");
                    }))
                    .isInstanceOf(SoundFailure.class)
                    .hasMessageContaining("AudioDeviceModule");
            assertThatThrownBy(() -> sound.call(LONG, () -> {
                        throw new UnsatisfiedLinkError("no webrtc-java");
                    }))
                    .isInstanceOf(SoundFailure.class);
            assertThat(sound.call(LONG, () -> 7)).isEqualTo(7);
        }
    }

    @Test
    void aHungCallIsGivenUpAndWhatFollowsIsRefusedAtOnceUntilItComesBack() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (SoundThread sound = new SoundThread()) {
            assertThatThrownBy(() -> sound.call(Duration.ofMillis(50), () -> {
                        release.await();
                        return 1;
                    }))
                    .isInstanceOf(SoundFailure.class);
            assertThat(sound.hung()).isTrue();
            assertThatThrownBy(() -> sound.call(LONG, () -> 2)).hasMessageContaining("hangs");
            release.countDown();
            while (sound.hung()) {
                Thread.onSpinWait();
            }
            assertThat(sound.call(LONG, () -> 3)).isEqualTo(3);
        }
    }

    @Test
    void anOpeningThatNeverComesBackIsLeftBehindAndTheNextOneHasAThreadOfItsOwn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (SoundThread sound = new SoundThread()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> sound.call(Duration.ofMillis(20), () -> {
                            release.await();
                            return 1;
                        }))
                        .isInstanceOf(SoundFailure.class);
                sound.leaveBehind();
                assertThat(sound.hung()).isFalse();
                assertThat(sound.call(LONG, () -> 2)).isEqualTo(2);
            }
            assertThatThrownBy(() -> sound.call(Duration.ofMillis(20), () -> {
                        release.await();
                        return 1;
                    }))
                    .isInstanceOf(SoundFailure.class);
            sound.leaveBehind();
            assertThat(sound.hung())
                    .as("a server that takes every one is left alone")
                    .isTrue();
            release.countDown();
        }
    }
}
