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
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;

/**
 * Questions to name servers, by dnsjava. No answer is kept: a name is asked for when the phone starts, or when no server answers any more, and
 * then what was true before, or in another network, is of no use.
 */
final class NameServers {
    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);

    /** A datagram may be lost, and a question that was lost would be taken for "there is none". */
    private static final int TRIES = 2;

    private static final Duration EACH_TRY = Duration.ofSeconds(1);

    /** Of one question, however many servers are asked. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private final Optional<InetSocketAddress> server;

    /** @param server name server to ask; empty for those of the system, as they are at the time of a question */
    NameServers(Optional<InetSocketAddress> server) {
        this.server = server;
    }

    /** @return the records of a name, where it is an alias those of its true name; empty when there are none or nobody answers */
    List<Record> records(String name, int type) {
        try {
            Lookup lookup = new Lookup(name.endsWith(".") ? name : name + ".", type);
            lookup.setResolver(resolver());
            lookup.setCache(null);
            Record[] records = lookup.run();
            if (lookup.getResult() == Lookup.TRY_AGAIN || lookup.getResult() == Lookup.UNRECOVERABLE) {
                LOG.info("the name server does not answer the question for a record of type {}", type);
            }
            return records == null ? List.of() : List.of(records);
        } catch (TextParseException notAName) {
            LOG.debug("not a name for the DNS");
        } catch (RuntimeException failed) {
            LOG.debug("look-up failed: {}", failed.getClass().getSimpleName());
        }
        return List.of();
    }

    private Resolver resolver() {
        List<Resolver> each = new ArrayList<>();
        for (InetSocketAddress address : addresses()) {
            Resolver simple = new SimpleResolver(address);
            simple.setTimeout(EACH_TRY);
            each.add(simple);
        }
        ExtendedResolver all = new ExtendedResolver(each);
        all.setRetries(TRIES);
        all.setTimeout(LIMIT);
        return all;
    }

    private List<InetSocketAddress> addresses() {
        if (server.isPresent()) {
            return List.of(server.get());
        }
        ResolverConfig.refresh(); // it reads the system's once, and a portable machine changes its network
        return ResolverConfig.getCurrentConfig().servers();
    }
}
