package org.offhook.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.core.account.AccountId;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.FeatureCodes.PickUpBy;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.desktop.settings.LampSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Busy lamps and feature codes as the settings say; what cannot be meant is said in the log and left out. */
final class WatchApplied {
    private static final Logger LOG = LoggerFactory.getLogger(WatchApplied.class);
    private static final Pattern CODE = Pattern.compile("[0-9*#]{1,16}");
    private static final Pattern ENTRY = Pattern.compile(
            "([A-Za-z0-9*#._-]{1,32})(?:@([A-Za-z0-9][A-Za-z0-9._-]{0,31}))?(?:\\s*:\\s*(\\S.{0,63}))?");

    private WatchApplied() {}

    static WatchSettings of(LampSettings settings) {
        List<WatchedPhone> phones = new ArrayList<>();
        read(phones, settings.extensions(), Kind.EXTENSION, "lamps.extensions");
        read(phones, settings.parking(), Kind.PARKING, "lamps.parking");
        if (phones.size() > WatchSettings.MOST_PHONES) {
            LOG.warn("OH-101 lamps: {} are too many, {} are watched", phones.size(), WatchSettings.MOST_PHONES);
            phones.subList(WatchSettings.MOST_PHONES, phones.size()).clear();
        }
        WatchSettings watch = new WatchSettings(
                settings.messageWaiting(),
                phones,
                new FeatureCodes(
                        code(settings.voicemail(), "codes.voicemail"),
                        code(settings.park(), "codes.park"),
                        code(Optional.of(settings.pickUp()), "codes.pickUp").orElse(FeatureCodes.USUAL.pickUp()),
                        PickUpBy.valueOf(settings.pickUpBy().toUpperCase(Locale.ROOT))));
        return settings.presence() ? watch.withPresence() : watch;
    }

    private static void read(List<WatchedPhone> phones, List<String> entries, Kind kind, String key) {
        int faulty = 0;
        for (String entry : entries) {
            Matcher parts = ENTRY.matcher(entry);
            if (!parts.matches()) {
                faulty++;
                continue;
            }
            AccountId account =
                    Optional.ofNullable(parts.group(2)).map(AccountId::new).orElse(AccountId.MAIN);
            if (phones.stream()
                    .anyMatch(other -> other.number().equals(parts.group(1))
                            && other.account().equals(account))) {
                faulty++;
            } else {
                phones.add(new WatchedPhone(
                        parts.group(1),
                        Optional.ofNullable(parts.group(3)).orElse("").strip(),
                        kind,
                        account));
            }
        }
        if (faulty > 0) {
            LOG.warn("OH-101 {}: {} entries are not NUMBER[@ACCOUNT][:Name], or come twice", key, faulty);
        }
    }

    private static Optional<String> code(Optional<String> text, String key) {
        Optional<String> code = text.filter(one -> CODE.matcher(one).matches());
        if (text.isPresent() && code.isEmpty()) {
            LOG.warn("OH-101 {}: a code is of 0-9, * and #, at most 16 of them", key);
        }
        return code;
    }
}
