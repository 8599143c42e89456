package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Kamailio: registrar with digest (RFC 3261 section 22, RFC 8760) and record-routing proxy between registered
 * extensions, over UDP, TCP and TLS. Requests in the name of an extension are challenged (401 to REGISTER, 407 to the
 * rest); anybody else counts as the trunk and may call extensions only.
 */
public final class KamailioPeer extends ExchangeProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String REALM = "kamailio.offhook.test";

    /** Its password is right and its registration is refused with 403 all the same (RFC 3261 section 10.3, step 4). */
    public static final Extension BARRED = new Extension("2199", "wren-gate-99");

    /** Is told a Service-Route, and reached over a Path (RFC 3608, RFC 3327); a client without {@code Supported: path} is refused. */
    public static final Extension ROUTED = new Extension("2198", "tern-bridge-98");

    /** What the challenges ask for. */
    public enum Digest {
        MD5("MD5"),
        SHA_256("SHA-256");

        private final String token;

        Digest(String token) {
            this.token = token;
        }
    }

    /**
     * How a Kamailio is to behave.
     *
     * @param address where it listens
     * @param digest the algorithm of its challenges
     * @param nonceLifetime after which a nonce is answered with {@code stale=true}
     * @param minExpires shorter registrations are answered with 423 (RFC 3261 section 10.3)
     * @param presencePort where PUBLISH goes on UDP, at the same address; 0 for nowhere
     * @param offered in place of what the second extension offers
     * @param clients whom it lets speak TLS
     * @param dialogs what it does with requests in dialogs
     * @param idle after which it closes a connection
     */
    public record Behaviour(
            InetAddress address,
            Digest digest,
            Duration nonceLifetime,
            Duration minExpires,
            int presencePort,
            Suite offered,
            Clients clients,
            Dialogs dialogs,
            Duration idle) {
        /** On loopback, MD5, nonces live five minutes, registrations of a minute and longer. */
        public static Behaviour usual() {
            return new Behaviour(
                    InetAddress.getLoopbackAddress(),
                    Digest.MD5,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(60),
                    0,
                    Suite.ITS_OWN,
                    Clients.ANY,
                    Dialogs.PASSED,
                    Duration.ofMinutes(10));
        }

        public Behaviour on(InetAddress other) {
            return new Behaviour(
                    other, digest, nonceLifetime, minExpires, presencePort, offered, clients, dialogs, idle);
        }

        public Behaviour challengingWith(Digest other) {
            return new Behaviour(
                    address, other, nonceLifetime, minExpires, presencePort, offered, clients, dialogs, idle);
        }

        public Behaviour withNonceLifetime(Duration other) {
            return new Behaviour(address, digest, other, minExpires, presencePort, offered, clients, dialogs, idle);
        }

        public Behaviour withMinExpires(Duration other) {
            return new Behaviour(address, digest, nonceLifetime, other, presencePort, offered, clients, dialogs, idle);
        }

        /** @param agent keeps what is published; its address is the Kamailio's own */
        public Behaviour withPresenceAt(InetSocketAddress agent) {
            return new Behaviour(
                    address, digest, nonceLifetime, minExpires, agent.getPort(), offered, clients, dialogs, idle);
        }

        /** The second extension offers another suite than its program does. */
        public Behaviour offering(Suite suite) {
            return new Behaviour(
                    address, digest, nonceLifetime, minExpires, presencePort, suite, clients, dialogs, idle);
        }

        /** Each request of its extensions in a dialog is challenged, too. */
        public Behaviour challengingInDialogs() {
            return new Behaviour(
                    address,
                    digest,
                    nonceLifetime,
                    minExpires,
                    presencePort,
                    offered,
                    clients,
                    Dialogs.CHALLENGED,
                    idle);
        }

        /** A connection on which nothing comes for so long is closed. */
        public Behaviour closingIdleConnectionsAfter(Duration other) {
            return new Behaviour(
                    address, digest, nonceLifetime, minExpires, presencePort, offered, clients, dialogs, other);
        }

        /** Nobody speaks TLS to it without a certificate of its own authority. */
        public Behaviour provenClients() {
            return new Behaviour(
                    address, digest, nonceLifetime, minExpires, presencePort, offered, Clients.PROVEN, dialogs, idle);
        }
    }

    /** What becomes of requests of its extensions in dialogs. */
    public enum Dialogs {
        PASSED,
        /** Each is challenged, but for ACK and PRACK. */
        CHALLENGED
    }

    /** Who may speak TLS. */
    public enum Clients {
        ANY,
        /** Who has a {@link KamailioPeer#clientCertificate}. */
        PROVEN
    }

    /**
     * A crypto suite in the place of AES_CM_128_HMAC_SHA1_80 in an offer. A client that makes up one long key and shows as much of it as a suite
     * takes speaks it then; AES-256 takes more than was shown.
     */
    public enum Suite {
        /** Nothing is changed. */
        ITS_OWN("none", 40, ""),
        AES_CM_128_HMAC_SHA1_32("AES_CM_128_HMAC_SHA1_32", 40, ""),
        /** 28 bytes of key and salt, not 30. */
        AEAD_AES_128_GCM("AEAD_AES_128_GCM", 38, "==");

        private final String token;
        private final int keyLetters;
        private final String padding;

        Suite(String token, int keyLetters, String padding) {
            this.token = token;
            this.keyLetters = keyLetters;
            this.padding = padding;
        }
    }

    private final Place place;
    private final List<String> command;

    private KamailioPeer(Place place, List<String> command) {
        super(PeerProcess.start(place.folder(), command), place, REALM);
        this.place = place;
        this.command = command;
    }

    /** Another one on the same ports, when this one has ended; it knows no registrations. */
    public KamailioPeer startAgain() {
        KamailioPeer again = new KamailioPeer(place, command);
        again.awaitUp(PATIENCE);
        return again;
    }

    /**
     * Makes a certificate by which a client proves itself to it.
     *
     * @return a PKCS #12 file
     */
    public Path clientCertificate(String password) {
        return place.identity().client(password);
    }

    /** Starts one on loopback with the usual behaviour and waits until it answers OPTIONS. */
    public static KamailioPeer start() {
        return start(Behaviour.usual());
    }

    /** Starts one and waits until it answers OPTIONS. */
    public static KamailioPeer start(Behaviour behaviour) {
        return start(Place.choose("kamailio", behaviour.address()), behaviour, command -> command);
    }

    /**
     * Starts one in a network of its own.
     *
     * @param port of UDP and TCP; TLS has the next one
     */
    public static KamailioPeer start(Network network, int port) {
        return start(Place.in(network, "kamailio", port, port + 1), Behaviour.usual(), network::inside);
    }

    private static KamailioPeer start(Place place, Behaviour behaviour, UnaryOperator<List<String>> where) {
        Path program = PeerAvailability.program("kamailio");
        String folder = place.folder().toString();
        Path configuration = Template.write(
                "kamailio/kamailio.cfg",
                place.folder(),
                Map.ofEntries(
                        Map.entry("address", place.address()),
                        Map.entry("port", place.port()),
                        Map.entry("tlsPort", place.tlsPort()),
                        Map.entry("folder", folder),
                        Map.entry("modules", modules() + "/"),
                        Map.entry("realm", REALM),
                        Map.entry("barred", BARRED.user()),
                        Map.entry("routed", ROUTED.user()),
                        Map.entry("presencePort", Integer.toString(behaviour.presencePort())),
                        Map.entry("second", ExchangePeer.EXTENSIONS.get(1).user()),
                        Map.entry("challengeInDialogs", behaviour.dialogs() == Dialogs.CHALLENGED ? "1" : "0"),
                        Map.entry("idleSeconds", Long.toString(behaviour.idle().toSeconds())),
                        Map.entry("clientsProve", behaviour.clients() == Clients.PROVEN ? "1" : "0"),
                        Map.entry("suite", behaviour.offered().token),
                        Map.entry("keyLetters", Integer.toString(behaviour.offered().keyLetters)),
                        Map.entry("padding", behaviour.offered().padding),
                        Map.entry("algorithm", behaviour.digest().token),
                        Map.entry(
                                "nonceSeconds",
                                Long.toString(behaviour.nonceLifetime().toSeconds())),
                        Map.entry(
                                "minExpires",
                                Long.toString(behaviour.minExpires().toSeconds()))));
        writeSubscribers(place.folder().resolve("subscriber"));
        KamailioPeer peer = new KamailioPeer(
                place,
                where.apply(List.of(
                        program.toString(),
                        "-f",
                        configuration.toString(),
                        "-DD",
                        "-E",
                        "-m",
                        "32",
                        "-M",
                        "4",
                        "-Y",
                        folder)));
        peer.awaitUp(PATIENCE);
        return peer;
    }

    private static Path modules() {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve("kamailio/modules"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow(() -> PeerAvailability.absent("Kamailio's modules are not in /usr/lib/*/kamailio"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeSubscribers(Path table) {
        StringBuilder rows = new StringBuilder("id(int,auto) username(string) domain(string) password(string)\n");
        int id = 1;
        for (Extension extension :
                Stream.concat(EXTENSIONS.stream(), Stream.of(BARRED, ROUTED)).toList()) {
            rows.append(id++)
                    .append(':')
                    .append(extension.user())
                    .append(':')
                    .append(REALM)
                    .append(':')
                    .append(extension.password())
                    .append('\n');
        }
        try {
            Files.writeString(table, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number under which an extension reaches a far end that listens on UDP on Kamailio's own address. */
    public static String numberOf(InetSocketAddress farEnd) {
        return String.format("9%05d", farEnd.getPort());
    }

    /** The number under which both far ends ring at once, as branches of one call. */
    public static String numberOf(InetSocketAddress one, InetSocketAddress other) {
        return "8%05d%05d".formatted(one.getPort(), other.getPort());
    }

    /** Waits until it has accepted a registration of the extension. */
    public void awaitRegistered(Extension extension, Duration atMost) {
        log().await(Pattern.compile("registered: " + extension.user() + " "), atMost);
    }

    /** How many REGISTER requests have come, refused ones too. */
    public long registersSeen() {
        return log().lines().stream()
                .filter(line -> line.contains("request: REGISTER "))
                .count();
    }
}
