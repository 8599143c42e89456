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
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.AccountServices;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.core.port.WatchInput;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.DialogInfo;
import org.offhook.core.subscription.DialogInfo.Direction;
import org.offhook.core.subscription.DialogInfo.State;
import org.offhook.core.subscription.DialogInfo.WatchedDialog;
import org.offhook.core.subscription.EventPackage;
import org.offhook.core.subscription.MessageSummary;
import org.offhook.core.subscription.MessageSummary.Counts;
import org.offhook.core.subscription.Subscription;
import org.offhook.core.subscription.SubscriptionInput;
import org.offhook.core.subscription.SubscriptionInput.Standing;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** Mailbox, lamps and codes of an account beside the main one: its own exchange's, asked and dialled over it. */
class WatchOfSeveralAccountsTest {
    private static final AccountId BRANCH = new AccountId("branch");
    private static final Subscription MAILBOX = new Subscription(EventPackage.MESSAGE_SUMMARY, "2201");
    private static final Subscription ANNA = new Subscription(EventPackage.DIALOG, "2102");

    private VirtualPhone phone;

    @BeforeEach
    void register() {
        List<WatchedPhone> phones = List.of(
                new WatchedPhone("2102", "Anna", Kind.EXTENSION),
                new WatchedPhone("2102", "Ben", Kind.EXTENSION, BRANCH));
        phone = new VirtualPhone(PhoneSettings.of(1)
                .withLines(3)
                .withWatch(
                        new WatchSettings(true, phones, new FeatureCodes(Optional.empty(), Optional.of("700"), "*8"))));
        use(extra(new FeatureCodes(Optional.empty(), Optional.of("800"), "**")));
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        phone.signalling.farEnd(FarEnd.ANSWERS);
        branch().farEnd(FarEnd.ANSWERS);
    }

    @AfterEach
    void close() {
        phone.close();
    }

    private static ExtraAccount extra(FeatureCodes codes) {
        Account account = Account.of(
                "2201", "branch.example", ServerAddress.of("branch.example"), Transport.TLS, Secret.of("s2"));
        return new ExtraAccount(BRANCH, account, MediaTerms.PLAIN, true, codes);
    }

    private void use(ExtraAccount... extras) {
        assertThat(phone.command(new PhoneCommand.UseAccounts(List.of(extras), false)))
                .isInstanceOf(CommandOutcome.Accepted.class);
    }

    private FakeSignalling branch() {
        return phone.signalling.further().getFirst();
    }

    private static List<Subscription> asked(FakeSignalling signalling) {
        return signalling.orders(SignallingOrder.Subscribe.class).stream()
                .map(SignallingOrder.Subscribe::subscription)
                .toList();
    }

    private void told(FakeSignalling signalling, Subscription subscription, Content content) {
        signalling.happen(new WatchInput.OfSubscription(
                subscription, new SubscriptionInput.SubscribeAccepted(1, Duration.ofHours(1))));
        signalling.happen(new WatchInput.OfSubscription(
                subscription, new SubscriptionInput.Notified(new Standing.Active(Optional.empty()), content)));
        phone.settle();
    }

    private static Content messages(String account) {
        return new Content.Messages(
                new MessageSummary(true, Optional.of(account), Optional.of(new Counts(2, 5, 0, 0))));
    }

    private static Content ringing() {
        return new Content.Dialogs(new DialogInfo(
                0,
                true,
                List.of(new WatchedDialog(
                        "d1", State.EARLY, Direction.RECIPIENT, Optional.empty(), new CallParty("5550100", "Pat")))));
    }

    private static List<String> dialled(FakeSignalling signalling) {
        return signalling.orders(SignallingOrder.Invite.class).stream()
                .map(SignallingOrder.Invite::plan)
                .map(DialPlan::number)
                .toList();
    }

    private AccountServices services() {
        return phone.snapshot().watch().of(BRANCH).orElseThrow();
    }

    private Light light(AccountId account) {
        return phone.snapshot().watch().lamp("2102", account).orElseThrow().light();
    }

