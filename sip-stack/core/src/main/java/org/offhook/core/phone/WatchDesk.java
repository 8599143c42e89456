package org.offhook.core.phone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.port.WatchInput;
import org.offhook.core.publication.Presence;
import org.offhook.core.publication.PublicationInput;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.DialogInfo.Identifiers;
import org.offhook.core.subscription.MessageSummary;
import org.offhook.core.subscription.Subscription;
import org.offhook.core.subscription.SubscriptionInput;

/** Mailboxes and lamps of all accounts, and what is told of the agent. Owned by the loop's thread. */
final class WatchDesk {
    private final LoopContext context;
    private final WatchSettings settings;
    private final long seed;
    private final PresenceDesk presence;
    private final Map<AccountId, WatchLine> lines = new HashMap<>();
    private List<ExtraAccount> extras = List.of();
    private WatchView view;

    WatchDesk(LoopContext context, WatchSettings settings, long seed) {
        this.context = context;
        this.settings = settings;
        this.seed = seed;
        this.presence = new PresenceDesk(context, settings.presence(), seed);
        this.view = new WatchView(Optional.empty(), List.of(), settings.codes().voicemail(), settings.codes());
        this.view = picture();
    }

    WatchView view() {
        return view;
    }

    // ---- accounts

    /** The subscriptions of an account that has a user agent from now on. */
    WatchLine open(AccountId account, SignallingPort port) {
        List<WatchedPhone> phones = settings.phones().stream()
                .filter(phone -> phone.account().equals(account))
                .toList();
        long own = account.isMain() ? seed : seed + 31L * account.name().hashCode();
        WatchLine line = new WatchLine(context, account, port, phones, own, this::show);
        line.wantMailbox(account.isMain() && settings.mailbox());
        lines.put(account, line);
        return line;
    }

    /** Its user agent is gone. */
    void close(AccountId account) {
        lines.remove(account);
    }

    /** Those beside the main one, whose user agents are open. */
    void know(List<ExtraAccount> beside) {
        extras = List.copyOf(beside);
        for (ExtraAccount extra : extras) {
            WatchLine line = lines.get(extra.id());
            if (line != null) {
                line.wantMailbox(extra.mailbox());
            }
        }
        show();
    }

    /**
     * What the main account's registration means to what is published.
     *
     * @param agent what the agent does; empty while there is none
     */
    void follow(RegistrationView registration, Optional<Presence> agent) {
        presence.follow(registration, agent);
    }

    /** Takes everything back, before the registrations go. */
    void leave() {
        presence.leave();
        lines.values().forEach(WatchLine::leave);
    }

    void take(AccountId account, WatchInput input) {
        WatchLine line = lines.get(account);
        if (input instanceof WatchInput.OfPublication(PublicationInput happened) && account.isMain()) {
            presence.take(happened);
        } else if (line == null) {
            context.countIgnored();
        } else {
            switch (input) {
                case WatchInput.OfSubscription(Subscription subscription, SubscriptionInput happened) ->
                    line.take(subscription, happened);
                case WatchInput.MailboxTold(Content content) -> line.told(content);
                case WatchInput.OfPublication _ -> context.countIgnored();
            }
        }
    }

    /** What names the call that rings at a watched phone, where the exchange tells. */
    Optional<Identifiers> pickUp(WatchedPhone phone) {
        return Optional.ofNullable(lines.get(phone.account())).flatMap(line -> line.pickUp(phone.number()));
    }

    // ---- what is seen

    private void show() {
        WatchView before = view;
        view = picture();
        for (AccountServices now : view.all()) {
            Optional<MessageSummary> was = before.of(now.account()).flatMap(AccountServices::mailbox);
            if (now.mailbox().isPresent() && !now.mailbox().equals(was)) {
                context.tell(new PhoneEvent.MailboxChanged(now.mailbox().get(), now.account()));
            }
        }
        for (int i = 0; i < view.lamps().size(); i++) {
            if (!view.lamps().get(i).equals(before.lamps().get(i))) {
                context.tell(new PhoneEvent.LampChanged(view.lamps().get(i)));
            }
        }
    }

    private WatchView picture() {
        List<LampView> lamps = new ArrayList<>(settings.phones().size());
        for (WatchedPhone phone : settings.phones()) {
            lamps.add(lamp(phone));
        }
        AccountServices main = AccountServices.of(AccountId.MAIN, mailbox(AccountId.MAIN), settings.codes());
        return new WatchView(
                main.mailbox(),
                lamps,
                main.voicemail(),
                main.codes(),
                extras.stream()
                        .map(extra -> AccountServices.of(extra.id(), mailbox(extra.id()), extra.codes()))
                        .toList());
    }

    private Optional<MessageSummary> mailbox(AccountId account) {
        return Optional.ofNullable(lines.get(account)).flatMap(WatchLine::mailbox);
    }

    private LampView lamp(WatchedPhone phone) {
        WatchLine line = lines.get(phone.account());
        return line == null ? new LampView(phone, Light.UNKNOWN, new CallParty("", "")) : line.lamp(phone);
    }
}
