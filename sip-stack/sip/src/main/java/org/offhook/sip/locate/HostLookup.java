package org.offhook.sip.locate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up addresses of a host name; blocks. */
@FunctionalInterface
public interface HostLookup {
    List<InetAddress> lookUp(String host) throws UnknownHostException;
}
