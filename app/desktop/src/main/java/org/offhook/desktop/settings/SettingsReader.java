package org.offhook.desktop.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.offhook.desktop.settings.SettingKind.Value;

/** Puts the settings of one start together: defaults, then the file, then {@code --set}. */
public final class SettingsReader {
    private static final String DEFAULTS = "/org/offhook/resources/defaults/settings.properties";

    private SettingsReader() {}

    /**
     * What came of it.
     *
     * @param fileFaults the phone goes on without these entries
     * @param overrideFaults somebody typed these just now and should correct them
     */
    public record Result(Settings settings, List<SettingFault> fileFaults, List<SettingFault> overrideFaults) {}

    /** @param overrides {@code key=value} each */
    public static Result read(SettingsFile file, List<String> overrides) {
        Map<SettingKey, Value> values = defaults();
        SettingsFile.Content content = file.read();
        List<SettingFault> fileFaults = new ArrayList<>(content.faults());
        fileFaults.addAll(SettingsFile.judge(content.entries(), values));
        List<SettingFault> overrideFaults = new ArrayList<>();
        Map<String, Value> typed = new LinkedHashMap<>();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                overrideFaults.add(SettingFault.of("--set wants KEY=VALUE"));
            } else {
                typed.put(override.substring(0, equals), new Value.One(override.substring(equals + 1)));
            }
        }
        overrideFaults.addAll(SettingsFile.judge(typed, values));
        for (Disagreement disagreement : together(values)) {
            boolean justTyped = disagreement.keys().stream().anyMatch(key -> typed.containsKey(key.path()));
            (justTyped ? overrideFaults : fileFaults).add(SettingFault.of(disagreement.detail()));
        }
        return new Result(Settings.of(values), List.copyOf(fileFaults), List.copyOf(overrideFaults));
    }

    /** Settings that are right by themselves but not together. */
    private record Disagreement(List<SettingKey> keys, String detail) {}

    /** Finds disagreements and repairs them with the defaults. */
    private static List<Disagreement> together(Map<SettingKey, Value> values) {
        Settings settings = Settings.of(values);
        List<Disagreement> found = new ArrayList<>();
        if (settings.media().portFirst() >= settings.media().portLast()) {
            found.add(new Disagreement(
                    List.of(SettingKey.MEDIA_PORT_FIRST, SettingKey.MEDIA_PORT_LAST),
                    "media.portFirst must be less than media.portLast"));
        }
        String device = settings.audio().device();
        if (!device.equals("system")
                && !device.equals("silent")
                && !device.matches("file:[^,]*(,[^,]*(,(loop|wide)){0,2})?")) {
            found.add(new Disagreement(
                    List.of(SettingKey.AUDIO_DEVICE),
                    "audio.device must be system, silent or file:IN.wav,OUT.wav[,loop][,wide]"));
        }
        boolean own = settings.account().exchange() == Settings.Exchange.OWN;
        if (own
                && (settings.account().server().isBlank()
                        || settings.account().extension().isBlank())) {
            found.add(new Disagreement(
                    List.of(SettingKey.ACCOUNT_EXCHANGE),
                    "account.exchange is own, so account.server and account.extension must be given"));
        }
        FurtherAccount.of(
                        new Settings.Reading(values).texts(SettingKey.ACCOUNTS_FURTHER),
                        settings.media().terms())
                .faults()
                .forEach(detail -> found.add(new Disagreement(List.of(), detail))); // the others are used all the same
        ReachSettings.objections(values).forEach((key, detail) -> found.add(new Disagreement(List.of(key), detail)));
        SpeechSettings.objections(values).forEach((key, detail) -> found.add(new Disagreement(List.of(key), detail)));
        settings.api().objections(values).forEach((key, detail) -> found.add(new Disagreement(List.of(key), detail)));
        settings.dial()
                .country()
                .objections()
                .forEach((key, detail) -> found.add(new Disagreement(List.of(key), detail)));
        settings.recording().objections().forEach((key, detail) -> found.add(new Disagreement(List.of(key), detail)));
        settings.twoLeg().objections().forEach((key, detail) -> found.add(new Disagreement(List.of(key), detail)));
        settings.vtiger().objections().forEach((key, detail) -> found.add(new Disagreement(List.of(key), detail)));
        Map<SettingKey, Value> defaults = found.isEmpty() ? Map.of() : defaults();
        found.stream().flatMap(disagreement -> disagreement.keys().stream()).forEach(key -> {
            Value value = defaults.get(key);
            if (value != null) {
                values.put(key, value);
            }
        });
        return found;
    }

    /** The shipped defaults; a fault in them is a fault of the build. */
    static Map<SettingKey, Value> defaults() {
        Properties shipped = new Properties();
        try (InputStream stream = SettingsReader.class.getResourceAsStream(DEFAULTS)) {
            if (stream == null) {
                throw new IllegalStateException("not shipped: " + DEFAULTS);
            }
            shipped.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Value> given = new LinkedHashMap<>();
        shipped.stringPropertyNames().forEach(name -> given.put(name, new Value.One(shipped.getProperty(name))));
        Map<SettingKey, Value> values = new EnumMap<>(SettingKey.class);
        List<SettingFault> faults = SettingsFile.judge(given, values);
        if (!faults.isEmpty() || values.size() != SettingKey.values().length) {
            throw new IllegalStateException("defaults do not match the settings: " + faults);
        }
        return values;
    }
}
