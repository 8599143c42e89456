package org.offhook.desktop.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.ui.look.Placement;
import org.offhook.ui.look.Theme;
import org.offhook.ui.look.WindowSettings;

class StoredWindowTest {
    @TempDir
    Path folder;

    private final ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        disk.shutdownNow();
    }

    @Test
    void standsWhereItStoodLastTime() {
        StoredWindow window = new StoredWindow(folder.resolve("window.json"), disk);
        assertThat(window.current()).isEqualTo(WindowSettings.DEFAULT);

        WindowSettings moved = WindowSettings.DEFAULT
                .withTheme(Theme.DARK)
                .withScalePercent(150)
                .withAlwaysOnTop(true)
                .withCountry("IN")
                .withMini(true)
                .withPlacement(new Placement(-12.5, 40, 340, 600))
                .withMiniPlacement(new Placement(5, 6, 280, 64));
        window.change(moved);
        assertThat(window.current()).isEqualTo(moved);
        window.flush();

        assertThat(new StoredWindow(folder.resolve("window.json"), disk).current())
                .isEqualTo(moved);
    }

    @Test
    void aDamagedFileIsNoReasonNotToOpen() throws IOException {
        Path path = folder.resolve("window.json");
        for (String content :
                new String[] {"", "{\"theme\":\"PINK\"}", "{\"placement\":\"1,2\"}", "{\"scalePercent\":\"x\"}"}) {
            Files.writeString(path, content);
            assertThat(new StoredWindow(path, disk).current()).as(content).isEqualTo(WindowSettings.DEFAULT);
        }
    }
}
