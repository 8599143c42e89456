package org.offhook.agent.session;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.phone.PhoneSnapshot;

/**
 * The few seconds in which an agent sees what the queue is about to dial by itself and can say Wait. It ends without a call as soon as the
 * agent is busy, or nothing is left to dial.
 */
final class CountDown {
    private CountDown() {}

    static SessionStep begin(SessionModel model, Instant then) {
        return SessionStep.to(model.withDialsAt(Optional.of(then)), new SessionEffect.StartCountDown(then));
    }

    static SessionStep waitAsked(SessionModel model, long ticket) {
        return SessionStep.accept(model.withDialsAt(Optional.empty()), ticket, "waits");
    }

    /** What follows from where a step led: nothing is counted down that could not be dialled. */
    static SessionStep observed(SessionModel before, SessionStep step, PhoneSnapshot phone) {
        SessionModel after = step.next();
        boolean stands = after.dialsAt().isPresent()
                && after.autoDial()
                && DialSteps.isFree(after, phone)
                && DialEntry.nextByItself(after.queue()).isPresent();
        SessionStep settled = after.dialsAt().isPresent() && !stands
                ? step.then(same -> SessionStep.to(same.withDialsAt(Optional.empty())))
                : step;
        return before.dialsAt().isPresent() && settled.next().dialsAt().isEmpty()
                ? settled.then(new SessionEffect.StopCountDown())
                : settled;
    }
}
