package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.FakeSignalling;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.Sdp;
import org.offhook.testkit.core.SignallingOrder;

/** What the log has is called again, or back, over the account that it was over. */
class RedialAtDeskTest {
    private static final AccountId BRANCH = new AccountId("branch");
    private static final String NUMBER = "7275551212";

    private VirtualDesk desk;

    @BeforeEach
    void logIn() {
        Account account =
                Account.of("2201", "branch.example", ServerAddress.of("branch.example"), Transport.TCP, Secret.of("s"));
        desk = new VirtualDesk(
                DeskSettings.defaults(),
                new DeskStart(
                        Setup.OWN_EXCHANGE,
                        Optional.of(VirtualDesk.ACCOUNT),
                        List.of(),
                        List.of(),
                        List.of(new ExtraAccount(BRANCH, account, MediaTerms.PLAIN))));
        desk.signalling.farEnd(FarEnd.ANSWERS);
        branch().farEnd(FarEnd.ANSWERS);
        assertThat(desk.ask(VirtualDesk.login("asha", "secret"))).isInstanceOf(Accepted.class);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private FakeSignalling branch() {
        return desk.signalling.further().getFirst();
    }

    private static AgentCommand redial() {
        return new AgentCommand.Redial(Optional.empty(), "agent");
    }

    private void call(AccountId account) {
        assertThat(desk.ask(
                        new AgentCommand.ClickToCall(ManualDial.typed(NUMBER).over(account))))
                .isInstanceOf(Accepted.class);
        hangUp();
    }

    private void hangUp() {
        CallId call = desk.snapshot().phone().activeCall().orElseThrow().id();
        desk.ask(new PhoneCommand.HangUpCall(call));
    }

    private static List<String> dialled(FakeSignalling signalling) {
        return signalling.orders(SignallingOrder.Invite.class).stream()
                .map(SignallingOrder.Invite::plan)
                .map(DialPlan::number)
                .toList();
    }

    private static Accepted accepted(CommandOutcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        return (Accepted) outcome;
    }

    @Test
    void theLogKeepsTheAccountOfEachCall() {
        call(BRANCH);
        call(AccountId.MAIN);
        assertThat(desk.snapshot().recentCalls())
                .extracting(LoggedCall::account)
                .containsExactly(AccountId.MAIN, BRANCH);
    }

    @Test
    void whatWasDialledLastGoesOverItsOwnAccountAgain() {
        call(BRANCH);
        assertThat(accepted(desk.ask(redial())).data()).containsEntry("account", "branch");
        assertThat(dialled(branch())).containsExactly(NUMBER, NUMBER);
        assertThat(dialled(desk.signalling)).isEmpty();
        hangUp();
        call(AccountId.MAIN);
        assertThat(accepted(desk.ask(redial())).data()).containsEntry("account", "main");
        assertThat(dialled(desk.signalling)).containsExactly(NUMBER, NUMBER);
        assertThat(dialled(branch())).hasSize(2);
    }

    @Test
    void anEarlierCallIsNamed() {
        call(BRANCH);
        CallId earlier = desk.snapshot().recentCalls().getFirst().id();
        call(AccountId.MAIN);
        accepted(desk.ask(new AgentCommand.Redial(Optional.of(earlier), "agent")));
        assertThat(dialled(branch())).hasSize(2);
        hangUp();
        assertThat(((Refused) desk.ask(new AgentCommand.Redial(Optional.of(new CallId("moon")), "agent"))).error())
                .isEqualTo(ErrorCode.NOT_IN_LOG);
    }

    @Test
    void whoWasMissedIsCalledBackOverTheAccountThatRang() {
        CallId missed =
                branch().ring(new CallParty("7275550168", "Mark"), new DialogId("d"), Optional.of(Sdp.farEnd()));
        desk.settle();
        branch().happen(missed, new CallInput.CancelReceived());
        desk.settle();
        Accepted back = accepted(desk.ask(new AgentCommand.CallBackMissed("agent")));
        assertThat(back.data()).containsEntry("account", "branch");
        assertThat(dialled(branch())).containsExactly("7275550168");
        assertThat(desk.snapshot().phone().calls().getFirst().party().name()).isEqualTo("Mark");
    }

    @Test
    void anAccountThatIsGoneIsReplacedByTheMainOneWhichTheAnswerSays() {
        call(BRANCH);
        desk.ask(new AgentCommand.RemoveAccount(BRANCH));
        Accepted again = accepted(desk.ask(redial()));
        assertThat(again.data()).containsEntry("account", "main");
        assertThat(again.message()).contains("main account", "branch");
        assertThat(dialled(desk.signalling)).containsExactly(NUMBER);
    }

    @Test
    void nothingIsDialledWhereTheLogIsEmpty() {
        assertThat(((Refused) desk.ask(redial())).error()).isEqualTo(ErrorCode.NOT_IN_LOG);
        assertThat(((Refused) desk.ask(new AgentCommand.CallBackMissed("agent"))).error())
                .isEqualTo(ErrorCode.NOT_IN_LOG);
    }
}
