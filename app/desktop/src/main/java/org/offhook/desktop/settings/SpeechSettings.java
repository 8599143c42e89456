package org.offhook.desktop.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusBand;
import org.offhook.desktop.settings.SettingKind.Value;
import org.offhook.desktop.settings.Settings.Reading;

/** What the account's calls may agree on. Names of codecs are those of SDP, in any letters. */
final class SpeechSettings {
    private SpeechSettings() {}

    static MediaTerms of(Reading reading) {
        List<Codec> codecs = new ArrayList<>();
        for (String name : reading.texts(SettingKey.ACCOUNT_CODECS)) {
            named(name).filter(codec -> !codecs.contains(codec)).ifPresent(codecs::add);
        }
        return new MediaTerms(
                codecs.isEmpty() ? MediaTerms.WIDE.codecs() : codecs,
                reading.whole(SettingKey.ACCOUNT_PTIME_MILLIS),
                reading.flag(SettingKey.ACCOUNT_LEAVE_OUT_SILENCE),
                reading.choice(SettingKey.ACCOUNT_ENCRYPTION, Encryption.class),
                reading.flag(SettingKey.ACCOUNT_ICE),
                reading.choice(SettingKey.ACCOUNT_OPUS_BAND, OpusBand.class));
    }

    static Optional<Codec> named(String name) {
        for (Codec codec : Codec.values()) {
            if (codec.encodingName()
                    .toLowerCase(Locale.ROOT)
                    .equals(name.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** What is wrong with entries that are texts to everybody else. */
    static Map<SettingKey, String> objections(Map<SettingKey, Value> values) {
        List<String> names = new Reading(values).texts(SettingKey.ACCOUNT_CODECS);
        boolean known =
                !names.isEmpty() && names.stream().allMatch(name -> named(name).isPresent());
        return known
                ? Map.of()
                : Map.of(SettingKey.ACCOUNT_CODECS, "account.codecs names some of opus, g722, pcmu, pcma");
    }
}
