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
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** SRV by dnsjava: the Java runtime has no way to ask for it without JNDI. */
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
        try {
            Lookup lookup = new Lookup(name.endsWith(".") ? name : name + ".", Type.SRV);
            lookup.setResolver(resolver());
            Record[] records = lookup.run();
            if (records != null) {
                for (Record record : records) {
                    if (record instanceof SRVRecord srv) {
                        found.add(new SrvRecord(
                                srv.getPriority(),
                                srv.getWeight(),
                                srv.getPort(),
                                srv.getTarget().toString(true)));
                    }
                }
            }
        } catch (TextParseException notAName) {
            LOG.debug("not a name for SRV");
        } catch (RuntimeException failed) {
            LOG.debug("SRV look-up failed: {}", failed.getClass().getSimpleName());
        }
        return found;
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
