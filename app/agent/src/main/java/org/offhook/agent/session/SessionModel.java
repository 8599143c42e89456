package org.offhook.agent.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DoubtView;
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
 * @param coming what the queue is about to dial by itself
 * @param work of a user of the dialer's store
 * @param stored numbers that wait for this agent in the store's queue, oldest first, as last seen there
 * @param doubts calls that wait for the user's word, because nobody knows whether they were dialled
 */
public record SessionModel(
        AgentSession session,
        List<DialEntry> queue,
        boolean autoDial,
        DialRate rate,
        long lastQueueId,
        AnsweredDials dials,
        Optional<Work> work,
        ComingDial coming,
        List<QueuedDial> stored,
        List<DoubtView> doubts) {
    public SessionModel {
        queue = List.copyOf(queue);
        stored = List.copyOf(stored);
        doubts = List.copyOf(doubts);
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
                new ComingDial.None(),
                List.of(),
                List.of());
    }

    /** What waits for the agent: at this desk, then in the store. */
    public List<QueuedDial> queued() {
        List<QueuedDial> all = new ArrayList<>(queue.size() + stored.size());
        for (DialEntry entry : queue) {
            all.add(entry.queued());
        }
        all.addAll(stored);
        coming.counted()
                .ifPresent(next -> all.replaceAll(one -> one.id().equals(next.id()) ? one.dialledAt(next.at()) : one));
        return List.copyOf(all);
    }

    int waiting() {
        return queue.size() + stored.size();
    }

    Optional<DialEntry> entry(String id) {
        return queue.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    SessionModel at(AgentSession next) {
        return new SessionModel(next, queue, autoDial, rate, lastQueueId, dials, work, coming, stored, doubts);
    }

    SessionModel withAutoDial(boolean on) {
        return new SessionModel(session, queue, on, rate, lastQueueId, dials, work, coming, stored, doubts);
    }

    SessionModel withComing(ComingDial changed) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, dials, work, changed, stored, doubts);
    }

    SessionModel withRate(DialRate changed) {
        return new SessionModel(session, queue, autoDial, changed, lastQueueId, dials, work, coming, stored, doubts);
    }

    SessionModel withNextId() {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId + 1, dials, work, coming, stored, doubts);
    }

    SessionModel with(DialEntry entry) {
        List<DialEntry> longer = new ArrayList<>(queue);
        longer.add(entry);
        return new SessionModel(session, longer, autoDial, rate, lastQueueId, dials, work, coming, stored, doubts);
    }

    SessionModel without(DialEntry entry) {
        List<DialEntry> shorter = new ArrayList<>(queue);
        shorter.remove(entry);
        return new SessionModel(session, shorter, autoDial, rate, lastQueueId, dials, work, coming, stored, doubts)
                .withLeads(leads -> leads.withoutQueued(entry.id()));
    }

    SessionModel withDials(AnsweredDials changed) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, changed, work, coming, stored, doubts);
    }

    SessionModel withStored(List<QueuedDial> seen) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, dials, work, coming, seen, doubts);
    }

    SessionModel withDoubts(List<DoubtView> left) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, dials, work, coming, stored, left);
    }

    SessionModel withWork(Optional<Work> changed) {
        return new SessionModel(session, queue, autoDial, rate, lastQueueId, dials, changed, coming, stored, doubts);
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
    public DeskSettings inForce(DeskSettings own) {
        return work.isPresent() ? work.get().settings() : own;
    }

    /** By which numbers are read and grouped, ISO 3166 alpha-2; empty when none is known. */
    public String country(DeskSettings own) {
        return inForce(own).country();
    }

    /** What the agent can choose from when pausing. */
    public List<PauseCode> pauseCodes(DeskSettings own) {
        return inForce(own).pauseCodes();
    }
}
