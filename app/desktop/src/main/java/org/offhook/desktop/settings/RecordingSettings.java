package org.offhook.desktop.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.offhook.campaign.setup.Recording;
import org.offhook.desktop.settings.Settings.Reading;
import org.offhook.media.record.RecordingFiles.Format;

/**
 * How calls are recorded.
 *
 * @param when without a campaign that says it
 * @param folder empty for the usual one in the data directory; a relative path is inside of it
 * @param fileName pattern of the files' names, as {@code RecordingNames} reads it
 * @param number how a number stands in a file's name: {@code hashed}, {@code plain} or {@code none}
 * @param beepEvery how often both sides hear that they are recorded; zero for never
 * @param encrypt whether files are sealed
 * @param keyFile whose first line is the key; empty for the one in the secret store
 */
public record RecordingSettings(
        Recording when,
        String folder,
        Format format,
        String fileName,
        String number,
        Duration beepEvery,
        boolean encrypt,
        Optional<Path> keyFile) {
    private static final String FOLDER = "recordings";
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern KNOWN = Pattern.compile("date|time|agent|number|direction|call");

    static RecordingSettings of(Reading reading) {
        return new RecordingSettings(
                Recording.valueOf(reading.text(SettingKey.RECORDING_WHEN)
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT)),
                reading.text(SettingKey.RECORDING_FOLDER),
                reading.choice(SettingKey.RECORDING_FORMAT, Format.class),
                reading.text(SettingKey.RECORDING_FILE_NAME),
                reading.text(SettingKey.RECORDING_NUMBER),
                Duration.ofSeconds(reading.whole(SettingKey.RECORDING_BEEP_SECONDS)),
                reading.flag(SettingKey.RECORDING_ENCRYPT),
                reading.optional(SettingKey.RECORDING_KEY_FILE).map(Path::of));
    }

    public Path folderOf(DataDirectory directory) {
        return directory.file(folder.isBlank() ? FOLDER : folder);
    }

    Map<SettingKey, String> objections() {
        Map<SettingKey, String> found = new LinkedHashMap<>();
        if (!isPath(folder)) {
            found.put(SettingKey.RECORDING_FOLDER, "recording.folder must be the path of a folder");
        }
        boolean known = PLACE.matcher(fileName)
                .results()
                .allMatch(place -> KNOWN.matcher(place.group(1)).matches());
        if (!known || !fileName.contains("{call}")) {
            found.put(
                    SettingKey.RECORDING_FILE_NAME,
                    "recording.fileName must have {call} and may have {date} {time} {agent} {number} {direction}");
        }
        return found;
    }

    private static boolean isPath(String text) {
        try {
            return Path.of(text).isAbsolute() || !Path.of(text).normalize().startsWith("..");
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
