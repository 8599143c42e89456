package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.core.subscription.MessageSummary.Counts;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Mailbox and busy lamps, message by message (RFC 6665, RFC 3842, RFC 4235). */
@Timeout(60)
class SubscriptionOnTheWireTest {
    private static final String NOTIFIER = "notifier";
    private static final String MAILBOX =
            "Messages-Waiting: yes\r\nMessage-Account: sip:*97@pbx.example\r\nVoice-Message: 2/3 (1/0)\r\n";

    private ScriptedSipPeer peer;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
    }

    private LoopUnderTest watching(boolean mailbox, String... extensions) throws Exception {
        List<WatchedPhone> phones = java.util.Arrays.stream(extensions)
                .map(number -> new WatchedPhone(number, "", Kind.EXTENSION))
                .toList();
        return new LoopUnderTest(
                peer, PhoneSettings.of(7).withWatch(new WatchSettings(mailbox, phones, FeatureCodes.USUAL)));
    }

    private String notify(SipText subscribe, int cseq, String event, String state, String type, String body) {
        String head = peer.request(
                "NOTIFY",
                subscribe.uri("Contact"),
                subscribe.header("To").split(";tag", 2)[0] + ";tag=" + NOTIFIER,
                subscribe.header("From"),
                subscribe.header("Call-ID"),
                cseq,
                peer.contact(),
                "Event: " + event,
                "Subscription-State: " + state,
                "Content-Type: " + type);
        return head.replace("Content-Length: 0\r\n\r\n", "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String dialogInfo(int version, String dialogs) {
        return "<?xml version=\"1.0\"?>\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"" + version
                + "\" state=\"full\" entity=\"sip:1002@pbx.example\">" + dialogs + "</dialog-info>";
    }

    private static void leave(LoopUnderTest phone) {
        phone.close();
    }

    @Test
    void subscribesToItsMailboxAndSaysWhatIsInIt() throws Exception {
        LoopUnderTest phone = watching(true);
        SipText subscribe = peer.expect("SUBSCRIBE");
        assertThat(subscribe.requestUri()).isEqualTo("sip:1001@pbx.example");
        assertThat(subscribe.header("Event")).isEqualTo("message-summary");
        assertThat(subscribe.header("Accept")).isEqualTo("application/simple-message-summary");
        assertThat(subscribe.header("Expires")).isEqualTo("3600");
        assertThat(subscribe.uri("Contact")).startsWith("sip:1001@127.0.0.1:");
        peer.respond(subscribe, 200, NOTIFIER, peer.contact(), "Expires: 3600");
        peer.send(notify(
                subscribe, 1, "message-summary", "active;expires=3599", "application/simple-message-summary", MAILBOX));
        peer.expectStatus(200);
        PhoneEvent.MailboxChanged told = phone.await("the mailbox", PhoneEvent.MailboxChanged.class, event -> true);
        assertThat(told.mailbox().counts()).contains(new Counts(2, 3, 1, 0));
        assertThat(told.mailbox().account()).contains("*97");
        leaveInOrder(phone, subscribe);
    }

    /** The subscription goes before the registration, in its own dialog. */
    private void leaveInOrder(LoopUnderTest phone, SipText subscribe) throws Exception {
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                phone.ask(new PhoneCommand.DisconnectAccount());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        SipText last = peer.expect("SUBSCRIBE");
        assertThat(last.header("Expires")).isEqualTo("0");
        assertThat(last.header("Call-ID")).isEqualTo(subscribe.header("Call-ID"));
        assertThat(last.parameter("To", "tag")).contains(NOTIFIER);
        assertThat(last.cseq()).isEqualTo(subscribe.cseq() + 1);
        SipText gone = peer.expect("REGISTER");
        peer.respond(last, 200, NOTIFIER, peer.contact(), "Expires: 0");
        peer.respond(gone, 200, "reg");
        asking.join();
        phone.close();
    }

    @Test
    void answersAChallengeToASubscribeAndTakesANotifyThatOvertakesTheAnswer() throws Exception {
        LoopUnderTest phone = watching(false, "1002");
        SipText bare = peer.expect("SUBSCRIBE");
        assertThat(bare.requestUri()).isEqualTo("sip:1002@pbx.example");
        assertThat(bare.header("Event")).isEqualTo("dialog");
        peer.respond(
                bare,
                401,
                "x",
                "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"");
        SipText subscribe = peer.expect("SUBSCRIBE");
        assertThat(subscribe.header("Authorization")).contains("nonce=\"n1\"");
        assertThat(subscribe.cseq()).isEqualTo(bare.cseq() + 1);
        peer.send(notify(
                subscribe,
                1,
                "dialog",
                "active;expires=3600",
                "application/dialog-info+xml",
                dialogInfo(
                        0,
                        "<dialog id=\"a\" direction=\"recipient\"><state>early</state><remote><identity display=\"Pat\">"
                                + "sip:5550100@pbx.example</identity></remote></dialog>")));
        peer.respond(subscribe, 202, NOTIFIER, peer.contact(), "Expires: 3600");
        peer.expectStatus(200);
        PhoneEvent.LampChanged lamp = phone.await(
                "the lamp", PhoneEvent.LampChanged.class, event -> event.lamp().light() == Light.RINGING);
        assertThat(lamp.lamp().remote()).isEqualTo(new CallParty("5550100", "Pat"));
        leaveInOrder(phone, subscribe);
    }

    @Test
    void refusesWhatBelongsToNoSubscriptionAndWhatIsNoNotification() throws Exception {
        LoopUnderTest phone = watching(false, "1002");
        SipText subscribe = peer.expect("SUBSCRIBE");
        peer.respond(subscribe, 200, NOTIFIER, peer.contact(), "Expires: 3600");
        String good = notify(subscribe, 5, "dialog", "active", "application/dialog-info+xml", dialogInfo(0, ""));
        peer.send(good);
        peer.expectStatus(200);
        peer.send(notify(subscribe, 6, "presence", "active", "application/pidf+xml", "<x/>"));
        peer.expectStatus(489);
        peer.send(notify(subscribe, 7, "dialog", "asleep", "application/dialog-info+xml", dialogInfo(1, "")));
        peer.expectStatus(400);
        peer.send(notify(subscribe, 4, "dialog", "active", "application/dialog-info+xml", dialogInfo(1, "")));
        peer.expectStatus(500);
        peer.send(good.replace("tag=" + NOTIFIER, "tag=another").replace("branch=z9hG4bKpeer", "branch=z9hG4bKfork"));
        peer.expectStatus(481);
        peer.send(good.replace(subscribe.header("Call-ID"), "strange")
                .replace("branch=z9hG4bKpeer", "branch=z9hG4bKstrange"));
        peer.expectStatus(481);
        peer.send(notify(
                subscribe,
                8,
                "dialog",
                "active",
                "application/dialog-info+xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + dialogInfo(1, "<dialog id=\"&e;\"/>")));
        peer.expectStatus(200);
        peer.send(notify(
                subscribe,
                9,
                "dialog",
                "active",
                "application/dialog-info+xml",
                dialogInfo(2, "<dialog id=\"b\"><state>confirmed</state></dialog>")));
        peer.expectStatus(200);
        phone.await(
                "the lamp", PhoneEvent.LampChanged.class, event -> event.lamp().light() == Light.BUSY);
        leave(phone);
    }

    @Test
    void takesTheMailboxUnaskedButOnlyForItsOwnAddressAndNothingElse() throws Exception {
        LoopUnderTest phone = watching(false);
        peer.send(unasked(phone, "message-summary", phone.contact(), "m1"));
        peer.expectStatus(200);
        phone.await(
                "the mailbox",
                PhoneEvent.MailboxChanged.class,
                event -> event.mailbox().waiting());
        peer.send(unasked(phone, "dialog", phone.contact(), "m2"));
        peer.expectStatus(481);
        peer.send(unasked(phone, "message-summary", phone.contact().replace("1001@", "1009@"), "m3"));
        peer.expectStatus(481);
        leave(phone);
    }

    private String unasked(LoopUnderTest phone, String event, String uri, String callId) {
        String head = peer.request(
                "NOTIFY",
                uri,
                "<sip:pbx.example>;tag=" + callId,
                "<" + phone.contact() + ">",
                callId,
                1,
                peer.contact(),
                "Event: " + event,
                "Subscription-State: terminated",
                "Content-Type: application/simple-message-summary");
        return head.replace("Content-Length: 0\r\n\r\n", "Content-Length: " + MAILBOX.length() + "\r\n\r\n" + MAILBOX);
    }

    @Test
    void asksForAsLongAsTheExchangeWants() throws Exception {
        LoopUnderTest phone = watching(true);
        peer.respond(peer.expect("SUBSCRIBE"), 423, "x", "Min-Expires: 7200");
        SipText longer = peer.expect("SUBSCRIBE");
        assertThat(longer.header("Expires")).isEqualTo("7200");
        assertThat(Optional.of(longer.header("Event"))).contains("message-summary");
        peer.respond(longer, 489, "x");
        assertThat(peer.isQuietFor(300)).as("the exchange knows no mailboxes").isTrue();
        leave(phone);
    }
}