    @Test
    void asksEachExchangeForWhatIsThere() {
        assertThat(asked(phone.signalling))
                .containsExactly(new Subscription(EventPackage.MESSAGE_SUMMARY, "2101"), ANNA);
        assertThat(asked(branch())).containsExactly(MAILBOX, ANNA);
    }

    @Test
    void keepsTheMailboxesApartAndCallsEachOverItsOwnAccount() {
        told(branch(), MAILBOX, messages("*99"));
        assertThat(services().mailbox().flatMap(MessageSummary::counts)).contains(new Counts(2, 5, 0, 0));
        assertThat(phone.snapshot().watch().mailbox()).isEmpty();
        assertThat(phone.events(PhoneEvent.MailboxChanged.class))
                .extracting(PhoneEvent.MailboxChanged::account)
                .containsExactly(BRANCH);
        assertThat(phone.command(new PhoneCommand.CallVoicemail(BRANCH))).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(dialled(branch())).containsExactly("*99");
        assertThat(dialled(phone.signalling)).isEmpty();
        assertThat(((CommandOutcome.Refused) phone.command(new PhoneCommand.CallVoicemail())).error())
                .isEqualTo(ErrorCode.FEATURE_CODE_MISSING);
        assertThat(((CommandOutcome.Refused) phone.command(new PhoneCommand.CallVoicemail(new AccountId("moon"))))
                        .error())
                .isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
    }

    @Test
    void takesWhatTheOtherExchangeTellsUnasked() {
        branch().happen(new WatchInput.MailboxTold(messages("*99")));
        phone.settle();
        assertThat(services().waits()).isTrue();
        assertThat(phone.snapshot().watch().mailbox()).isEmpty();
    }

    @Test
    void lightsTheLampOfThatExchangeAloneAndFetchesTheCallByItsCode() {
        told(branch(), ANNA, ringing());
        assertThat(light(BRANCH)).isEqualTo(Light.RINGING);
        assertThat(light(AccountId.MAIN)).isEqualTo(Light.UNKNOWN);
        assertThat(((CommandOutcome.Refused) phone.command(new PhoneCommand.PickUpCall("2102"))).error())
                .as("without a name the main account's phone is meant")
                .isEqualTo(ErrorCode.NOTHING_TO_PICK_UP);
        assertThat(phone.command(new PhoneCommand.PickUpCall("2102", Optional.of(BRANCH))))
                .isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(dialled(branch())).containsExactly("**2102");
        assertThat(dialled(phone.signalling)).isEmpty();
    }

    @Test
    void parksACallWhereItsOwnExchangeParks() {
        CallId call = new CallId(((CommandOutcome.Accepted) phone.command(new PhoneCommand.PlaceCall(
                        new DialPlan("100", "", Optional.empty(), Duration.ofSeconds(20)), BRANCH)))
                .data()
                .getOrDefault("callId", ""));
        phone.command(new PhoneCommand.ParkCall(call));
        assertThat(branch().orders(SignallingOrder.Refer.class))
                .extracting(SignallingOrder.Refer::target)
                .containsExactly(new TransferTarget.Somebody("800"));
    }

    @Test
    void takesTheSubscriptionsBackBeforeTheRegistrationWhenTheAccountIsRemoved() {
        told(branch(), MAILBOX, messages("*99"));
        told(branch(), ANNA, ringing());
        branch().forgetOrders();
        FakeSignalling gone = branch();
        use();
        assertThat(gone.ladder()).startsWith("Unsubscribe", "Unsubscribe", "Unregister");
        assertThat(phone.snapshot().watch().of(BRANCH)).isEmpty();
        assertThat(light(BRANCH)).isEqualTo(Light.UNKNOWN);
    }

    @Test
    void leavesEveryExchangeAtALogout() {
        told(branch(), MAILBOX, messages("*99"));
        told(branch(), ANNA, ringing());
        branch().forgetOrders();
        phone.command(new PhoneCommand.DisconnectAccount());
        assertThat(branch().ladder()).startsWith("Unsubscribe", "Unsubscribe", "Unregister");
    }
}
