package org.offhook.agent.session;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.DialBar;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;
import org.offhook.core.error.ErrorCode;

/** Numbers that the campaign's rules speak against: they stay in sight, passed over, until the agent decides. */
record BarSteps(int queueLimit) {

    /** Another part of the program has passed a number over: the agent sees it and why. */
    SessionStep told(SessionModel model, SessionInput.TellBlockedAsked asked, Instant now) {
        SessionStep told = SessionStep.accept(model, asked.ticket(), "told")
                .then(new SessionEffect.Tell(
                        new AgentEvent.DialBlocked(asked.number(), asked.name(), asked.source(), asked.why())));
        if (model.session().loggedIn().isEmpty()) {
            return told;
        }
        ManualDial dial = ManualDial.of(asked.number(), asked.source());
        return told.then(same -> {
            SessionModel numbered = same.withNextId();
            QueuedDial queued =
                    new QueuedDial("q" + numbered.lastQueueId(), asked.number(), asked.name(), asked.source(), now);
            return keep(numbered, new DialEntry(queued, dial).barred(DialBar.of(asked.why())));
        });
    }

    /** The store said no to a number out of the queue: back it goes, with the reason. */
    SessionStep back(SessionModel model, DialEntry entry, ErrorCode why, Optional<LeadOnScreen> lead) {
        DialBar bar = new DialBar(
                why,
                lead.flatMap(LeadOnScreen::callableFrom),
                lead.flatMap(LeadOnScreen::zone),
                lead.map(one -> OptionalLong.of(one.leadId())).orElse(OptionalLong.empty()));
        return keep(model, entry.barred(bar));
    }

    private SessionStep keep(SessionModel model, DialEntry entry) {
        return gone(model, entry.queued().number()).then(rest -> {
            if (rest.queue().size() >= queueLimit) {
                return SessionStep.to(rest); // the log has it; what can still be dialled needs the place more
            }
            SessionModel longer = rest.with(entry);
            return SessionStep.to(
                    longer, new SessionEffect.Tell(new AgentEvent.DialQueued(entry.queued(), longer.waiting())));
        });
    }

    /** The number is asked for anew, or passed over again: what was said of it before is over. */
    static SessionStep gone(SessionModel model, String number) {
        for (DialEntry entry : model.queue()) {
            if (entry.queued().bar().isPresent() && entry.queued().number().equals(number)) {
                return DialSteps.unqueued(model, entry);
            }
        }
        return SessionStep.to(model);
    }
}
