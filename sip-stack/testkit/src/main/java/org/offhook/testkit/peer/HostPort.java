package org.offhook.testkit.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as URIs and command lines write them (RFC 3986 §3.2.2). */
final class HostPort {
    private HostPort() {}

    static String host(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }

    static String of(InetSocketAddress address) {
        return host(address.getAddress()) + ":" + address.getPort();
    }
}
