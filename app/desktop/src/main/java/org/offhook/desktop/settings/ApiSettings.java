package org.offhook.desktop.settings;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.desktop.settings.SettingKind.Value;
import org.offhook.desktop.settings.Settings.Reading;

/**
 * The API's listener. Entries of a list that cannot be read are left out; {@link #objections} names them.
 *
 * @param port 0 lets the system choose
 * @param furtherPorts that do the same
 * @param keyStore there: {@code port} speaks TLS
 * @param profiles that are served
 * @param defaultUsers by profile
 */
public record ApiSettings(
        boolean enabled,
        String host,
        int port,
        List<FurtherPort> furtherPorts,
        Optional<Path> keyStore,
        Optional<Path> keyStorePasswordFile,
        Set<String> names,
        Set<String> profiles,
        Map<String, DefaultUser> defaultUsers,
        Ameyo ameyo,
        Voiptech voiptech,
        boolean echoPasswords) {
    /** Names of all profiles there are. */
    public static final Set<String> PROFILES =
            Set.of("elision-click2call", "elision-api", "elision-crm", "voiptech", "ameyo");

    public ApiSettings {
        furtherPorts = List.copyOf(furtherPorts);
        names = Set.copyOf(names);
        profiles = Set.copyOf(profiles);
        defaultUsers = Map.copyOf(defaultUsers);
    }

    /** How a port speaks. */
    public enum Wire {
        PLAIN,
        TLS
    }

    public record FurtherPort(int port, Wire wire) {
        static Optional<FurtherPort> parse(String text) {
            boolean tls = text.endsWith("/tls");
            String digits = tls ? text.substring(0, text.length() - "/tls".length()) : text;
            if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > 65_535 || (Integer.parseInt(digits) == 0)) {
                return Optional.empty();
            }
            return Optional.of(new FurtherPort(Integer.parseInt(digits), tls ? Wire.TLS : Wire.PLAIN));
        }
    }

    /** Who a request of a profile comes from that shows no credentials. */
    public record DefaultUser(String profile, String user, Set<InetAddress> sources) {
        public DefaultUser {
            sources = Set.copyOf(sources);
        }

        /** {@code PROFILE=USER@ADDRESS+ADDRESS}; addresses, not names: a name could be anybody's tomorrow. */
        static Optional<DefaultUser> parse(String text) {
            int equals = text.indexOf('=');
            int at = text.lastIndexOf('@');
            if (equals < 1 || at < equals + 2 || !PROFILES.contains(text.substring(0, equals))) {
                return Optional.empty();
            }
            Set<InetAddress> sources = new HashSet<>();
            try {
                Arrays.stream(text.substring(at + 1).split("\\+", -1))
                        .map(InetAddress::ofLiteral)
                        .forEach(sources::add);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            return Optional.of(new DefaultUser(text.substring(0, equals), text.substring(equals + 1, at), sources));
        }
    }

    /** Whom an ameyo request calls first. */
    public enum AmeyoOrder {
        CUSTOMER_FIRST,
        AGENT_FIRST
    }

    /** @param agentLimit how long a request waits for an agent who is on another call */
    public record Ameyo(AmeyoOrder order, Duration agentLimit) {}

    /** How an agent is asked for a leg that is their own phone. */
    public enum OwnPhone {
        RING,
        TAKE
    }

    /**
     * The exchange's two-leg and future calls.
     *
     * @param organisations time zone of each; empty takes any name
     * @param zone of organisations that are not listed
     * @param grace how late a future call is still made
     */
    public record Voiptech(Map<String, ZoneId> organisations, ZoneId zone, Duration grace, OwnPhone ownPhone) {
        public Voiptech {
            organisations = Map.copyOf(organisations);
        }
    }

    static ApiSettings of(Reading reading) {
        Map<String, DefaultUser> users = new LinkedHashMap<>();
        reading.texts(SettingKey.API_DEFAULT_USERS).stream()
                .flatMap(text -> DefaultUser.parse(text).stream())
                .forEach(user -> users.put(user.profile(), user));
        return new ApiSettings(
                reading.flag(SettingKey.API_ENABLED),
                reading.text(SettingKey.API_HOST),
                reading.whole(SettingKey.API_PORT),
                reading.texts(SettingKey.API_FURTHER_PORTS).stream()
                        .flatMap(text -> FurtherPort.parse(text).stream())
                        .toList(),
                reading.optional(SettingKey.API_TLS_KEY_STORE).map(Path::of),
                reading.optional(SettingKey.API_TLS_PASSWORD_FILE).map(Path::of),
                Set.copyOf(reading.texts(SettingKey.API_NAMES)),
                Set.copyOf(reading.texts(SettingKey.API_PROFILES)),
                users,
                new Ameyo(
                        reading.text(SettingKey.API_AMEYO_ORDER).equals("agent-first")
                                ? AmeyoOrder.AGENT_FIRST
                                : AmeyoOrder.CUSTOMER_FIRST,
                        Duration.ofSeconds(reading.whole(SettingKey.API_AMEYO_AGENT_SECONDS))),
                voiptech(reading),
                reading.flag(SettingKey.API_ELISION_CRM_ECHO_PASSWORDS));
    }

    private static Voiptech voiptech(Reading reading) {
        ZoneId zone = zone(reading.text(SettingKey.API_VOIPTECH_TIME_ZONE)).orElse(ZoneId.systemDefault());
        Map<String, ZoneId> organisations = new LinkedHashMap<>();
        for (String text : reading.texts(SettingKey.API_VOIPTECH_ORGANISATIONS)) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                organisations.put(text, zone);
            } else {
                zone(text.substring(equals + 1)).ifPresent(own -> organisations.put(text.substring(0, equals), own));
            }
        }
        return new Voiptech(
                organisations,
                zone,
                Duration.ofMinutes(reading.whole(SettingKey.API_VOIPTECH_GRACE_MINUTES)),
                reading.choice(SettingKey.API_VOIPTECH_OWN_PHONE, OwnPhone.class));
    }

    private static Optional<ZoneId> zone(String id) {
        try {
            return Optional.of(ZoneId.of(id));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with entries that are texts to everybody else. */
    Map<SettingKey, String> objections(Map<SettingKey, Value> values) {
        Reading reading = new Reading(values);
        Map<SettingKey, String> found = new LinkedHashMap<>();
        if (host.isBlank()) {
            found.put(SettingKey.API_HOST, "api.host must be an address or a host's name");
        }
        if (furtherPorts.size() < reading.texts(SettingKey.API_FURTHER_PORTS).size()) {
            found.put(SettingKey.API_FURTHER_PORTS, "api.furtherPorts must be PORT or PORT/tls each, from 1 to 65535");
        } else if (keyStore.isEmpty() && furtherPorts.stream().anyMatch(port -> port.wire() == Wire.TLS)) {
            found.put(SettingKey.API_FURTHER_PORTS, "api.furtherPorts with /tls need api.tls.keyStore");
        }
        if (keyStore.isPresent() && keyStorePasswordFile.isEmpty()) {
            found.put(SettingKey.API_TLS_KEY_STORE, "api.tls.keyStore needs api.tls.passwordFile");
        }
        if (!PROFILES.containsAll(profiles)) {
            found.put(
                    SettingKey.API_PROFILES,
                    "api.profiles may name "
                            + String.join(", ", PROFILES.stream().sorted().toList()));
        }
        if (defaultUsers.size() < reading.texts(SettingKey.API_DEFAULT_USERS).size()) {
            found.put(
                    SettingKey.API_DEFAULT_USERS,
                    "api.defaultUsers must be PROFILE=USER@ADDRESS+ADDRESS each, once for a profile");
        }
        if (voiptech.organisations().size()
                < reading.texts(SettingKey.API_VOIPTECH_ORGANISATIONS).size()) {
            found.put(
                    SettingKey.API_VOIPTECH_ORGANISATIONS,
                    "api.voiptech.organisations must be NAME or NAME=Zone/Id each");
        }
        String zone = reading.text(SettingKey.API_VOIPTECH_TIME_ZONE);
        if (!zone.isEmpty() && zone(zone).isEmpty()) {
            found.put(SettingKey.API_VOIPTECH_TIME_ZONE, "api.voiptech.timeZone must be a zone such as Asia/Kolkata");
        }
        return found;
    }
}
