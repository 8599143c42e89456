package org.offhook.agent.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.PauseCode;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.session.AgentSession.LoggedOut;
import org.offhook.core.call.CallId;

/**
 * Everything the session machine remembers.
 *
 * @param session where the agent is
 * @param queue numbers that wait, oldest first
 * @param autoDial whether they are dialled by themselves
 * @param rate how fast others may ask
 * @param lastQueueId the newest entry's number
 * @param dials keys of dials that were asked for, and their outcomes
 * @param dialsAt when the queue dials by itself, while that is being counted down
 * @param work of a user of the dialer's store
 * @param stored numbers that wait for this agent in the store's queue, oldest first, as last seen there
 */
public record SessionModel(
        AgentSession session,
        List<DialEntry> queue,
        boolean autoDial,
        DialRate rate,
        long lastQueueId,
        AnsweredDials dials,
        Optional<Work> work,
        Optional<Instant> dialsAt,
        List<QueuedDial> stored) {
    public SessionModel {
        queue = List.copyOf(queue);
        stored = List.copyOf(stored);
    }

    public static SessionModel begin(DeskSettings settings, Instant now) {
        return new SessionModel(
                new LoggedOut(now),
                List.of(),
                settings.mode() != ManualDialMode.STANDARD,
                DialRate.full(settings.dialBurst(), settings.dialInterval()),
                0,
                AnsweredDials.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** What waits for the agent: at this desk, then in the store. */
    public List<QueuedDial> queued() {
        Optional<String> next = dialsAt.isEmpty()
                ? Optional.empty()
                : DialEntry.nextByItself(queue).map(DialEntry::id);
        List<QueuedDial> all = new ArrayList<>(queue.size() + stored.size());
        for (DialEntry entry : queue) {
            all.add(
                    next.filter(entry.id()::equals).isPresent()
                            ? entry.queued().dialledAt(dialsAt.get())
                            : entry.queued());
        }
        all.addAll(stored);
        return List.copyOf(all);
    }

    int waiting() {
        return queue.size() + stored.size();
    }

    Optional<DialEntry> entry(String id) {
        return queue.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    SessionModel at(AgentSession next) {
        return new SessionModel(next, queue, autoDial, rate, lastQueueId, dials, work, dialsAt, stored);
    }

    SessionModel withAutoDial(boolean on) {
        return new SessionModel(session, queue, on, rate, lastQueueId, dials, work, dialsAt, stored);
    }

    SessionModel withDialsAt(Optional<Instant> then) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, dials, work, then, stored);
    }

    SessionModel withRate(DialRate changed) {
        return new SessionModel(session, queue, autoDial, changed, lastQueueId, dials, work, dialsAt, stored);
    }

    SessionModel withNextId() {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId + 1, dials, work, dialsAt, stored);
    }

    SessionModel with(DialEntry entry) {
        List<DialEntry> longer = new ArrayList<>(queue);
        longer.add(entry);
        return new SessionModel(session, longer, autoDial, rate, lastQueueId, dials, work, dialsAt, stored);
    }

    SessionModel without(DialEntry entry) {
        List<DialEntry> shorter = new ArrayList<>(queue);
        shorter.remove(entry);
        return new SessionModel(session, shorter, autoDial, rate, lastQueueId, dials, work, dialsAt, stored)
                .withLeads(leads -> leads.withoutQueued(entry.id()));
    }

    SessionModel withDials(AnsweredDials changed) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, changed, work, dialsAt, stored);
    }

    SessionModel withStored(List<QueuedDial> seen) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, dials, work, dialsAt, seen);
    }

    SessionModel withWork(Optional<Work> changed) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, dials, changed, dialsAt, stored);
    }

    SessionModel withConsultation(CallId call) {
        return work.isEmpty() ? this : withWork(work.map(now -> now.withConsultation(call)));
    }

    SessionModel withoutConsultation(CallId call) {
        return work.isEmpty() ? this : withWork(work.map(now -> now.withoutConsultation(call)));
    }

    SessionModel withLeads(UnaryOperator<LeadsInHand> change) {
        return work.isEmpty() ? this : withWork(work.map(now -> now.with(change.apply(now.leads()))));
    }

    /** The rules that hold: the campaign's, or the desk's own. */
    DeskSettings inForce(DeskSettings own) {
        return work.isPresent() ? work.get().settings() : own;
    }

    /** What the agent can choose from when pausing. */
    public List<PauseCode> pauseCodes(DeskSettings own) {
        return inForce(own).pauseCodes();
    }
}
