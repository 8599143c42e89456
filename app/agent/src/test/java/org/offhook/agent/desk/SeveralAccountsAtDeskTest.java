package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.RegistrationView.Status;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.core.FakeSignalling;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.FakeSignalling.Registrar;
import org.offhook.testkit.core.SignallingOrder;

/** Accounts beside the main one, from the commands to what the phone is told. */
class SeveralAccountsAtDeskTest {
    private static final AccountId BRANCH = new AccountId("branch");
    private static final MediaTerms TERMS = MediaTerms.PLAIN.withCodecs(Codec.PCMA);
    private static final ExtraAccount EXTRA = extra(Secret.of("branch-secret"));

    private VirtualDesk desk;

    @BeforeEach
    void open() {
        desk = new VirtualDesk(
                DeskSettings.defaults(),
                new DeskStart(
                        Setup.OWN_EXCHANGE, Optional.of(VirtualDesk.ACCOUNT), List.of(), List.of(), List.of(EXTRA)));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static ExtraAccount extra(Secret password) {
        return new ExtraAccount(
                BRANCH,
                Account.of("2201", "branch.example", ServerAddress.of("branch.example"), Transport.TCP, password),
                TERMS);
    }

    private static AgentCommand.SaveAccount save(AccountId id, String extension, Optional<Secret> password) {
        return new AgentCommand.SaveAccount(
                id, ServerAddress.of("branch.example"), "branch.example", extension, password, Transport.TCP, TERMS);
    }

    private FakeSignalling branch() {
        return desk.signalling.further().getFirst();
    }

    private void logIn() {
        branch().farEnd(FarEnd.ANSWERS);
        desk.signalling.farEnd(FarEnd.ANSWERS);
        assertThat(desk.ask(VirtualDesk.login("asha", "secret"))).isInstanceOf(CommandOutcome.Accepted.class);
    }

    private CommandOutcome dial(AccountId account) {
        return desk.ask(
                new AgentCommand.ClickToCall(ManualDial.typed("7275551212").over(account)));
    }

    private static ErrorCode error(CommandOutcome outcome) {
        return ((CommandOutcome.Refused) outcome).error();
    }

    @Test
    void aLoginMeansTheMainAccountAndConnectsTheOthersToo() {
        logIn();
        assertThat(desk.snapshot().phone().registration().extension()).isEqualTo("2101");
        assertThat(desk.snapshot().phone().account(BRANCH).orElseThrow().usable())
                .isTrue();
    }

    @Test
    void aLoginSucceedsThoughAnotherAccountIsRefused() {
        branch().registrar(Registrar.REFUSES_PASSWORD);
        logIn();
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
        assertThat(desk.snapshot().fault()).isEmpty();
        assertThat(error(dial(BRANCH))).isEqualTo(ErrorCode.NOT_REGISTERED);
    }

    @Test
    void aLogoutLeavesEveryExchange() {
        logIn();
        desk.ask(new AgentCommand.LogOut());
        assertThat(desk.signalling.ladder()).endsWith("Unregister");
        assertThat(branch().ladder()).endsWith("Unregister");
    }

    @Test
    void aDialGoesOverTheAccountThatItNames() {
        logIn();
        assertThat(dial(BRANCH)).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(branch().orders(SignallingOrder.Invite.class)).hasSize(1);
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).isEmpty();
        assertThat(desk.snapshot().phone().calls().getFirst().account()).isEqualTo(BRANCH);
    }

    @Test
    void aDialThatNamesNoneGoesOverTheMainOne() {
        logIn();
        desk.ask(VirtualDesk.typed("7275551212"));
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
        assertThat(branch().orders(SignallingOrder.Invite.class)).isEmpty();
    }

    @Test
    void whileTheMainAccountIsLostAnotherOneCarriesTheCallAtOnce() {
        logIn();
        lose();
        assertThat(error(dial(AccountId.MAIN))).isEqualTo(ErrorCode.NOT_REGISTERED);
        assertThat(dial(BRANCH))
                .isInstanceOfSatisfying(
                        CommandOutcome.Accepted.class,
                        accepted -> assertThat(accepted.message()).isEqualTo("dialling"));
        assertThat(branch().orders(SignallingOrder.Invite.class)).hasSize(1);
        CallId call = desk.snapshot().phone().calls().getFirst().id();
        desk.ask(new PhoneCommand.HangUpCall(call));
        assertThat(desk.snapshot().agent().reason()).isEqualTo("LOST");
        desk.signalling.happen(new RegistrationInput.NetworkChanged(true));
        desk.settle();
        assertThat(desk.snapshot().agent().reason())
                .as("what was before the connection was lost")
                .isEqualTo("LOGIN");
    }

