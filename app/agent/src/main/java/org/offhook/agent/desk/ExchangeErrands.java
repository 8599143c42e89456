package org.offhook.agent.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.agent.DeskStart;
import org.offhook.agent.TlsFinding;
import org.offhook.agent.session.SessionInput;
import org.offhook.agent.setup.SetupEffect;
import org.offhook.agent.setup.SetupInput;
import org.offhook.agent.setup.SetupMachine;
import org.offhook.agent.setup.SetupState;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.LoopHost;
import org.offhook.core.phone.PhoneCommand;

/** Runs the machine that sets the phone up with an exchange, and carries its orders out. Owned by the loop's thread. */
final class ExchangeErrands {
    private final LoopHost loop;
    private final DeskPorts ports;
    private final LoopQuestions questions;
    private final PairingErrands.Reply reply;
    private final Consumer<SessionInput> feed;
    private final SetupMachine machine;
    private SetupState setup;

    ExchangeErrands(
            LoopHost loop,
            DeskPorts ports,
            Duration limit,
            DeskStart start,
            LoopQuestions questions,
            PairingErrands.Reply reply,
            Consumer<SessionInput> feed) {
        this.loop = loop;
        this.ports = ports;
        this.questions = questions;
        this.reply = reply;
        this.feed = feed;
        this.machine = new SetupMachine(limit);
        this.setup = new SetupState.Settled(start.setup(), start.account());
    }

    SetupState state() {
        return setup;
    }

    void registrationSeen() {
        take(new SetupInput.RegistrationSeen(loop.phone().registration()));
    }

    /** The account that a login registers with; {@code AccountResolved} or {@code AccountRefused} answers. */
    void resolve(long ticket, Optional<String> extension, Optional<Secret> password) {
        SetupState.Settled settled = setup.settled();
        switch (settled.setup()) {
            case NONE -> feed.accept(new SessionInput.AccountRefused(ticket, ErrorCode.NO_ACCOUNT, ""));
            case OWN_EXCHANGE ->
                settled.account()
                        .ifPresentOrElse(
                                account -> resolved(ticket, account, extension, password),
                                () -> feed.accept(new SessionInput.AccountRefused(ticket, ErrorCode.NO_ACCOUNT, "")));
            case PRACTICE_EXCHANGE ->
                questions.ask(
                        "practice.start",
                        () -> ports.practice().start(),
                        account -> resolved(ticket, account, extension, password),
                        () -> feed.accept(
                                new SessionInput.AccountRefused(ticket, ErrorCode.PRACTICE_EXCHANGE_FAILED, "")));
        }
    }

    /** The message may name another phone of the same exchange; then it must bring that phone's password too. */
    private void resolved(long ticket, Account own, Optional<String> extension, Optional<Secret> password) {
        String wanted = extension.orElse(own.extension());
        boolean same = wanted.equals(own.extension());
        if (!same && password.isEmpty()) {
            feed.accept(new SessionInput.AccountRefused(ticket, ErrorCode.FIELD_MISSING, "phone_pass"));
            return;
        }
        feed.accept(new SessionInput.AccountResolved(
                ticket,
                new Account(
                        wanted,
                        own.domain(),
                        own.server(),
                        own.transport(),
                        same ? own.authenticationUser() : wanted,
                        password.orElse(own.password()),
                        same ? own.displayName() : "",
                        own.registrationExpiry(),
                        own.reach(),
                        same ? own.credentials() : List.of())));
    }

    void take(SetupInput input) {
        SetupMachine.Step step = machine.step(setup, input, loop.now());
        setup = step.next();
        step.effects().forEach(this::carryOut);
    }

    private void carryOut(SetupEffect effect) {
        switch (effect) {
            case SetupEffect.Reply(long ticket, CommandOutcome outcome) -> reply.to(ticket, outcome);
            case SetupEffect.StartPractice(long ticket) ->
                questions.ask(
                        "practice.start",
                        () -> ports.practice().start(),
                        account -> take(new SetupInput.PracticeStarted(ticket, account)),
                        () -> take(new SetupInput.PracticeFailed(ticket)));
            case SetupEffect.ConnectAccount(Account account) -> {
                loop.command(new PhoneCommand.ConnectAccount(account));
                take(new SetupInput.RegistrationSeen(loop.phone().registration()));
            }
            case SetupEffect.DisconnectAccount _ -> loop.command(new PhoneCommand.DisconnectAccount());
            case SetupEffect.SaveAccount(long ticket, Account account) ->
                questions.ask(
                        "accounts.save",
                        () -> ports.accounts().save(account),
                        error -> take(new SetupInput.Stored(ticket, error)),
                        () -> take(new SetupInput.Stored(ticket, Optional.of(ErrorCode.SECRET_STORE_FAILED))));
            case SetupEffect.SavePractice(long ticket) ->
                questions.ask(
                        "accounts.savePractice",
                        () -> ports.accounts().savePractice(),
                        error -> take(new SetupInput.Stored(ticket, error)),
                        () -> take(new SetupInput.Stored(ticket, Optional.of(ErrorCode.STORE_FULL))));
            case SetupEffect.StartTimer(long ticket, Instant at) ->
                loop.startTimer("setup", at, () -> take(new SetupInput.TimedOut(ticket)));
            case SetupEffect.StopTimer _ -> loop.stopTimer("setup");
        }
    }

    /** Whether the server answers on TLS. */
    void findTls(long ticket, ServerAddress server) {
        Consumer<TlsFinding> found =
                finding -> reply.to(ticket, new Accepted("looked for TLS", Map.of("tls", finding.name())));
        questions.ask("tls.probe", () -> ports.tls().probe(server), found, () -> found.accept(TlsFinding.ABSENT));
    }
}
