package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.TortureMessages;

/**
 * Every message of RFC 4475 and RFC 5118, from the exchange's own address to a phone that is in a call: answered as the document says or
 * dropped, and the call goes on. The phone is {@code user}, whom the messages call.
 */
@Timeout(240)
class TortureTest {
    /** No answer; over a connection that means: and it stays open. */
    private static final List<Integer> NONE = List.of();

    /** The connection is closed: where the next message begins, nobody knows (RFC 3261 §18.3). */
    private static final List<Integer> CLOSED = List.of(TortureWire.CLOSED);

    private static final int RINGS = 180;

    /**
     * What is to come.
     *
     * @param message section and name
     * @param datagram statuses of the answers over UDP
     * @param stream the same over TCP
     */
    record Row(String message, List<Integer> datagram, List<Integer> stream, String why) {
        @Override
        public String toString() {
            return message + ": " + why;
        }
    }

    private static Row answered(String message, int status, String why) {
        return new Row(message, List.of(status), List.of(status), why);
    }

    private static Row dropped(String message, String why) {
        return new Row(message, NONE, CLOSED, why);
    }

    private static Row ignored(String message, String why) {
        return new Row(message, NONE, NONE, why);
    }

    static final List<Row> RFC_4475 = List.of(
            answered("3.1.1.1 wsinv", 481, "well-formed, in a dialog that is not ours"),
            answered("3.1.1.2 intmeth", 501, "a method that nobody knows, of every character a method may have"),
            answered("3.1.1.3 esc01", 404, "the escapes are not undone twice: it calls somebody else"),
            answered("3.1.1.4 escnull", 405, "no registrar here; escaped nulls in URIs"),
            answered("3.1.1.5 esc02", 501, "an escape in a method is none"),
            answered("3.1.1.6 lwsdisp", 200, "no blank between display name and bracket"),
            answered("3.1.1.7 longreq", RINGS, "long values and 34 hops"),
            new Row(
                    "3.1.1.8 dblreq",
                    List.of(405),
                    CLOSED,
                    "what follows in its datagram is noise; on a stream an INVITE without Contact"),
            answered("3.1.1.9 semiuri", 404, "the semicolon belongs to the user, who is not us"),
            answered("3.1.1.10 transports", 200, "transports that nobody speaks, further down the path"),
            answered("3.1.1.11 mpart01", 405, "nulls in a body that is not looked at"),
            ignored("3.1.1.12 unreason", "a response to nothing of ours"),
            ignored("3.1.1.13 noreason", "a response to nothing of ours"),
            dropped("3.1.2.1 badinv01", "separators without anything between them"),
            dropped("3.1.2.2 clerr", "more body promised than there is"),
            dropped("3.1.2.3 ncl", "a negative length"),
            dropped("3.1.2.4 scalar02", "numbers that no field can hold"),
            dropped("3.1.2.5 scalarlg", "the same in a response"),
            dropped("3.1.2.6 quotbal", "a quote that does not end"),
            dropped("3.1.2.7 ltgtruri", "brackets around the Request-URI"),
            dropped("3.1.2.8 lwsruri", "a blank in the Request-URI"),
            answered("3.1.2.9 lwsstart", RINGS, "two blanks in the request line, which may be passed over"),
            answered("3.1.2.10 trws", 404, "blanks at the end of the request line, which may be passed over"),
            answered(
                    "3.1.2.11 escruri", RINGS, "headers in the Request-URI, which may be passed over and never obeyed"),
            answered("3.1.2.12 baddate", RINGS, "a Date that is not GMT, which nobody reads"),
            answered("3.1.2.13 regbadct", 405, "no registrar here, whatever the Contact"),
            answered("3.1.2.14 badaspec", 200, "blanks within brackets, which may be passed over"),
            answered(
                    "3.1.2.15 baddn",
                    404,
                    "a comma in a name without quotes, which may be passed over; it asks somebody else"),
            answered("3.1.2.16 badvers", 505, "another version of SIP"),
            new Row("3.1.2.17 mismatch01", List.of(400), CLOSED, "the methods of request line and CSeq differ"),
            new Row("3.1.2.18 mismatch02", List.of(400), CLOSED, "the same, with a method that nobody knows"),
            dropped("3.1.2.19 bigcode", "a status of ten digits"),
            dropped("3.2.1 badbranch", "nothing behind the branch's cookie"),
            dropped("3.3.1 insuf", "no Call-ID, From, To"),
            answered("3.3.2 unkscm", 416, "a scheme that nobody knows"),
            answered("3.3.3 novelsc", 416, "a scheme that is not SIP's"),
            answered("3.3.4 unksm2", 405, "no registrar here, whatever the schemes"),
            answered("3.3.5 bext01", 420, "extensions that nobody supports"),
            answered("3.3.6 invut", 415, "a body that nobody knows"),
            answered("3.3.7 regaut01", 405, "no registrar here, whatever the credentials"),
            dropped("3.3.8 multi01", "headers twice that may be there once"),
            dropped("3.3.9 mcl01", "two lengths"),
            ignored("3.3.10 bcast", "a response that somebody else is to pass on"),
            answered("3.3.11 zeromf", 200, "no hop further, and none needed"),
            answered("3.3.12 cparam01", 405, "no registrar here"),
            answered("3.3.13 cparam02", 405, "no registrar here"),
            answered("3.3.14 regescrt", 405, "no registrar here"),
            answered("3.3.15 sdp01", 406, "a caller who does not take SDP"),
            dropped(
                    "3.4.1 inv2543",
                    "of RFC 2543, which need not be understood any more: no From tag, no branch, no Contact"));

