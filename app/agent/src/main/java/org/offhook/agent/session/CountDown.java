package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.session.ComingDial.CountedDown;
import org.offhook.agent.session.ComingDial.Held;
import org.offhook.agent.session.ComingDial.None;
import org.offhook.core.phone.PhoneSnapshot;

/**
 * The few seconds in which an agent sees what the queue is about to dial by itself and can say Wait. It ends without a call as soon as the
 * agent is busy, or nothing is left to dial; it is always about one number, and begins anew for another.
 */
final class CountDown {
    private CountDown() {}

    static SessionStep begin(SessionModel model, String id, Instant then) {
        return SessionStep.to(model.withComing(new CountedDown(id, then)), new SessionEffect.StartCountDown(then));
    }

    static SessionStep waitAsked(SessionModel model, long ticket) {
        ComingDial left = model.coming().counted().isPresent() ? new Held() : model.coming();
        return SessionStep.accept(model.withComing(left), ticket, "waits");
    }

    /**
     * What follows from where a step led: nothing is counted down that could not be dialled.
     *
     * @param wait for the next number, when the one that was counted down is gone
     */
    static SessionStep observed(
            SessionModel before, SessionStep step, PhoneSnapshot phone, Duration wait, Instant now) {
        SessionStep settled = settled(step, phone, wait, now);
        boolean stopped = before.coming().counted().isPresent()
                && settled.next().coming().counted().isEmpty();
        return stopped ? settled.then(new SessionEffect.StopCountDown()) : settled;
    }

    private static SessionStep settled(SessionStep step, PhoneSnapshot phone, Duration wait, Instant now) {
        SessionModel after = step.next();
        if (after.coming() instanceof None) {
            return step;
        }
        Optional<String> next =
                after.autoDial() && AtLeisure.isFree(after, phone) ? nextByItself(after) : Optional.empty();
        if (next.isEmpty()) {
            return step.then(same -> SessionStep.to(same.withComing(new None())));
        }
        return after.coming()
                .counted()
                .filter(counted -> !maybeDialled(after, counted.id()))
                .map(gone -> step.then(same -> begin(same, next.get(), now.plus(wait))))
                .orElse(step);
    }

    /** The oldest that may be dialled by itself: of this desk, then of the store. */
    static Optional<String> nextByItself(SessionModel model) {
        return DialEntry.nextByItself(model.queue()).map(DialEntry::id).or(() -> StoredSteps.nextByItself(model));
    }

    private static boolean maybeDialled(SessionModel model, String id) {
        return model.entry(id).filter(DialEntry::byItself).isPresent()
                || StoredSteps.find(model.stored(), id)
                        .filter(one -> !one.preview())
                        .isPresent();
    }
}
