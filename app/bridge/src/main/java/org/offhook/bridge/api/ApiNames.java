package org.offhook.bridge.api;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The values of {@code Host} that mean this listener; any other is a page whose DNS name was rebound to us, or a wrong proxy. */
final class ApiNames {
    private final Set<String> hosts = new HashSet<>();

    /** @param usual the port that callers may leave out on that wire */
    record Port(int port, int usual) {}

    ApiNames(InetAddress bound, List<Port> ports, Set<String> further) {
        Set<String> names = new HashSet<>(further);
        if (bound.isLoopbackAddress() || bound.isAnyLocalAddress()) {
            names.addAll(Set.of("127.0.0.1", "localhost", "[::1]"));
        }
        if (bound.isAnyLocalAddress()) {
            names.addAll(ownAddresses());
        } else {
            names.add(text(bound));
        }
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            for (Port one : ports) {
                hosts.add(lower + ":" + one.port());
                if (one.port() == one.usual()) {
                    hosts.add(lower); // RFC 9110 §4.2.3: the usual port may be left out
                }
            }
        }
    }

    private static Set<String> ownAddresses() {
        Set<String> addresses = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(address -> addresses.add(text(address)));
        } catch (SocketException e) {
            return Set.of(); // the configured names still hold
        }
        return addresses;
    }

    private static String text(InetAddress address) {
        String plain = address.getHostAddress();
        int zone = plain.indexOf('%');
        String bare = zone < 0 ? plain : plain.substring(0, zone);
        return bare.indexOf(':') < 0 ? bare : "[" + bare + "]";
    }

    boolean address(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }
}
