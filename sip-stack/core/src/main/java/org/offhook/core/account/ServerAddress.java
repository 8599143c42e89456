package org.offhook.core.account;

import java.util.OptionalInt;

/**
 * Where the exchange is: a host name, IPv4 or IPv6 literal (without brackets), and a port when one was given. Without a port the
 * server is located by RFC 3263 (SRV, then A/AAAA with the transport's default port).
 */
public record ServerAddress(String host, OptionalInt port) {
    public ServerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        port.ifPresent(value -> {
            if (value < 1 || value > 65_535) {
                throw new IllegalArgumentException("port out of range: " + value);
            }
        });
    }

    public static ServerAddress of(String host, int port) {
        return new ServerAddress(host, OptionalInt.of(port));
    }

    public static ServerAddress of(String host) {
        return new ServerAddress(host, OptionalInt.empty());
    }
}
