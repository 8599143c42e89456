package org.offhook.agent;

import java.util.List;
import java.util.Optional;

/**
 * What the dialer's store gives an agent to work on. A desk whose agent is no user of the store shows {@link #NONE}; a user without a campaign
 * has nothing but doubts.
 *
 * @param campaign the one the agent is logged in to
 * @param lead on the screen
 * @param wrapUp open while a call's result is being noted
 * @param dispositions results to choose from, in order of display
 * @param callbacks promised calls of this agent, and of anyone in the campaign, by time
 * @param doubts calls that wait for this agent's word on whether they are dialled again
 * @param moreLeads false once the campaign had no lead left to give
 */
public record WorkView(
        Optional<CampaignView> campaign,
        Optional<LeadOnScreen> lead,
        Optional<WrapUpView> wrapUp,
        List<DispositionChoice> dispositions,
        List<CallbackView> callbacks,
        List<DoubtView> doubts,
        boolean moreLeads) {
    public static final WorkView NONE =
            new WorkView(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), false);

    public WorkView {
        dispositions = List.copyOf(dispositions);
        callbacks = List.copyOf(callbacks);
        doubts = List.copyOf(doubts);
    }

    public WorkView withDoubts(List<DoubtView> waiting) {
        return new WorkView(campaign, lead, wrapUp, dispositions, callbacks, waiting, moreLeads);
    }
}
