package org.offhook.desktop.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.core.account.Reach;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.desktop.settings.SettingKind.Value;

/**
 * How the account's exchange is reached.
 *
 * @param reach outbound proxy and backups
 * @param transport that of the outbound proxy, where it names one; it is the account's then
 * @param credentialsFile further credentials, a line each
 */
public record ReachSettings(Reach reach, Optional<Transport> transport, Optional<Path> credentialsFile) {
    /** {@code host[:port][;transport=udp|tcp|tls]}; an IPv6 address in brackets. */
    private static final Pattern SERVER = Pattern.compile(
            "(\\[[0-9A-Fa-f:.]+]|[^\\s:;\\[\\]]+)(?::([0-9]{1,5}))?(?:;transport=(udp|tcp|tls))?",
            Pattern.CASE_INSENSITIVE);

    private static final int NAME_SERVICE = 53;

    private record Server(ServerAddress address, Optional<Transport> transport) {}

    static ReachSettings of(Settings.Reading reading) {
        Optional<Server> proxy =
                reading.optional(SettingKey.ACCOUNT_OUTBOUND_PROXY).flatMap(ReachSettings::server);
        List<ServerAddress> backups = reading.texts(SettingKey.ACCOUNT_BACKUP).stream()
                .flatMap(text -> server(text).stream())
                .map(Server::address)
                .toList();
        return new ReachSettings(
                new Reach(proxy.map(Server::address), backups),
                proxy.flatMap(Server::transport),
                reading.optional(SettingKey.ACCOUNT_CREDENTIALS_FILE).map(Path::of));
    }

    /** An address alone, without a transport. */
    static Optional<ServerAddress> address(String text) {
        return server(text).filter(server -> server.transport().isEmpty()).map(Server::address);
    }

    private static Optional<Server> server(String text) {
        Matcher parts = SERVER.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host =
                Optional.ofNullable(parts.group(1)).orElse("").replace("[", "").replace("]", "");
        Optional<Integer> port = Optional.ofNullable(parts.group(2)).map(Integer::valueOf);
        if (port.filter(number -> number < 1 || number > 65_535).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Server(
                port.map(number -> ServerAddress.of(host, number)).orElseGet(() -> ServerAddress.of(host)),
                Optional.ofNullable(parts.group(3)).map(name -> Transport.valueOf(name.toUpperCase(Locale.ROOT)))));
    }

    /** A server named as {@code HOST} or {@code HOST:PORT}; empty for anything else. */
    static Optional<ServerAddress> plainServer(String text) {
        return server(text).filter(one -> one.transport().isEmpty()).map(Server::address);
    }

    /** A name server, which has no name that somebody would have to look up: {@code ADDRESS} or {@code ADDRESS:PORT}; empty for anything else. */
    static Optional<InetSocketAddress> nameServer(String text) {
        return plainServer(text).flatMap(server -> {
            try {
                return Optional.of(new InetSocketAddress(
                        InetAddress.ofLiteral(server.host()), server.port().orElse(NAME_SERVICE)));
            } catch (IllegalArgumentException aName) {
                return Optional.empty();
            }
        });
    }

    /** What is wrong with the texts. */
    static Map<SettingKey, String> objections(Map<SettingKey, Value> values) {
        Settings.Reading reading = new Settings.Reading(values);
        Map<SettingKey, String> found = new LinkedHashMap<>();
        if (reading.optional(SettingKey.ACCOUNT_OUTBOUND_PROXY)
                .filter(text -> server(text).isEmpty())
                .isPresent()) {
            found.put(
                    SettingKey.ACCOUNT_OUTBOUND_PROXY,
                    "account.outboundProxy must be HOST, HOST:PORT or one of them with ;transport=udp, tcp or tls");
        }
        boolean odd = reading.texts(SettingKey.ACCOUNT_BACKUP).stream()
                .filter(text -> !text.isBlank())
                .anyMatch(text ->
                        server(text).filter(one -> one.transport().isEmpty()).isEmpty());
        if (odd) {
            found.put(SettingKey.ACCOUNT_BACKUP, "account.backup must be HOST or HOST:PORT each");
        }
        if (reading.optional(SettingKey.MEDIA_STUN)
                .filter(text -> plainServer(text).isEmpty())
                .isPresent()) {
            found.put(SettingKey.MEDIA_STUN, "media.stun must be HOST or HOST:PORT");
        }
        if (reading.optional(SettingKey.SIP_NAME_SERVER)
                .filter(text -> nameServer(text).isEmpty())
                .isPresent()) {
            found.put(SettingKey.SIP_NAME_SERVER, "sip.nameServer must be an IP address, or one with :PORT");
        }
        return found;
    }
}
