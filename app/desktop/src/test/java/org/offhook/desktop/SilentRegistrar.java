package org.offhook.desktop;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;

/** A registrar that never answers, or answers everything with one status. */
final class SilentRegistrar implements AutoCloseable {
    private final DatagramSocket socket;

    private SilentRegistrar(DatagramSocket socket) {
        this.socket = socket;
    }

    static SilentRegistrar silent() throws IOException {
        return new SilentRegistrar(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    }

    /** @param status such as {@code 404 Not Found} */
    static SilentRegistrar answering(String status) throws IOException {
        SilentRegistrar registrar = silent();
        Thread.ofPlatform().daemon().name("test-registrar").start(() -> registrar.serve(status));
        return registrar;
    }

    private void serve(String status) {
        byte[] buffer = new byte[65_536];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                String request = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                Optional<String> answer = answer(request, status);
                if (answer.isPresent()) {
                    byte[] bytes = answer.get().getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            socket.close(); // the test is over
        }
    }

    /** RFC 3261 §8.2.6.2: Via, From, To, Call-ID and CSeq are the request's. */
    private static Optional<String> answer(String request, String status) {
        if (!request.startsWith("REGISTER ")) {
            return Optional.empty();
        }
        String same = request.lines()
                .filter(line -> line.matches("(?i)(Via|From|Call-ID|CSeq): .*"))
                .collect(Collectors.joining("\r\n"));
        String to = request.lines()
                .filter(line -> line.matches("(?i)To: .*"))
                .findFirst()
                .orElse("");
        return Optional.of("SIP/2.0 " + status + "\r\n" + same + "\r\n" + to + ";tag=r\r\nContent-Length: 0\r\n\r\n");
    }

    Account account() {
        return Account.of(
                "2101",
                "pbx.example",
                ServerAddress.of("127.0.0.1", socket.getLocalPort()),
                Transport.UDP,
                Secret.of("s3cret"));
    }

    @Override
    public void close() {
        socket.close();
    }
}
