package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A real sipp that plays one side of exactly one call and then ends: {@link #awaitDone} says whether the call went as
 * its scenario demands. Its tone is 440 Hz at about a quarter of full scale, PCMU.
 */
public final class SippPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Whose far ends hear themselves. */
    private static final Set<String> ECHOING =
            Set.of(FarEnd.ANSWERS.name(), FarEnd.COLLIDES.name(), FarEnd.STAYS.name());

    /** What a far end does with the call that reaches it. */
    public enum FarEnd {
        /** Rings, answers, returns every RTP packet, ends with the caller's BYE. */
        ANSWERS,
        /** Rings, answers, plays the tone, ends with the caller's BYE. */
        TALKS,
        /** 183 with SDP and the tone, answers after {@link Timing#ring}, ends with the caller's BYE. */
        EARLY_MEDIA,
        /** As EARLY_MEDIA, but its 200 has no SDP. */
        CONFIRMS,
        /** Answers with keys of a DTLS handshake that it never does, and wants BYE with that for its reason. */
        SILENT_HANDSHAKE,
        /** 486. */
        BUSY,
        /** Rings for {@link Timing#ring}, then 302 to another number. See {@link SippPeer#redirector}. */
        REDIRECTS,
        /** 180 until CANCEL, then 487. */
        NEVER_ANSWERS,
        /** Answers at once with the tone and sends BYE after {@link Timing#talk}. */
        HANGS_UP,
        /** Answers with the tone, re-INVITEs to sendonly, back to sendrecv, then BYE; {@link Timing#talk} between. */
        HOLDS,
        /** Answers with the tone, sends a re-INVITE without SDP, answers the phone's offer in the ACK, then BYE. */
        ASKS_FOR_AN_OFFER,
        /** Answers, is moved to other media by a re-INVITE, plays the tone there, ends with the caller's BYE. */
        MOVES,
        /**
         * Answers and returns every RTP packet; the re-INVITE that moves it collides with one of its own (491 both ways) and is taken when it
         * comes again; ends with the caller's BYE. Behind one proxy over UDP.
         */
        COLLIDES,
        /** Answers and returns every RTP packet; refuses the re-INVITE that would move it (488); ends with the caller's BYE. */
        STAYS,
        /** Offers in its 200 to an INVITE without offer and wants the answer in the ACK; plays the tone, ends with BYE. */
        OFFERS,
        /**
         * 422 first, then a reliable 183 with SDP whose PRACK it demands, a 200 without SDP, UPDATE to sendonly and back, a refresh of the
         * session, BYE; {@link Timing#talk} between. Behind one proxy over UDP.
         */
        INSISTS,
        /**
         * Answers with the tone, puts the phone on hold, sends it to another number by REFER and expects to be told 100, 180 and 200, then
         * BYE. See {@link SippPeer#referrer}.
         */
        REFERS,
        /** The same, but it wants to be told nothing. See {@link SippPeer#quietReferrer}. */
        REFERS_QUIETLY,
        /**
         * Keeps what is published (RFC 3903): takes the first, has forgotten it when the next comes (412), takes the whole anew, wants it
         * taken back.
         */
        KEEPS_PRESENCE,
        /**
         * Answers with a session timer and the tone; the phone's hold crosses a re-INVITE of its own (491 both ways), comes again, is asked for
         * longer sessions (422), comes a third time; BYE after {@link Timing#talk}. Behind one proxy over UDP.
         */
        GLARES,
        /** Asks for credentials of a realm of its own (401), and is busy once it has them. See {@link SippPeer#challenger}. */
        CHALLENGES,
        /** 180; its 200 crosses the CANCEL: it expects ACK and then BYE (RFC 3261 section 15). */
        ANSWERS_THE_CANCELLED
    }

    /** What a caller does. */
    public enum Caller {
        /** Plays the tone for {@link Timing#talk}, then BYE. */
        CALLS,
        /** Plays the tone until the phone hangs up. */
        CALLS_UNTIL_HUNG_UP,
        /** Re-INVITEs to sendonly, back to sendrecv, then BYE; {@link Timing#talk} between. */
        CALLS_AND_HOLDS,
        /** CANCEL after {@link Timing#talk} of ringing; expects 487. */
        CALLS_AND_GIVES_UP,
        /** After {@link Timing#talk} another caller takes its place (Replaces) and plays the tone until the phone hangs up. */
        TAKES_OVER,
        /** Is put on hold; another caller takes its place and wants to be put on hold, too, until the phone hangs up. */
        TAKES_OVER_WHAT_IS_HELD,
        /** Sends what the phone does not do, and OPTIONS; judges each refusal. */
        PROBES,
        /** Its ACKs are lost: it expects BYE after 32 s. */
        NEVER_ACKNOWLEDGES,
        /** Its INVITE comes on two ways: it expects one to ring and the other to be refused (482), and gives up. */
        MERGES,
        /** As CALLS, but its INVITE has no SDP: it expects an offer in the 200 and answers in the ACK. */
        CALLS_WITHOUT_OFFER,
        /** As CALLS, but its INVITE has no SDP and requires 100rel: it wants the offer in a reliable 180 and answers in the PRACK. */
        CALLS_FOR_AN_EARLY_OFFER
    }

    /** How long it rings before it answers, and how long each stretch of talking is. */
    public record Timing(Duration ring, Duration talk) {
        /** 300 ms of ringing, two seconds of talk. */
        public static Timing usual() {
            return new Timing(Duration.ofMillis(300), Duration.ofSeconds(2));
        }
    }

    private final PeerProcess process;
    private final InetSocketAddress address;
    private final Path folder;

    private SippPeer(PeerProcess process, InetSocketAddress address, Path folder) {
        this.process = process;
        this.address = address;
        this.folder = folder;
    }

    /** A far end on loopback with the usual timing. */
    public static SippPeer farEnd(FarEnd kind) {
        return farEnd(kind, InetAddress.getLoopbackAddress(), Timing.usual());
    }

    /** A far end that waits on UDP for one call. */
    public static SippPeer farEnd(FarEnd kind, InetAddress address, Timing timing) {
        return start(kind.name(), address, timing, "", List.of());
    }

    /** A far end at the address of one that has ended, and was registered there. */
    public static SippPeer inThePlaceOf(SippPeer registered, FarEnd kind, Timing timing) {
        return start(kind.name(), registered.address, timing, Map.of("number", ""), List.of());
    }

    /** A far end that holds as {@link FarEnd#HOLDS}, but by the address 0.0.0.0 and no other word (RFC 3264 section 8.4). */
    public static SippPeer holderByAddress(Timing timing) {
        return start(
                FarEnd.HOLDS.name(),
                InetAddress.getLoopbackAddress(),
                timing,
                Map.of("number", "", "heldAt", "0.0.0.0", "held", "sendrecv"),
                List.of());
    }

    /** A far end that sends the phone to a number at an exchange. */
    public static SippPeer referrer(Timing timing, InetSocketAddress exchange, String number) {
        return referring(FarEnd.REFERS, timing, exchange, number);
    }

    /** One that wants to be told nothing of what comes of it (RFC 4488). */
    public static SippPeer quietReferrer(Timing timing, InetSocketAddress exchange, String number) {
        return referring(FarEnd.REFERS_QUIETLY, timing, exchange, number);
    }

    /** A far end that has moved to a number at an exchange. */
    public static SippPeer redirector(Timing timing, InetSocketAddress exchange, String number) {
        return referring(FarEnd.REDIRECTS, timing, exchange, number);
    }

    private static SippPeer referring(FarEnd kind, Timing timing, InetSocketAddress exchange, String number) {
        String to = number + "@" + HostPort.of(exchange);
        return start(kind.name(), exchange.getAddress(), timing, to, List.of());
    }

    /**
     * A far end with a realm of its own.
     *
     * @param credentials that it wants to be proved
     */
    public static SippPeer challenger(String realm, ExchangePeer.Extension credentials) {
        return start(
                FarEnd.CHALLENGES.name(),
                InetAddress.getLoopbackAddress(),
                Timing.usual(),
                Map.of("realm", realm, "user", credentials.user(), "password", credentials.password()),
                List.of());
    }

    /**
     * A customer who calls a number through an exchange (or a phone directly) over UDP.
     *
     * @param target where the INVITE is sent
     * @param called the user part of the request URI
     * @param customer the caller's own number, digits only
     */
    public static SippPeer caller(
            Caller kind, InetSocketAddress target, String called, String customer, Timing timing) {
        String remote = HostPort.of(target);
        return start(kind.name(), target.getAddress(), timing, customer, List.of("-s", called, remote));
    }

    /**
     * A customer who calls as {@link Caller#CALLS} and says more in its INVITE.
     *
     * @param headers each a line of its own
     */
    public static SippPeer callerSaying(
            InetSocketAddress target, String called, String customer, Timing timing, String... headers) {
        String remote = HostPort.of(target);
        StringBuilder lines = new StringBuilder();
        for (String header : headers) {
            lines.append("\n        ").append(header);
        }
        return start(
                Caller.CALLS.name(),
                target.getAddress(),
                timing,
                Map.of("number", customer, "headers", lines.toString()),
                List.of("-s", called, remote));
    }

    /** What a phone does on an exchange that asks for its password (MD5 only, as this sipp can). */
    public enum Phone {
        /** Registers for five minutes and removes the binding. */
        REGISTERS,
        /** Registers for five minutes; a {@link SippPeer#inThePlaceOf} takes its calls. */
        REGISTERS_AND_STAYS,
        /** Calls, plays the tone for {@link Timing#talk}, hangs up. */
        PHONES
    }

    /**
     * A phone on an exchange.
     *
     * @param exchange over UDP
     * @param domain of its address of record
     * @param called the number it dials, if it dials
     */
    public static SippPeer phone(
            Phone kind,
            InetSocketAddress exchange,
            String domain,
            ExchangePeer.Extension extension,
            String called,
            Timing timing) {
        String remote = HostPort.of(exchange);
        String credentials = "username=" + extension.user() + " password=" + extension.password();
        // Left alone, sipp signs its peer's address instead of the request's own URI (RFC 3261 section 22.4).
        String signed = kind == Phone.PHONES ? called + "@" + domain : domain;
        return start(
                kind.name(),
                exchange.getAddress(),
                timing,
                Map.of("user", extension.user(), "domain", domain, "credentials", credentials),
                List.of("-auth_uri", signed, "-s", called, remote));
    }

    private static SippPeer start(
            String scenario, InetAddress address, Timing timing, String number, List<String> target) {
        return start(scenario, address, timing, Map.of("number", number), target);
    }

    /** @param own what fills the scenario's places beside what every scenario has */
    static SippPeer start(
            String scenario, InetAddress address, Timing timing, Map<String, String> own, List<String> target) {
        return start(scenario, new InetSocketAddress(address, FreePort.udpAndTcp(address)), timing, own, target);
    }

    private static SippPeer start(
            String scenario, InetSocketAddress local, Timing timing, Map<String, String> own, List<String> target) {
        InetAddress address = local.getAddress();
        Path program = PeerAvailability.program("sipp");
        Path folder = PeerProcess.freshFolder("sipp-" + fileName(scenario));
        Path tone = copyTone(folder);
        Map<String, String> values =
                new HashMap<>(Map.of("headers", "", "type", "application/sdp", "before", "", "after", ""));
        values.put("heldAt", "[media_ip]");
        values.put("held", "sendonly");
        values.putAll(own);
        values.put("tone", tone.toString());
        values.put("ringMillis", Long.toString(timing.ring().toMillis()));
        values.put("talkMillis", Long.toString(timing.talk().toMillis()));
        Path file = Template.write("sipp/" + fileName(scenario) + ".xml", folder, values);
        String host = address.getHostAddress();
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "-sf", file.toString(), "-m", "1", "-nostdin", "-deadcall_wait", "0"));
        command.addAll(List.of("-i", host, "-p", Integer.toString(local.getPort())));
        command.addAll(List.of("-mi", host, "-mp", Integer.toString(FreePort.rtpPair(address))));
        command.addAll(List.of(
                "-trace_msg", "-message_file", folder.resolve("messages").toString()));
        command.addAll(
                List.of("-trace_err", "-error_file", folder.resolve("errors").toString()));
        if (ECHOING.contains(scenario)) {
            command.add("-rtp_echo");
        }
        command.addAll(target);
        SippPeer peer = new SippPeer(PeerProcess.start(folder, command), local, folder);
        try {
            if (target.isEmpty()) {
                peer.process.awaitUdpPort(local.getPort(), PATIENCE);
            }
        } catch (AssertionError absent) {
            peer.close();
            throw new AssertionError(peer.explain("sipp did not come up"), absent);
        }
        return peer;
    }

    private static String fileName(String scenario) {
        return scenario.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Path copyTone(Path folder) {
        try (InputStream tone = SippPeer.class.getResourceAsStream("sipp/tone-440hz.ulaw")) {
            if (tone == null) {
                throw new IllegalStateException("the tone is not in the test kit");
            }
            Path file = folder.resolve("tone-440hz.ulaw");
            Files.copy(tone, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it sends and receives SIP over UDP. */
    public InetSocketAddress address() {
        return address;
    }

    /** Waits until its one call is over and fails unless every message of the scenario came as demanded. */
    public void awaitDone(Duration atMost) {
        int code = process.awaitExit(atMost);
        if (code != 0) {
            throw new AssertionError(explain("the call did not follow sipp's scenario (exit code " + code + ")"));
        }
    }

    /** Every SIP message it sent and received, with its own timestamps. */
    public String messages() {
        return read("messages");
    }

    private String explain(String what) {
        return what + "; " + folder + "\n" + read("errors") + "\n" + messages();
    }

    private String read(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
