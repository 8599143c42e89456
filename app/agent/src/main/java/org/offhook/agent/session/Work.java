package org.offhook.agent.session;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CampaignRules;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.Workplace;
import org.offhook.core.call.CallId;

/**
 * What a user of the dialer's store works with.
 *
 * @param settings the desk's, with the campaign's rules in the place of its own
 * @param callbacks by time; those whose time has come are marked
 * @param unfinished wrap-ups of an earlier life of this program, oldest first, until the login is through
 * @param asking commands that wait for the next lead
 * @param consultations calls to somebody who was asked beside another call: they have no result
 * @param moreLeads false once the store had none left
 */
public record Work(
        String agent,
        CampaignRules rules,
        DeskSettings settings,
        List<DispositionChoice> dispositions,
        List<CallbackView> callbacks,
        List<KeptWrapUp> unfinished,
        LeadsInHand leads,
        List<Long> asking,
        Set<CallId> consultations,
        boolean moreLeads) {

    static Work at(Workplace place, String agent, DeskSettings own) {
        return new Work(
                agent,
                place.rules(),
                own.inCampaign(place.rules()),
                place.dispositions(),
                place.callbacks(),
                place.unfinished(),
                LeadsInHand.NONE,
                List.of(),
                Set.of(),
                true);
    }

    String campaign() {
        return rules.view().id();
    }

    /** Whether the agent has something to do after a call. */
    boolean wrapsUp() {
        return !rules.view().wrapUp().isZero() || rules.view().dispositionForced();
    }

    Optional<DispositionChoice> disposition(String code) {
        return dispositions.stream()
                .filter(choice -> choice.code().equals(code))
                .findFirst();
    }

    Work with(LeadsInHand changed) {
        return new Work(
                agent, rules, settings, dispositions, callbacks, unfinished, changed, asking, consultations, moreLeads);
    }

    Work withCallbacks(List<CallbackView> changed) {
        return new Work(
                agent,
                rules,
                settings,
                dispositions,
                List.copyOf(changed),
                unfinished,
                leads,
                asking,
                consultations,
                moreLeads);
    }

    /** The promise is kept by the call that is being made. */
    Work withoutCallback(OptionalLong made) {
        return made.isEmpty()
                ? this
                : withCallbacks(callbacks.stream()
                        .filter(callback -> callback.id() != made.getAsLong())
                        .toList());
    }

    Work withAsking(List<Long> tickets) {
        return new Work(
                agent,
                rules,
                settings,
                dispositions,
                callbacks,
                unfinished,
                leads,
                List.copyOf(tickets),
                consultations,
                moreLeads);
    }

    Work withConsultation(CallId call) {
        Set<CallId> more = new HashSet<>(consultations);
        more.add(call);
        return withConsultations(more);
    }

    Work withoutConsultation(CallId call) {
        if (!consultations.contains(call)) {
            return this;
        }
        Set<CallId> fewer = new HashSet<>(consultations);
        fewer.remove(call);
        return withConsultations(fewer);
    }

    private Work withConsultations(Set<CallId> changed) {
        return new Work(
                agent,
                rules,
                settings,
                dispositions,
                callbacks,
                unfinished,
                leads,
                asking,
                Set.copyOf(changed),
                moreLeads);
    }

    Work withMoreLeads(boolean more) {
        return new Work(
                agent, rules, settings, dispositions, callbacks, unfinished, leads, asking, consultations, more);
    }

    Work withNothingUnfinished() {
        return new Work(
                agent, rules, settings, dispositions, callbacks, List.of(), leads, asking, consultations, moreLeads);
    }

    /** The same with what an administrator has changed meanwhile. */
    Work seenAgain(Workplace place, DeskSettings own) {
        return new Work(
                agent,
                place.rules(),
                own.inCampaign(place.rules()),
                place.dispositions(),
                callbacks,
                unfinished,
                leads,
                asking,
                consultations,
                moreLeads);
    }
}
