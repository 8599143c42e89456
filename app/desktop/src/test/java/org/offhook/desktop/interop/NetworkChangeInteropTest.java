package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.RegistrationView;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.NetworkLink;

/**
 * The network changes under a call with a real Asterisk at the other end of a cable: registered again within three seconds, audible
 * within five; what is dead ends with its cause. The echo there returns the agent's own hum, so a tone means both ways.
 */
@Tag("interop")
@Timeout(60)
class NetworkChangeInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration REGISTERED_AFTER = Duration.ofSeconds(3);
    private static final Duration AUDIBLE_AFTER = Duration.ofSeconds(5);

    private static NetworkLink link;
    private static AsteriskPeer asterisk;
    private TrialPhone phone;

    @BeforeAll
    static void layTheCable() {
        link = NetworkLink.create();
        asterisk = AsteriskPeer.start(link);
    }

    @AfterAll
    static void rollItUp() {
        if (asterisk != null) { // it was not to be had
            asterisk.close();
        }
        if (link != null) {
            link.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        phone = TrialPhone.start(InetAddress.getByName("0.0.0.0"), Peers.trusting(asterisk));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private CallId talk(Transport transport) {
        phone.register(Peers.account(asterisk, transport));
        CallId call = phone.dial(Dialled.ECHO);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
        return call;
    }

    private void awaitStatus(RegistrationView.Status status) {
        TrialPhone.await(
                () -> phone.snapshot().registration().status() == status,
                () -> status + ", but is " + phone.snapshot().registration());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Test
    void getsAnotherAddressAndGoesOnTalking() {
        CallId call = talk(Transport.UDP);
        long changed = System.nanoTime();
        link.readdress();
        asterisk.awaitRegistered(asterisk.phone(), link.here(), PATIENCE);
        assertThat(since(changed)).isLessThan(REGISTERED_AFTER);
        phone.headset().listenAnew();
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 200);
        assertThat(since(changed)).isLessThan(AUDIBLE_AFTER);
        assertThat(phone.snapshot().call(call).orElseThrow().phase()).isEqualTo(CallView.Phase.CONNECTED);
        phone.hangUp(call);
        phone.awaitEnd(call);
        TrialPhone.await(
                () -> asterisk.console("core show channels count").contains("0 active channels"),
                () -> "the BYE from the new address, but " + asterisk.console("core show channels"));
    }

    @Test
    void goesOnTalkingWhenTheCableIsPutBackIn() {
        CallId call = talk(Transport.TCP);
        link.pullOut();
        awaitStatus(RegistrationView.Status.LOST);
        link.plugIn();
        long back = System.nanoTime();
        awaitStatus(RegistrationView.Status.REGISTERED);
        assertThat(since(back)).isLessThan(REGISTERED_AFTER);
        phone.headset().listenAnew();
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 200);
        assertThat(since(back)).isLessThan(AUDIBLE_AFTER);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void endsACallThatTheExchangeForgotWhenItRestarted() {
        CallId call = talk(Transport.TCP);
        asterisk.crash();
        awaitStatus(RegistrationView.Status.LOST);
        asterisk = AsteriskPeer.start(link);
        long back = System.nanoTime();
        awaitStatus(RegistrationView.Status.REGISTERED);
        assertThat(since(back)).isLessThan(REGISTERED_AFTER);
        CallEnd end = phone.awaitEnd(call);
        assertThat(end.cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
        assertThat(end.side()).isEqualTo(CallEnd.Side.NETWORK);
        assertThat(since(back)).isLessThan(AUDIBLE_AFTER);
    }
}
