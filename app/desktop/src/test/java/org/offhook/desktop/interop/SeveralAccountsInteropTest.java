package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** A main account at a real Asterisk and one beside it at a real Kamailio, at once. */
@Timeout(60)
class SeveralAccountsInteropTest extends OnAsterisk {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AccountId BRANCH = new AccountId("branch");
    private static KamailioPeer kamailio;

    @BeforeAll
    static void startKamailio() {
        kamailio = KamailioPeer.start();
    }

    @AfterAll
    static void stopKamailio() {
        kamailio.close();
    }

    private static void awaitBranch(TrialPhone phone, boolean usable) {
        TrialPhone.await(
                () -> phone.snapshot().account(BRANCH).map(AccountView::usable).equals(java.util.Optional.of(usable)),
                () -> "branch usable " + usable + ", but is " + phone.snapshot().account(BRANCH));
    }

    @Test
    void talksOverBothAtOnceAndLeavesBoth() {
        try (TrialPhone phone = TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk));
                SippPeer farEnd = SippPeer.farEnd(FarEnd.TALKS, InetAddress.getLoopbackAddress(), Timing.usual())) {
            phone.use(List.of(new ExtraAccount(BRANCH, Peers.account(kamailio, Transport.TCP), MediaTerms.PLAIN)));
            phone.register(Peers.account(asterisk, Transport.UDP));
            awaitBranch(phone, true);
            kamailio.awaitRegistered(kamailio.phone(), PATIENCE);
            asterisk.awaitRegistered(asterisk.phone(), PATIENCE);

            CallId echo = phone.dial(Dialled.ECHO);
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
            CallId branch = phone.dial(KamailioPeer.numberOf(farEnd.address()), BRANCH);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            assertThat(phone.snapshot().call(branch).map(CallView::account)).contains(BRANCH);
            assertThat(phone.snapshot().call(echo).map(CallView::account)).contains(AccountId.MAIN);
            assertThat(phone.snapshot().call(echo).map(CallView::held)).contains(true);
            phone.hangUp(branch);
            phone.awaitEnd(branch);
            farEnd.awaitDone(PATIENCE);

            phone.hold(echo, false);
            phone.headset().listenAnew();
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
            phone.hangUp(echo);
            phone.awaitEnd(echo);

            asterisk.originateCall("7275551212", asterisk.phone(), Dialled.ECHO);
            CallId incoming = phone.awaitOffered();
            assertThat(phone.snapshot().call(incoming).map(CallView::account)).contains(AccountId.MAIN);
            phone.reject(incoming);
            phone.awaitEnd(incoming);

            phone.unregister();
            awaitBranch(phone, false);
            assertThat(asterisk.console("pjsip show contacts"))
                    .doesNotContain("sip:" + asterisk.phone().user() + "@");
        }
    }
}
