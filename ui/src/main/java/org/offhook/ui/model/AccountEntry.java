package org.offhook.ui.model;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;

/**
 * What a person typed or pasted about a phone account.
 *
 * @param extension user part, or empty when only a server was given
 * @param server host as typed with its port, or empty
 * @param transport named by the address ({@code sips:}, {@code ;transport=}), if it was
 */
public record AccountEntry(String extension, String server, Optional<Transport> transport) {

    /**
     * Reads {@code 2101@pbx.example}, {@code sip:2101@pbx.example:5070;transport=tcp}, {@code pbx.example} and the like. Only what
     * is there is filled in; nothing is checked yet.
     */
    public static AccountEntry read(String text) {
        String rest = text.strip().replace("<", "").replace(">", "");
        Optional<Transport> transport = Optional.empty();
        String lower = rest.toLowerCase(Locale.ROOT);
        if (lower.startsWith("sips:")) {
            transport = Optional.of(Transport.TLS);
            rest = rest.substring(5);
        } else if (lower.startsWith("sip:")) {
            rest = rest.substring(4);
        }
        int parameters = rest.indexOf(';');
        if (parameters >= 0) {
            String named = rest.substring(parameters + 1).toLowerCase(Locale.ROOT);
            for (Transport candidate : Transport.values()) {
                if (named.contains("transport=" + candidate.name().toLowerCase(Locale.ROOT))) {
                    transport = Optional.of(candidate);
                }
            }
            rest = rest.substring(0, parameters);
        }
        int at = rest.lastIndexOf('@');
        String extension = at < 0 ? "" : rest.substring(0, at);
        return new AccountEntry(extension, at < 0 ? rest : rest.substring(at + 1), transport);
    }

    /**
     * The server as an address: a name, an IPv4 or bracketed IPv6 literal, and a port where one stands.
     *
     * @return empty when it cannot be a server's address
     */
    public static Optional<ServerAddress> address(String typed) {
        String text = typed.strip();
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 3) {
                return Optional.empty();
            }
            String host = text.substring(1, end);
            String after = text.substring(end + 1);
            return after.isEmpty() ? Optional.of(ServerAddress.of(host)) : withPort(host, after);
        }
        int colon = text.indexOf(':');
        if (colon >= 0 && colon == text.lastIndexOf(':')) {
            return isName(text.substring(0, colon))
                    ? withPort(text.substring(0, colon), text.substring(colon))
                    : Optional.empty();
        }
        if (colon >= 0) { // several colons: a bare IPv6 literal
            return text.matches("[0-9a-fA-F:.%]+") ? Optional.of(ServerAddress.of(text)) : Optional.empty();
        }
        return isName(text) ? Optional.of(ServerAddress.of(text)) : Optional.empty();
    }

    private static Optional<ServerAddress> withPort(String host, String colonAndPort) {
        if (!colonAndPort.matches(":[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(colonAndPort.substring(1));
        return port < 1 || port > 65_535
                ? Optional.empty()
                : Optional.of(new ServerAddress(host, OptionalInt.of(port)));
    }

    /** A host name's letters (RFC 1123 §2.1, and the underscore that private networks use), or an IPv4 address. */
    private static boolean isName(String text) {
        return text.matches("[\\p{L}\\p{N}]([\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}])?\\.?");
    }
}
