package org.offhook.practice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.core.account.Account;

/** A phone made of one UDP socket and text: it knows nothing of any SIP stack, ours least of all. */
final class RawPhone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DatagramSocket socket;
    private final Account account;
    private final InetSocketAddress exchange;
    private final String tag = "phone" + System.nanoTime();
    private int branches;
    private int sequence;

    RawPhone(Account account) throws IOException {
        this.account = account;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        exchange = new InetSocketAddress(
                account.server().host(), account.server().port().orElseThrow());
    }

    int port() {
        return socket.getLocalPort();
    }

    String tag() {
        return tag;
    }

    /** A request with all its headers; {@code extra} are whole lines, {@code to} the To header's value. */
    String request(String method, String uri, String to, String callId, int cseq, String extra, String body) {
        branches++;
        return method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";rport;branch=z9hG4bKraw" + port() + "n" + branches + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:" + account.extension() + "@" + account.domain() + ">;tag=" + tag + "\r\n"
                + "To: " + to + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + "Contact: <sip:" + account.extension() + "@127.0.0.1:" + port() + ">\r\n"
                + extra
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                + body;
    }

    String aor() {
        return "<sip:" + account.extension() + "@" + account.domain() + ">";
    }

    String domainUri() {
        return "sip:" + account.domain();
    }

    String numberUri(String number) {
        return "sip:" + number + "@" + account.domain();
    }

    int nextSequence() {
        return ++sequence;
    }

    void send(String message) throws IOException {
        byte[] bytes = message.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, exchange));
    }

    /** The next message, or a failure after five seconds. */
    String receive() throws IOException {
        return receive(PATIENCE);
    }

    private String receive(Duration patience) throws IOException {
        byte[] buffer = new byte[65_535];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout((int) patience.toMillis());
        socket.receive(packet);
        return new String(buffer, 0, packet.getLength(), UTF_8);
    }

    /** The next message that starts so, skipping others (100 Trying, repetitions). */
    String expect(String start) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        StringBuilder skipped = new StringBuilder();
        while (System.nanoTime() < deadline) {
            try {
                String message = receive(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
                if (message.startsWith(start)) {
                    return message;
                }
                skipped.append(message.lines().findFirst().orElse("")).append(" | ");
            } catch (SocketTimeoutException over) {
                break;
            }
        }
        throw new AssertionError("no \"" + start + "\" came, but: " + skipped);
    }

    /** The reply header line to a 401 or 407, computed here from the RFC's formula. */
    String credentials(String challenged, String method, String uri, String algorithm, int count) {
        boolean proxy = challenged.startsWith("SIP/2.0 407");
        String name = proxy ? "Proxy-Authenticate" : "WWW-Authenticate";
        String challenge = challenged
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .filter(line -> line.contains("algorithm=" + algorithm))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + algorithm + " in " + challenged));
        String realm = quoted(challenge, "realm");
        String nonce = quoted(challenge, "nonce");
        String hash = algorithm.equals("MD5") ? "MD5" : "SHA-256";
        String nc = "%08x".formatted(count);
        String ha1 = hex(
                hash,
                account.authenticationUser() + ":" + realm + ":"
                        + account.password().reveal());
        String ha2 = hex(hash, method + ":" + uri);
        String response = hex(hash, ha1 + ":" + nonce + ":" + nc + ":abcdef:auth:" + ha2);
        return (proxy ? "Proxy-Authorization" : "Authorization") + ": Digest username=\""
                + account.authenticationUser() + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\"" + response + "\", algorithm=" + algorithm + ", qop=auth, nc=" + nc
                + ", cnonce=\"abcdef\"\r\n";
    }

    /** Registers with the given lifetime and returns the final response. */
    String register(String callId, int seconds) throws IOException {
        String expires = "Expires: " + seconds + "\r\n";
        send(request("REGISTER", domainUri(), aor(), callId, nextSequence(), expires, ""));
        String challenge = expect("SIP/2.0 401");
        String reply = credentials(challenge, "REGISTER", domainUri(), "SHA-256", 1);
        send(request("REGISTER", domainUri(), aor(), callId, nextSequence(), expires + reply, ""));
        return expect("SIP/2.0 ");
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    static String status(String message) {
        return message.substring(8, 11);
    }

    static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    private static String quoted(String challenge, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + challenge);
        }
        return matcher.group(1);
    }

    private static String hex(String hash, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(hash).digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
