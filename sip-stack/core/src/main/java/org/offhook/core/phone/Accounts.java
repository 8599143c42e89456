package org.offhook.core.phone;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.registration.RegistrationInput;

/**
 * The phone's accounts: the main one, and those beside it, each with a registration of its own that neither waits for the others nor fails
 * with them. Those beside it are registered whenever the main one is to be. Owned by the loop's thread.
 */
final class Accounts {
    private final LoopContext context;
    private final Lines lines;
    private final WatchDesk watch;
    private final long seed;
    private final Function<AccountId, PhoneInbox> inboxes;
    private final AccountLine main;
    private final Map<AccountId, Beside> beside = new LinkedHashMap<>();
    /** Removed ones whose exchange has still to be told. */
    private final Map<AccountId, AccountLine> leaving = new HashMap<>();

    /** The main account is to be registered. */
    private boolean wanted;

    private boolean resting;

    private record Beside(ExtraAccount extra, AccountLine line) {}

    /** @param inboxes where the user agent of an account beside the main one puts what happened */
    Accounts(LoopContext context, Lines lines, WatchDesk watch, long seed, Function<AccountId, PhoneInbox> inboxes) {
        this.context = context;
        this.lines = lines;
        this.watch = watch;
        this.seed = seed;
        this.inboxes = inboxes;
        this.main = new AccountLine(
                context,
                lines,
                AccountId.MAIN,
                context.signalling,
                watch.open(AccountId.MAIN, context.signalling),
                seed,
                view -> context.tell(new PhoneEvent.RegistrationChanged(view)));
    }

    RegistrationDesk main() {
        return main.registration;
    }

    List<AccountView> views() {
        return beside.values().stream().map(Accounts::view).toList();
    }

    private static AccountView view(Beside one) {
        return AccountView.of(one.extra(), one.line().registration.view());
    }

    /** What calls of this account may agree on; empty for the main one, whose terms the media path has. */
    Optional<MediaTerms> terms(AccountId account) {
        return Optional.ofNullable(beside.get(account)).map(one -> one.extra().terms());
    }

    /** Why no call can be placed over it, if so. */
    Optional<CommandOutcome.Refused> objection(AccountId account) {
        if (account.isMain()) {
            return main().usable()
                    ? Optional.empty()
                    : Optional.of(CommandOutcome.Refused.of(ErrorCode.NOT_REGISTERED));
        }
        Beside found = beside.get(account);
        if (found == null) {
            return Optional.of(new CommandOutcome.Refused(ErrorCode.ACCOUNT_UNKNOWN, account.name()));
        }
        return found.line().registration.usable()
                ? Optional.empty()
                : Optional.of(new CommandOutcome.Refused(ErrorCode.NOT_REGISTERED, account.name()));
    }

    /** Something happened to an account's binding; one that is not there any more has nothing to be told. */
    void happened(AccountId account, RegistrationInput input) {
        if (account.isMain()) {
            main.happened(input);
            return;
        }
        AccountLine gone = leaving.get(account);
        Beside one = beside.get(account);
        if (gone != null) {
            gone.happened(input);
        } else if (one != null) {
            one.line().happened(input);
        }
    }

    /** Subscriptions follow each account's own registration. */
    void follow() {
        main.watch.follow(main().view());
        beside.values().forEach(one -> follow(one.line()));
        leaving.values().forEach(Accounts::follow);
    }

    private static void follow(AccountLine line) {
        line.watch.follow(line.registration.view());
    }

    // ---- all together

    /** The main account is being registered: so are the others. */
    void connect() {
        wanted = true;
        if (!resting) {
            beside.values().forEach(Accounts::connect);
        }
    }

    private static void connect(Beside one) {
        one.line()
                .registration
                .take(new RegistrationInput.ConnectRequested(one.extra().account()));
    }

    /** Every exchange is told that we leave. */
    void disconnect() {
        wanted = false;
        main().take(new RegistrationInput.DisconnectRequested());
        beside.values().forEach(one -> leave(one.line()));
    }

    /** What was subscribed to is taken back first. */
    private static void leave(AccountLine line) {
        line.watch.leave();
        line.registration.take(new RegistrationInput.DisconnectRequested());
    }