    @Test
    void whoWasReadyBeforeTheMainAccountWasLostIsPausedAfterACallByHand() {
        logIn();
        desk.ask(new AgentCommand.GoReady());
        lose();
        dial(BRANCH);
        desk.ask(new PhoneCommand.HangUpCall(
                desk.snapshot().phone().calls().getFirst().id()));
        desk.signalling.happen(new RegistrationInput.NetworkChanged(true));
        desk.settle();
        assertThat(desk.snapshot().agent().reason()).isEqualTo("MANUAL");
    }

    private void lose() {
        desk.signalling.happen(new RegistrationInput.NetworkChanged(false));
        desk.settle();
        assertThat(desk.snapshot().agent().reason()).isEqualTo("LOST");
    }

    @Test
    void theOwnExtensionIsSomebodyElseAtAnotherExchange() {
        logIn();
        assertThat(error(desk.ask(VirtualDesk.typed("2101")))).isEqualTo(ErrorCode.NUMBER_IS_OWN);
        assertThat(desk.ask(
                        new AgentCommand.ClickToCall(ManualDial.typed("2101").over(BRANCH))))
                .isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void anUnknownAccountDialsNothing() {
        logIn();
        assertThat(error(dial(new AccountId("moon")))).isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).isEmpty();
    }

    @Test
    void aNewAccountIsStoredThenRegistered() {
        logIn();
        AccountId shop = new AccountId("shop");
        assertThat(desk.ask(save(shop, "2301", Optional.of(Secret.of("shop-secret")))))
                .isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(desk.store.saved)
                .anyMatch(
                        saved -> saved instanceof ExtraAccount kept && kept.id().equals(shop));
        assertThat(desk.snapshot().phone().account(shop).orElseThrow().usable()).isTrue();
        assertThat(desk.signalling.further().getLast().orders(SignallingOrder.Register.class))
                .singleElement()
                .satisfies(order -> assertThat(order.account().password()).isEqualTo(Secret.of("shop-secret")));
    }

    @Test
    void whatCannotBeStoredIsNotUsed() {
        logIn();
        desk.store.error = Optional.of(ErrorCode.SECRET_STORE_FAILED);
        assertThat(error(desk.ask(save(new AccountId("shop"), "2301", Optional.empty()))))
                .isEqualTo(ErrorCode.SECRET_STORE_FAILED);
        assertThat(desk.snapshot().phone().accounts()).hasSize(1);
    }

    @Test
    void aChangeWithoutAPasswordKeepsTheStoredOne() {
        logIn();
        desk.ask(save(BRANCH, "2201", Optional.empty()));
        assertThat(desk.store.saved).last().isEqualTo(EXTRA);
        desk.ask(save(BRANCH, "2202", Optional.of(Secret.of("other"))));
        assertThat(branch().orders(SignallingOrder.Register.class).getLast().account())
                .satisfies(account -> {
                    assertThat(account.extension()).isEqualTo("2202");
                    assertThat(account.password()).isEqualTo(Secret.of("other"));
                });
    }

    @Test
    void theMainAccountIsNoneBesideItself() {
        assertThat(error(desk.ask(save(AccountId.MAIN, "2201", Optional.empty()))))
                .isEqualTo(ErrorCode.FIELD_INVALID);
        assertThat(error(desk.ask(save(new AccountId("shop"), " ", Optional.empty()))))
                .isEqualTo(ErrorCode.FIELD_MISSING);
    }

    @Test
    void aRemovedAccountLeavesItsExchangeAndTheStore() {
        logIn();
        assertThat(desk.ask(new AgentCommand.RemoveAccount(BRANCH))).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(branch().ladder()).endsWith("Unregister");
        assertThat(desk.store.saved).last().isEqualTo("removed branch");
        assertThat(desk.snapshot().phone().accounts()).isEmpty();
        assertThat(error(desk.ask(new AgentCommand.RemoveAccount(BRANCH)))).isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
    }

    @Test
    void anAccountThatACallIsOverIsNeitherChangedNorRemoved() {
        logIn();
        dial(BRANCH);
        assertThat(error(desk.ask(new AgentCommand.RemoveAccount(BRANCH)))).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
        assertThat(error(desk.ask(save(BRANCH, "2202", Optional.empty())))).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
    }

    @Test
    void theOthersRestWhileThePracticeExchangeIsUsed() {
        logIn();
        desk.ask(new AgentCommand.LogOut());
        desk.ask(new AgentCommand.UsePracticeExchange());
        assertThat(desk.snapshot().phone().registration().status()).isEqualTo(Status.REGISTERED);
        assertThat(desk.snapshot().phone().account(BRANCH).orElseThrow().usable())
                .isFalse();
    }

    @Test
    void nobodyPutsAccountsIntoThePhonePastTheStore() {
        assertThat(error(desk.ask(new PhoneCommand.UseAccounts(List.of(), false))))
                .isEqualTo(ErrorCode.CALL_STATE_WRONG);
    }
}
