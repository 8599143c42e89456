package org.offhook.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowSettingsTest {
    @Test
    void theScaleStaysWithinItsBounds() {
        assertThat(WindowSettings.DEFAULT.withScalePercent(75).scalePercent()).isEqualTo(100);
        assertThat(WindowSettings.DEFAULT.withScalePercent(300).scalePercent()).isEqualTo(250);
    }

    @Test
    void changingOneSettingKeepsTheOthers() {
        WindowSettings changed = WindowSettings.DEFAULT
                .withTheme(Theme.DARK)
                .withAlwaysOnTop(true)
                .withMini(true)
                .withPlacement(new Placement(1, 2, 3, 4))
                .withMiniPlacement(new Placement(5, 6, 0, 0))
                .withScalePercent(150);
        assertThat(changed.theme()).isEqualTo(Theme.DARK);
        assertThat(changed.alwaysOnTop()).isTrue();
        assertThat(changed.mini()).isTrue();
        assertThat(changed.placement()).contains(new Placement(1, 2, 3, 4));
        assertThat(changed.miniPlacement()).contains(new Placement(5, 6, 0, 0));
    }
}
