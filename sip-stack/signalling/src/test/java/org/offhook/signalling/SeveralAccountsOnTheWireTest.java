package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** One phone registered with two exchanges that know nothing of one another, message by message. */
@Timeout(60)
class SeveralAccountsOnTheWireTest {
    private static final AccountId BRANCH = new AccountId("branch");

    private ScriptedSipPeer main;
    private ScriptedSipPeer branch;
    private LoopUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        main = ScriptedSipPeer.udp();
        branch = ScriptedSipPeer.udp();
        phone = new LoopUnderTest(main, PhoneSettings.of(7).withLines(2));
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        main.close();
        branch.close();
    }

    /** The phone begins to register with the second exchange, too. */
    private SipText begin() throws Exception {
        return begin(false);
    }

    private SipText begin(boolean mailbox) throws Exception {
        Account account = Account.of(
                "2201",
                "branch.example",
                ServerAddress.of("127.0.0.1", branch.port()),
                Transport.UDP,
                Secret.of("zweites"));
        phone.ask(new PhoneCommand.UseAccounts(
                List.of(new ExtraAccount(BRANCH, account, MediaTerms.PLAIN, mailbox, FeatureCodes.USUAL)), false));
        return branch.expect("REGISTER");
    }

    private SipText registered() throws Exception {
        return registered(begin());
    }

    private SipText registered(SipText register) throws Exception {
        branch.respond(
                register,
                200,
                "reg",
                "Contact: " + register.header("Contact"),
                "Expires: 300",
                "Service-Route: <sip:127.0.0.1:%d;lr;at=branch>".formatted(branch.port()));
        phone.await(
                "the second registration",
                PhoneEvent.AccountChanged.class,
                event -> event.now().filter(AccountView::usable).isPresent());
        return register;
    }

    private CallId dial(AccountId account) throws Exception {
        return new CallId(phone.ask(new PhoneCommand.PlaceCall(
                        new DialPlan("5550100", "", Optional.empty(), Duration.ofSeconds(30)), account))
                .data()
                .getOrDefault("callId", ""));
    }

    private static void answer(ScriptedSipPeer peer, SipText invite) throws Exception {
        peer.respond(invite, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
    }

    @Test
    void registersEachWithItsOwnNameFromItsOwnPort() throws Exception {
        SipText register = registered();
        assertThat(register.requestUri()).isEqualTo("sip:branch.example");
        assertThat(register.header("From")).contains("sip:2201@branch.example");
        assertThat(register.uri("Contact")).contains("2201@").isNotEqualTo(phone.contact());
        assertThat(main.isQuietFor(200)).isTrue();
    }

    @Test
    void callsOverEachWithItsOwnIdentityAndRoute() throws Exception {
        registered();
        CallId first = dial(BRANCH);
        SipText invite = branch.expect("INVITE");
        assertThat(invite.header("From")).contains("sip:2201@branch.example");
        assertThat(invite.requestUri()).startsWith("sip:5550100@branch.example");
        assertThat(invite.header("Route")).contains("at=branch");
        answer(branch, invite);
        phone.await(
                "the call",
                PhoneEvent.CallConnected.class,
                event -> event.call().equals(first));
        assertThat(main.isQuietFor(100)).isTrue();

        CallId second = dial(AccountId.MAIN);
        SipText hold = branch.expect("INVITE"); // one is talked on at a time, whatever it is over
        assertThat(hold.body()).contains("a=sendonly");
        branch.respond(hold, 200, LoopUnderTest.FAR, branch.contact(), LoopUnderTest.sdp("recvonly"));
        branch.expect("ACK");
        SipText other = main.expect("INVITE");
        assertThat(other.header("From")).contains("sip:1001@pbx.example");
        assertThat(other.find("Route").orElse("")).doesNotContain("at=branch");
        answer(main, other);
        phone.await(
                "the second call",
                PhoneEvent.CallConnected.class,
                event -> event.call().equals(second));

        phone.ask(new PhoneCommand.HangUpCall(first));
        branch.respond(branch.expect("BYE"), 200, LoopUnderTest.FAR);
        phone.ask(new PhoneCommand.HangUpCall(second));
        main.respond(main.expect("BYE"), 200, LoopUnderTest.FAR);
    }

    @Test
    void answersAChallengeWithThePasswordOfThatAccountAlone() throws Exception {
        String asked = "WWW-Authenticate: Digest realm=\"branch.example\",qop=\"auth\",nonce=\"n\"";
        branch.respond(begin(), 401, "reg", asked);
        SipText again = branch.expect("REGISTER");
        assertThat(again.header("Authorization")).contains("username=\"2201\"", "realm=\"branch.example\"");
        assertThat(again.raw()).doesNotContain("1001", "pbx.example");

        // the realm of the other exchange, asked for by this one: what is sent is this account's own name and password
        branch.respond(again, 401, "reg", asked.replace("branch.example", "pbx.example"));
        SipText third = branch.expect("REGISTER");
        assertThat(third.headers("Authorization"))
                .isNotEmpty()
                .allSatisfy(header -> assertThat(header).contains("username=\"2201\""));
        assertThat(third.raw()).doesNotContain("1001");
        branch.respond(third, 403, "reg");
        phone.await(
                "the refusal",
                PhoneEvent.AccountChanged.class,
                event -> event.now()
                        .flatMap(view -> view.registration().problem())
                        .filter(ErrorCode.CREDENTIALS_REFUSED::equals)
                        .isPresent());
    }

    @Test
    void goesOnWithOneWhileTheOtherRefuses() throws Exception {
        branch.respond(begin(), 403, "reg");
        phone.await(
                "the refusal",
                PhoneEvent.AccountChanged.class,
                event -> event.now()
                        .flatMap(view -> view.registration().problem())
                        .isPresent());
        LoopUnderTest.Placed placed = phone.talk();
        assertThat(placed.invite().header("From")).contains("sip:1001@pbx.example");
        assertThat(phone.view(placed.call()).account()).isEqualTo(AccountId.MAIN);
    }

    @Test
    void ringsOnTheAccountThatIsCalled() throws Exception {
        SipText register = registered();
        branch.send(branch.request(
                "INVITE",
                register.uri("Contact"),
                "<sip:300@branch.example>;tag=caller",
                "<sip:2201@branch.example>",
                "call-to-branch@127.0.0.1",
                1,
                branch.contact(),
                LoopUnderTest.sdp("sendrecv")));
        PhoneEvent.CallOffered offered = phone.await("a call", PhoneEvent.CallOffered.class, event -> true);
        assertThat(offered.account()).isEqualTo(BRANCH);
        branch.expectStatus(180);
        phone.ask(new PhoneCommand.RejectCall(offered.call()));
        branch.expectStatus(486);
        assertThat(main.isQuietFor(100)).isTrue();
    }

    @Test
    void takesNoCallOfOneExchangeOnTheAddressOfTheOther() throws Exception {
        registered();
        branch.send(branch.request(
                "INVITE",
                phone.contact(),
                "<sip:300@branch.example>;tag=caller",
                "<sip:1001@pbx.example>",
                "call-past-main@127.0.0.1",
                1,
                branch.contact(),
                LoopUnderTest.sdp("sendrecv")));
        assertThat(phone.events).noneMatch(PhoneEvent.CallOffered.class::isInstance);
    }

    @Test
    void removesBothBindingsAtALogout() throws Exception {
        registered();
        phone.ask(new PhoneCommand.DisconnectAccount());
        SipText gone = branch.expect("REGISTER");
        assertThat(gone.header("Expires")).isEqualTo("0");
        branch.respond(gone, 200, "reg");
        SipText other = main.expect("REGISTER");
        assertThat(other.header("Expires")).isEqualTo("0");
        main.respond(other, 200, "reg");
        phone.await(
                "the end of both",
                PhoneEvent.AccountChanged.class,
                event -> event.now()
                        .filter(view -> view.registration().status().name().equals("NOT_REGISTERED"))
                        .isPresent());
    }

    /** RFC 4235 and RFC 3891 at the other exchange: the call that takes the place goes there, as that extension. */
    @Test
    void fetchesWhatRingsAtTheOtherExchangeByACallThatTakesItsPlaceThere() throws Exception {
        phone.close();
        main.close();
        main = ScriptedSipPeer.udp();
        WatchedPhone there = new WatchedPhone("2202", "Ben", Kind.EXTENSION, BRANCH);
        phone = new LoopUnderTest(
                main,
                PhoneSettings.of(7)
                        .withLines(2)
                        .withWatch(new WatchSettings(false, List.of(there), FeatureCodes.USUAL)));
        registered();
        SipText subscribe = branch.expect("SUBSCRIBE");
        assertThat(subscribe.requestUri()).isEqualTo("sip:2202@branch.example");
        branch.respond(subscribe, 200, "notifier", branch.contact(), "Expires: 3600");
        String body = "<?xml version=\"1.0\"?>\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\""
                + " state=\"full\" entity=\"sip:2202@branch.example\"><dialog id=\"d1\" direction=\"recipient\""
                + " call-id=\"a84b4c76\" local-tag=\"callee\" remote-tag=\"caller\"><state>early</state><remote>"
                + "<identity>sip:5550100@branch.example</identity>"
                + "<target uri=\"sip:5550100@branch.example;gr=7\"/></remote></dialog></dialog-info>";
        notify(subscribe, "dialog", "application/dialog-info+xml", body);
        phone.await(
                "the lamp",
                PhoneEvent.LampChanged.class,
                event -> event.lamp().light() == LampView.Light.RINGING
                        && event.lamp().phone().equals(there));

        phone.ask(new PhoneCommand.PickUpCall("2202", Optional.of(BRANCH)));
        SipText invite = branch.expect("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:5550100@branch.example;gr=7");
        assertThat(invite.header("Replaces")).isEqualTo("a84b4c76;to-tag=caller;from-tag=callee;early-only");
        assertThat(invite.headers("Require")).contains("replaces");
        assertThat(invite.header("From")).contains("sip:2201@branch.example").doesNotContain("1001");
        assertThat(invite.uri("Contact")).contains("2201@");
        assertThat(invite.header("Route")).contains("at=branch");
        assertThat(invite.raw()).doesNotContain("pbx.example");
        answer(branch, invite);
        phone.await("the call", PhoneEvent.CallConnected.class, event -> true);
        assertThat(main.isQuietFor(100))
                .as("the main exchange hears nothing of it")
                .isTrue();
        assertThat(branch.ladder())
                .containsSubsequence(
                        "phone: SUBSCRIBE (1 SUBSCRIBE)",
                        "peer: NOTIFY (1 NOTIFY)",
                        "phone: 200 (1 NOTIFY)",
                        "phone: INVITE (1 INVITE)",
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)");
    }

    private void notify(SipText subscribe, String event, String type, String body) throws Exception {
        branch.send(branch.request(
                        "NOTIFY",
                        subscribe.uri("Contact"),
                        subscribe.header("To").split(";tag", 2)[0] + ";tag=notifier",
                        subscribe.header("From"),
                        subscribe.header("Call-ID"),
                        1,
                        branch.contact(),
                        "Event: " + event,
                        "Subscription-State: active",
                        "Content-Type: " + type)
                .replace("Content-Length: 0\r\n\r\n", "Content-Length: " + body.length() + "\r\n\r\n" + body));
        branch.expectStatus(200);
    }

    /** RFC 3842 at the other exchange: asked over its own binding, called with its own identity. */
    @Test
    void asksTheOtherExchangeForItsMailboxAndCallsItThere() throws Exception {
        registered(begin(true));
        SipText subscribe = branch.expect("SUBSCRIBE");
        assertThat(subscribe.requestUri()).isEqualTo("sip:2201@branch.example");
        assertThat(subscribe.header("From")).contains("sip:2201@branch.example");
        assertThat(subscribe.header("Event")).isEqualTo("message-summary");
        branch.respond(subscribe, 200, "notifier", branch.contact(), "Expires: 3600");
        String body = "Messages-Waiting: yes\r\nMessage-Account: sip:*99@branch.example\r\nVoice-Message: 2/3\r\n";
        notify(subscribe, "message-summary", "application/simple-message-summary", body);
        PhoneEvent.MailboxChanged told = phone.await("the mailbox", PhoneEvent.MailboxChanged.class, event -> true);
        assertThat(told.account()).isEqualTo(BRANCH);
        phone.ask(new PhoneCommand.CallVoicemail(BRANCH));
        SipText invite = branch.expect("INVITE");
        assertThat(invite.requestUri()).startsWith("sip:*99@branch.example");
        assertThat(invite.header("From")).contains("sip:2201@branch.example");
        assertThat(main.isQuietFor(100)).isTrue();
        branch.respond(invite, 486, LoopUnderTest.FAR);
        branch.expect("ACK");
    }
}
