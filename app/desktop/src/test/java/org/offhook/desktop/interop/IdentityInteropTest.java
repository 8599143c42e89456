package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallerIdentity;
import org.offhook.core.call.Presentation;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.Rejection;
import org.offhook.signalling.SignallingSettings;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** Who calls, who is called and where a phone is reached, through a real Kamailio with a sipp at the other end. */
class IdentityInteropTest extends OnKamailio {
    private static final Timing BRIEF = new Timing(Duration.ofMillis(100), Duration.ofMillis(500));
    private static final String INSTANCE = "urn:uuid:7f3b1c2e-90aa-4c11-8b7a-2c1de0a5f9b3";

    private static TrialPhone phone(UnaryOperator<SignallingSettings> change) {
        TrialPhone phone = TrialPhone.start(InetAddress.getLoopbackAddress(), change);
        phone.register(Peers.account(kamailio, Transport.UDP));
        return phone;
    }

    private static String number() {
        return kamailio.phone().user();
    }

    @Test
    void showsWhomTheCallerWantedByTheHistoryOfTheCall() {
        try (TrialPhone phone = phone(settings -> settings);
                SippPeer caller = SippPeer.callerSaying(
                        kamailio.udp(),
                        number(),
                        "5550166",
                        BRIEF,
                        "History-Info: \"Sales\" <sip:5000@kamailio.offhook.test>;index=1",
                        "History-Info: <sip:" + number()
                                + "@kamailio.offhook.test?Reason=SIP%3Bcause%3D302>;index=1.1;mp=1")) {
            CallId call = phone.awaitOffered();
            assertThat(phone.invite().called().number()).isEqualTo("5000");
            phone.answer(call);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            caller.awaitDone(PATIENCE);
        }
    }

    @Test
    void asksForTheIdentityThatTheCampaignWantsAndForItsNumberToBeWithheld() {
        try (TrialPhone phone = phone(settings -> settings.withPresentation(Presentation.WITHHELD));
                SippPeer farEnd = SippPeer.farEnd(FarEnd.BUSY)) {
            CallId call = phone.dialAs(
                    new CallerIdentity("0305550100", "Service", Presentation.PREFERRED),
                    KamailioPeer.numberOf(farEnd.address()));
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.BUSY);
            farEnd.awaitDone(PATIENCE);
            assertThat(farEnd.messages())
                    .contains("Privacy: user")
                    .containsPattern("P-Preferred-Identity: \"?Service\"? ?<sip:0305550100@");
        }
    }

    @Test
    void tellsTheCallersSideWhyItRejectsACall() {
        try (TrialPhone phone = phone(settings -> settings);
                SippPeer caller = SippPeer.callerSaying(kamailio.udp(), number(), "5550166", BRIEF)) {
            phone.reject(phone.awaitOffered(), Rejection.UNAVAILABLE);
            TrialPhone.await(
                    () -> caller.messages().contains("Reason: Q.850;cause=18;text=\"No user responding\""),
                    caller::messages);
        }
    }

    @Test
    void callsOverTheServiceRouteAndIsReachedOverThePathOfItsRegistration() {
        Extension routed = KamailioPeer.ROUTED;
        try (TrialPhone phone = TrialPhone.start();
                SippPeer farEnd = SippPeer.farEnd(FarEnd.BUSY)) {
            phone.register(Peers.account(kamailio, Transport.UDP, routed.user(), routed.password()));
            kamailio.log().await(Pattern.compile("supported by " + routed.user() + ": .*path"), PATIENCE);
            CallId call = phone.dial(KamailioPeer.numberOf(farEnd.address()));
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.BUSY);
            farEnd.awaitDone(PATIENCE);
            kamailio.log().await(Pattern.compile("preset route: INVITE <sip:service@"), PATIENCE);
            try (SippPeer caller = SippPeer.callerSaying(kamailio.udp(), routed.user(), "5550166", BRIEF)) {
                CallId incoming = phone.awaitOffered();
                phone.answer(incoming);
                assertThat(phone.awaitEnd(incoming).side()).isEqualTo(CallEnd.Side.FAR_END);
                caller.awaitDone(PATIENCE);
                kamailio.log().await(Pattern.compile("preset route: INVITE <sip:edge@"), PATIENCE);
            }
        }
    }

    @Test
    void isReachedInItsCallsByTheAddressThatKamailioGaveIt() {
        try (TrialPhone phone = phone(settings -> settings.withInstance(INSTANCE));
                SippPeer caller = SippPeer.callerSaying(kamailio.udp(), number(), "5550166", BRIEF)) {
            CallId call = phone.awaitOffered();
            phone.answer(call);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            caller.awaitDone(PATIENCE);
            assertThat(caller.messages())
                    .as("ACK and BYE went to the address of ours that Kamailio stands for")
                    .containsPattern("ACK sip:" + number() + "@[^ ]*;gr=" + INSTANCE)
                    .containsPattern("BYE sip:" + number() + "@[^ ]*;gr=" + INSTANCE);
        }
    }
}
