package org.offhook.sip.locate;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** SRV and NAPTR by dnsjava: the Java runtime has no way to ask for them without JNDI. */
public final class DnsSrvLookup implements SrvLookup {
    private static final Logger LOG = LoggerFactory.getLogger(DnsSrvLookup.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Optional<InetSocketAddress> server;

    /** @param server name server to ask; empty for those of the system */
    public DnsSrvLookup(Optional<InetSocketAddress> server) {
        this.server = server;
    }

    @Override
    public List<SrvRecord> lookUp(String name) {
        List<SrvRecord> found = new ArrayList<>();
        for (Record record : records(name, Type.SRV)) {
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
        for (Record record : records(domain, Type.NAPTR)) {
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

    private List<Record> records(String name, int type) {
        try {
            Lookup lookup = new Lookup(name.endsWith(".") ? name : name + ".", type);
            lookup.setResolver(resolver());
            Record[] records = lookup.run();
            return records == null ? List.of() : List.of(records);
        } catch (TextParseException notAName) {
            LOG.debug("not a name for the DNS");
        } catch (RuntimeException failed) {
            LOG.debug("look-up failed: {}", failed.getClass().getSimpleName());
        }
        return List.of();
    }

    private Resolver resolver() {
        if (server.isPresent()) {
            SimpleResolver simple = new SimpleResolver(server.get());
            simple.setTimeout(TIMEOUT);
            return simple;
        }
        ExtendedResolver extended = new ExtendedResolver();
        extended.setTimeout(TIMEOUT);
        extended.setRetries(1);
        return extended;
    }
}
