package org.offhook.core.phone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.registration.RetryPolicy;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.DialogInfo;
import org.offhook.core.subscription.DialogInfo.Identifiers;
import org.offhook.core.subscription.DialogList;
import org.offhook.core.subscription.EventPackage;
import org.offhook.core.subscription.MessageSummary;
import org.offhook.core.subscription.Subscription;
import org.offhook.core.subscription.SubscriptionEffect;
import org.offhook.core.subscription.SubscriptionInput;
import org.offhook.core.subscription.SubscriptionMachine;
import org.offhook.core.subscription.SubscriptionState;
import org.offhook.core.subscription.SubscriptionStep;

/**
 * The subscriptions of one account: runs a machine for each and keeps what they tell. They follow the account's registration: begun when
 * there is one, dropped when it is lost, taken back before it is. Owned by the loop's thread.
 */
final class WatchLine {
    /** RFC 3842 §4.4 and RFC 4235 §3.3 suggest an hour. */
    private static final int EXPIRY_SECONDS = 3_600;

    private final LoopContext context;
    private final AccountId account;
    private final SignallingPort port;
    private final List<WatchedPhone> phones;
    private final long seed;
    private final Runnable changed;
    private final Map<Subscription, Watched> watched = new LinkedHashMap<>();
    private boolean mailboxWanted;
    private Optional<MessageSummary> mailbox = Optional.empty();
    private String served = "";

    private record TimerKey(AccountId account, Subscription subscription) {}

    /** One subscription: its machine, and what it told. */
    private static final class Watched {
        private final SubscriptionMachine machine;
        private SubscriptionState state = new SubscriptionState.Idle(0);
        private DialogList dialogs = DialogList.UNKNOWN;

        private Watched(SubscriptionMachine machine) {
            this.machine = machine;
        }
    }

    /**
     * @param phones to be told about by this account's exchange
     * @param changed called whenever something may be seen otherwise
     */
    WatchLine(
            LoopContext context,
            AccountId account,
            SignallingPort port,
            List<WatchedPhone> phones,
            long seed,
            Runnable changed) {
        this.context = context;
        this.account = account;
        this.port = port;
        this.phones = List.copyOf(phones);
        this.seed = seed;
        this.changed = changed;
    }

    /** Whether the mailbox is asked for, from the next registration on. */
    void wantMailbox(boolean wanted) {
        mailboxWanted = wanted;
    }

    Optional<MessageSummary> mailbox() {
        return mailbox;
    }

    /** What the registration means to the subscriptions. */
    void follow(RegistrationView registration) {
        switch (registration.status()) {
            case REGISTERED -> serve(registration);
            case UNREGISTERING -> leave();
            case NOT_REGISTERED, REGISTERING, LOST -> suspend();
        }
    }

    private void serve(RegistrationView registration) {
        String line = registration.extension() + "@" + registration.domain();
        if (line.equals(served)) {
            return;
        }
        if (mailbox.isPresent() && !served.isEmpty()) {
            mailbox = Optional.empty(); // somebody else's
        }
        served = line;
        watched.values().removeIf(one -> one.state instanceof SubscriptionState.Idle);
        if (mailboxWanted) {
            want(new Subscription(EventPackage.MESSAGE_SUMMARY, registration.extension()));
        }
        for (WatchedPhone phone : phones) {
            want(new Subscription(EventPackage.DIALOG, phone.number()));
        }
        changed.run();
    }

    private void want(Subscription subscription) {
        watched.computeIfAbsent(
                subscription,
                one -> new Watched(
                        new SubscriptionMachine(EXPIRY_SECONDS, new RetryPolicy(seed + 31L * one.hashCode()))));
        feed(subscription, new SubscriptionInput.Wanted());
    }

    private void suspend() {
        if (!served.isEmpty()) {
            served = "";
            feedAll(new SubscriptionInput.Suspended());
            changed.run();
        }
    }

    /** Takes the subscriptions back, before the registration goes. */
    void leave() {
        if (!served.isEmpty()) {
            served = "";
            feedAll(new SubscriptionInput.Unwanted());
            changed.run();
        }
    }

    private void feedAll(SubscriptionInput input) {
        List.copyOf(watched.keySet()).forEach(one -> feed(one, input));
    }

    void take(Subscription subscription, SubscriptionInput happened) {
        feed(subscription, happened);
        changed.run();
    }

