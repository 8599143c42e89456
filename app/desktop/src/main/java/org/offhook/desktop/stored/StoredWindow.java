package org.offhook.desktop.stored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.offhook.desktop.settings.DurableFile;
import org.offhook.desktop.settings.JsonPaths;
import org.offhook.desktop.settings.SettingKind.Value;
import org.offhook.ui.look.Placement;
import org.offhook.ui.look.Theme;
import org.offhook.ui.look.WindowPreferences;
import org.offhook.ui.look.WindowSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code window.json}: where the window stood and how it looked. Losing it loses nobody's work, so faults are only logged. */
public final class StoredWindow implements WindowPreferences {
    private static final Logger LOG = LoggerFactory.getLogger(StoredWindow.class);
    /** A dragged window changes many times a second; one write afterwards is enough. */
    private static final Duration COLLECT = Duration.ofMillis(500);

    private final Path path;
    private final ScheduledExecutorService disk;
    private final AtomicBoolean writePending = new AtomicBoolean();
    private volatile WindowSettings settings;

    public StoredWindow(Path path, ScheduledExecutorService disk) {
        this.path = path;
        this.disk = disk;
        this.settings = load(path);
    }

    @Override
    public WindowSettings current() {
        return settings;
    }

    @Override
    public void change(WindowSettings next) {
        settings = next;
        if (writePending.compareAndSet(false, true)) {
            disk.schedule(this::write, COLLECT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Writes what is still pending; at exit, on the disk thread. */
    public void flush() {
        if (writePending.get()) {
            write();
        }
    }

    private void write() {
        writePending.set(false);
        WindowSettings now = settings;
        Map<String, Value> entries = new LinkedHashMap<>();
        entries.put("theme", one(now.theme().name()));
        entries.put("scalePercent", one(Integer.toString(now.scalePercent())));
        entries.put("alwaysOnTop", one(Boolean.toString(now.alwaysOnTop())));
        entries.put("country", one(now.country()));
        entries.put("mini", one(Boolean.toString(now.mini())));
        now.placement().ifPresent(place -> put(entries, "placement", place));
        now.miniPlacement().ifPresent(place -> put(entries, "miniPlacement", place));
        try {
            DurableFile.replace(path, JsonPaths.format(entries));
        } catch (IOException e) {
            LOG.info("window.json could not be written: {}", e.toString());
        }
    }

    private static void put(Map<String, Value> entries, String name, Placement place) {
        entries.put(
                name,
                one(String.format(Locale.ROOT, "%s,%s,%s,%s", place.x(), place.y(), place.width(), place.height())));
    }

    private static WindowSettings load(Path path) {
        if (!Files.exists(path)) {
            return WindowSettings.DEFAULT;
        }
        try {
            Map<String, Value> entries = JsonPaths.parse(Files.readAllBytes(path));
            return new WindowSettings(
                    Theme.valueOf(text(entries, "theme").orElse("SYSTEM")),
                    Integer.parseInt(text(entries, "scalePercent").orElse("100")),
                    text(entries, "alwaysOnTop").equals(Optional.of("true")),
                    text(entries, "country").orElse(""),
                    text(entries, "mini").equals(Optional.of("true")),
                    text(entries, "placement").map(StoredWindow::placement),
                    text(entries, "miniPlacement").map(StoredWindow::placement));
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("window.json cannot be used: {}", e.getClass().getSimpleName());
            return WindowSettings.DEFAULT;
        }
    }

    private static Placement placement(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("a placement has four numbers");
        }
        return new Placement(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }

    private static Optional<String> text(Map<String, Value> entries, String name) {
        return entries.get(name) instanceof Value.One(String text) ? Optional.of(text) : Optional.empty();
    }

    private static Value one(String text) {
        return new Value.One(text);
    }
}
