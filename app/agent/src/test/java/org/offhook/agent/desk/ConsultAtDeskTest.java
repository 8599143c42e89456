package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.hangUp;
import static org.offhook.agent.desk.StoreDesk.refusal;
import static org.offhook.agent.desk.StoreDesk.talk;
import static org.offhook.agent.desk.StoreDesk.wrapUp;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentState;
import org.offhook.agent.ManualDial;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.FakeSignalling;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.SignallingOrder;

/** A colleague is asked beside the call with the customer, and perhaps takes the customer over. */
class ConsultAtDeskTest {
    private static AgentCommand consult(String number) {
        return new AgentCommand.Consult(ManualDial.typed(number));
    }

    private static CallView view(VirtualDesk desk, CallId call) {
        return desk.snapshot().phone().call(call).orElseThrow();
    }

    private static AgentState state(VirtualDesk desk) {
        return desk.snapshot().agent().state();
    }

    private static CallId ask(VirtualDesk desk, String number) {
        Accepted accepted = (Accepted) desk.ask(consult(number));
        desk.settle();
        return new CallId(accepted.data().getOrDefault("callId", ""));
    }

    @Test
    void holdsTheCustomerAndDialsTheColleague() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId customer = talk(desk, "7275551212");
        CallId colleague = ask(desk, "305");
        assertThat(view(desk, customer).held()).isTrue();
        assertThat(view(desk, colleague).phase()).isEqualTo(CallView.Phase.CONNECTED);
        assertThat(state(desk)).isEqualTo(AgentState.ON_CALL);
        assertThat(desk.snapshot().queue()).isEmpty();
    }

    @Test
    void theColleagueHasNoResultButTheCustomerHas() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId customer = talk(desk, "7275551212");
        CallId colleague = ask(desk, "305");
        desk.pass(java.time.Duration.ofSeconds(5));
        hangUp(desk, colleague);
        assertThat(state(desk)).as("the customer waits on hold").isEqualTo(AgentState.ON_CALL);
        desk.ask(new PhoneCommand.HoldCall(customer, false));
        hangUp(desk, customer);
        assertThat(wrapUp(desk).call()).isEqualTo(customer);
        desk.ask(new AgentCommand.SaveWrapUp(customer));
        assertThat(state(desk)).isEqualTo(AgentState.PAUSED);
        assertThat(desk.work.saved).hasSize(1);
    }

    @Test
    void connectsThemAndWrapsTheCustomerUp() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId customer = talk(desk, "7275551212");
        CallId colleague = ask(desk, "305");
        assertThat(desk.ask(new PhoneCommand.ConnectCalls(customer, colleague))).isInstanceOf(Accepted.class);
        desk.settle();
        assertThat(desk.signalling.orders(SignallingOrder.Refer.class))
                .extracting(SignallingOrder.Refer::target)
                .containsExactly(new TransferTarget.FarEnd(colleague, FakeSignalling.DIALOG));
        desk.signalling.happen(customer, new CallInput.TransferNotified(FakeSignalling.DIALOG, 200, true));
        desk.settle();
        assertThat(desk.signalling.orders(SignallingOrder.Bye.class))
                .extracting(SignallingOrder.Bye::call)
                .as("both calls are over")
                .containsExactly(customer, colleague);
        assertThat(desk.snapshot().recentCalls())
                .filteredOn(call -> call.id().equals(customer))
                .first()
                .extracting(call -> call.end().cause())
                .isEqualTo(CallEnd.Cause.TRANSFERRED);
        assertThat(state(desk)).isEqualTo(AgentState.WRAP_UP);
        assertThat(wrapUp(desk).call()).isEqualTo(customer);
        desk.ask(new AgentCommand.SaveWrapUp(customer));
        assertThat(state(desk)).isEqualTo(AgentState.PAUSED);
    }

    @Test
    void bothStayWhenTheyCannotBeConnected() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId customer = talk(desk, "7275551212");
        CallId colleague = ask(desk, "305");
        desk.ask(new PhoneCommand.ConnectCalls(customer, colleague));
        desk.settle();
        desk.signalling.happen(customer, new CallInput.TransferNotified(FakeSignalling.DIALOG, 503, true));
        desk.settle();
        assertThat(desk.snapshot().fault().orElseThrow().error()).isEqualTo(ErrorCode.TRANSFER_FAILED);
        assertThat(view(desk, customer).phase()).isEqualTo(CallView.Phase.CONNECTED);
        assertThat(view(desk, colleague).phase()).isEqualTo(CallView.Phase.CONNECTED);
        hangUp(desk, customer);
        assertThat(view(desk, colleague).live())
                .as("no longer bound to the other")
                .isTrue();
    }

    @Test
    void aColleagueWhoIsStillRungAtCanBeWaitedForWhenTheCustomerHangsUp() {
        VirtualDesk desk = VirtualDesk.loggedInWithTwoLines();
        CallId customer = talk(desk, "7275551212");
        desk.signalling.farEnd(FarEnd.RINGS);
        CallId colleague = ask(desk, "305");
        hangUp(desk, customer);
        assertThat(state(desk)).isEqualTo(AgentState.CALLING);
        desk.signalling.happen(
                colleague,
                new CallInput.InviteAnswered(
                        FakeSignalling.DIALOG, Optional.of(org.offhook.testkit.core.Sdp.farEnd())));
        desk.settle();
        assertThat(state(desk)).isEqualTo(AgentState.ON_CALL);
        hangUp(desk, colleague);
        assertThat(state(desk)).isEqualTo(AgentState.PAUSED);
    }

    @Test
    void theCampaignsRulesHoldForColleaguesToo() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId customer = talk(desk, "7275551212");
        desk.work.barred = Optional.of(ErrorCode.NUMBER_NOT_ALLOWED);
        assertThat(refusal(desk.ask(consult("9005551212")))).isEqualTo(ErrorCode.NUMBER_NOT_ALLOWED);
        assertThat(refusal(desk.ask(consult("evil")))).isEqualTo(ErrorCode.NUMBER_HAS_LETTERS);
        assertThat(view(desk, customer).held()).as("nothing happened").isFalse();
    }

    @Test
    void asksNobodyTwice() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        talk(desk, "7275551212");
        assertThat(refusal(desk.ask(consult("7275551212")))).isEqualTo(ErrorCode.ALREADY_QUEUED);
        String own = desk.snapshot().phone().registration().extension();
        assertThat(refusal(desk.ask(consult(own)))).isEqualTo(ErrorCode.NUMBER_IS_OWN);
    }

    @Test
    void withoutACallItDialsAndWithoutALineItQueues() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        desk.signalling.farEnd(FarEnd.ANSWERS);
        CallId only = ask(desk, "7275551212");
        assertThat(state(desk)).isEqualTo(AgentState.ON_CALL);
        ask(desk, "305");
        Accepted third = (Accepted) desk.ask(new AgentCommand.Consult(ManualDial.of("306", "crm")));
        assertThat(third.data()).containsKey("queueId");
        hangUp(desk, only);
    }
}
