package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** A way to the phone beside the exchange's own, from the exchange's address; octets in, statuses out. */
abstract class TortureWire implements AutoCloseable {
    /** In the place of a status: the phone closed the connection. */
    static final int CLOSED = -1;

    private static final int PATIENCE_MILLIS = 7_000;
    private static final String PROBE = "probe-after-torture";
    private final String contact;
    private int probes;

    private TortureWire(String contact) {
        this.contact = contact;
    }

    abstract void send(byte[] octets) throws IOException;

    /** @return the next message; empty when the connection is closed */
    abstract String receive() throws IOException;

    abstract String transport();

    @Override
    public abstract void close() throws IOException;

    static TortureWire datagrams(LoopUnderTest.Placed running) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        String contact = running.invite().uri("Contact");
        InetSocketAddress to = at(contact);
        return new TortureWire(contact) {
            @Override
            void send(byte[] octets) throws IOException {
                socket.send(new DatagramPacket(octets, octets.length, to));
            }

            @Override
            String receive() throws IOException {
                DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
                socket.receive(packet);
                return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            }

            @Override
            String transport() {
                return "UDP";
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    static TortureWire connection(LoopUnderTest.Placed running) throws IOException {
        String contact = running.invite().uri("Contact");
        InetSocketAddress to = at(contact);
        Socket socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        InputStream in = socket.getInputStream();
        return new TortureWire(contact) {
            @Override
            void send(byte[] octets) throws IOException {
                try {
                    socket.getOutputStream().write(octets);
                    socket.getOutputStream().flush();
                } catch (SocketException closedMeanwhile) {
                    // the next read says so
                }
            }

            @Override
            String receive() throws IOException {
                ByteArrayOutputStream head = new ByteArrayOutputStream();
                try {
                    for (int octet = in.read(); octet >= 0; octet = in.read()) {
                        head.write(octet);
                        String text = head.toString(StandardCharsets.ISO_8859_1);
                        if (text.endsWith("\r\n\r\n") && !text.isBlank()) {
                            return text.stripLeading(); // no answer here has a body
                        }
                    }
                } catch (SocketException reset) {
                    return "";
                }
                return "";
            }

            @Override
            String transport() {
                return "TCP";
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    private static InetSocketAddress at(String contact) {
        String hostAndPort = contact.substring(contact.indexOf('@') + 1).split(";", 2)[0];
        URI parsed = URI.create("sip://" + hostAndPort);
        return new InetSocketAddress(InetAddress.ofLiteral(parsed.getHost()), parsed.getPort());
    }

    /**
     * Sends a message and then a good OPTIONS: what was to be answered at once is answered before that one. Ringing comes from further
     * inside and may come after it.
     */
    List<Integer> answers(byte[] message, List<Integer> expected) throws IOException {
        send(message);
        send(probe());
        List<Integer> answers = new ArrayList<>();
        boolean probed = false;
        while (!probed || answers.size() < expected.size()) {
            String received;
            try {
                received = receive();
            } catch (SocketTimeoutException silent) {
                throw new AssertionError("nothing more after " + answers + (probed ? " and the probe" : ""), silent);
            }
            if (received.isEmpty()) {
                return List.of(CLOSED); // what was on its way may have been lost with it
            }
            SipText answer = new SipText(received);
            if (!answer.isResponse()) {
                continue;
            }
            if (answer.find("Call-ID").filter(id -> id.equals(PROBE + probes)).isPresent()) {
                probed = true;
            } else if (answer.status() > 100) {
                answers.add(answer.status());
            }
        }
        return answers;
    }

    /** Passes over what else the phone sends there until it answers this. */
    static void awaitStatus(ScriptedSipPeer peer, String sequence, int status) throws InterruptedException {
        SipText message = peer.next();
        while (!message.header("CSeq").equals(sequence)) {
            message = peer.next();
        }
        assertThat(message.status()).isEqualTo(status);
    }

    private byte[] probe() {
        probes++;
        return ("OPTIONS " + contact + " SIP/2.0\r\n"
                        + "Via: SIP/2.0/" + transport() + " 127.0.0.1:9;branch=z9hG4bKprobe" + probes + ";rport\r\n"
                        + "Max-Forwards: 70\r\nFrom: <sip:exchange@example.com>;tag=probe\r\n"
                        + "To: <sip:user@example.com>\r\nCall-ID: " + PROBE + probes + "\r\nCSeq: 1 OPTIONS\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
