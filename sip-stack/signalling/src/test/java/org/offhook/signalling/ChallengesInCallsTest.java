package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.core.call.DigitWay;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Any request of a call may be challenged, and again when its nonce has grown old (RFC 3261 §22, RFC 7616 §3.3). */
@Timeout(60)
class ChallengesInCallsTest {
    private ScriptedSipPeer peer;
    private LoopUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new LoopUnderTest(peer, PhoneSettings.of(7).withDigitWay(DigitWay.INFO));
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    /** Makes the phone send such a request in a call. */
    private SipText provoke(String method) throws Exception {
        LoopUnderTest.Placed placed = method.equals("UPDATE")
                ? phone.talk("Allow: INVITE, ACK, BYE, UPDATE", "Session-Expires: 4;refresher=uac")
                : phone.talk();
        switch (method) {
            case "INVITE" -> phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
            case "INFO" -> phone.ask(new PhoneCommand.SendDigits(placed.call(), "1"));
            case "REFER" -> phone.ask(new PhoneCommand.TransferCall(placed.call(), "305"));
            case "BYE" -> phone.ask(new PhoneCommand.HangUpCall(placed.call()));
            default -> {}
        }
        return peer.expect(method);
    }

    /** @param offered what the challenge says of qop, with its comma; RFC 3261 §22.4 knows challenges without */
    private SipText challenge(SipText request, int status, String offered, String more) throws Exception {
        String header = status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
        peer.respond(
                request,
                status,
                LoopUnderTest.FAR,
                header + ": Digest realm=\"pbx.example\"," + offered + "algorithm=SHA-256," + more);
        if (request.method().equals("INVITE")) {
            peer.expect("ACK");
        }
        return peer.expect(request.method());
    }

    static List<Arguments> challenges() {
        List<Arguments> all = new ArrayList<>();
        for (String method : List.of("INVITE", "UPDATE", "INFO", "REFER", "BYE")) {
            for (int status : new int[] {401, 407}) {
                all.add(Arguments.of(method, status, true));
                all.add(Arguments.of(method, status, false));
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1}, qop {2}")
    @MethodSource("challenges")
    void answersAChallengeAndAStaleNonce(String method, int status, boolean qop) throws Exception {
        String credentials = status == 401 ? "Authorization" : "Proxy-Authorization";
        String offered = qop ? "qop=\"auth\"," : "";
        SipText request = provoke(method);
        SipText answered = challenge(request, status, offered, "nonce=\"first\"");
        assertThat(answered.header(credentials)).contains("nonce=\"first\"", "algorithm=SHA-256");
        if (qop) {
            assertThat(answered.header(credentials)).contains("nc=00000001", "qop=auth", "cnonce=");
        } else {
            assertThat(answered.header(credentials)).doesNotContain("nc=", "qop", "cnonce");
        }
        assertThat(answered.cseq()).isEqualTo(request.cseq() + 1);
        SipText fresh = challenge(answered, status, offered, "nonce=\"second\",stale=true");
        assertThat(fresh.header(credentials)).contains("nonce=\"second\"");
        assertThat(fresh.cseq()).isEqualTo(request.cseq() + 2);
        assertThat(fresh.body()).isEqualTo(request.body());
        peer.respond(fresh, 200, LoopUnderTest.FAR, peer.contact());
    }
}