    /** Now instead of when the back-off says, wherever there is a back-off. */
    Optional<CommandOutcome.Refused> retry() {
        if (wanted && !resting) {
            beside.values().stream()
                    .filter(one -> !one.line().registration.usable())
                    .forEach(one -> one.line().registration.take(new RegistrationInput.RetryRequested()));
        }
        return main().take(new RegistrationInput.RetryRequested());
    }

    boolean allIdle() {
        return main.isIdle()
                && leaving.isEmpty()
                && beside.values().stream().allMatch(one -> one.line().isIdle());
    }

    /** The main user agent is closed by whoever started it. */
    void close() {
        beside.values().forEach(one -> context.guarded("signalling.close", one.line().port::close));
        leaving.values().forEach(line -> context.guarded("signalling.close", line.port::close));
    }

    // ---- which there are

    /** Those beside the main one from now on; refused while a call is over one that goes or changes. */
    Optional<CommandOutcome.Refused> use(List<ExtraAccount> extras, boolean atRest) {
        Map<AccountId, ExtraAccount> next = new LinkedHashMap<>();
        extras.forEach(extra -> next.put(extra.id(), extra));
        Set<AccountId> talkedOver = lines.liveAccounts();
        boolean inUse = beside.values().stream()
                .map(Beside::extra)
                .filter(extra -> talkedOver.contains(extra.id()))
                .anyMatch(extra -> atRest || !extra.equals(next.get(extra.id())));
        if (inUse) {
            return Optional.of(new CommandOutcome.Refused(ErrorCode.CALL_IN_PROGRESS, "a call is over this account"));
        }
        resting = atRest;
        Map<AccountId, Beside> before = new LinkedHashMap<>(beside);
        beside.clear();
        next.values().forEach(extra -> beside.put(extra.id(), known(extra, before)));
        before.forEach((id, one) -> {
            if (!next.containsKey(id)) {
                remove(id, one.line());
            }
        });
        watch.know(extras);
        beside.values().forEach(one -> follow(one, before));
        return Optional.empty();
    }

    /** A new or changed one is told of, and registered with what it is now. */
    private void follow(Beside one, Map<AccountId, Beside> before) {
        Beside old = before.get(one.extra().id());
        if (old == null || !old.extra().equals(one.extra())) {
            context.tell(changed(one.extra().id()));
        }
        if (!wanted || resting) {
            leave(one.line());
        } else if (one.line()
                .registration
                .account()
                .filter(one.extra().account()::equals)
                .isEmpty()) {
            connect(one);
        }
    }

    private Beside known(ExtraAccount extra, Map<AccountId, Beside> before) {
        Beside old = before.get(extra.id());
        if (old != null) {
            return new Beside(extra, old.line());
        }
        AccountLine returning = leaving.remove(extra.id());
        return new Beside(extra, returning == null ? open(extra.id()) : returning);
    }

    private AccountLine open(AccountId id) {
        SignallingPort port = context.signalling.beside();
        PhoneInbox own = inboxes.apply(id);
        context.guarded("signalling.start", () -> port.start(own));
        context.signalling.put(id, port);
        return new AccountLine(
                context,
                lines,
                id,
                port,
                watch.open(id, port),
                seed + 31L * id.name().hashCode(),
                _ -> registrationChanged(id));
    }

    private void registrationChanged(AccountId id) {
        AccountLine gone = leaving.get(id);
        if (gone == null) {
            context.tell(changed(id));
        } else {
            context.followUp(() -> closeIfGone(id, gone));
        }
    }

    private PhoneEvent changed(AccountId id) {
        return new PhoneEvent.AccountChanged(
                id, Optional.ofNullable(beside.get(id)).map(Accounts::view));
    }

    private void remove(AccountId id, AccountLine line) {
        leaving.put(id, line);
        leave(line);
        closeIfGone(id, line);
        context.tell(changed(id));
    }

    /** A user agent may take a moment to close its sockets, which the loop does not wait for. */
    private void closeIfGone(AccountId id, AccountLine line) {
        if (line.isIdle() && leaving.remove(id) != null) {
            context.signalling.remove(id);
            watch.close(id);
            Thread.ofVirtual().name("offhook-account-close").start(line.port::close);
        }
    }
}
