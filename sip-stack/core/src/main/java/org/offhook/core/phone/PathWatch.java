package org.offhook.core.phone;

import java.time.Duration;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.registration.RegistrationState;

/**
 * Brings an account's calls over a change of the network. What is up is continued as soon as the phone is registered again, because only then does
 * the exchange know us at the new address; when that takes too long, the far end is taken to be gone. Loop only.
 */
final class PathWatch {
    /** Whoever heard nothing for so long has hung up. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LoopContext context;
    private final Lines lines;
    private final AccountId account;
    private final RegistrationDesk registration;
    private boolean broken;

    private record TimerKey(AccountId account) {}

    PathWatch(LoopContext context, Lines lines, AccountId account, RegistrationDesk registration) {
        this.context = context;
        this.lines = lines;
        this.account = account;
        this.registration = registration;
    }

    /** Before the registration learns of it: whether the way that calls are on is still the one it was. */
    void before(RegistrationInput input) {
        boolean registering = !(registration.state() instanceof RegistrationState.Idle);
        if (input instanceof RegistrationInput.NetworkChanged && registering && !broken) {
            broken = true;
            lines.way(account, false);
            context.timers.start(new TimerKey(account), context.now.plus(PATIENCE), this::giveUp);
        }
    }

    /** After it: whether there is a way again. */
    void after() {
        if (broken && registration.usable()) {
            broken = false;
            lines.way(account, true);
            context.timers.stop(new TimerKey(account));
            context.signalling.localAddress(account).ifPresent(address -> tell(new CallInput.PathRestored(address)));
        }
    }

    private void giveUp() {
        broken = false;
        lines.way(account, true);
        tell(new CallInput.TransportFailed(ErrorCode.CONNECTION_LOST));
    }

    private void tell(CallInput input) {
        lines.upOver(account).forEach(call -> lines.happened(call, input));
    }
}
