package org.offhook.agent.port;

import java.util.List;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CampaignRules;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.DoubtView;

/**
 * Where a user of the store works.
 *
 * @param callbacks the user's own and those of anyone in the campaign, by time
 * @param doubts calls that wait for the user's word, because nobody knows whether they were dialled
 * @param unfinished wrap-ups that were begun and not saved, oldest first: the program or its computer went away
 */
public record Workplace(
        CampaignRules rules,
        List<DispositionChoice> dispositions,
        List<CallbackView> callbacks,
        List<DoubtView> doubts,
        List<KeptWrapUp> unfinished) {
    public Workplace {
        dispositions = List.copyOf(dispositions);
        callbacks = List.copyOf(callbacks);
        doubts = List.copyOf(doubts);
        unfinished = List.copyOf(unfinished);
    }
}
