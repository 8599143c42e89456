package org.offhook.desktop.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offhook.desktop.settings.Settings.Reading;

/**
 * Folders of two-leg calls. Empty means the usual one in the data directory, and a relative path is inside of it.
 *
 * @param announcements of the WAV files that may be played
 * @param recordings for what is recorded
 */
public record TwoLegSettings(String announcements, String recordings) {
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String RECORDINGS = "recordings";

    static TwoLegSettings of(Reading reading) {
        return new TwoLegSettings(
                reading.text(SettingKey.TWO_LEG_ANNOUNCEMENTS), reading.text(SettingKey.TWO_LEG_RECORDINGS));
    }

    public Path announcementsOf(DataDirectory directory) {
        return directory.file(announcements.isBlank() ? ANNOUNCEMENTS : announcements);
    }

    public Path recordingsOf(DataDirectory directory) {
        return directory.file(recordings.isBlank() ? RECORDINGS : recordings);
    }

    Map<SettingKey, String> objections() {
        Map<SettingKey, String> found = new LinkedHashMap<>();
        if (!isPath(announcements)) {
            found.put(SettingKey.TWO_LEG_ANNOUNCEMENTS, "twoLeg.announcements must be the path of a folder");
        }
        if (!isPath(recordings)) {
            found.put(SettingKey.TWO_LEG_RECORDINGS, "twoLeg.recordings must be the path of a folder");
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
