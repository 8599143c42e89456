package org.offhook.bridge.api;

import java.net.InetAddress;
import java.util.Set;

/**
 * Who a request without credentials comes from, for documents whose samples carry none.
 *
 * @param user name of an active user
 * @param sources the only addresses this holds for; never loopback, which every user of a terminal server shares, outside the demo
 */
public record DefaultApiUser(String user, Set<InetAddress> sources) {
    public DefaultApiUser {
        sources = Set.copyOf(sources);
    }
}
