package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.core.port.WatchInput;
import org.offhook.core.registration.RegistrationInput;
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

/** Mailbox and busy lamps of a whole phone, from the registration to the snapshot. */
class WatchTest {
    private static final Subscription MAILBOX = new Subscription(EventPackage.MESSAGE_SUMMARY, "2101");
    private static final Subscription ANNA = new Subscription(EventPackage.DIALOG, "2102");
    private static final WatchSettings WATCH =
            new WatchSettings(true, List.of(new WatchedPhone("2102", "Anna", Kind.EXTENSION)), FeatureCodes.USUAL);

    private VirtualPhone phone;

    @BeforeEach
    void register() {
        phone = new VirtualPhone(PhoneSettings.of(1).withWatch(WATCH));
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
    }

    private int latest(Subscription subscription) {
        int attempt = 0;
        for (SignallingOrder order : phone.signalling.orders()) {
            attempt = switch (order) {
                case SignallingOrder.Subscribe one when one.subscription().equals(subscription) -> one.attempt();
                case SignallingOrder.Resubscribe one when one.subscription().equals(subscription) -> one.attempt();
                case SignallingOrder.Unsubscribe one when one.subscription().equals(subscription) -> one.attempt();
                default -> attempt;
            };
        }
        return attempt;
    }

    private void happen(Subscription subscription, SubscriptionInput input) {
        phone.signalling.happen(new WatchInput.OfSubscription(subscription, input));
        phone.settle();
    }

    private void accept(Subscription subscription) {
        happen(subscription, new SubscriptionInput.SubscribeAccepted(latest(subscription), Duration.ofHours(1)));
    }

    private void told(Subscription subscription, Content content) {
        happen(subscription, new SubscriptionInput.Notified(new Standing.Active(Optional.empty()), content));
    }

    private static Content messages(long fresh, long old, long urgent) {
        return new Content.Messages(
                new MessageSummary(fresh > 0, Optional.of("*97"), Optional.of(new Counts(fresh, old, urgent, 0))));
    }

    private static Content dialogs(long version, boolean full, WatchedDialog... dialogs) {
        return new Content.Dialogs(new DialogInfo(version, full, List.of(dialogs)));
    }

    private static WatchedDialog call(State state) {
        return new WatchedDialog("d1", state, Direction.RECIPIENT, Optional.empty(), new CallParty("5550100", "Pat"));
    }

    private Light light() {
        return phone.snapshot().watch().lamp("2102").orElseThrow().light();
    }

    @Test
    void subscribesOnceItIsRegisteredAndShowsWhatIsTold() {
        assertThat(phone.signalling.orders(SignallingOrder.Subscribe.class))
                .extracting(SignallingOrder.Subscribe::subscription)
                .containsExactly(MAILBOX, ANNA);
        accept(MAILBOX);
        told(MAILBOX, messages(2, 5, 1));
        assertThat(phone.snapshot().watch().mailbox().flatMap(MessageSummary::counts))
                .contains(new Counts(2, 5, 1, 0));
        assertThat(phone.snapshot().watch().voicemail()).contains("*97");
        told(MAILBOX, messages(2, 5, 1));
        assertThat(phone.events(PhoneEvent.MailboxChanged.class))
                .as("the same again is no news")
                .hasSize(1);
    }

    @Test
    void lightsTheLampAsTheOtherPhoneRingsTalksAndEnds() {
        assertThat(light()).isEqualTo(Light.UNKNOWN);
        accept(ANNA);
        told(ANNA, dialogs(0, true));
        assertThat(light()).isEqualTo(Light.IDLE);
        told(ANNA, dialogs(1, false, call(State.EARLY)));
        assertThat(light()).isEqualTo(Light.RINGING);
        assertThat(phone.snapshot().watch().lamps().getFirst().remote()).isEqualTo(new CallParty("5550100", "Pat"));
        told(ANNA, dialogs(2, false, call(State.CONFIRMED)));
        assertThat(light()).isEqualTo(Light.BUSY);
        told(ANNA, dialogs(3, false, call(State.TERMINATED)));
        assertThat(light()).isEqualTo(Light.IDLE);
        assertThat(phone.events(PhoneEvent.LampChanged.class))
                .extracting(event -> event.lamp().light())
                .containsExactly(Light.IDLE, Light.RINGING, Light.BUSY, Light.IDLE);
    }

