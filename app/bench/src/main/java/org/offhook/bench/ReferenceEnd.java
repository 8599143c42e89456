package org.offhook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.offhook.testkit.SipText;

/**
 * The far end of {@code ./bench quality}: takes every registration, answers every call and says the reference speech that its number means
 * ({@link SpeechCall}), through an emulated network. It notes in a folder when the speech of a number began ({@link #spoken}) and when the call
 * was over ({@link #ended}). One call at a time, over UDP.
 */
final class ReferenceEnd implements AutoCloseable {
    private static final int MOST_BYTES = 65_536;

    private final DatagramSocket socket;
    private final Path folder;
    private final Map<String, Answered> calls = new HashMap<>();

    /** A call that was answered, and how. */
    private record Answered(String number, String answer, SpeechSender sender) {}

    ReferenceEnd(InetAddress address, Path folder) throws IOException {
        this.folder = folder;
        socket = new DatagramSocket(0, address);
        Thread.ofPlatform().daemon().name("reference-end").start(this::read);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Where the note is when the speech of a number began, in {@link WireTimes#now()}'s terms. */
    static Path spoken(Path folder, String number) {
        return folder.resolve(number + ".spoken");
    }

    /** Where the note is that the call to a number is over. */
    static Path ended(Path folder, String number) {
        return folder.resolve(number + ".ended");
    }

    private void read() {
        byte[] buffer = new byte[MOST_BYTES];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!text.isBlank() && !text.startsWith("SIP/2.0")) {
                    take(new SipText(text), (InetSocketAddress) packet.getSocketAddress());
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void take(SipText request, InetSocketAddress from) throws IOException {
        switch (request.method()) {
            case "ACK" -> {
                Answered call = calls.get(request.header("Call-ID"));
                if (call != null) {
                    call.sender.start();
                }
            }
            case "INVITE" -> invited(request, from);
            case "REGISTER" ->
                respond(request, from, "200 OK", "Contact: " + expiring(request.header("Contact")) + "\r\n", "");
            case "BYE", "CANCEL" -> {
                respond(request, from, "200 OK", "", "");
                end(request.header("Call-ID"));
            }
            case "OPTIONS", "INFO", "MESSAGE" -> respond(request, from, "200 OK", "", "");
            default -> respond(request, from, "489 Bad Event", "", "");
        }
    }

    private static String expiring(String contact) {
        return contact.contains("expires=") ? contact : contact + ";expires=600";
    }

    private void invited(SipText request, InetSocketAddress from) throws IOException {
        String id = request.header("Call-ID");
        Answered known = calls.get(id);
        if (known == null) {
            try {
                known = answer(request);
            } catch (MeasurementFailed notOffered) {
                Console.say(String.valueOf(notOffered.getMessage()));
                respond(request, from, "488 Not Acceptable Here", "", "");
                return;
            }
            calls.put(id, known);
        }
        String contact = "Contact: <sip:speech@" + socket.getLocalAddress().getHostAddress() + ":"
                + socket.getLocalPort() + ">\r\nContent-Type: application/sdp\r\n";
        respond(request, from, "200 OK", contact, known.answer);
    }

    private Answered answer(SipText request) throws IOException {
        String uri = request.requestUri();
        String number = uri.substring(uri.indexOf(':') + 1, uri.indexOf('@'));
        SpeechCall call = SpeechCall.of(number);
        SpeechOffer offer = SpeechOffer.read(request.body(), call.codec());
        InetAddress here = socket.getLocalAddress();
        SpeechSender sender = new SpeechSender(call, offer, here, spoken(folder, number));
        return new Answered(number, offer.answer(here, sender.port()), sender);
    }

    private void end(String id) {
        Answered call = calls.get(id);
        if (call != null) {
            call.sender.close();
            note(ended(folder, call.number), "");
        }
    }

    /** Whole at once: who waits for the file reads it as soon as it is there. */
    static void note(Path file, String text) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void respond(SipText request, InetSocketAddress to, String status, String headers, String body)
            throws IOException {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        String source = ";received=" + to.getAddress().getHostAddress() + ";rport=" + to.getPort();
        request.headers("Via")
                .forEach(via -> text.append("Via: ")
                        .append(via.contains(";rport=") ? via : via.replace(";rport", source))
                        .append("\r\n"));
        request.headers("Record-Route")
                .forEach(route -> text.append("Record-Route: ").append(route).append("\r\n"));
        String called = request.header("To");
        text.append("From: ").append(request.header("From")).append("\r\n");
        text.append("To: ")
                .append(called.contains("tag=") ? called : called + ";tag=speech")
                .append("\r\n");
        text.append("Call-ID: ").append(request.header("Call-ID")).append("\r\n");
        text.append("CSeq: ").append(request.header("CSeq")).append("\r\n").append(headers);
        byte[] sdp = body.getBytes(StandardCharsets.UTF_8);
        text.append("Content-Length: ").append(sdp.length).append("\r\n\r\n").append(body);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Override
    public void close() {
        socket.close();
    }
}
