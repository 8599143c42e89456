package org.offhook.sip.locate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

    /** With one name server, whatever the system asks: for an exchange that only the office's own server knows. */
    public static ServerLocator asking(InetSocketAddress nameServer) {
        DnsHostLookup hosts = new DnsHostLookup(nameServer);
        return new ServerLocator(
                new DnsSrvLookup(Optional.of(nameServer)),
                host -> isThisMachine(host) ? List.of(InetAddress.getAllByName(host)) : hosts.lookUp(host),
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
     * Servers of an account, best first.
     *
     * @param targets at least one; each carries the account's host name for the certificate check, whatever SRV pointed to (RFC 5922 §4:
     *     the name the user meant)
     * @param preferred how many of them, the first ones, are of the best priority that has an address: those behind them stand in for these
     */
    public record Servers(List<SipTarget> targets, int preferred) {
        public Servers {
            targets = List.copyOf(targets);
        }
    }

    /**
     * Asks the name service where it must.
     *
     * @throws UnknownHostException when the name has no address, or its domain says that it has no such service, or only such servers as
     *     have no address (RFC 2782: its own address is then nobody's to try)
     */
    public Servers locate(ServerAddress server, Transport transport) throws UnknownHostException {
        Optional<SipTarget> literal = literal(server, transport);
        if (literal.isPresent()) {
            return new Servers(List.of(literal.get()), 1);
        }
        if (mayHaveService(server)) {
            List<SrvRecord> records = srv.lookUp(service(server.host(), transport));
            if (!records.isEmpty()) {
                return published(server, transport, ordered(records));
            }
        }
        int port = server.port().orElse(defaultPort(transport));
        Set<SipTarget> targets = new LinkedHashSet<>();
        for (InetAddress address : hosts.lookUp(server.host())) {
            targets.add(new SipTarget(transport, new InetSocketAddress(address, port), server.host()));
        }
        if (targets.isEmpty()) {
            throw new UnknownHostException(server.host());
        }
        return new Servers(List.copyOf(targets), targets.size());
    }

    private Servers published(ServerAddress server, Transport transport, List<SrvRecord> records)
            throws UnknownHostException {
        Set<SipTarget> targets = new LinkedHashSet<>();
        OptionalInt best = OptionalInt.empty();
        int preferred = 0;
        for (SrvRecord record : records) {
            try {
                for (InetAddress address : hosts.lookUp(record.host())) {
                    targets.add(new SipTarget(transport, new InetSocketAddress(address, record.port()), server.host()));
                }
            } catch (UnknownHostException danglingRecord) {
                LOG.debug("an SRV record points nowhere; the next may do");
            }
            if (best.isEmpty() && !targets.isEmpty()) {
                best = OptionalInt.of(record.priority());
            }
            if (best.equals(OptionalInt.of(record.priority()))) {
                preferred = targets.size();
            }
        }
        if (targets.isEmpty()) {
            throw new UnknownHostException(server.host());
        }
        return new Servers(List.copyOf(targets), preferred);
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost");
    }

    private static boolean mayHaveService(ServerAddress server) {
        return server.port().isEmpty() && !isThisMachine(server.host());
    }

    /** Whether the server's domain publishes a service over TLS; asks nobody where no SRV applies (RFC 3263 §4.2). */
    public boolean publishesTls(ServerAddress server) {
        return mayHaveService(server)
                && literal(server, Transport.TLS).isEmpty()
                && !ordered(srv.lookUp(service(server.host(), Transport.TLS))).isEmpty();
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
