package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A real Asterisk 22 with pjsip, from the unpacked packages in the scripts' cache; it runs through the dynamic loader
 * that came with it, so nothing is installed. Numbers: {@link Dialled}.
 */
public final class AsteriskPeer extends ExchangeProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REALM = "asterisk.offhook.test";
    private static final int RTP_PORTS = 200;

    /** The far ends in its dialplan. */
    public static final class Dialled {
        /** Answers and returns what it hears. */
        public static final String ECHO = "600";
        /** Answers and plays 440 Hz. */
        public static final String TONE = "601";
        /** 183 with SDP and 440 Hz, never answered. */
        public static final String EARLY_MEDIA = "602";
        /** 486. */
        public static final String BUSY = "603";
        /** 180 for two minutes. */
        public static final String NEVER_ANSWERS = "604";
        /** Answers with 440 Hz and hangs up after two seconds. */
        public static final String HANGS_UP = "605";
        /** Answers and notes the digits it hears: {@link AsteriskPeer#awaitDigits}. */
        public static final String LISTENS_FOR_DIGITS = "606";
        /** Answers and records: {@link AsteriskPeer#recording}. */
        public static final String RECORDS = "607";
        /** Answers and sends the digits 1 5 9 # after a second, 200 ms each. */
        public static final String SENDS_DIGITS = "608";
        /** 7 for nine seconds, then 8. */
        public static final String HOLDS_A_KEY = "611";
        /** Where a call is sent to be parked; it waits at the first place that is free. */
        public static final String PARK = "700";
        /** The first place where parked calls wait. */
        public static final String PARKED = "701";
        /** 503. */
        public static final String CONGESTION = "609";

        /** Answers with 440 Hz and ends after a second because the line broke (Q.850 cause 38). */
        public static final String BREAKS_OFF = "610";

        private Dialled() {}
    }

    /**
     * How an Asterisk is to behave.
     *
     * @param address where it listens
     * @param digests the algorithms it challenges with, in its own order of challenges (MD5, SHA-256)
     * @param minExpires shorter registrations are answered with 423
     * @param options further lines of its extensions' endpoints, such as {@code timers = always}
     */
    public record Behaviour(InetAddress address, List<String> digests, Duration minExpires, List<String> options) {
        public Behaviour {
            digests = List.copyOf(digests);
            options = List.copyOf(options);
        }

        /** On loopback, MD5, registrations of a minute and longer. */
        public static Behaviour usual() {
            return new Behaviour(InetAddress.getLoopbackAddress(), List.of("MD5"), Duration.ofSeconds(60), List.of());
        }

        public Behaviour on(InetAddress other) {
            return new Behaviour(other, digests, minExpires, options);
        }

        public Behaviour challengingWith(String... other) {
            return new Behaviour(address, List.of(other), minExpires, options);
        }

        public Behaviour withMinExpires(Duration other) {
            return new Behaviour(address, digests, other, options);
        }

        /** @param codecs that it allows, preferred first, by its own names (ulaw, alaw, g722, opus) */
        public Behaviour speaking(String... codecs) {
            return withEndpoint("disallow = all", "allow = " + String.join(",", codecs));
        }

        public Behaviour withEndpoint(String... lines) {
            return new Behaviour(address, digests, minExpires, List.of(lines));
        }
    }

    private final List<String> program;

    private AsteriskPeer(PeerProcess process, Place place, List<String> program) {
        super(process, place, REALM);
        this.program = program;
    }

    /** Starts one on loopback with the usual behaviour and waits until it answers OPTIONS. */
    public static AsteriskPeer start() {
        return start(Behaviour.usual());
    }

    /** Starts one and waits until it answers OPTIONS. */
    public static AsteriskPeer start(Behaviour behaviour) {
        return start(unpacked(), Place.choose("asterisk", behaviour.address()), behaviour, command -> command);
    }

    /** Starts one in a network of its own, on the standard ports. */
    public static AsteriskPeer start(Network network) {
        return start(network, Behaviour.usual());
    }

    /** The same with another behaviour; it listens where the network says. */
    public static AsteriskPeer start(Network network, Behaviour behaviour) {
        return start(unpacked(), Place.in(network, "asterisk"), behaviour, network::inside);
    }

    /** @param port of UDP and TCP; TLS has the next one */
    public static AsteriskPeer start(Network network, Behaviour behaviour, int port) {
        return start(unpacked(), Place.in(network, "asterisk", port, port + 1), behaviour, network::inside);
    }

    private static AsteriskPeer start(
            Path unpacked, Place place, Behaviour behaviour, UnaryOperator<List<String>> where) {
        List<String> program = configure(unpacked, place, behaviour);
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("-f", "-n", "-vvv"));
        AsteriskPeer peer = new AsteriskPeer(PeerProcess.start(place.folder(), where.apply(command)), place, program);
        peer.awaitUp(PATIENCE);
        return peer;
    }

    private static Path unpacked() {
        Path unpacked = PeerAvailability.cache().resolve("asterisk-22");
        if (!Files.exists(unpacked.resolve("complete"))) {
            throw PeerAvailability.absent("Asterisk is not unpacked in " + unpacked + "; .ci/peers does it");
        }
        return unpacked;
    }

    /** It answers before every module is there; "Ready" is said when all are. */
    @Override
    void awaitReady(Duration patience) {
        log().await(Pattern.compile("Asterisk Ready"), patience);
    }

    private static List<String> configure(Path unpacked, Place place, Behaviour behaviour) {
        Path folder = place.folder();
        try {
            Path loader = Path.of(Files.readString(unpacked.resolve("loader")).strip());
            Path libraries = loader.resolveSibling("");
            // A Unix socket's path may have 107 characters only, so it cannot lie below the work tree.
            Path run = Files.createTempDirectory("asterisk");
            // Below the system's ephemeral ports, so that it does not take what the tests are given.
            int rtpFirst = 10_000 + 2 * ThreadLocalRandom.current().nextInt(10_000);
            Map<String, String> values = Map.ofEntries(
                    Map.entry("folder", folder.toString()),
                    Map.entry("root", unpacked.resolve("root").toString()),
                    Map.entry("libraries", libraries.toString()),
                    Map.entry("run", run.toString()),
                    Map.entry("address", place.address()),
                    Map.entry("port", place.port()),
                    Map.entry("tlsPort", place.tlsPort()),
                    Map.entry("realm", REALM),
                    Map.entry("algorithms", String.join(",", behaviour.digests())),
                    Map.entry("minExpires", Long.toString(behaviour.minExpires().toSeconds())),
                    Map.entry("options", String.join("\n", behaviour.options())),
                    Map.entry("ice", behaviour.options().contains("ice_support = yes") ? "yes" : "no"),
                    Map.entry("rtpFirst", Integer.toString(rtpFirst)),
                    Map.entry("rtpLast", Integer.toString(rtpFirst + RTP_PORTS)));
            for (String name : List.of(
                    "asterisk", "modules", "logger", "rtp", "pjsip", "extensions", "voicemail", "res_parking")) {
                Template.write("asterisk/" + name + ".conf", folder, values);
            }
            Path pjsip = folder.resolve("pjsip.conf");
            Files.writeString(pjsip, Files.readString(pjsip) + endpoints());
            return List.of(
                    loader.toString(),
                    "--library-path",
                    libraries.toString(),
                    unpacked.resolve("root/usr/sbin/asterisk").toString(),
                    "-C",
                    folder.resolve("asterisk.conf").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String endpoints() {
        StringBuilder text = new StringBuilder();
        for (Extension extension : EXTENSIONS) {
            String user = extension.user();
            text.append("[%s](phone)\nauth = auth%s\naors = %s\n\n".formatted(user, user, user))
                    .append("[auth%s](phone-auth)\nusername = %s\npassword = %s\n\n"
                            .formatted(user, user, extension.password()))
                    .append("[%s](phone-aor)\nmailboxes = %s@default\n\n".formatted(user, user));
        }
        return text.toString();
    }

    /** Runs a command of its console and gives what it printed. */
    public String console(String command) {
        List<String> full = new ArrayList<>(program);
        full.addAll(List.of("-rx", command));
        return PeerProcess.run(PeerProcess.freshFolder("asterisk-console"), full);
    }

    /** Its version, as it says it. */
    public String version() {
        return console("core show version");
    }

    /** A customer with this number calls the extension and hears and plays {@code far} (one of {@link Dialled}). */
    public void originateCall(String customer, Extension called, String far) {
        console("channel originate Local/" + customer + "-" + called.user() + "@customer extension " + far + "@phones");
    }

    /** Puts a message into the mailbox of an extension. */
    public void leaveMessage(Extension extension, int number) {
        Path inbox = folder().resolve("voicemail/default/" + extension.user() + "/INBOX");
        String name = "msg%04d".formatted(number);
        try {
            Files.createDirectories(inbox);
            Files.write(inbox.resolve(name + ".wav"), new byte[44]);
            Files.writeString(inbox.resolve(name + ".txt"), "[message]\ncallerid=5550100\nduration=1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes every SIP message to its log from now on. */
    public void logMessages() {
        console("pjsip set logger on");
    }

    /** Hangs up whatever is up. */
    public void hangUpEverything() {
        console("channel request hangup all");
    }

    /** Waits until {@link Dialled#LISTENS_FOR_DIGITS} has heard the digits in this order. */
    public void awaitDigits(String digits, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        int heard = 0;
        int from = 0;
        List<String> all = List.of();
        while (heard < digits.length()) {
            Pattern next = Pattern.compile("digit heard <" + Pattern.quote(digits.substring(heard, heard + 1)) + ">");
            log().await(next, from, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            all = log().lines();
            while (!next.matcher(all.get(from)).find()) {
                from++;
            }
            from++;
            heard++;
        }
    }

    /** Waits until it has accepted a registration of the extension. */
    public void awaitRegistered(Extension extension, Duration atMost) {
        log().await(Pattern.compile("Added contact 'sip:" + extension.user() + "@"), atMost);
    }

    /** Waits until it has accepted a registration of the extension at that address. */
    public void awaitRegistered(Extension extension, InetAddress at, Duration atMost) {
        String contact = "Added contact 'sip:" + extension.user() + "@" + at.getHostAddress() + ":";
        log().await(Pattern.compile(Pattern.quote(contact)), atMost);
    }

    /** What {@link Dialled#RECORDS} heard: a WAV file, 8 kHz mono 16 bit, complete when the call has ended. */
    public Path recording() {
        return folder().resolve("heard.wav");
    }
}
