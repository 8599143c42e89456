package org.offhook.core.phone;

import java.time.Duration;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.registration.RegistrationState;

/**
 * Brings calls over a change of the network. What is up is continued as soon as the phone is registered again, because only then does
 * the exchange know us at the new address; when that takes too long, the far end is taken to be gone. Loop only.
 */
final class PathWatch {
    /** Whoever heard nothing for so long has hung up. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String TIMER = "path";

    private final LoopContext context;
    private final Lines lines;
    private final RegistrationDesk registration;
    private boolean broken;

    PathWatch(LoopContext context, Lines lines, RegistrationDesk registration) {
        this.context = context;
        this.lines = lines;
        this.registration = registration;
    }

    /** Before the registration learns of it: whether the way that calls are on is still the one it was. */
    void before(RegistrationInput input) {
        boolean registering = !(registration.state() instanceof RegistrationState.Idle);
        if (input instanceof RegistrationInput.NetworkChanged && registering && !broken) {
            broken = true;
            context.timers.start(TIMER, context.now.plus(PATIENCE), this::giveUp);
        }
    }

    /** After it: whether there is a way again. */
    void after() {
        if (broken && registration.usable()) {
            broken = false;
            context.timers.stop(TIMER);
            lines.pathRestored();
        }
    }

    private void giveUp() {
        broken = false;
        lines.pathLost();
    }
}
