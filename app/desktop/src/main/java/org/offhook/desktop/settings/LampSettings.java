package org.offhook.desktop.settings;

import java.util.List;
import java.util.Optional;
import org.offhook.desktop.settings.Settings.Reading;

/**
 * What the exchange is to tell the phone, and its feature codes.
 *
 * @param messageWaiting whether to subscribe to the account's mailbox
 * @param presence whether the exchange is told what the agent does
 * @param extensions other phones, {@code NUMBER} or {@code NUMBER:Name} each
 * @param parking places where parked calls wait, the same
 * @param voicemail absent for what the exchange tells
 * @param park absent without parking
 * @param pickUpBy automatic, code or replaces
 */
public record LampSettings(
        boolean messageWaiting,
        boolean presence,
        List<String> extensions,
        List<String> parking,
        Optional<String> voicemail,
        Optional<String> park,
        String pickUp,
        String pickUpBy) {
    static LampSettings of(Reading reading) {
        return new LampSettings(
                reading.flag(SettingKey.ACCOUNT_MESSAGE_WAITING),
                reading.flag(SettingKey.ACCOUNT_PRESENCE),
                reading.texts(SettingKey.LAMPS_EXTENSIONS),
                reading.texts(SettingKey.LAMPS_PARKING),
                reading.optional(SettingKey.CODES_VOICEMAIL),
                reading.optional(SettingKey.CODES_PARK),
                reading.text(SettingKey.CODES_PICK_UP),
                reading.text(SettingKey.CODES_PICK_UP_BY));
    }
}
