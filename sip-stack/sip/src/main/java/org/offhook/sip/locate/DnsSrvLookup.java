package org.offhook.sip.locate;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/** SRV and NAPTR by dnsjava: the Java runtime has no way to ask for them without JNDI. */
public final class DnsSrvLookup implements SrvLookup {
    private final NameServers servers;

    /** @param server name server to ask; empty for those of the system */
    public DnsSrvLookup(Optional<InetSocketAddress> server) {
        this.servers = new NameServers(server);
    }

    @Override
    public List<SrvRecord> lookUp(String name) {
        List<SrvRecord> found = new ArrayList<>();
        for (Record record : servers.records(name, Type.SRV)) {
            if (record instanceof SRVRecord srv) {
                found.add(new SrvRecord(
                        srv.getPriority(),
                        srv.getWeight(),
                        srv.getPort(),
                        srv.getTarget().toString(true)));
            }
        }
        return found;
    }

    @Override
    public List<NaptrRecord> lookUpNaptr(String domain) {
        List<NaptrRecord> found = new ArrayList<>();
        for (Record record : servers.records(domain, Type.NAPTR)) {
            if (record instanceof NAPTRRecord naptr) {
                found.add(new NaptrRecord(
                        naptr.getOrder(),
                        naptr.getPreference(),
                        naptr.getFlags(),
                        naptr.getService(),
                        naptr.getReplacement().toString(true)));
            }
        }
        return found;
    }
}
