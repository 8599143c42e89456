package org.offhook.bridge.api;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The values of {@code Host} that mean this listener; any other is a page whose DNS name was rebound to us, or a wrong proxy. */
final class ApiNames {
    private final Set<String> hosts = new HashSet<>();

    ApiNames(InetAddress bound, int port, int usualPort, Set<String> further) {
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
            hosts.add(lower + ":" + port);
            if (port == usualPort) {
                hosts.add(lower); // RFC 9110 §4.2.3: the usual port may be left out
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
