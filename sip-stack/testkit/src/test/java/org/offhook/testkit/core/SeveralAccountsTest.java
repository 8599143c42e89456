package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import org.offhook.core.call.Referral;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.RegistrationView.Status;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.FakeSignalling.Registrar;

/** One phone with a main account and others beside it, each at an exchange of its own. */
class SeveralAccountsTest {
    private static final AccountId BRANCH = new AccountId("branch");
    private static final MediaTerms TERMS = MediaTerms.PLAIN.withCodecs(Codec.PCMU);
    private static final ExtraAccount EXTRA = extra("branch", "2201");
    private static final CallParty CALLER = new CallParty("300", "Tom");

    private VirtualPhone phone;

    @BeforeEach
    void open() {
        phone = new VirtualPhone(PhoneSettings.of(1).withLines(3));
        phone.signalling.farEnd(FarEnd.ANSWERS);
    }

    @AfterEach
    void close() {
        phone.close();
    }

    private static ExtraAccount extra(String name, String extension) {
        return new ExtraAccount(
                new AccountId(name),
                Account.of(
                        extension,
                        name + ".example",
                        ServerAddress.of(name + ".example"),
                        Transport.TLS,
                        Secret.of("s2")),
                TERMS);
    }

    private FakeSignalling branch() {
        return phone.signalling.further().getFirst();
    }

    private AccountView view() {
        return phone.snapshot().account(BRANCH).orElseThrow();
    }

    private void use(ExtraAccount... extras) {
        assertThat(phone.command(new PhoneCommand.UseAccounts(List.of(extras), false)))
                .isInstanceOf(CommandOutcome.Accepted.class);
    }

    private void bothRegistered() {
        use(EXTRA);
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        branch().farEnd(FarEnd.ANSWERS);
    }

    private CommandOutcome dialled(AccountId account) {
        return phone.command(
                new PhoneCommand.PlaceCall(new DialPlan("100", "", Optional.empty(), Duration.ofSeconds(20)), account));
    }

    private CallId dial(AccountId account) {
        return new CallId(((CommandOutcome.Accepted) dialled(account)).data().getOrDefault("callId", ""));
    }

    private static ErrorCode error(CommandOutcome outcome) {
        return ((CommandOutcome.Refused) outcome).error();
    }

    @Test
    void registersEachAtItsOwnExchangeWhenTheMainOneIs() {
        use(EXTRA);
        assertThat(branch().orders()).isEmpty();
        assertThat(view().registration().status()).isEqualTo(Status.NOT_REGISTERED);
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        assertThat(branch().orders(SignallingOrder.Register.class))
                .singleElement()
                .satisfies(order -> assertThat(order.account()).isEqualTo(EXTRA.account()));
        assertThat(phone.signalling.orders(SignallingOrder.Register.class))
                .singleElement()
                .satisfies(order -> assertThat(order.account()).isEqualTo(VirtualPhone.ACCOUNT));
        assertThat(view().usable()).isTrue();
        assertThat(phone.events(PhoneEvent.AccountChanged.class).getLast().now())
                .contains(view());
    }

