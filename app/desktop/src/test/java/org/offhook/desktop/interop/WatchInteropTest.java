package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.core.subscription.MessageSummary;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;

/** Mailbox, busy lamps, pick-up and parking with a real Asterisk 22: what it tells, and what each ear hears. */
class WatchInteropTest extends OnAsterisk {
    private static final int COLLEAGUE_HERTZ = 1_300;
    private static final int CUSTOMER_HERTZ = 900;

    private TrialPhone agent;
    private TrialPhone colleague;
    private TrialPhone customer;

    @BeforeEach
    void start() {
        agent = TrialPhone.watching(new WatchSettings(
                true,
                List.of(
                        new WatchedPhone(number(1), "Colleague", Kind.EXTENSION),
                        new WatchedPhone(Dialled.PARKED, "Parked", Kind.PARKING)),
                new FeatureCodes(Optional.empty(), Optional.of(Dialled.PARK), "*8")));
        colleague = party(COLLEAGUE_HERTZ);
        customer = party(CUSTOMER_HERTZ);
        register(colleague, 1);
        register(customer, 2);
        register(agent, 0);
    }

    private static TrialPhone party(int hertz) {
        return TrialPhone.start(InetAddress.getLoopbackAddress(), settings -> settings, hertz);
    }

    private static void register(TrialPhone phone, int extension) {
        var of = asterisk.extensions().get(extension);
        phone.register(Peers.account(asterisk, Transport.UDP, of.user(), of.password()));
    }

    private static String number(int extension) {
        return asterisk.extensions().get(extension).user();
    }

    @AfterEach
    void stop() {
        customer.close();
        colleague.close();
        agent.close();
    }

    private long messages() {
        return agent.snapshot()
                .watch()
                .mailbox()
                .flatMap(MessageSummary::counts)
                .map(MessageSummary.Counts::fresh)
                .orElse(-1L);
    }

    @Test
    void seesAMessageComeIntoItsMailbox() {
        TrialPhone.await(() -> messages() == 0, () -> "an empty mailbox, but " + messages());
        asterisk.leaveMessage(asterisk.extensions().get(0), 0);
        TrialPhone.await(() -> messages() == 1, () -> "one message, but " + messages());
        assertThat(agent.snapshot().watch().mailbox().orElseThrow().waiting()).isTrue();
    }

    @Test
    void seesAColleaguesPhoneRingAndFetchesTheCall() {
        agent.awaitLight(number(1), Light.IDLE);
        CallId customers = customer.dial(number(1));
        agent.awaitLight(number(1), Light.RINGING);
        CallId fetched = agent.pickUp(number(1));
        agent.awaitPhase(fetched, CallView.Phase.CONNECTED);
        customer.awaitPhase(customers, CallView.Phase.CONNECTED);
        agent.awaitTone(CUSTOMER_HERTZ, 400);
        customer.awaitTone(TrialPhone.AGENT_HERTZ, 400);
        agent.awaitLight(number(1), Light.IDLE);
        agent.hangUp(fetched);
        assertNoChannels();
    }

    @Test
    void parksACallAndTakesItBackFromItsPlace() {
        agent.awaitLight(Dialled.PARKED, Light.IDLE);
        CallId call = agent.dial(number(2));
        CallId customers = customer.awaitOffered();
        customer.answer(customers);
        agent.awaitPhase(call, CallView.Phase.CONNECTED);
        agent.park(call);
        agent.awaitLight(Dialled.PARKED, Light.BUSY);
        agent.awaitEnd(call);
        CallId back = agent.pickUp(Dialled.PARKED);
        agent.awaitPhase(back, CallView.Phase.CONNECTED);
        agent.awaitTone(CUSTOMER_HERTZ, 400);
        agent.awaitLight(Dialled.PARKED, Light.IDLE);
        agent.hangUp(back);
        assertNoChannels();
    }
}
