package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallInput;
import org.offhook.testkit.ScriptedSipPeer;

@Timeout(60)
class RequestRefusalTest {
    private static final String FROM = "<sip:1@x>;tag=caller";
    private static final String TO = "<sip:1001@x>";

    private ScriptedSipPeer peer;
    private PhoneUnderTest phone;
    private String contact;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new PhoneUnderTest(peer, Transport.UDP);
        contact = PhoneUnderTest.contactOf(phone.register());
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    /** An INVITE with a body of a type. */
    private String inviteWith(String callId, String type, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = peer.contact();
        all[1] = "Content-Type: " + type;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return peer.request("INVITE", contact, FROM, TO, callId, 1, all)
                        .replace("Content-Length: 0", "Content-Length: " + body.length())
                + body;
    }

    @Test
    void bodiesThatAreNoSdpAreRefused() throws Exception {
        peer.send(inviteWith("t-1", "text/plain", "hello"));
        assertThat(peer.expectStatus(415).header("Accept")).contains("application/sdp");
        peer.send(inviteWith("t-2", "application/sdp", "v=0\r\n", "Content-Encoding: gzip"));
        assertThat(peer.next().line()).isIn("415 (1 INVITE)");
        assertThat(phone.inbox.calls).isEmpty();
    }

    @Test
    void sdpIsFoundInAMultipartBody() throws Exception {
        String body = "--frontier\r\nContent-Type: text/plain\r\n\r\nhello\r\n--frontier\r\n"
                + "Content-Type: application/sdp\r\n\r\n" + PhoneUnderTest.OFFER + "\r\n--frontier--\r\n";
        peer.send(inviteWith("m-1", "multipart/mixed;boundary=\"frontier\"", body));
        assertThat(phone.inbox.next(CallInput.InviteReceived.class).sdp()).contains(PhoneUnderTest.OFFER);
    }

    @Test
    void aRequestWithoutAFromTagIsBad() throws Exception {
        peer.send(peer.request("INVITE", contact, "<sip:1@x>", TO, "tagless", 1, peer.contact(), PhoneUnderTest.OFFER));
        peer.expectStatus(400);
        assertThat(phone.inbox.calls).isEmpty();
    }
}