    @Test
    void goesOnWithTheMainOneWhileAnotherIsRefused() {
        use(EXTRA);
        branch().registrar(Registrar.REFUSES_PASSWORD);
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        assertThat(phone.snapshot().registration().status()).isEqualTo(Status.REGISTERED);
        assertThat(view().registration().problem()).contains(ErrorCode.CREDENTIALS_REFUSED);
        assertThat(error(dialled(BRANCH))).isEqualTo(ErrorCode.NOT_REGISTERED);
        assertThat(dialled(AccountId.MAIN)).isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void staysRegisteredBesideAMainOneThatIsLost() {
        bothRegistered();
        phone.signalling.registrar(Registrar.SILENT);
        phone.signalling.happen(new RegistrationInput.NetworkChanged(false));
        phone.settle();
        assertThat(phone.snapshot().registration().status()).isEqualTo(Status.LOST);
        assertThat(view().usable()).isTrue();
    }

    @Test
    void dialsOverTheAccountThatIsNamedWithItsOwnTerms() {
        bothRegistered();
        CallId call = dial(BRANCH);
        assertThat(phone.signalling.orders(SignallingOrder.Invite.class)).isEmpty();
        assertThat(branch().orders(SignallingOrder.Invite.class)).hasSize(1);
        assertThat(phone.media.terms(call)).contains(TERMS);
        assertThat(phone.call(call).account()).isEqualTo(BRANCH);
        assertThat(phone.events(PhoneEvent.CallDialled.class).getFirst().account())
                .isEqualTo(BRANCH);
        phone.command(new PhoneCommand.HangUpCall(call));
        assertThat(branch().ladder()).endsWith("Invite", "Ack", "Bye");
        CallId other = dial(AccountId.MAIN);
        assertThat(phone.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
        assertThat(phone.media.terms(other)).isEmpty();
    }

    @Test
    void tellsOnWhichAccountACallCameIn() {
        bothRegistered();
        CallId call = branch().ring(CALLER, new DialogId("caller-1"), Optional.of(Sdp.farEnd()));
        phone.settle();
        assertThat(phone.call(call).account()).isEqualTo(BRANCH);
        assertThat(phone.events(PhoneEvent.CallOffered.class).getFirst().account())
                .isEqualTo(BRANCH);
        phone.command(new PhoneCommand.RejectCall(call));
        assertThat(branch().ladder()).contains("Response 180", "Response 486");
        assertThat(phone.signalling.orders(SignallingOrder.Response.class)).isEmpty();
    }

    @Test
    void doesNotKnowAnAccountThatNobodyAdded() {
        bothRegistered();
        assertThat(error(dialled(new AccountId("moon")))).isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
    }

    @Test
    void leavesEveryExchangeAtALogout() {
        bothRegistered();
        phone.command(new PhoneCommand.DisconnectAccount());
        assertThat(phone.signalling.ladder()).endsWith("Unregister");
        assertThat(branch().ladder()).endsWith("Unregister");
        assertThat(view().registration().status()).isEqualTo(Status.NOT_REGISTERED);
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        assertThat(view().usable()).isTrue();
    }

    @Test
    void takesOneMoreWhileTheOthersAreUp() {
        bothRegistered();
        phone.signalling.forgetOrders();
        branch().forgetOrders();
        use(EXTRA, extra("shop", "2301"));
        FakeSignalling shop = phone.signalling.further().getLast();
        assertThat(shop.ladder()).containsExactly("Register");
        assertThat(branch().orders()).isEmpty();
        assertThat(phone.signalling.orders()).isEmpty();
    }

    @Test
    void registersAChangedOneAnew() {
        bothRegistered();
        branch().forgetOrders();
        use(extra("branch", "2202"));
        assertThat(branch().ladder()).containsExactly("Unregister", "Register");
        assertThat(view().extension()).isEqualTo("2202");
    }

    @Test
    void unregistersARemovedOneAndClosesItsUserAgent() throws InterruptedException {
        bothRegistered();
        FakeSignalling gone = branch();
        use();
        assertThat(gone.ladder()).endsWith("Unregister");
        assertThat(phone.snapshot().accounts()).isEmpty();
        assertThat(phone.events(PhoneEvent.AccountChanged.class).getLast().now())
                .isEmpty();
        assertThat(gone.awaitClosed(Duration.ofSeconds(10))).isTrue(); // on a thread that the loop does not wait for
    }

    @Test
    void keepsAnAccountThatACallIsOver() {
        bothRegistered();
        CallId call = dial(BRANCH);
        assertThat(error(phone.command(new PhoneCommand.UseAccounts(List.of(), false))))
                .isEqualTo(ErrorCode.CALL_IN_PROGRESS);
        assertThat(phone.snapshot().accounts()).hasSize(1);
        phone.command(new PhoneCommand.HangUpCall(call));
        use();
        assertThat(phone.snapshot().accounts()).isEmpty();
    }

    @Test
    void restsBesideThePracticeExchange() {
        bothRegistered();
        assertThat(phone.command(new PhoneCommand.UseAccounts(List.of(EXTRA), true)))
                .isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(branch().ladder()).endsWith("Unregister");
        assertThat(phone.snapshot().account(BRANCH)).isPresent();
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        assertThat(view().registration().status()).isEqualTo(Status.NOT_REGISTERED);
    }

    @Test
    void joinsCallsOfDifferentAccountsButConnectsThemNotWithOneAnother() {
        bothRegistered();
        CallId first = dial(AccountId.MAIN);
        CallId second = dial(BRANCH);
        assertThat(error(phone.command(new PhoneCommand.ConnectCalls(first, second))))
                .isEqualTo(ErrorCode.CALL_STATE_WRONG);
        assertThat(phone.command(new PhoneCommand.JoinCalls())).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(phone.media.joined()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void carriesOnlyTheCallsOfAnAccountOverAChangeOfItsNetwork() {
        bothRegistered();
        CallId first = dial(AccountId.MAIN);
        CallId second = dial(BRANCH);
        phone.signalling.forgetOrders();
        branch().forgetOrders();
        branch().happen(new RegistrationInput.NetworkChanged(true));
        phone.settle();
        assertThat(branch().orders(SignallingOrder.Reinvite.class))
                .singleElement()
                .satisfies(order -> assertThat(order.call()).isEqualTo(second));
        assertThat(phone.signalling.orders()).isEmpty();
        assertThat(phone.call(first).live()).isTrue();
    }

    @Test
    void followsAReferralOverTheAccountThatItCameOn() {
        bothRegistered();
        CallId sender = dial(BRANCH);
        branch().happen(
                        sender,
                        new CallInput.ReferReceived(
                                FakeSignalling.DIALOG,
                                new Referral(
                                        new CallParty("305", ""),
                                        CallParty.UNKNOWN,
                                        "sip:305@branch.example",
                                        Optional.empty(),
                                        Optional.empty(),
                                        0)));
        phone.settle();
        assertThat(branch().orders(SignallingOrder.Invite.class)).hasSize(2);
        assertThat(phone.signalling.orders(SignallingOrder.Invite.class)).isEmpty();
    }

    @Test
    void endsCallsAndRegistrationsOfAllBeforeItCloses() {
        bothRegistered();
        dial(BRANCH);
        phone.close();
        assertThat(branch().ladder()).contains("Bye", "Unregister");
        assertThat(branch().isClosed()).isTrue();
        assertThat(phone.signalling.isClosed()).isTrue();
    }
}
