package org.offhook.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DwellGuardTest {
    private final DwellGuard guard = new DwellGuard();

    @Test
    void isOpenUntilSomethingChanges() {
        assertThat(guard.acceptsPress(0)).isTrue();
    }

    @Test
    void refusesAPressForHalfASecondAndThenUntilThePointerMoves() {
        guard.restart(1000, DwellGuard.DWELL, 50, 50);
        assertThat(guard.acceptsPress(1000)).isFalse();
        assertThat(guard.acceptsPress(1499)).isFalse();
        assertThat(guard.acceptsPress(1500)).isFalse();
        guard.pointerAt(1600, 52, 52);
        assertThat(guard.acceptsPress(1600)).isFalse();
        guard.pointerAt(1700, 54, 50);
        assertThat(guard.acceptsPress(1700)).isTrue();
    }

    @Test
    void movingWhileInertDoesNotCount() {
        guard.restart(1000, DwellGuard.DWELL, 50, 50);
        guard.pointerAt(1200, 90, 90);
        assertThat(guard.acceptsPress(1600)).isFalse();
        guard.pointerAt(1600, 94, 90);
        assertThat(guard.acceptsPress(1600)).isTrue();
    }

    @Test
    void aPointerThatLeftOrWasNeverThereDoesNotHoldTheButtonBack() {
        guard.restart(1000, DwellGuard.DWELL, 50, 50);
        guard.pointerAt(1600, Double.NaN, Double.NaN);
        assertThat(guard.acceptsPress(1600)).isTrue();
        guard.restart(2000, DwellGuard.DWELL, Double.NaN, Double.NaN);
        assertThat(guard.acceptsPress(2499)).isFalse();
        assertThat(guard.acceptsPress(2500)).isTrue();
    }

    @Test
    void aShortcutWaitsForTheTimeOnly() {
        guard.restart(1000, DwellGuard.DWELL, 50, 50);
        assertThat(guard.acceptsShortcut(1499)).isFalse();
        assertThat(guard.acceptsShortcut(1500)).isTrue();
    }
}
