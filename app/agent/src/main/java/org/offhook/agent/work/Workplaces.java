package org.offhook.agent.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CampaignRules;
import org.offhook.agent.CampaignView;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.PauseCode;
import org.offhook.agent.port.Workplace;
import org.offhook.campaign.callback.Callback;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.Disposition.Meaning;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.User;

/** Finds out where a user of the store works. */
public final class Workplaces {
    private Workplaces() {}

    /** Empty when the user is not active, or in no active campaign. */
    public static Optional<Workplace> find(StorePorts ports, String agent, Instant now) {
        return ports.users()
                .find(agent)
                .filter(User::active)
                .flatMap(user -> ports.setup().campaign(user.campaign()))
                .filter(Campaign::active)
                .map(campaign -> new Workplace(
                        rules(ports, campaign),
                        dispositions(ports, campaign.id()),
                        callbacks(ports, agent, campaign.id(), now),
                        CallsInDoubt.of(ports, agent),
                        ports.wrapUps().unfinished(agent).stream()
                                .map(KeptWrapUps::read)
                                .toList()));
    }

    private static CampaignRules rules(StorePorts ports, Campaign campaign) {
        // A campaign that does not say leaves it to the API's profiles; what the agent's own desk is asked for waits in
        // the queue.
        ManualDialMode mode = campaign.apiManualDial()
                .map(asked -> ManualDialMode.valueOf(asked.name()))
                .orElse(ManualDialMode.QUEUE);
        return new CampaignRules(
                new CampaignView(
                        campaign.id(),
                        campaign.name(),
                        mode,
                        mode == ManualDialMode.QUEUE_AND_AUTOCALL,
                        campaign.dispositionForced(),
                        campaign.wrapUp(),
                        campaign.callerId().number(),
                        campaign.country()),
                ports.setup().pauseCodes(campaign.id()).stream()
                        .map(code -> new PauseCode(
                                code.code(),
                                code.name(),
                                Optional.of(code.limit()).filter(limit -> !limit.equals(Duration.ZERO))))
                        .toList(),
                campaign.pauseCodeForced(),
                campaign.dialRules(),
                campaign.callerId(),
                campaign.ringLimit(),
                campaign.queueLimit(),
                campaign.recording());
    }

    /** Those with a key first, by key. */
    private static List<DispositionChoice> dispositions(StorePorts ports, String campaign) {
        return ports.setup().dispositions(campaign).stream()
                .sorted(Comparator.comparing((Disposition one) -> one.hotkey().isEmpty())
                        .thenComparing(Disposition::hotkey)
                        .thenComparing(Disposition::code))
                .map(one -> new DispositionChoice(
                        one.code(),
                        one.name(),
                        one.hotkey(),
                        one.meanings().contains(Meaning.CALL_BACK),
                        one.meanings().contains(Meaning.DO_NOT_CALL)))
                .toList();
    }

    /** Promised calls of an agent, and of anyone in the campaign, by time. */
    public static List<CallbackView> callbacks(StorePorts ports, String agent, String campaign, Instant now) {
        return ports.callbacks().waiting(agent, campaign).stream()
                .map(callback -> callback(ports, callback, agent, now))
                .toList();
    }

    private static CallbackView callback(StorePorts ports, Callback callback, String agent, Instant now) {
        Optional<Lead> lead = ports.leads().find(callback.lead());
        Instant at = callback.at().instant();
        return new CallbackView(
                callback.id(),
                callback.lead(),
                lead.map(LeadReader::name).orElse(""),
                lead.map(LeadReader::number).orElse(""),
                at,
                callback.at().zone(),
                callback.agent().equals(agent),
                callback.comment(),
                !at.isAfter(now));
    }
}
