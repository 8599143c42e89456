package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.Caller;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/**
 * Transfers through a real Kamailio, which leaves them to the phones: between three of ours, and with a sipp that sends us on or takes
 * somebody's place and judges every message. Each ear is checked by tone.
 */
class HandoverInteropTest extends OnKamailio {
    private static final Timing BRIEF = new Timing(Duration.ofMillis(300), Duration.ofMillis(500));
    private static final int CUSTOMER_HERTZ = 900;
    private static final int COLLEAGUE_HERTZ = 1_300;

    private TrialPhone agent;

    @BeforeEach
    void start() {
        agent = party(0, TrialPhone.AGENT_HERTZ);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private static TrialPhone party(int extension, int hertz) {
        TrialPhone phone = TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(kamailio), hertz);
        var of = kamailio.extensions().get(extension);
        phone.register(Peers.account(kamailio, Transport.UDP, of.user(), of.password()));
        return phone;
    }

    private static String number(int extension) {
        return kamailio.extensions().get(extension).user();
    }

    private static CallId answered(TrialPhone phone) {
        CallId call = phone.awaitOffered();
        phone.answer(call);
        phone.awaitEvent(PhoneEvent.CallConnected.class, event -> event.call().equals(call));
        return call;
    }

    private static void assertTheyTalk(TrialPhone one, int itsTone, TrialPhone other, int othersTone) {
        one.headset().listenAnew();
        other.headset().listenAnew();
        one.awaitTone(othersTone, 400);
        other.awaitTone(itsTone, 400);
    }

    private static CallId successor(TrialPhone phone, CallId old) {
        return phone.awaitEvent(
                        PhoneEvent.CallTransferred.class, event -> event.call().equals(old))
                .to();
    }

    @Test
    void sendsTheCustomerWhoGoesToTheColleagueByItself() {
        try (TrialPhone customer = party(1, CUSTOMER_HERTZ);
                TrialPhone colleague = party(2, COLLEAGUE_HERTZ)) {
            CallId call = agent.dial(number(1));
            CallId customers = answered(customer);
            agent.awaitPhase(call, CallView.Phase.CONNECTED);
            agent.transfer(call, number(2));
            answered(colleague);
            assertThat(agent.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
            CallId fresh = successor(customer, customers);
            customer.awaitEnd(customers);
            assertTheyTalk(customer, CUSTOMER_HERTZ, colleague, COLLEAGUE_HERTZ);
            customer.hangUp(fresh);
            customer.awaitEnd(fresh);
        }
    }

    @Test
    void connectsTheCustomerWithTheColleagueWhoWasAsked() {
        try (TrialPhone customer = party(1, CUSTOMER_HERTZ);
                TrialPhone colleague = party(2, COLLEAGUE_HERTZ)) {
            CallId withCustomer = agent.dial(number(1));
            CallId customers = answered(customer);
            agent.awaitPhase(withCustomer, CallView.Phase.CONNECTED);
            CallId withColleague = agent.dial(number(2));
            CallId colleagues = answered(colleague);
            agent.awaitPhase(withColleague, CallView.Phase.CONNECTED);
            assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, colleague, COLLEAGUE_HERTZ);
            agent.connect(withCustomer, withColleague);
            assertThat(agent.awaitEnd(withCustomer).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
            agent.awaitEnd(withColleague);
            CallId atColleague = successor(colleague, colleagues);
            CallId atCustomer = successor(customer, customers);
            assertThat(colleague.awaitEnd(colleagues).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
            assertTheyTalk(customer, CUSTOMER_HERTZ, colleague, COLLEAGUE_HERTZ);
            assertThat(colleague
                            .snapshot()
                            .call(atColleague)
                            .orElseThrow()
                            .party()
                            .number())
                    .isEqualTo(number(1));
            customer.hangUp(atCustomer);
            colleague.awaitEnd(atColleague);
        }
    }

    @Test
    void goesWhereSippSendsItAndTellsHowThatGoes() {
        try (SippPeer target = SippPeer.farEnd(FarEnd.TALKS, InetAddress.getLoopbackAddress(), BRIEF);
                SippPeer referrer = SippPeer.referrer(BRIEF, kamailio.udp(), KamailioPeer.numberOf(target.address()))) {
            CallId call = agent.dial(KamailioPeer.numberOf(referrer.address()));
            CallId fresh = successor(agent, call);
            agent.awaitEnd(call);
            CallView view = agent.snapshot().call(fresh).orElseThrow();
            assertThat(view.party()).isEqualTo(new CallParty(KamailioPeer.numberOf(target.address()), "Second Line"));
            assertThat(view.transferredBy()).contains(new CallParty("farend", ""));
            agent.headset().listenAnew();
            agent.awaitTone(Peers.TONE_HERTZ, 400);
            agent.hangUp(fresh);
            agent.awaitEnd(fresh);
            referrer.awaitDone(PATIENCE);
            target.awaitDone(PATIENCE);
        }
    }

    @Test
    void goesWhereSippSendsItAndTellsNothingWhereNothingIsWanted() {
        try (SippPeer target = SippPeer.farEnd(FarEnd.TALKS, InetAddress.getLoopbackAddress(), BRIEF);
                SippPeer referrer =
                        SippPeer.quietReferrer(BRIEF, kamailio.udp(), KamailioPeer.numberOf(target.address()))) {
            CallId call = agent.dial(KamailioPeer.numberOf(referrer.address()));
            CallId fresh = successor(agent, call);
            agent.awaitEnd(call);
            referrer.awaitDone(PATIENCE);
            agent.headset().listenAnew();
            agent.awaitTone(Peers.TONE_HERTZ, 400);
            agent.hangUp(fresh);
            agent.awaitEnd(fresh);
            target.awaitDone(PATIENCE);
        }
    }

    @Test
    void isHandedOnToWhoeverTakesTheCallersPlace() {
        try (SippPeer callers = SippPeer.caller(Caller.TAKES_OVER, kamailio.udp(), number(0), "5550166", BRIEF)) {
            CallId call = answered(agent);
            CallId fresh = successor(agent, call);
            assertThat(agent.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
            CallView view = agent.snapshot().call(fresh).orElseThrow();
            assertThat(view.party()).isEqualTo(new CallParty("5550177", "Cara Second"));
            assertThat(view.transferredBy()).contains(new CallParty("5550166", "Pat Customer"));
            agent.headset().listenAnew();
            agent.awaitTone(Peers.TONE_HERTZ, 400);
            agent.hangUp(fresh);
            agent.awaitEnd(fresh);
            callers.awaitDone(PATIENCE);
        }
    }

    @Test
    void whoTakesThePlaceOfACallerOnHoldIsOnHold() {
        try (SippPeer callers =
                SippPeer.caller(Caller.TAKES_OVER_WHAT_IS_HELD, kamailio.udp(), number(0), "5550166", BRIEF)) {
            CallId call = answered(agent);
            agent.hold(call, true);
            CallId fresh = successor(agent, call);
            TrialPhone.await(
                    () -> kamailio.log().lines().stream()
                                    .filter(line -> line.contains("request: ACK sip:5550166@"))
                                    .count()
                            >= 2,
                    () -> "both holds acknowledged: " + kamailio.log().tail());
            assertThat(agent.snapshot().call(fresh).map(CallView::held)).contains(true);
            assertThat(agent.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
            agent.hangUp(fresh);
            agent.awaitEnd(fresh);
            callers.awaitDone(PATIENCE);
        }
    }
}
