package org.offhook.testkit.peer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A certificate authority of a test's own and one server certificate signed by it, all PEM. */
record TlsIdentity(Path authority, Path certificate, Path key) {

    /** Makes both with openssl; the certificate names localhost and the given addresses. */
    static TlsIdentity create(Path folder, String... addresses) {
        String openssl = PeerAvailability.program("openssl").toString();
        String names = Stream.concat(
                        Stream.of("DNS:localhost", "IP:127.0.0.1"),
                        Arrays.stream(addresses).map(a -> "IP:" + a))
                .distinct()
                .collect(Collectors.joining(","));
        PeerProcess.run(
                folder,
                List.of(
                        openssl,
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "30",
                        "-subj",
                        "/CN=Offhook test authority",
                        "-keyout",
                        "ca.key",
                        "-out",
                        "ca.pem"));
        sign(folder, "server", "/CN=localhost", "subjectAltName=" + names);
        return new TlsIdentity(folder.resolve("ca.pem"), folder.resolve("server.pem"), folder.resolve("server.key"));
    }

    /**
     * A certificate for a client, signed by the same authority.
     *
     * @return a PKCS #12 file with its key
     */
    Path client(String password) {
        Path folder = Objects.requireNonNull(authority.getParent(), "a file lies in a folder");
        sign(folder, "client", "/CN=a phone", "extendedKeyUsage=clientAuth");
        PeerProcess.run(
                folder,
                List.of(
                        PeerAvailability.program("openssl").toString(),
                        "pkcs12",
                        "-export",
                        "-in",
                        "client.pem",
                        "-inkey",
                        "client.key",
                        "-passout",
                        "pass:" + password,
                        "-out",
                        "client.p12"));
        return folder.resolve("client.p12");
    }

    private static void sign(Path folder, String name, String subject, String extension) {
        PeerProcess.run(
                folder,
                List.of(
                        PeerAvailability.program("openssl").toString(),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "30",
                        "-CA",
                        "ca.pem",
                        "-CAkey",
                        "ca.key",
                        "-subj",
                        subject,
                        "-addext",
                        "basicConstraints=critical,CA:FALSE",
                        "-addext",
                        extension,
                        "-keyout",
                        name + ".key",
                        "-out",
                        name + ".pem"));
    }
}
