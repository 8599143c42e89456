package org.offhook.desktop.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.offhook.desktop.settings.SettingKind.Value;

/**
 * {@code settings.json}: only what somebody chose stands in it, so a better default reaches everyone who did not. Entries we do not
 * know are kept when it is rewritten. Not thread-safe: one thread reads at the start, the disk thread writes afterwards.
 */
public final class SettingsFile {
    /** Version of the file's layout; goes up when a key changes its meaning. */
    public static final int PRESENT_VERSION = 1;

    static final String VERSION = "version";

    private static final long LARGEST = 1 << 20;

    private final Path path;
    /** {@code migrations.get(0)} makes version 2 of version 1, and so on. */
    private final List<UnaryOperator<Map<String, Value>>> migrations;

    public SettingsFile(Path path) {
        this(path, List.of());
    }

    SettingsFile(Path path, List<UnaryOperator<Map<String, Value>>> migrations) {
        this.path = path;
        this.migrations = List.copyOf(migrations);
    }

    /**
     * What the file says.
     *
     * @param entries dotted path to value, already migrated; empty when there is no file or it cannot be read
     * @param mayReplace false when the file is broken or newer than we are: then it belongs to somebody else
     */
    public record Content(Map<String, Value> entries, List<SettingFault> faults, boolean mayReplace) {}

    public Content read() {
        try {
            if (Files.size(path) > LARGEST) {
                return broken("settings.json is larger than 1 MiB");
            }
            Map<String, Value> entries = new LinkedHashMap<>(JsonPaths.parse(Files.readAllBytes(path)));
            return migrated(entries);
        } catch (NoSuchFileException e) {
            return new Content(Map.of(), List.of(), true);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // The library's message can quote the text around the fault, which may be a password.
            var place = e.getLocation();
            return broken("settings.json is not valid JSON"
                    + (place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr()));
        } catch (IOException e) {
            return broken("settings.json cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private Content migrated(Map<String, Value> entries) {
        Value stated = entries.remove(VERSION);
        int newest = migrations.size() + 1;
        int version = stated == null ? newest : versionOf(stated);
        if (version < 1) {
            return broken("settings.json: version must be a whole number from 1");
        }
        if (version > newest) {
            return new Content(
                    entries,
                    List.of(SettingFault.of("settings.json was written by a newer version and will not be changed")),
                    false);
        }
        Map<String, Value> present = entries;
        for (UnaryOperator<Map<String, Value>> migration : migrations.subList(version - 1, migrations.size())) {
            present = migration.apply(present);
        }
        return new Content(present, List.of(), true);
    }

    private static int versionOf(Value stated) {
        return new SettingKind.Whole(1, Integer.MAX_VALUE)
                .read(stated)
                .map(value -> value instanceof Value.One(String text) ? Integer.parseInt(text) : 0)
                .orElse(0);
    }

    private static Content broken(String detail) {
        return new Content(Map.of(), List.of(SettingFault.of(detail)), false);
    }

    /**
     * Changes some entries on the disk. A change to nothing (an empty text) is written too: somebody chose it.
     *
     * @throws IOException when it cannot be written, or the file there is not ours to replace
     */
    public void change(Map<SettingKey, Value> changes) throws IOException {
        Content before = read();
        if (!before.mayReplace()) {
            throw new IOException(before.faults().getFirst().detail());
        }
        Map<String, Value> entries = new LinkedHashMap<>(before.entries());
        changes.forEach((key, value) -> entries.put(key.path(), value));
        entries.put(VERSION, new Value.One(Integer.toString(migrations.size() + 1)));
        DurableFile.replace(path, JsonPaths.format(entries));
    }

    /** Values over one another, later ones winning, each judged by its key; what is faulty is listed and left out. */
    public static List<SettingFault> judge(Map<String, Value> given, Map<SettingKey, Value> into) {
        List<SettingFault> faults = new ArrayList<>();
        given.forEach((path, value) -> SettingKey.at(path)
                .ifPresentOrElse(
                        key -> key.kind()
                                .read(value)
                                .ifPresentOrElse(
                                        right -> into.put(key, right),
                                        () -> faults.add(SettingFault.of(
                                                path + " must be " + key.kind().expected()))),
                        () -> faults.add(SettingFault.of("there is no setting " + path))));
        return faults;
    }
}
