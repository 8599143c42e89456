package org.offhook.agent.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentEvent.StoredDialAsked;
import org.offhook.agent.QueuedDial;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView.Status;

/**
 * Numbers that others queued for this agent in the store: seen here like the desk's own, dialled and taken out by whoever holds the
 * agent's lease there, after asking the store.
 */
final class StoredSteps {
    private StoredSteps() {}

    /** What waits there now. What came and what went is told. */
    static SessionStep seen(SessionModel model, SessionInput.StoredDialsSeen seen, PhoneSnapshot phone) {
        List<QueuedDial> now = model.session().loggedIn().isPresent() ? seen.waiting() : List.of();
        SessionStep step = changed(model, now, calledIn(phone));
        return step.then(next -> SessionStep.accept(next, seen.ticket(), "seen"));
    }

    /** Nobody is logged in to see them; they go on waiting in the store. */
    static SessionStep outOfSight(SessionModel model) {
        return changed(model, List.of(), one -> false);
    }

    private static Predicate<QueuedDial> calledIn(PhoneSnapshot phone) {
        return one -> AtLeisure.isBeingCalled(phone, one.number());
    }

    private static SessionStep changed(SessionModel model, List<QueuedDial> now, Predicate<QueuedDial> dialled) {
        List<QueuedDial> before = model.stored();
        SessionModel next = model.withStored(now);
        SessionStep step = SessionStep.to(next);
        for (QueuedDial one : before) {
            if (!holds(now, one.id())) {
                step = step.then(
                        new SessionEffect.Tell(new AgentEvent.DialUnqueued(one, dialled.test(one), next.waiting())));
            }
        }
        for (QueuedDial one : now) {
            if (!holds(before, one.id())) {
                step = step.then(new SessionEffect.Tell(new AgentEvent.DialQueued(one, next.waiting())));
            }
        }
        return step;
    }

    private static boolean holds(List<QueuedDial> dials, String id) {
        return find(dials, id).isPresent();
    }

    /** The oldest that does not want looking at first. */
    static Optional<String> nextByItself(SessionModel model) {
        return model.stored().stream()
                .filter(one -> !one.preview())
                .map(QueuedDial::id)
                .findFirst();
    }

    static Optional<QueuedDial> find(List<QueuedDial> dials, String id) {
        return dials.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The agent wants this one now. */
    static SessionStep dial(SessionModel model, long ticket, QueuedDial wanted, PhoneSnapshot phone, Instant now) {
        if (model.session().loggedIn().isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_LOGGED_IN);
        }
        if (phone.registration().status() != Status.REGISTERED) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_REGISTERED);
        }
        if (!AtLeisure.isFree(model, phone)) {
            return SessionStep.refuse(model, ticket, AtLeisure.occupied(model));
        }
        return SessionStep.accept(model, ticket, "the store is asked for it")
                .then(new SessionEffect.Tell(new StoredDialAsked(wanted, StoredDialAsked.Wish.DIAL)));
    }

    /** It was counted down to. */
    static SessionStep due(SessionModel model, QueuedDial wanted) {
        return SessionStep.to(model, new SessionEffect.Tell(new StoredDialAsked(wanted, StoredDialAsked.Wish.DIAL)));
    }

    /** The agent does not want this one. It is seen no more; should the store not let go of it, the next look brings it back. */
    static SessionStep remove(SessionModel model, long ticket, QueuedDial unwanted) {
        List<QueuedDial> left = model.stored().stream()
                .filter(one -> !one.id().equals(unwanted.id()))
                .toList();
        return changed(model, left, one -> false)
                .then(next -> SessionStep.accept(next, ticket, "removed"))
                .then(new SessionEffect.Tell(new StoredDialAsked(unwanted, StoredDialAsked.Wish.REMOVE)));
    }
}
