package org.offhook.testkit.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/** An exchange that runs as a process of its own: where it listens, what it wrote, how it ends. */
abstract sealed class ExchangeProcess implements ExchangePeer permits AsteriskPeer, KamailioPeer {

    /**
     * Where a new exchange is to live.
     *
     * @param folder of its own, new, for configuration and log
     * @param plain UDP and TCP
     * @param secure TLS
     * @param identity proves the secure address
     */
    record Place(Path folder, InetSocketAddress plain, InetSocketAddress secure, TlsIdentity identity) {
        private static final int PLAIN = 5060;
        private static final int SECURE = 5061;

        /** In a network where nobody else has a port. */
        static Place in(Network network, String name) {
            return in(network, name, PLAIN, SECURE);
        }

        static Place in(Network network, String name, int plain, int secure) {
            Path folder = PeerProcess.freshFolder(name);
            return new Place(
                    folder,
                    new InetSocketAddress(network.there(), plain),
                    new InetSocketAddress(network.there(), secure),
                    TlsIdentity.create(folder, network.there().getHostAddress()));
        }

        static Place choose(String name, InetAddress address) {
            Path folder = PeerProcess.freshFolder(name);
            return new Place(
                    folder,
                    new InetSocketAddress(address, FreePort.udpAndTcp(address)),
                    new InetSocketAddress(address, FreePort.udpAndTcp(address)),
                    TlsIdentity.create(folder, address.getHostAddress()));
        }

        /** As URIs and configurations have it: IPv6 in brackets. */
        String address() {
            return HostPort.host(plain.getAddress());
        }

        String port() {
            return Integer.toString(plain.getPort());
        }

        String tlsPort() {
            return Integer.toString(secure.getPort());
        }
    }

    private final PeerProcess process;
    private final Place place;
    private final String realm;

    ExchangeProcess(PeerProcess process, Place place, String realm) {
        this.process = process;
        this.place = place;
        this.realm = realm;
    }

    /** Waits until it answers OPTIONS; one that does not is ended, and its log is in the error. */
    final void awaitUp(Duration patience) {
        try {
            awaitReady(patience);
            SipProbe.awaitOptionsAnswer(place.plain(), patience, process::isAlive);
        } catch (AssertionError silent) {
            close();
            throw new AssertionError(getClass().getSimpleName() + " did not come up; " + log().tail(), silent);
        }
    }

    /** For one that answers OPTIONS before it is ready for more. */
    void awaitReady(Duration patience) {}

    final Path folder() {
        return place.folder();
    }

    @Override
    public final InetSocketAddress udp() {
        return place.plain();
    }

    @Override
    public final InetSocketAddress tcp() {
        return place.plain();
    }

    @Override
    public final InetSocketAddress tls() {
        return place.secure();
    }

    @Override
    public final Path certificateAuthority() {
        return place.identity().authority();
    }

    @Override
    public final String realm() {
        return realm;
    }

    @Override
    public final PeerLog log() {
        return process.log();
    }

    /** Ends it as a power cut would: nobody is told. */
    public final void crash() {
        process.crash();
    }

    @Override
    public final void close() {
        process.close();
    }
}
