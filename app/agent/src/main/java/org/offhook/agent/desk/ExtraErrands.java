package org.offhook.agent.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.offhook.agent.AgentCommand.SaveAccount;
import org.offhook.agent.port.AccountStorePort;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.LoopHost;
import org.offhook.core.phone.PhoneCommand;

/**
 * The accounts beside the main one: stored first, then given to the phone. What is stored is what counts; while a call is over an account
 * that changed, the phone goes on with the old one. Owned by the loop's thread.
 */
final class ExtraErrands {
    /** Each has sockets and a thread of its own. */
    private static final int MOST = 7;

    private final LoopHost loop;
    private final AccountStorePort store;
    private final LoopQuestions questions;
    private final PairingErrands.Reply reply;
    /** Practice is not disturbed by real callers. */
    private final Supplier<Boolean> practising;

    private List<ExtraAccount> stored;
    private Applied applied = new Applied(List.of(), false);

    /** What the phone was given. */
    private record Applied(List<ExtraAccount> extras, boolean resting) {}

    ExtraErrands(
            LoopHost loop,
            AccountStorePort store,
            List<ExtraAccount> stored,
            LoopQuestions questions,
            PairingErrands.Reply reply,
            Supplier<Boolean> practising) {
        this.loop = loop;
        this.store = store;
        this.stored = List.copyOf(stored);
        this.questions = questions;
        this.reply = reply;
        this.practising = practising;
    }

    /** Gives the phone what it has not got yet; tried again with every step, so also as soon as a call has ended. */
    void settle() {
        if (stored.isEmpty() && applied.extras().isEmpty()) {
            return;
        }
        Applied wanted = new Applied(stored, practising.get());
        if (!wanted.equals(applied)
                && !(loop.command(new PhoneCommand.UseAccounts(wanted.extras(), wanted.resting()))
                        instanceof Refused)) {
            applied = wanted;
        }
    }

    void save(long ticket, SaveAccount asked) {
        Optional<ExtraAccount> before = find(asked.account());
        Optional<Refused> refused = objection(asked.account())
                .or(() -> asked.extension().isBlank()
                        ? Optional.of(new Refused(ErrorCode.FIELD_MISSING, "extension"))
                        : Optional.empty())
                .or(() -> before.isEmpty() && stored.size() >= MOST
                        ? Optional.of(new Refused(ErrorCode.FIELD_INVALID, "at most " + MOST + " beside the main one"))
                        : Optional.empty());
        if (refused.isPresent()) {
            reply.to(ticket, refused.get());
            return;
        }
        ExtraAccount next = new ExtraAccount(
                asked.account(),
                account(asked, before),
                asked.terms(),
                before.map(ExtraAccount::mailbox).orElse(true),
                before.map(ExtraAccount::codes).orElse(FeatureCodes.USUAL));
        store(ticket, "saved", next.id(), port -> port.saveExtra(next), Optional.of(next));
    }

    /** What the form does not show stays as it was while it is the same account of the same exchange. */
    private static Account account(SaveAccount asked, Optional<ExtraAccount> before) {
        Secret password = asked.password()
                .or(() -> before.map(old -> old.account().password()))
                .orElse(Secret.of(""));
        Account plain = Account.of(asked.extension(), asked.domain(), asked.server(), asked.transport(), password);
        return before.map(ExtraAccount::account)
                .filter(old -> old.extension().equals(plain.extension())
                        && old.domain().equals(plain.domain()))
                .map(old -> new Account(
                        plain.extension(),
                        plain.domain(),
                        plain.server(),
                        plain.transport(),
                        old.authenticationUser(),
                        password,
                        old.displayName(),
                        old.registrationExpiry(),
                        old.reach(),
                        old.credentials()))
                .orElse(plain);
    }

    void remove(long ticket, AccountId id) {
        Optional<Refused> refused = objection(id)
                .or(() -> find(id).isEmpty()
                        ? Optional.of(new Refused(ErrorCode.ACCOUNT_UNKNOWN, id.name()))
                        : Optional.empty());
        if (refused.isPresent()) {
            reply.to(ticket, refused.get());
            return;
        }
        store(ticket, "removed", id, port -> port.removeExtra(id), Optional.empty());
    }

    private Optional<Refused> objection(AccountId id) {
        if (id.isMain()) {
            return Optional.of(new Refused(ErrorCode.FIELD_INVALID, "main is the name of the main account"));
        }
        boolean inUse = loop.phone().calls().stream().anyMatch(call -> call.live() && over(call, id));
        return inUse
                ? Optional.of(new Refused(ErrorCode.CALL_IN_PROGRESS, "a call is over this account"))
                : Optional.empty();
    }

    private static boolean over(CallView call, AccountId id) {
        return call.account().equals(id);
    }

    private Optional<ExtraAccount> find(AccountId id) {
        return stored.stream().filter(extra -> extra.id().equals(id)).findFirst();
    }

    private void store(
            long ticket,
            String done,
            AccountId id,
            Function<AccountStorePort, CompletionStage<Optional<ErrorCode>>> question,
            Optional<ExtraAccount> next) {
        questions.ask(
                "accounts." + done,
                () -> question.apply(store),
                error -> {
                    if (error.isPresent()) {
                        reply.to(ticket, Refused.of(error.get()));
                        return;
                    }
                    stored = with(id, next);
                    settle();
                    reply.to(ticket, new Accepted(done, Map.of("account", id.name())));
                },
                () -> reply.to(ticket, Refused.of(ErrorCode.SECRET_STORE_FAILED)));
    }

    /** In the place of the one of that name, or at the end. */
    private List<ExtraAccount> with(AccountId id, Optional<ExtraAccount> next) {
        List<ExtraAccount> all = new ArrayList<>(stored.size() + 1);
        boolean placed = false;
        for (ExtraAccount extra : stored) {
            if (extra.id().equals(id)) {
                next.ifPresent(all::add);
                placed = true;
            } else {
                all.add(extra);
            }
        }
        if (!placed) {
            next.ifPresent(all::add);
        }
        return List.copyOf(all);
    }
}