    /** The exchange tells of the mailbox unasked. */
    void told(Content content) {
        if (content instanceof Content.Messages(MessageSummary summary) && !served.isEmpty()) {
            mailbox = Optional.of(summary);
        } else {
            context.countIgnored();
        }
        changed.run();
    }

    private void feed(Subscription subscription, SubscriptionInput input) {
        Watched one = watched.get(subscription);
        if (one == null) {
            context.countIgnored();
            return;
        }
        SubscriptionStep step = one.machine.step(one.state, input, context.now);
        one.state = step.next();
        step.effects().forEach(effect -> carryOut(subscription, one, effect));
    }

    private void carryOut(Subscription subscription, Watched one, SubscriptionEffect effect) {
        var subscriptions = port.subscriptions();
        switch (effect) {
            case SubscriptionEffect.SendSubscribe(int expiry, int attempt) -> {
                one.dialogs = one.dialogs.inNewSubscription();
                order(subscription, attempt, () -> subscriptions.subscribe(subscription, expiry, attempt));
            }
            case SubscriptionEffect.SendRefresh(int expiry, int attempt) ->
                order(subscription, attempt, () -> subscriptions.refresh(subscription, expiry, attempt));
            case SubscriptionEffect.SendUnsubscribe(int attempt) ->
                order(subscription, attempt, () -> subscriptions.unsubscribe(subscription, attempt));
            case SubscriptionEffect.Forget _ ->
                context.guarded("signalling.forget", () -> subscriptions.forget(subscription));
            case SubscriptionEffect.StartTimer(var at) ->
                context.timers.start(new TimerKey(account, subscription), at, () -> {
                    feed(subscription, new SubscriptionInput.TimerFired());
                    changed.run();
                });
            case SubscriptionEffect.StopTimer _ -> context.timers.stop(new TimerKey(account, subscription));
            case SubscriptionEffect.Show(Content content) -> told(subscription, one, content);
            case SubscriptionEffect.Ignore _ -> context.countIgnored();
        }
    }

    private void order(Subscription subscription, int attempt, Runnable sending) {
        if (!context.guarded("signalling.subscribe", sending)) {
            context.followUp(
                    () -> feed(subscription, new SubscriptionInput.SubscribeFailed(attempt, ErrorCode.INTERNAL)));
        }
    }

    private void told(Subscription subscription, Watched one, Content content) {
        switch (content) {
            case Content.Messages(MessageSummary summary) -> mailbox = Optional.of(summary);
            case Content.Dialogs(DialogInfo info) -> {
                switch (one.dialogs.apply(info)) {
                    case DialogList.Change.To(DialogList list) -> one.dialogs = list;
                    case DialogList.Change.Stale _ -> context.countIgnored();
                    case DialogList.Change.Gap _ ->
                        context.followUp(() -> feed(subscription, new SubscriptionInput.RepetitionWanted()));
                }
            }
            case Content.Nothing _, Content.Garbage _ -> {}
        }
    }

    /** What names the call that rings at a watched phone, where the exchange tells. */
    Optional<Identifiers> pickUp(String number) {
        Watched one = watched.get(new Subscription(EventPackage.DIALOG, number));
        return one == null ? Optional.empty() : one.dialogs.pickUp();
    }

    // ---- what is seen

    LampView lamp(WatchedPhone phone) {
        Watched one = watched.get(new Subscription(EventPackage.DIALOG, phone.number()));
        CallParty nobody = new CallParty("", "");
        if (one == null || served.isEmpty()) {
            return new LampView(phone, Light.UNKNOWN, nobody);
        }
        return switch (one.state) {
            case SubscriptionState.Idle _, SubscriptionState.Refused _, SubscriptionState.Unsubscribing _ ->
                new LampView(phone, Light.UNKNOWN, nobody);
            case SubscriptionState.Subscribing _,
                    SubscriptionState.Awaiting _,
                    SubscriptionState.Pending _,
                    SubscriptionState.Active _,
                    SubscriptionState.Refreshing _,
                    SubscriptionState.BackingOff _ -> lit(phone, one.dialogs);
        };
    }

    /** Before the first document nothing is known; between two subscriptions what was known stays. */
    private static LampView lit(WatchedPhone phone, DialogList dialogs) {
        Light light = dialogs.ringing().isPresent()
                ? Light.RINGING
                : dialogs.busy() ? Light.BUSY : dialogs.isTold() ? Light.IDLE : Light.UNKNOWN;
        return new LampView(phone, light, dialogs.remote());
    }
}
