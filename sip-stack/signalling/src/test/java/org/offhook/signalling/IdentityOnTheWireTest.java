package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallerIdentity;
import org.offhook.core.call.Presentation;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Who calls whom, as the messages say it, and the way that the registrar told calls to take. */
@Timeout(60)
class IdentityOnTheWireTest {
    private static final String FROM = "\"Kim\" <sip:0301234567@pbx.example>;tag=caller";
    private static final String TO = "<sip:1001@pbx.example>";

    private ScriptedSipPeer peer;
    private PhoneUnderTest phone;
    private String contact;

    @BeforeEach
    void open() throws Exception {
        start(Presentation.PREFERRED);
    }

    private void start(Presentation presentation) throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new PhoneUnderTest(
                peer, Transport.UDP, PhoneUnderTest.settings().withPresentation(presentation));
        contact = PhoneUnderTest.contactOf(phone.register());
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    // ---- we call

    private SipText dialled(CallerIdentity shown) throws Exception {
        phone.signalling.sendInvite(
                phone.inbox.newCallId(),
                new CallInput.DialPlan("5550100", "", Optional.of(shown), Duration.ofSeconds(30)),
                PhoneUnderTest.OFFER);
        return peer.expect("INVITE");
    }

    private static CallerIdentity campaigns(Presentation presentation) {
        return new CallerIdentity("+17275551212", "Acme Sales", presentation);
    }

    @Test
    void asksTheExchangeToShowTheCampaignsNumberAndName() throws Exception {
        SipText invite = dialled(campaigns(Presentation.PREFERRED));
        assertThat(invite.header("P-Preferred-Identity")).isEqualTo("\"Acme Sales\" <sip:+17275551212@pbx.example>");
        assertThat(invite.header("From")).startsWith("<sip:1001@pbx.example>");
        assertThat(invite.find("Privacy")).isEmpty();
    }

    @Test
    void saysItInTheDisplayNameTooWhereTheCampaignSaysSo() throws Exception {
        SipText invite = dialled(campaigns(Presentation.DISPLAY));
        assertThat(invite.header("From")).startsWith("\"Acme Sales\" <sip:1001@pbx.example>");
        assertThat(invite.header("P-Preferred-Identity")).contains("+17275551212");
        assertThat(dialled(new CallerIdentity("+17275551212", "", Presentation.DISPLAY))
                        .header("From"))
                .startsWith("\"+17275551212\" <sip:1001@pbx.example>");
    }

    @Test
    void asksTheExchangeToKeepItBack() throws Exception {
        SipText invite = dialled(campaigns(Presentation.WITHHELD));
        assertThat(invite.header("Privacy")).isEqualTo("user;id");
        assertThat(invite.header("From")).contains("sip:1001@pbx.example");
    }

    @Test
    void leavesItOutOfFrom() throws Exception {
        SipText invite = dialled(campaigns(Presentation.ANONYMOUS));
        assertThat(invite.header("From")).startsWith("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        assertThat(invite.header("Privacy")).isEqualTo("user;id");
        assertThat(invite.header("P-Preferred-Identity")).contains("+17275551212");
        assertThat(invite.raw().replaceAll("(?m)^(Contact|P-Preferred-Identity):.*$", ""))
                .doesNotContain("1001@");
    }

    @Test
    void hidesEveryCallWhereThePhoneIsSetToDoSo() throws Exception {
        close();
        start(Presentation.WITHHELD);
        assertThat(dialled(campaigns(Presentation.DISPLAY)).header("Privacy")).isEqualTo("user;id");
        phone.dial();
        assertThat(peer.expect("INVITE").header("Privacy")).isEqualTo("user;id");
    }

    @Test
    void callsOverTheServiceRouteThatTheRegistrarTold() throws Exception {
        phone.signalling.register(phone.account, 300, 2);
        SipText register = peer.expect("REGISTER");
        assertThat(String.join(",", register.headers("Supported"))).contains("path");
        peer.respond(
                register,
                200,
                "reg",
                "Contact: " + register.header("Contact"),
                "Path: <sip:edge.example;lr>",
                "Service-Route: <sip:orig@127.0.0.1:" + peer.port() + ";lr>, <sip:home.example;lr>",
                "Expires: 300");
        phone.inbox.nextRegistration(RegistrationInput.Registered.class);
        phone.dial();
        SipText invite = peer.expect("INVITE");
        assertThat(String.join(",", invite.headers("Route")).replace(" ", ""))
                .as("RFC 3608 §6.1: in the order of the registrar")
                .isEqualTo("<sip:orig@127.0.0.1:" + peer.port() + ";lr>,<sip:home.example;lr>");
        assertThat(invite.requestUri()).isEqualTo("sip:5550100@pbx.example");
    }

    // ---- we are called

    private CallInput.InviteReceived called(String callId, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = peer.contact();
        all[headers.length + 1] = PhoneUnderTest.OFFER;
        peer.send(peer.request("INVITE", contact, FROM, TO, callId, 1, all));
        return phone.inbox.next(CallInput.InviteReceived.class);
    }

    @Test
    void showsTheFirstAssertedIdentityThatHasANumber() throws Exception {
        assertThat(called("in-1", "P-Asserted-Identity: \"Reception\" <sip:200@pbx.example>, <tel:+4930200>")
                        .caller())
                .isEqualTo(new CallParty("200", "Reception"));
        assertThat(called("in-2", "P-Asserted-Identity: <tel:+4930200>").caller())
                .isEqualTo(new CallParty("+4930200", ""));
    }

    @Test
    void showsNobodyWhereTheCallerWantedPrivacy() throws Exception {
        assertThat(called("in-3", "Privacy: id", "P-Asserted-Identity: \"Kim\" <sip:200@pbx.example>")
                        .caller())
                .isEqualTo(CallParty.UNKNOWN);
        assertThat(called("in-4", "Privacy: none").caller()).isEqualTo(new CallParty("0301234567", "Kim"));
    }

    @Test
    void showsWhomTheCallerWantedWhenTheCallWasDiverted() throws Exception {
        assertThat(called(
                                "in-5",
                                "Diversion: \"Sales, second\" <sip:602@pbx.example>;reason=no-answer",
                                "Diversion: \"Sales\" <sip:601@pbx.example>;reason=user-busy;counter=1")
                        .called())
                .as("the newest stands first")
                .isEqualTo(new CallParty("601", "Sales"));
    }

    @Test
    void showsWhomTheCallerWantedByTheHistory() throws Exception {
        assertThat(called(
                                "in-6",
                                "History-Info: \"Hotline, main\" <sip:800@pbx.example?Reason=SIP%3Bcause%3D302>;index=1,"
                                        + " <sip:1001@pbx.example>;index=1.1")
                        .called())
                .isEqualTo(new CallParty("800", "Hotline, main"));
        assertThat(called("in-7", "History-Info: <sip:1001@pbx.example>;index=1")
                        .called())
                .isEqualTo(new CallParty("1001", ""));
    }
}
