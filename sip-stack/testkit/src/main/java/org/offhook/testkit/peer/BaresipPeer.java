package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real baresip in a network namespace (it refuses loopback), registered with an exchange and driven by commands. It
 * plays 440 Hz or returns what it hears, and writes what it hears to a WAV file.
 */
public final class BaresipPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int CONTROL_PORT = 4444;

    /** What it sends in a call. */
    public enum Microphone {
        /** 440 Hz. */
        TONE("ausine,440", "nowhere", 48_000, 2),
        /** 10 kHz, which wide band has not. */
        TREBLE("ausine,10000", "nowhere", 48_000, 2),
        /** What it hears. */
        ECHO("aubridge,echo", "echo", 8_000, 1),
        /** The same in a call of Opus. */
        OPUS_ECHO("aubridge,echo", "echo", 48_000, 2);

        private final String source;
        private final String player;
        private final int rate;
        private final int channels;

        Microphone(String source, String player, int rate, int channels) {
            this.source = source;
            this.player = player;
            this.rate = rate;
            this.channels = channels;
        }
    }

    private final PeerProcess process;
    private final Socket control;
    private final PeerLog events;
    private final Path folder;
    private final AtomicInteger token = new AtomicInteger();

    private BaresipPeer(PeerProcess process, Socket control, PeerLog events, Path folder) {
        this.process = process;
        this.control = control;
        this.events = events;
        this.folder = folder;
    }

    /**
     * Starts one and waits until it is registered.
     *
     * @param exchange must listen on the link's {@link NetworkLink#here}
     * @param transport udp, tcp or tls
     */
    public static BaresipPeer start(
            NetworkLink link,
            ExchangePeer exchange,
            ExchangePeer.Extension extension,
            String transport,
            Microphone microphone) {
        return start(link, exchange, extension, transport, microphone, "audio_codecs=pcmu,pcma");
    }

    /**
     * Starts one with settings of its own for speech.
     *
     * @param speech parameters of its account, such as {@code audio_codecs=opus;mediaenc=srtp-mand}
     */
    public static BaresipPeer start(
            NetworkLink link,
            ExchangePeer exchange,
            ExchangePeer.Extension extension,
            String transport,
            Microphone microphone,
            String speech) {
        String program = PeerAvailability.program("baresip").toString();
        Path folder = PeerProcess.freshFolder("baresip");
        Template.write(
                "baresip/config",
                folder,
                Map.of(
                        "address", link.there().getHostAddress(),
                        "source", microphone.source,
                        "player", microphone.player,
                        "sourceRate", Integer.toString(microphone.rate),
                        "sourceChannels", Integer.toString(microphone.channels),
                        "authority", exchange.certificateAuthority().toString(),
                        "folder", folder.toString(),
                        "modules", "/usr/lib/baresip/modules"));
        InetSocketAddress server = transport.equals("tls") ? exchange.tls() : exchange.udp();
        String account = "<sip:%s@%s:%d;transport=%s>;auth_user=%s;auth_pass=%s;regint=600;answermode=manual;%s\n"
                .formatted(
                        extension.user(),
                        server.getAddress().getHostAddress(),
                        server.getPort(),
                        transport,
                        extension.user(),
                        extension.password(),
                        speech);
        try {
            Files.writeString(folder.resolve("accounts"), account);
            Files.writeString(folder.resolve("contacts"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PeerProcess process = PeerProcess.start(folder, link.inside(List.of(program, "-f", folder.toString(), "-v")));
        try {
            Socket control = connect(new InetSocketAddress(link.there(), CONTROL_PORT), process);
            PeerLog events = new PeerLog(folder.resolve("events"));
            Thread.ofPlatform().daemon().name("baresip events").start(() -> readEvents(control, events));
            BaresipPeer peer = new BaresipPeer(process, control, events, folder);
            process.log().await(Pattern.compile("200 OK .*\\[1 binding|" + extension.user() + "@.*200 OK"), PATIENCE);
            return peer;
        } catch (AssertionError | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static Socket connect(InetSocketAddress address, PeerProcess process) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                Socket socket = new Socket();
                socket.connect(address, 1_000);
                return socket;
            } catch (IOException notYet) {
                LockSupport.parkNanos(10_000_000);
            }
        }
        throw new AssertionError(
                "baresip's control port did not open; " + process.log().tail());
    }

    /** Netstrings: a decimal length, a colon, that many bytes, a comma. */
    private static void readEvents(Socket control, PeerLog events) {
        try {
            InputStream stream = control.getInputStream();
            int length = 0;
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                if (next == ':') {
                    String json = new String(stream.readNBytes(length), StandardCharsets.UTF_8);
                    events.note(json.replace('\n', ' '));
                    length = 0;
                } else if (next >= '0' && next <= '9') {
                    length = length * 10 + next - '0';
                }
            }
            events.end();
        } catch (IOException closed) {
            events.end();
        }
    }

    /** Sends a command of its menu and waits for the answer to it. */
    public String command(String name, String parameters) {
        int number = token.incrementAndGet();
        String json = "{\"command\":\"%s\",\"params\":\"%s\",\"token\":\"t%d\"}".formatted(name, parameters, number);
        try {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            control.getOutputStream().write((bytes.length + ":" + json + ",").getBytes(StandardCharsets.UTF_8));
            control.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "baresip no longer takes commands; " + process.log().tail(), e);
        }
        return events.await(Pattern.compile("\"response\":true.*\"token\":\"t" + number + "\""), PATIENCE)
                .group();
    }

    /** Calls a number of its exchange. */
    public void dial(String number) {
        command("dial", number);
    }

    /** Waits for an incoming call and answers it. */
    public void answer() {
        awaitEvent("CALL_INCOMING", PATIENCE);
        command("accept", "");
        awaitEvent("CALL_ESTABLISHED", PATIENCE);
    }

    /** Hangs up; rejects a call that rings. */
    public void hangUp() {
        command("hangup", "");
    }

    /** Holds the call (re-INVITE sendonly). */
    public void hold() {
        command("hold", "");
    }

    /** Takes the call back (re-INVITE sendrecv). */
    public void resume() {
        command("resume", "");
    }

    /** Sends a digit as telephone event (RFC 4733). */
    public void sendDigit(char digit) {
        command("sndcode", String.valueOf(digit));
    }

    /** Waits for an event of this type, e.g. CALL_ESTABLISHED, CALL_CLOSED, CALL_DTMF_START; also one of before. */
    public String awaitEvent(String type, Duration atMost) {
        return events.await(Pattern.compile(".*\"type\":\"" + type + "\".*"), atMost)
                .group();
    }

    /** Its events and answers as JSON, one a line. */
    public PeerLog events() {
        return events;
    }

    /** What it logged. */
    public PeerLog log() {
        return process.log();
    }

    /** What it heard in its latest call: WAV, complete when the call has ended. */
    public Path heard() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-dec.wav"))
                    .max((a, b) -> a.getFileName().compareTo(b.getFileName()))
                    .orElseThrow(() -> new AssertionError(
                            "baresip heard nothing; " + process.log().tail()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.close();
        }
    }
}
