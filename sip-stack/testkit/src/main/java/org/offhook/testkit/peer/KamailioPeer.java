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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Kamailio: registrar with digest (RFC 3261 section 22, RFC 8760) and record-routing proxy between registered
 * extensions, over UDP, TCP and TLS. Requests in the name of an extension are challenged (401 to REGISTER, 407 to the
 * rest); anybody else counts as the trunk and may call extensions only.
 */
public final class KamailioPeer implements ExchangePeer {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String REALM = "kamailio.offhook.test";

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
     */
    public record Behaviour(InetAddress address, Digest digest, Duration nonceLifetime, Duration minExpires) {
        /** On loopback, MD5, nonces live five minutes, registrations of a minute and longer. */
        public static Behaviour usual() {
            return new Behaviour(
                    InetAddress.getLoopbackAddress(), Digest.MD5, Duration.ofMinutes(5), Duration.ofSeconds(60));
        }

        public Behaviour on(InetAddress other) {
            return new Behaviour(other, digest, nonceLifetime, minExpires);
        }

        public Behaviour challengingWith(Digest other) {
            return new Behaviour(address, other, nonceLifetime, minExpires);
        }

        public Behaviour withNonceLifetime(Duration other) {
            return new Behaviour(address, digest, other, minExpires);
        }

        public Behaviour withMinExpires(Duration other) {
            return new Behaviour(address, digest, nonceLifetime, other);
        }
    }

    private final PeerProcess process;
    private final InetSocketAddress plain;
    private final InetSocketAddress secure;
    private final TlsIdentity identity;

    private KamailioPeer(PeerProcess process, InetSocketAddress plain, InetSocketAddress secure, TlsIdentity identity) {
        this.process = process;
        this.plain = plain;
        this.secure = secure;
        this.identity = identity;
    }

    /** Starts one on loopback with the usual behaviour and waits until it answers OPTIONS. */
    public static KamailioPeer start() {
        return start(Behaviour.usual());
    }

    /** Starts one and waits until it answers OPTIONS. */
    public static KamailioPeer start(Behaviour behaviour) {
        Path program = PeerAvailability.program("kamailio");
        Path folder = PeerProcess.freshFolder("kamailio");
        String address = behaviour.address().getHostAddress();
        InetSocketAddress plain = new InetSocketAddress(behaviour.address(), FreePort.udpAndTcp(behaviour.address()));
        InetSocketAddress secure = new InetSocketAddress(behaviour.address(), FreePort.udpAndTcp(behaviour.address()));
        TlsIdentity identity = TlsIdentity.create(folder, address);
        Path configuration = Template.write(
                "kamailio/kamailio.cfg",
                folder,
                Map.of(
                        "address", address,
                        "port", Integer.toString(plain.getPort()),
                        "tlsPort", Integer.toString(secure.getPort()),
                        "folder", folder.toString(),
                        "modules", modules() + "/",
                        "realm", REALM,
                        "algorithm", behaviour.digest().token,
                        "nonceSeconds", Long.toString(behaviour.nonceLifetime().toSeconds()),
                        "minExpires", Long.toString(behaviour.minExpires().toSeconds())));
        writeSubscribers(folder.resolve("subscriber"));
        PeerProcess process = PeerProcess.start(
                folder,
                List.of(
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
                        folder.toString()));
        KamailioPeer peer = new KamailioPeer(process, plain, secure, identity);
        try {
            SipProbe.awaitOptionsAnswer(plain, PATIENCE, process::isAlive);
        } catch (AssertionError silent) {
            peer.close();
            throw new AssertionError(
                    "Kamailio did not come up; " + process.log().tail(), silent);
        }
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
        for (Extension extension : EXTENSIONS) {
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

    @Override
    public InetSocketAddress udp() {
        return plain;
    }

    @Override
    public InetSocketAddress tcp() {
        return plain;
    }

    @Override
    public InetSocketAddress tls() {
        return secure;
    }

    @Override
    public Path certificateAuthority() {
        return identity.authority();
    }

    @Override
    public String realm() {
        return REALM;
    }

    /** The number under which an extension reaches a far end that listens on UDP on Kamailio's own address. */
    public static String numberOf(InetSocketAddress farEnd) {
        return String.format("9%05d", farEnd.getPort());
    }

    /** Waits until it has accepted a registration of the extension. */
    public void awaitRegistered(Extension extension, Duration atMost) {
        process.log().await(Pattern.compile("registered: " + extension.user() + " "), atMost);
    }

    @Override
    public PeerLog log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
