package org.offhook.sip.locate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.sip.SipTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of an account's exchange, best first (RFC 3263 §4.2). A literal address or an explicit port needs no SRV; a
 * literal address needs no look-up at all. Blocks for seconds at worst: call it on a thread that may wait.
 */
public final class ServerLocator {
    private static final Logger LOG = LoggerFactory.getLogger(ServerLocator.class);
    private static final int SIP_PORT = 5060;
    private static final int SIPS_PORT = 5061;

    private final SrvLookup srv;
    private final HostLookup hosts;
    private final RandomGenerator random;

    /** With the system's name service. */
    public static ServerLocator system() {
        return new ServerLocator(
                new SrvLookup() { // made late: its classes are not needed by most
                    @Override
                    public List<SrvRecord> lookUp(String name) {
                        return new DnsSrvLookup(Optional.empty()).lookUp(name);
                    }

                    @Override
                    public List<NaptrRecord> lookUpNaptr(String domain) {
                        return new DnsSrvLookup(Optional.empty()).lookUpNaptr(domain);
                    }
                },
                host -> List.of(InetAddress.getAllByName(host)),
                RandomGenerator.getDefault());
    }

    public ServerLocator(SrvLookup srv, HostLookup hosts, RandomGenerator random) {
        this.srv = srv;
        this.hosts = hosts;
        this.random = random;
    }

    /** The target of a literal address, without asking anybody; empty for a name. */
    public static Optional<SipTarget> literal(ServerAddress server, Transport transport) {
        try {
            InetAddress address = InetAddress.ofLiteral(server.host());
            int port = server.port().orElse(defaultPort(transport));
            return Optional.of(new SipTarget(transport, new InetSocketAddress(address, port), server.host()));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    /**
     * @return at least one target; each carries the account's host name for the certificate check, whatever SRV pointed to
     *     (RFC 5922 §4: the name the user meant)
     * @throws UnknownHostException when the name has no address
     */
    public List<SipTarget> locate(ServerAddress server, Transport transport) throws UnknownHostException {
        Optional<SipTarget> literal = literal(server, transport);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        Set<SipTarget> targets = new LinkedHashSet<>();
        if (server.port().isEmpty() && !server.host().equalsIgnoreCase("localhost")) {
            for (SrvRecord record : ordered(srv.lookUp(service(server.host(), transport)))) {
                try {
                    for (InetAddress address : hosts.lookUp(record.host())) {
                        targets.add(
                                new SipTarget(transport, new InetSocketAddress(address, record.port()), server.host()));
                    }
                } catch (UnknownHostException danglingRecord) {
                    LOG.debug("an SRV record points nowhere; the next may do");
                }
            }
        }
        if (targets.isEmpty()) {
            int port = server.port().orElse(defaultPort(transport));
            for (InetAddress address : hosts.lookUp(server.host())) {
                targets.add(new SipTarget(transport, new InetSocketAddress(address, port), server.host()));
            }
        }
        if (targets.isEmpty()) {
            throw new UnknownHostException(server.host());
        }
        return List.copyOf(targets);
    }

    /** Whether the server's domain publishes a service over TLS; asks nobody where no SRV applies (RFC 3263 §4.2). */
    public boolean publishesTls(ServerAddress server) {
        boolean asked = server.port().isEmpty()
                && literal(server, Transport.TLS).isEmpty()
                && !server.host().equalsIgnoreCase("localhost");
        return asked
                && !ordered(srv.lookUp(serviceName(Transport.TLS) + server.host()))
                        .isEmpty();
    }

    /**
     * Where the SRV records of an account's transport are: NAPTR may point elsewhere (RFC 3263 §4.1). The transport is the account's own;
     * NAPTR does not choose another one, so that nobody on the way can take TLS from it.
     */
    private String service(String domain, Transport transport) {
        String wanted = switch (transport) {
            case UDP -> "SIP+D2U";
            case TCP -> "SIP+D2T";
            case TLS -> "SIPS+D2T";
        };
        return srv.lookUpNaptr(domain).stream()
                .filter(record -> record.service().equalsIgnoreCase(wanted)
                        && record.flags().equalsIgnoreCase("s")
                        && !record.replacement().isEmpty()
                        && !record.replacement().equals("."))
                .min(Comparator.comparingInt(NaptrRecord::order).thenComparingInt(NaptrRecord::preference))
                .map(NaptrRecord::replacement)
                .orElseGet(() -> serviceName(transport) + domain);
    }

    private static int defaultPort(Transport transport) {
        return transport == Transport.TLS ? SIPS_PORT : SIP_PORT;
    }

    private static String serviceName(Transport transport) {
        return switch (transport) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
        };
    }

    /** Lowest priority value first; within one, drawn by weight (RFC 2782). A sole record "." means no service. */
    List<SrvRecord> ordered(List<SrvRecord> records) {
        TreeMap<Integer, List<SrvRecord>> byPriority = new TreeMap<>();
        for (SrvRecord record : records) {
            if (!record.host().isEmpty() && !record.host().equals(".") && record.port() > 0) {
                byPriority
                        .computeIfAbsent(record.priority(), p -> new ArrayList<>())
                        .add(record);
            }
        }
        List<SrvRecord> ordered = new ArrayList<>();
        for (List<SrvRecord> equals : byPriority.values()) {
            // Weight 0 first, so that it has its small chance and no more.
            equals.sort(Comparator.comparingInt(SrvRecord::weight));
            while (!equals.isEmpty()) {
                int sum = equals.stream().mapToInt(SrvRecord::weight).sum();
                int draw = random.nextInt(sum + 1);
                int running = 0;
                for (SrvRecord candidate : equals) {
                    running += candidate.weight();
                    if (running >= draw) {
                        ordered.add(candidate);
                        equals.remove(candidate);
                        break;
                    }
                }
            }
        }
        return ordered;
    }
}
