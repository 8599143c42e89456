package org.offhook.testkit.peer;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A real exchange (registrar and proxy or B2BUA) that a phone registers with. */
public interface ExchangePeer extends AutoCloseable {

    /** An extension that the exchange knows. */
    record Extension(String user, String password) {}

    /** Where it answers UDP. */
    InetSocketAddress udp();

    /** Where it answers TCP. */
    InetSocketAddress tcp();

    /** Where it answers TLS; its certificate is signed by {@link #certificateAuthority()}. */
    InetSocketAddress tls();

    /** PEM file of the authority that signed the TLS certificate; names: localhost, 127.0.0.1 and the address. */
    Path certificateAuthority();

    /** The realm of its digest challenges. */
    String realm();

    /** The extensions it knows, the same ones in every exchange: 2101, 2102, 2103. */
    default List<Extension> extensions() {
        return EXTENSIONS;
    }

    /** The extension that tests use for the phone under test. */
    default Extension phone() {
        return EXTENSIONS.get(0);
    }

    /** What it wrote. */
    PeerLog log();

    @Override
    void close();

    /** Extensions of every exchange. */
    List<Extension> EXTENSIONS = List.of(
            new Extension("2101", "otter-lamp-21"),
            new Extension("2102", "heron-door-22"),
            new Extension("2103", "badger-sail-23"));
}
