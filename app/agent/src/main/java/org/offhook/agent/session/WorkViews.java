package org.offhook.agent.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.CampaignView;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.WorkView;
import org.offhook.agent.WrapUpView;
import org.offhook.agent.WrapUpView.Saving;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.core.call.CallId;

/** Shows leads, wrap-up and callbacks to observers. */
public final class WorkViews {
    private WorkViews() {}

    public static WorkView of(SessionModel model) {
        return model.work()
                .map(work -> new WorkView(
                        Optional.of(work.rules().view()),
                        lead(model, work.leads()),
                        wrapUp(model.session(), work.rules().view()),
                        work.dispositions(),
                        work.callbacks(),
                        model.doubts(),
                        work.moreLeads()))
                .orElseGet(() -> WorkView.NONE.withDoubts(model.doubts()));
    }

    /** The lead that the agent looks at: the present call's, else what is to be looked at, else the last one. */
    static Optional<LeadOnScreen> lead(SessionModel model, LeadsInHand leads) {
        Optional<CallId> call = call(model.session());
        if (call.isPresent()) {
            return Optional.ofNullable(leads.calls().get(call.get()));
        }
        return leads.preview()
                .or(() -> queued(model, leads))
                .or(() -> leads.calls().values().stream().findFirst()) // a call that rings
                .or(leads::kept);
    }

    private static Optional<LeadOnScreen> queued(SessionModel model, LeadsInHand leads) {
        for (DialEntry entry : model.queue()) {
            LeadOnScreen lead = leads.queued().get(entry.id());
            if (lead != null) {
                return Optional.of(lead);
            }
        }
        return Optional.empty();
    }

    private static Optional<CallId> call(AgentSession session) {
        return switch (session) {
            case AgentSession.Calling at -> Optional.of(at.call());
            case AgentSession.OnCall at -> Optional.of(at.call());
            case AgentSession.WrapUp at -> Optional.of(at.work().call());
            case AgentSession.Saving at -> Optional.of(at.work().call());
            case AgentSession.LoggedOut _,
                    AgentSession.Verifying _,
                    AgentSession.Resolving _,
                    AgentSession.Registering _,
                    AgentSession.Paused _,
                    AgentSession.Ready _,
                    AgentSession.Lost _,
                    AgentSession.Clearing _,
                    AgentSession.Dialling _,
                    AgentSession.LoggingOut _ -> Optional.empty();
        };
    }

    private static Optional<WrapUpView> wrapUp(AgentSession session, CampaignView campaign) {
        return switch (session) {
            case AgentSession.WrapUp at ->
                Optional.of(
                        view(at.work(), at.until(), campaign, at.failure().isPresent() ? Saving.FAILED : Saving.OPEN));
            case AgentSession.Saving at -> Optional.of(view(at.work(), Optional.empty(), campaign, Saving.SAVING));
            case AgentSession.LoggedOut _,
                    AgentSession.Verifying _,
                    AgentSession.Resolving _,
                    AgentSession.Registering _,
                    AgentSession.Paused _,
                    AgentSession.Ready _,
                    AgentSession.Lost _,
                    AgentSession.Clearing _,
                    AgentSession.Dialling _,
                    AgentSession.Calling _,
                    AgentSession.OnCall _,
                    AgentSession.LoggingOut _ -> Optional.empty();
        };
    }

    private static WrapUpView view(KeptWrapUp work, Optional<Instant> until, CampaignView campaign, Saving saving) {
        return new WrapUpView(
                work.call(),
                work.who(),
                work.talked(),
                work.end(),
                until,
                campaign.dispositionForced(),
                work.draft(),
                saving);
    }

    /** What a step changed of it, in events. */
    static List<AgentEvent> changes(Optional<LeadOnScreen> before, Optional<LeadOnScreen> after) {
        if (before.equals(after)) {
            return List.of();
        }
        List<AgentEvent> told = new ArrayList<>();
        before.filter(lead -> after.isEmpty() || after.get().leadId() != lead.leadId())
                .ifPresent(lead -> told.add(new AgentEvent.LeadGone(lead.leadId())));
        after.ifPresent(lead -> told.add(new AgentEvent.LeadShown(lead)));
        return told;
    }
}
