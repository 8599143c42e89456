package org.offhook.agent.dial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadWish;
import org.offhook.agent.port.DialQuestion;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.error.ErrorCode;

/** The number and the lead of a dial that was asked for at the desk, by the same rules as at the API's doors. */
public sealed interface DeskDial {
    /**
     * @param number as it goes to the exchange
     * @param shownNumber as asked or as the lead has it
     * @param lead absent for feature codes, which are nobody's number
     */
    record Found(String number, String shownNumber, Optional<Lead> lead) implements DeskDial {
        @Override
        public String toString() {
            return "Found"; // numbers stay out of logs
        }
    }

    record Refused(ErrorCode error) implements DeskDial {}

    /** Looks for it; makes the lead where there is none. */
    static DeskDial of(StorePorts ports, DialQuestion question) {
        Optional<Campaign> campaign = ports.setup().campaign(question.campaign());
        if (campaign.isEmpty()) {
            return new Refused(ErrorCode.NO_CAMPAIGN);
        }
        boolean known = question.lead() instanceof LeadWish.Known;
        if (!known
                && DialableNumber.read(question.number()) instanceof NumberReading.Dialable(DialableNumber number)
                && number.featureCode()) {
            return new Found(number.keys(), question.number(), Optional.empty());
        }
        return switch (new DialTarget.Search(ports, wish(question), question.agent(), campaign.get())
                .target(ManualDialDoor.VtigerFinding.NONE)) {
            case DialTarget.Found found ->
                new Found(
                        found.dialled(),
                        found.shownNumber(),
                        found.lead().isPresent()
                                ? ports.leads().find(found.lead().getAsLong())
                                : created(ports, campaign.get(), found));
            case DialTarget.Missing(DialReply.LeadUnknown _) -> new Refused(ErrorCode.NO_SUCH_LEAD);
            case DialTarget.Missing _ -> new Refused(ErrorCode.NUMBER_TOO_SHORT);
        };
    }

    private static Optional<Lead> created(StorePorts ports, Campaign campaign, DialTarget.Found found) {
        NewLead lead = NewLead.of(campaign.manualDialList(), found.phoneCode(), found.leadNumber());
        return ports.leads().add(List.of(lead), DuplicateCheck.NONE).getFirst() instanceof AddedLead.Created(long id)
                ? ports.leads().find(id)
                : Optional.empty();
    }

    private static DialWish wish(DialQuestion question) {
        Optional<LeadWish.Known> known =
                question.lead() instanceof LeadWish.Known lead ? Optional.of(lead) : Optional.empty();
        return new DialWish(
                question.agent(),
                Optional.empty(),
                known.isPresent() ? "" : question.number(),
                known.map(lead -> Long.toString(lead.leadId())).orElse(""),
                question.phoneCode(),
                question.lead() instanceof LeadWish.Create ? DialWish.Search.NO : DialWish.Search.YES,
                DialWish.Preview.NO,
                DialWish.Focus.NO,
                known.map(lead -> alternate(lead.number())).orElse(DialWish.Alternate.MAIN),
                "",
                "",
                "",
                DialWish.VtigerCallback.NO,
                ApiManualDial.QUEUE,
                question.source(),
                "",
                Map.of());
    }

    private static DialWish.Alternate alternate(LeadNumber number) {
        return switch (number) {
            case MAIN -> DialWish.Alternate.MAIN;
            case ALT -> DialWish.Alternate.ALT;
            case THIRD -> DialWish.Alternate.ADDR3;
        };
    }
}
