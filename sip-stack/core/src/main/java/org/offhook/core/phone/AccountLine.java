package org.offhook.core.phone;

import java.util.function.Consumer;
import org.offhook.core.account.AccountId;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.registration.RegistrationState;

/** What every account has of its own: user agent, registration, subscriptions, and the way its calls are on. Owned by the loop's thread. */
final class AccountLine {
    final SignallingPort port;
    final RegistrationDesk registration;
    final WatchLine watch;
    private final PathWatch path;

    AccountLine(
            LoopContext context,
            Lines lines,
            AccountId id,
            SignallingPort port,
            WatchLine watch,
            long seed,
            Consumer<RegistrationView> news) {
        this.port = port;
        this.watch = watch;
        this.registration = new RegistrationDesk(context, id, port, seed, news);
        this.path = new PathWatch(context, lines, id, registration);
    }

    /** Something happened to the binding, or to the way to the exchange. */
    void happened(RegistrationInput input) {
        path.before(input);
        registration.take(input);
        path.after();
    }

    boolean isIdle() {
        return registration.state() instanceof RegistrationState.Idle;
    }
}
