package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.peer.OddRequests;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.Caller;
import org.offhook.testkit.peer.SippPeer.Timing;

/** What sipp may ask from the exchange's own address and no exchange would: each is answered as RFC 3261 has it, and nothing rings. */
class OddRequestsInteropTest extends OnKamailio {
    private static final Timing BRIEF = new Timing(Duration.ofMillis(300), Duration.ofMillis(500));
    private static final String CUSTOMER = "7275551212";

    private TrialPhone phone;
    private InetSocketAddress where;

    @BeforeEach
    void start() {
        int before = kamailio.log().size();
        phone = TrialPhone.start();
        phone.register(Peers.account(kamailio, Transport.UDP));
        MatchResult held = kamailio.log()
                .await(Pattern.compile("registered: \\d+ at <sip:\\d+@127\\.0\\.0\\.1:(\\d+)>"), before, PATIENCE);
        where = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(held.group(1)));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private static String number() {
        return kamailio.phone().user();
    }

    @ParameterizedTest(name = "{0}, {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "INVITE sip:9999@[remote_ip]:[remote_port] SIP/2.0          |            |                    | 404",
                "INVITE mailto:pat@offhook.test SIP/2.0                     |            |                    | 416",
                "INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0     |            | Accept: text/plain | 406",
                "INVITE sip:[service]@[remote_ip]:[remote_port] SIP/7.0     |            |                    | 505",
                "OPTIONS sip:[service]@[remote_ip]:[remote_port] SIP/2.0    | ;maddr=127.0.0.9 |              | 200",
            })
    void isAnsweredAndDoesNotRing(String request, String via, String header, int status) {
        List<String> headers = header == null ? List.of() : List.of(header);
        try (SippPeer asking = OddRequests.asking(where, request, via == null ? "" : via, headers, status)) {
            asking.awaitDone(PATIENCE);
            assertThat(phone.events()).noneMatch(PhoneEvent.CallOffered.class::isInstance);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {";rport=99999", ";rport=five"})
    void aMalformedViaIsNotAnsweredAndWhatFollowsIs(String malformed) {
        try (SippPeer asking = OddRequests.askingInVain(where, malformed)) {
            asking.awaitDone(PATIENCE);
        }
    }

    @Test
    void ringsOnceForACallThatComesOnTwoWays() {
        try (SippPeer caller = SippPeer.caller(Caller.MERGES, where, number(), CUSTOMER, BRIEF)) {
            CallId call = phone.awaitOffered();
            caller.awaitDone(PATIENCE);
            phone.awaitEnd(call);
            assertThat(phone.events().stream().filter(PhoneEvent.CallOffered.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void talksToWhoDescribesItsMediaAmongOtherParts() {
        try (SippPeer caller = OddRequests.callerInParts(kamailio.udp(), number(), CUSTOMER, BRIEF)) {
            CallId call = phone.awaitOffered();
            phone.answer(call);
            phone.awaitTone(Peers.TONE_HERTZ, 200);
            caller.awaitDone(PATIENCE);
            phone.awaitEnd(call);
        }
    }

    /** RFC 3605: the port beside the next one, where sipp would have it. */
    @Test
    void sendsItsReportsToThePortThatTheFarEndNames() throws Exception {
        Timing longer = new Timing(Duration.ofMillis(300), Duration.ofSeconds(6));
        try (DatagramSocket reports = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                SippPeer caller = OddRequests.callerDescribing(
                        kamailio.udp(), number(), CUSTOMER, longer, "a=rtcp:" + reports.getLocalPort())) {
            CallId call = phone.awaitOffered();
            phone.answer(call);
            reports.setSoTimeout(10_000);
            DatagramPacket report = new DatagramPacket(new byte[1_500], 1_500);
            reports.receive(report);
            assertThat(report.getData()[1] & 0xff)
                    .as("a sender's report, RFC 3550 §6.4.1")
                    .isEqualTo(200);
            caller.awaitDone(PATIENCE);
            phone.awaitEnd(call);
        }
    }
}
