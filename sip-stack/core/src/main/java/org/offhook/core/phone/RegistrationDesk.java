package org.offhook.core.phone;

import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RegistrationEffect;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.registration.RegistrationMachine;
import org.offhook.core.registration.RegistrationState;
import org.offhook.core.registration.RegistrationStep;
import org.offhook.core.registration.RetryPolicy;

/** Runs the registration machine and carries its orders out. Owned by the loop's thread. */
final class RegistrationDesk {
    private static final String TIMER = "registration";

    private final LoopContext context;
    private final RegistrationMachine machine;
    private RegistrationState state;
    private RegistrationView view;

    RegistrationDesk(LoopContext context, long seed) {
        this.context = context;
        this.machine = new RegistrationMachine(new RetryPolicy(seed));
        this.state = new RegistrationState.Idle(0, context.now);
        this.view = RegistrationView.NONE;
    }

    RegistrationState state() {
        return state;
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
            context.tell(new PhoneEvent.RegistrationChanged(changed));
        }
        return refused;
    }

    private Optional<CommandOutcome.Refused> carryOut(RegistrationEffect effect) {
        switch (effect) {
            case RegistrationEffect.SendRegister order -> {
                if (!context.guarded(
                        "signalling.register",
                        () -> context.signalling.register(order.account(), order.expirySeconds(), order.attempt()))) {
                    context.followUp(
                            () -> take(new RegistrationInput.RegistrationFailed(order.attempt(), ErrorCode.INTERNAL)));
                }
            }
            case RegistrationEffect.SendUnregister order -> {
                if (!context.guarded("signalling.unregister", () -> context.signalling.unregister(order.attempt()))) {
                    context.followUp(() -> take(new RegistrationInput.Unregistered(order.attempt())));
                }
            }
            case RegistrationEffect.Rebind _ -> context.guarded("signalling.rebind", context.signalling::rebind);
            case RegistrationEffect.StartTimer timer ->
                context.timers.start(TIMER, timer.at(), () -> take(new RegistrationInput.TimerFired()));
            case RegistrationEffect.StopTimer _ -> context.timers.stop(TIMER);
            case RegistrationEffect.Ignore _ -> context.countIgnored();
            case RegistrationEffect.Refuse refuse -> {
                return Optional.of(new CommandOutcome.Refused(refuse.error(), refuse.detail()));
            }
        }
        return Optional.empty();
    }
}