    static final List<Row> RFC_5118 = List.of(
            answered("4.1 ipv6-good", 405, "no registrar here"),
            dropped("4.2 ipv6-bad", "an address without its brackets"),
            answered("4.3 port-ambiguous", 405, "the port became a part of the address"),
            answered("4.4 port-unambiguous", 405, "no registrar here"),
            answered("4.5 via-received-param-no-delim", 481, "no such dialog"),
            answered("4.5 via-received-param-with-delim", 200, "brackets where none belong, as many send them"),
            answered("4.6 ipv6-in-sdp", 488, "for us, with an IPv6 session, but no codec of ours"),
            answered("4.7 mult-ip-in-header", 481, "no such dialog; both families on the path"),
            answered("4.8 mult-ip-in-sdp", RINGS, "for us, with both families in its session"),
            answered("4.9 ipv4-mapped-ipv6", 488, "for us, from a mapped address, but no codec of ours"),
            answered("4.10 ipv6-bug-abnf-3-colons", 200, "three colons, which RFC 3261's grammar allowed"),
            answered("4.10 ipv6-correct-abnf-2-colons", 200, "two, as it should be"));

    private static Stream<Row> rows() {
        return Stream.concat(RFC_4475.stream(), RFC_5118.stream());
    }

    private static Map<String, byte[]> messages() throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>(TortureMessages.of("rfc4475"));
        all.putAll(TortureMessages.of("rfc5118"));
        return all;
    }

    private static Account user(ScriptedSipPeer peer, Transport transport) {
        return Account.of(
                "user", "example.com", ServerAddress.of("127.0.0.1", peer.port()), transport, Secret.of("geheim"));
    }

    @Test
    void theTablesNameEveryMessageOfBothDocuments() throws Exception {
        assertThat(RFC_4475)
                .extracting(Row::message)
                .containsExactlyElementsOf(TortureMessages.of("rfc4475").keySet());
        assertThat(RFC_5118)
                .extracting(Row::message)
                .containsExactlyElementsOf(TortureMessages.of("rfc5118").keySet());
        assertThat(RFC_4475).hasSize(49);
        assertThat(RFC_5118).hasSize(12);
    }

    @ParameterizedTest(name = "UDP {0}")
    @MethodSource("rows")
    void answersADatagramAsTheDocumentSaysOrDropsIt(Row row) throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                LoopUnderTest phone =
                        new LoopUnderTest(peer, PhoneSettings.of(7).withLines(2), user(peer, Transport.UDP))) {
            LoopUnderTest.Placed running = phone.talk();
            try (TortureWire wire = TortureWire.datagrams(running)) {
                byte[] message = TortureMessages.over("UDP", messages().getOrDefault(row.message(), new byte[0]));
                assertThat(wire.answers(message, row.datagram())).isEqualTo(row.datagram());
            }
            assertCallGoesOn(phone, running, row.datagram());
        }
    }

    @ParameterizedTest(name = "TCP {0}")
    @MethodSource("rows")
    void answersOnAConnectionAsTheDocumentSaysOrClosesIt(Row row) throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone =
                        new LoopUnderTest(peer, PhoneSettings.of(7).withLines(2), user(peer, Transport.TCP))) {
            LoopUnderTest.Placed running = phone.talk();
            try (TortureWire wire = TortureWire.connection(running)) {
                byte[] message = TortureMessages.over("TCP", messages().getOrDefault(row.message(), new byte[0]));
                assertThat(wire.answers(message, row.stream())).isEqualTo(row.stream());
            }
            assertCallGoesOn(phone, running, row.stream());
        }
    }

    @Test
    void allOfThemTwiceInARowDoNotStopTheCall() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                LoopUnderTest phone = new LoopUnderTest(peer, PhoneSettings.of(7), user(peer, Transport.UDP))) {
            LoopUnderTest.Placed running = phone.talk();
            try (TortureWire wire = TortureWire.datagrams(running)) {
                List<byte[]> all = new ArrayList<>(messages().values());
                all.addAll(messages().values());
                for (byte[] message : all) {
                    wire.send(message);
                }
            }
            assertCallGoesOn(phone, running, NONE);
        }
    }

    /** It is asked about by the far end, and ended by it. */
    private static void assertCallGoesOn(LoopUnderTest phone, LoopUnderTest.Placed running, List<Integer> answers)
            throws Exception {
        phone.ask(new PhoneCommand.MuteCall(running.call(), true)); // whatever came before has been dealt with now
        assertThat(phone.view(running.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
        assertThat(phone.liveCalls()).as("calls").isEqualTo(answers.contains(RINGS) ? 2 : 1);
        phone.peer.send(phone.inDialog("INFO", running, 1));
        phone.peer.expectStatus(200);
        phone.peer.send(phone.inDialog("BYE", running, 2));
        phone.peer.expectStatus(200);
        phone.leave();
    }
}
