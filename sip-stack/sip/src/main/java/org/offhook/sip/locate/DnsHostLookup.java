package org.offhook.sip.locate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Type;

/** Addresses of hosts as one name server knows them: the Java runtime asks those of the system only. */
public final class DnsHostLookup implements HostLookup {
    private final NameServers servers;

    /** @param server name server to ask */
    public DnsHostLookup(InetSocketAddress server) {
        this.servers = new NameServers(Optional.of(server));
    }

    /** IPv4 first, as the Java runtime has it. */
    @Override
    public List<InetAddress> lookUp(String host) throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (org.xbill.DNS.Record record : servers.records(host, Type.A)) {
            if (record instanceof ARecord a) {
                found.add(a.getAddress());
            }
        }
        for (org.xbill.DNS.Record record : servers.records(host, Type.AAAA)) {
            if (record instanceof AAAARecord aaaa) {
                found.add(aaaa.getAddress());
            }
        }
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return found;
    }
}
