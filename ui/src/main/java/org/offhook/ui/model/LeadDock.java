package org.offhook.ui.model;

import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.core.account.AccountId;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.text.Words;

/** The dock of the lead's page: dial or skip what is looked at, else take the next one. */
public final class LeadDock {
    private LeadDock() {}

    /**
     * @param chosen the number that would be dialled
     * @param looking the next lead has been asked for
     */
    public static DockView of(
            AgentSnapshot snapshot, Optional<LeadView> lead, LeadNumber chosen, boolean looking, Words words) {
        return lead.filter(shown -> shown.showing() == Showing.PREVIEW)
                .map(shown -> preview(snapshot, shown, chosen, words))
                .orElseGet(() -> next(snapshot, looking, words));
    }

    private static DockView preview(AgentSnapshot snapshot, LeadView lead, LeadNumber chosen, Words words) {
        String text = words.of("lead.dial.", lead.number(chosen).which());
        Optional<String> objection = CallObjection.over(snapshot, AccountId.MAIN, words);
        DockView dial;
        if (objection.isPresent()) {
            dial = DockView.off(Meaning.DIAL_LEAD, IconName.CALL, text, objection.get());
        } else if (!lead.there().open()) {
            dial = DockView.off(
                    Meaning.DIAL_LEAD, IconName.CALL, text, lead.there().text());
        } else {
            dial = DockView.of(Meaning.DIAL_LEAD, IconName.CALL, text);
        }
        return dial.withSecond(words.of("lead.skip")).about(Long.toString(lead.leadId()));
    }

    private static DockView next(AgentSnapshot snapshot, boolean looking, Words words) {
        String text = words.of("lead.next");
        if (looking) {
            return DockView.off(Meaning.NEXT_LEAD, IconName.SYNC, words.of("lead.looking"), "");
        }
        return mayTakeNext(snapshot)
                ? DockView.of(Meaning.NEXT_LEAD, IconName.DIAL_NEXT, text)
                : DockView.off(Meaning.NEXT_LEAD, IconName.DIAL_NEXT, text, words.of(nothing(snapshot)));
    }

    /** Whether the agent could be given a lead; that none was left before does not say that none came since. */
    public static boolean mayTakeNext(AgentSnapshot snapshot) {
        return DockModel.mayCall(snapshot) && snapshot.work().campaign().isPresent();
    }

    /** Key of the sentence that says why no lead is there. */
    public static String nothing(AgentSnapshot snapshot) {
        if (!DockModel.loggedIn(snapshot)) {
            return "loggedOut.closed";
        }
        if (snapshot.work().campaign().isEmpty()) {
            return "lead.none.noCampaign";
        }
        return snapshot.work().moreLeads() ? "lead.none" : "lead.none.left";
    }
}
