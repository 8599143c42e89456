package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;

/** Hold, swap and both transfers between three parties of a real Asterisk 22; what each ear hears is told by its tone. */
class TransferInteropTest extends OnAsterisk {
    private static final int CUSTOMER_HERTZ = 900;
    private static final int COLLEAGUE_HERTZ = 1_300;

    private TrialPhone agent;
    private TrialPhone customer;
    private TrialPhone colleague;

    @BeforeEach
    void start() {
        agent = party(TrialPhone.AGENT_HERTZ);
        customer = party(CUSTOMER_HERTZ);
        colleague = party(COLLEAGUE_HERTZ);
        register(customer, 1, Transport.UDP);
        register(colleague, 2, Transport.UDP);
    }

    private static TrialPhone party(int hertz) {
        return TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk), hertz);
    }

    private static void register(TrialPhone phone, int extension, Transport transport) {
        var of = asterisk.extensions().get(extension);
        phone.register(Peers.account(asterisk, transport, of.user(), of.password()));
    }

    private static String number(int extension) {
        return asterisk.extensions().get(extension).user();
    }

    @AfterEach
    void stop() {
        colleague.close();
        customer.close();
        agent.close();
    }

    private static CallId answered(TrialPhone phone) {
        CallId call = phone.awaitOffered();
        phone.answer(call);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        return call;
    }

    /** From now on: this one hears that tone, and the other way. */
    private static void assertTheyTalk(TrialPhone one, int itsTone, TrialPhone other, int othersTone) {
        one.headset().listenAnew();
        other.headset().listenAnew();
        one.awaitTone(othersTone, 600);
        other.awaitTone(itsTone, 600);
    }

    private static void assertSilent(TrialPhone phone) {
        BooleanSupplier nothing = () -> phone.headset().ear().lastHertz() == 0;
        TrialPhone.await(
                nothing, () -> "silence, but hears " + phone.headset().ear().lastHertz());
    }

    private record Held(CallId withCustomer, CallId customers, CallId withColleague, CallId colleagues) {}

    /** The agent talks to the customer, then asks the colleague while the customer waits. */
    private Held consultation() {
        CallId withCustomer = agent.dial(number(1));
        CallId customers = answered(customer);
        agent.awaitPhase(withCustomer, CallView.Phase.CONNECTED);
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, customer, CUSTOMER_HERTZ);
        CallId withColleague = agent.dial(number(2));
        CallId colleagues = answered(colleague);
        agent.awaitPhase(withColleague, CallView.Phase.CONNECTED);
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, colleague, COLLEAGUE_HERTZ);
        assertThat(agent.snapshot().call(withCustomer).orElseThrow().held()).isTrue();
        assertThat(agent.heardMillis(CUSTOMER_HERTZ))
                .as("who waits is not heard")
                .isZero();
        return new Held(withCustomer, customers, withColleague, colleagues);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void holdsAndTakesBack(Transport transport) {
        register(agent, 0, transport);
        CallId call = agent.dial(number(1));
        answered(customer);
        agent.awaitPhase(call, CallView.Phase.CONNECTED);
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, customer, CUSTOMER_HERTZ);
        agent.hold(call, true);
        assertSilent(agent);
        customer.headset().listenAnew();
        agent.headset().listenAnew();
        agent.hold(call, false);
        agent.awaitEvent(PhoneEvent.CallHeld.class, event -> event.call().equals(call) && !event.held());
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, customer, CUSTOMER_HERTZ);
        agent.hangUp(call);
        agent.awaitEnd(call);
        assertNoChannels();
    }

    @Test
    void swapsBetweenTwo() {
        register(agent, 0, Transport.UDP);
        Held two = consultation();
        agent.swap();
        agent.awaitEvent(PhoneEvent.CallHeld.class, event -> event.call().equals(two.withCustomer()) && !event.held());
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, customer, CUSTOMER_HERTZ);
        agent.hangUp(two.withCustomer());
        agent.awaitEnd(two.withCustomer());
        agent.hold(two.withColleague(), false);
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, colleague, COLLEAGUE_HERTZ);
        agent.hangUp(two.withColleague());
        assertNoChannels();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void sendsTheCustomerToTheColleague(Transport transport) {
        register(agent, 0, transport);
        CallId call = agent.dial(number(1));
        CallId customers = answered(customer);
        agent.awaitPhase(call, CallView.Phase.CONNECTED);
        agent.transfer(call, number(2));
        CallId colleagues = answered(colleague);
        assertThat(agent.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
        assertTheyTalk(customer, CUSTOMER_HERTZ, colleague, COLLEAGUE_HERTZ);
        customer.hangUp(customers);
        colleague.awaitEnd(colleagues);
        assertNoChannels();
    }

    @Test
    void keepsTheCustomerWhenThereIsNoSuchNumber() {
        register(agent, 0, Transport.UDP);
        CallId call = agent.dial(number(1));
        answered(customer);
        agent.awaitPhase(call, CallView.Phase.CONNECTED);
        agent.transfer(call, "699");
        PhoneEvent.RequestRefused refused = agent.awaitEvent(PhoneEvent.RequestRefused.class, event -> true);
        assertThat(refused.error()).isEqualTo(ErrorCode.TRANSFER_FAILED);
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, customer, CUSTOMER_HERTZ);
        agent.hangUp(call);
        assertNoChannels();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void connectsTheCustomerWithTheColleagueWhoWasAsked(Transport transport) {
        register(agent, 0, transport);
        Held two = consultation();
        agent.connect(two.withCustomer(), two.withColleague());
        assertThat(agent.awaitEnd(two.withCustomer()).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
        agent.awaitEnd(two.withColleague());
        assertTheyTalk(customer, CUSTOMER_HERTZ, colleague, COLLEAGUE_HERTZ);
        assertThat(agent.snapshot().calls().stream().filter(CallView::live)).isEmpty();
        colleague.hangUp(two.colleagues());
        customer.awaitEnd(two.customers());
        assertNoChannels();
    }

    @Test
    void connectsTheTwoWhenTheCustomerCalled() {
        register(agent, 0, Transport.UDP);
        CallId customers = customer.dial(number(0));
        CallId withCustomer = answered(agent);
        customer.awaitPhase(customers, CallView.Phase.CONNECTED);
        CallId withColleague = agent.dial(number(2));
        CallId colleagues = answered(colleague);
        agent.awaitPhase(withColleague, CallView.Phase.CONNECTED);
        agent.connect(withCustomer, withColleague);
        assertThat(agent.awaitEnd(withCustomer).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
        agent.awaitEnd(withColleague);
        assertTheyTalk(customer, CUSTOMER_HERTZ, colleague, COLLEAGUE_HERTZ);
        customer.hangUp(customers);
        colleague.awaitEnd(colleagues);
        assertNoChannels();
    }

    /** Each pair is listened to while the third one is muted, so that every ear has one tone to tell. */
    @Test
    void joinsThreeWhoHearEachOtherAndLeavesThemTalking() {
        register(agent, 0, Transport.UDP);
        Held two = consultation();
        agent.join();
        TrialPhone.await(
                () -> agent.snapshot().joined().size() == 2,
                () -> "joined, but " + agent.snapshot().joined());
        agent.mute(two.withCustomer(), true);
        assertTheyTalk(customer, CUSTOMER_HERTZ, colleague, COLLEAGUE_HERTZ);
        assertThat(customer.heardMillis(CUSTOMER_HERTZ)).as("its own tone").isZero();
        assertThat(colleague.heardMillis(COLLEAGUE_HERTZ)).as("its own tone").isZero();
        agent.mute(two.withCustomer(), false);
        colleague.mute(two.colleagues(), true);
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, customer, CUSTOMER_HERTZ);
        colleague.mute(two.colleagues(), false);
        customer.mute(two.customers(), true);
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, colleague, COLLEAGUE_HERTZ);
        assertThat(agent.heardMillis(TrialPhone.AGENT_HERTZ))
                .as("the agent's own tone")
                .isZero();
        customer.mute(two.customers(), false);
        agent.connect(two.withCustomer(), two.withColleague());
        agent.awaitEnd(two.withCustomer());
        agent.awaitEnd(two.withColleague());
        assertTheyTalk(customer, CUSTOMER_HERTZ, colleague, COLLEAGUE_HERTZ);
        customer.hangUp(two.customers());
        colleague.awaitEnd(two.colleagues());
        assertNoChannels();
    }

    @Test
    void onePartyOfThreeIsDropped() {
        register(agent, 0, Transport.UDP);
        Held two = consultation();
        agent.join();
        agent.hangUp(two.withColleague());
        colleague.awaitEnd(two.colleagues());
        assertTheyTalk(agent, TrialPhone.AGENT_HERTZ, customer, CUSTOMER_HERTZ);
        agent.hangUp(two.withCustomer());
        assertNoChannels();
    }
}
