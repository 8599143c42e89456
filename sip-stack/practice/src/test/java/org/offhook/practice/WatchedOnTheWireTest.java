package org.offhook.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the practice exchange tells subscribers of its mailbox and its numbers, message by message. */
class WatchedOnTheWireTest {
    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 40000 RTP/AVP 0",
            "");

    private PracticeExchange exchange;
    private RawPhone phone;

    @BeforeEach
    void start() throws Exception {
        exchange = PracticeExchange.start(PracticeSettings.USUAL.withRingFor(Duration.ofMillis(50)));
        phone = new RawPhone(exchange.account());
    }

    @AfterEach
    void stop() {
        phone.close();
        exchange.close();
    }

    private String lines(String event, int expires) {
        return "Event: " + event + "\r\nExpires: " + expires + "\r\n";
    }

    /** Sends a request, shows the password when it is asked for, and gives the final response. */
    private String ask(String method, String number, String to, String callId, String lines, String body)
            throws Exception {
        String uri = phone.numberUri(number);
        phone.send(phone.request(method, uri, to, callId, phone.nextSequence(), lines, body));
        String challenge = phone.expect("SIP/2.0 407");
        if (method.equals("INVITE")) {
            acknowledge(uri, challenge, callId);
        }
        String reply = phone.credentials(challenge, method, uri, "SHA-256", 1);
        phone.send(phone.request(method, uri, to, callId, phone.nextSequence(), lines + reply, body));
        return phone.expect(method.equals("INVITE") ? "SIP/2.0 200" : "SIP/2.0 ");
    }

    private void acknowledge(String uri, String response, String callId) throws Exception {
        int cseq = Integer.parseInt(RawPhone.header(response, "CSeq").split(" ", 2)[0]);
        phone.send(phone.request("ACK", uri, RawPhone.header(response, "To"), callId, cseq, "", ""));
    }

    private String subscribe(String number, String event, int expires) throws Exception {
        return ask("SUBSCRIBE", number, "<" + phone.numberUri(number) + ">", event + number, lines(event, expires), "");
    }

    /** The next NOTIFY, answered. */
    private String told() throws Exception {
        String notify = phone.expect("NOTIFY ");
        phone.send("SIP/2.0 200 OK\r\n"
                + "Via: " + RawPhone.header(notify, "Via") + "\r\n"
                + "From: " + RawPhone.header(notify, "From") + "\r\n"
                + "To: " + RawPhone.header(notify, "To") + "\r\n"
                + "Call-ID: " + RawPhone.header(notify, "Call-ID") + "\r\n"
                + "CSeq: " + RawPhone.header(notify, "CSeq") + "\r\nContent-Length: 0\r\n\r\n");
        return notify;
    }

    @Test
    void aMessageWaitsUntilTheMailboxIsCalled() throws Exception {
        String accepted = subscribe("501", "message-summary", 600);
        assertThat(RawPhone.status(accepted)).isEqualTo("200");
        assertThat(RawPhone.header(accepted, "Expires")).isEqualTo("600");
        String first = told();
        assertThat(RawPhone.header(first, "Event")).isEqualTo("message-summary");
        assertThat(RawPhone.header(first, "Subscription-State")).startsWith("active;expires=");
        assertThat(RawPhone.header(first, "Content-Type")).isEqualTo("application/simple-message-summary");
        assertThat(RawPhone.body(first))
                .contains("Messages-Waiting: yes", "Voice-Message: 1/0", "sip:611@practice.localhost");
        exchange.leaveMessage();
        assertThat(RawPhone.body(told())).contains("Voice-Message: 2/0");
        String answered = ask("INVITE", "611", "<" + phone.numberUri("611") + ">", "call", "", SDP);
        acknowledge(phone.numberUri("611"), answered, "call");
        phone.send(phone.request(
                "BYE", phone.numberUri("611"), RawPhone.header(answered, "To"), "call", phone.nextSequence(), "", ""));
        assertThat(RawPhone.body(told())).contains("Messages-Waiting: no", "Voice-Message: 0/2");
    }

    @Test
    void aNumberIsIdleThenRingsThenIsBusyAndIdleAgain() throws Exception {
        subscribe("601", "dialog", 600);
        String idle = told();
        assertThat(RawPhone.header(idle, "Content-Type")).isEqualTo("application/dialog-info+xml");
        assertThat(RawPhone.body(idle))
                .contains("version=\"0\"", "state=\"full\"")
                .doesNotContain("<dialog ");
        String answered = ask("INVITE", "601", "<" + phone.numberUri("601") + ">", "call", "", SDP);
        String ringing = told();
        assertThat(RawPhone.body(ringing))
                .contains("version=\"1\"", "direction=\"recipient\"", "<state>early</state>", "sip:501@");
        acknowledge(phone.numberUri("601"), answered, "call");
        assertThat(RawPhone.body(told())).contains("version=\"2\"", "<state>confirmed</state>");
        phone.send(phone.request(
                "BYE", phone.numberUri("601"), RawPhone.header(answered, "To"), "call", phone.nextSequence(), "", ""));
        assertThat(RawPhone.body(told())).contains("version=\"3\"").doesNotContain("<dialog ");
    }

    @Test
    void whoIsBusyForEverybodyIsBusyAtOnce() throws Exception {
        subscribe("602", "dialog", 600);
        assertThat(RawPhone.body(told())).contains("<state>confirmed</state>");
    }

    @Test
    void whatCannotBeToldIsRefused() throws Exception {
        assertThat(RawPhone.status(subscribe("601", "presence", 600))).isEqualTo("489");
        assertThat(RawPhone.status(subscribe("699", "dialog", 600))).isEqualTo("404");
        assertThat(RawPhone.status(subscribe("601", "message-summary", 600))).isEqualTo("404");
        String brief = subscribe("603", "dialog", 3);
        assertThat(RawPhone.status(brief)).isEqualTo("423");
        assertThat(RawPhone.header(brief, "Min-Expires")).isEqualTo("10");
    }

    @Test
    void aSubscriptionIsRefreshedAndTakenBackInItsDialog() throws Exception {
        String accepted = subscribe("602", "dialog", 600);
        told();
        String to = RawPhone.header(accepted, "To");
        assertThat(RawPhone.status(ask("SUBSCRIBE", "602", to, "dialog602", lines("dialog", 600), "")))
                .isEqualTo("200");
        assertThat(RawPhone.body(told())).contains("version=\"1\"");
        assertThat(RawPhone.status(ask("SUBSCRIBE", "602", to, "dialog602", lines("dialog", 0), "")))
                .isEqualTo("200");
        assertThat(RawPhone.header(told(), "Subscription-State")).startsWith("terminated");
        assertThat(RawPhone.status(ask("SUBSCRIBE", "602", to, "dialog602", lines("dialog", 600), "")))
                .isEqualTo("481");
    }
}
