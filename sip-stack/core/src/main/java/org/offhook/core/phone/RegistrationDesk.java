package org.offhook.core.phone;

import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.registration.RegistrationEffect;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.registration.RegistrationMachine;
import org.offhook.core.registration.RegistrationState;
import org.offhook.core.registration.RegistrationStep;
import org.offhook.core.registration.RetryPolicy;

/** Runs the registration machine and carries its orders out. Owned by the loop's thread. */
final class RegistrationDesk {
    private final LoopContext context;
    private final SignallingPort port;
    private final Consumer<RegistrationView> news;
    private final TimerKey timerKey;
    private final RegistrationMachine machine;
    private RegistrationState state;
    private RegistrationView view;

    private record TimerKey(AccountId account) {}

    /** @param news told of each change that observers see */
    RegistrationDesk(
            LoopContext context, AccountId account, SignallingPort port, long seed, Consumer<RegistrationView> news) {
        this.context = context;
        this.port = port;
        this.news = news;
        this.timerKey = new TimerKey(account);
        this.machine = new RegistrationMachine(new RetryPolicy(seed));
        this.state = new RegistrationState.Idle(0, context.now);
        this.view = RegistrationView.NONE;
    }

    RegistrationState state() {
        return state;
    }

    /** The account that is registered, or is to be; empty when none is. */
    Optional<Account> account() {
        return switch (state) {
            case RegistrationState.Registering at -> Optional.of(at.account());
            case RegistrationState.Registered at -> Optional.of(at.account());
            case RegistrationState.Refreshing at -> Optional.of(at.account());
            case RegistrationState.BackingOff at -> Optional.of(at.account());
            case RegistrationState.Refused at -> Optional.of(at.account());
            case RegistrationState.Offline at -> Optional.of(at.account());
            case RegistrationState.Replacing at -> Optional.of(at.following());
            case RegistrationState.Idle _, RegistrationState.Unregistering _ -> Optional.empty();
        };
    }

    RegistrationView view() {
        return view;
    }

    boolean usable() {
        return view.status() == RegistrationView.Status.REGISTERED;
    }

    /** Gives the machine an input; returns why a command was refused, if it was. */
    Optional<CommandOutcome.Refused> take(RegistrationInput input) {
        RegistrationStep step = machine.step(state, input, context.now);
        state = step.next();
        Optional<CommandOutcome.Refused> refused = Optional.empty();
        for (RegistrationEffect effect : step.effects()) {
            Optional<CommandOutcome.Refused> said = carryOut(effect);
            refused = said.isPresent() ? said : refused;
        }
        RegistrationView changed = Views.of(state);
        if (!changed.equals(view)) {
            view = changed;
            news.accept(changed);
        }
        return refused;
    }

    private Optional<CommandOutcome.Refused> carryOut(RegistrationEffect effect) {
        switch (effect) {
            case RegistrationEffect.SendRegister order -> {
                if (!context.guarded(
                        "signalling.register",
                        () -> port.register(order.account(), order.expirySeconds(), order.attempt()))) {
                    context.followUp(
                            () -> take(new RegistrationInput.RegistrationFailed(order.attempt(), ErrorCode.INTERNAL)));
                }
            }
            case RegistrationEffect.SendUnregister order -> {
                if (!context.guarded("signalling.unregister", () -> port.unregister(order.attempt()))) {
                    context.followUp(() -> take(new RegistrationInput.Unregistered(order.attempt())));
                }
            }
            case RegistrationEffect.Rebind _ -> context.guarded("signalling.rebind", port::rebind);
            case RegistrationEffect.StartTimer timer ->
                context.timers.start(timerKey, timer.at(), () -> take(new RegistrationInput.TimerFired()));
            case RegistrationEffect.StopTimer _ -> context.timers.stop(timerKey);
            case RegistrationEffect.Ignore _ -> context.countIgnored();
            case RegistrationEffect.Refuse refuse -> {
                return Optional.of(new CommandOutcome.Refused(refuse.error(), refuse.detail()));
            }
        }
        return Optional.empty();
    }
}