    @Test
    void asksForTheWholeWhenADocumentIsMissing() {
        accept(ANNA);
        told(ANNA, dialogs(0, true));
        told(ANNA, dialogs(5, false, call(State.EARLY)));
        assertThat(phone.signalling.orders(SignallingOrder.Resubscribe.class))
                .extracting(SignallingOrder.Resubscribe::subscription)
                .containsExactly(ANNA);
        assertThat(light()).isEqualTo(Light.IDLE);
        accept(ANNA);
        told(ANNA, dialogs(6, true, call(State.EARLY)));
        assertThat(light()).isEqualTo(Light.RINGING);
    }

    @Test
    void countsAndPassesOverGarbage() {
        accept(ANNA);
        told(ANNA, dialogs(0, true, call(State.CONFIRMED)));
        long before = phone.loop.counters().ignored();
        told(ANNA, new Content.Garbage("garbage"));
        assertThat(phone.loop.counters().ignored()).isEqualTo(before + 1);
        assertThat(light()).isEqualTo(Light.BUSY);
    }

    @Test
    void knowsNothingWhileTheRegistrationIsLostAndBeginsAnewAfterwards() {
        accept(ANNA);
        told(ANNA, dialogs(4, true, call(State.CONFIRMED)));
        phone.signalling.forgetOrders();
        phone.signalling.registrar(FakeSignalling.Registrar.SILENT);
        phone.signalling.happen(new RegistrationInput.NetworkChanged(false));
        phone.settle();
        assertThat(light()).isEqualTo(Light.UNKNOWN);
        phone.signalling.registrar(FakeSignalling.Registrar.ACCEPTS);
        phone.signalling.happen(new RegistrationInput.NetworkChanged(true));
        phone.settle();
        assertThat(phone.signalling.orders(SignallingOrder.Subscribe.class)).hasSize(2);
        accept(ANNA);
        told(ANNA, dialogs(0, true));
        assertThat(light()).as("a new subscription counts from nought").isEqualTo(Light.IDLE);
    }

    @Test
    void takesTheSubscriptionsBackBeforeTheRegistration() {
        accept(MAILBOX);
        accept(ANNA);
        told(MAILBOX, messages(0, 0, 0));
        told(ANNA, dialogs(0, true));
        phone.signalling.forgetOrders();
        phone.command(new PhoneCommand.DisconnectAccount());
        assertThat(phone.signalling.ladder()).startsWith("Unsubscribe", "Unsubscribe", "Unregister");
    }

    @Test
    void takesWhatIsToldUnaskedOfTheMailbox() {
        phone.signalling.happen(new WatchInput.MailboxTold(messages(3, 0, 0)));
        phone.settle();
        assertThat(phone.snapshot().watch().mailbox().orElseThrow().waiting()).isTrue();
    }

    @Test
    void asksAgainWhenTheExchangeWasSilent() {
        happen(ANNA, new SubscriptionInput.SubscribeFailed(1, ErrorCode.SERVER_SILENT));
        phone.pass(Duration.ofSeconds(2));
        assertThat(latest(ANNA)).isEqualTo(2);
    }

    @Test
    void refreshesInTime() {
        accept(MAILBOX);
        told(MAILBOX, messages(1, 0, 0));
        phone.pass(Duration.ofMinutes(59));
        assertThat(phone.signalling.orders(SignallingOrder.Resubscribe.class))
                .extracting(SignallingOrder.Resubscribe::subscription)
                .containsExactly(MAILBOX);
    }
}
