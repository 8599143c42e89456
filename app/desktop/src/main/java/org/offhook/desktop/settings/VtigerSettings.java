package org.offhook.desktop.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.desktop.settings.Settings.Reading;

/**
 * Where Vtiger's events are looked up: by HTTP, or in its database; nowhere when both are empty.
 *
 * @param url has {@link #ID} in it
 * @param database for JDBC, without a password
 * @param user of HTTP or of the database; empty for none
 * @param timeout how long one look may take
 */
public record VtigerSettings(
        Optional<String> url, Optional<String> database, String user, Optional<Path> passwordFile, Duration timeout) {
    /** Stands for the event's id. */
    public static final String ID = "{id}";

    static VtigerSettings of(Reading reading) {
        return new VtigerSettings(
                reading.optional(SettingKey.VTIGER_URL),
                reading.optional(SettingKey.VTIGER_DATABASE),
                reading.text(SettingKey.VTIGER_USER),
                reading.optional(SettingKey.VTIGER_PASSWORD_FILE).map(Path::of),
                Duration.ofSeconds(reading.whole(SettingKey.VTIGER_TIMEOUT_SECONDS)));
    }

    Map<SettingKey, String> objections() {
        Map<SettingKey, String> found = new LinkedHashMap<>();
        if (url.filter(address -> !address.matches("https?://[^/@]+/.*") || !address.contains(ID))
                .isPresent()) {
            found.put(
                    SettingKey.VTIGER_URL,
                    "vtiger.url must be http:// or https:// with " + ID + " in it and without a password");
        }
        if (database.filter(address -> !address.startsWith("jdbc:") || address.contains("password="))
                .isPresent()) {
            found.put(SettingKey.VTIGER_DATABASE, "vtiger.database must begin with jdbc: and have no password");
        } else if (url.isPresent() && database.isPresent()) {
            found.put(SettingKey.VTIGER_DATABASE, "vtiger.url and vtiger.database exclude each other");
        }
        return found;
    }
}
