package org.offhook.agent.floor;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.offhook.campaign.filter.DialBlock;
import org.offhook.campaign.filter.DialSubject;
import org.offhook.campaign.filter.NumberFilter;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.error.ErrorCode;

/** The campaign's rules for numbers at the moment of dialling: brings {@link NumberFilter} what the store knows. Blocks on the store. */
public final class DialFilter {
    private final ZoneId ownZone;

    /** @param ownZone where called parties are of whom neither lead nor number tells a zone */
    public DialFilter(ZoneId ownZone) {
        this.ownZone = ownZone;
    }

    /** Why a number is not dialled now. A campaign that is not there has no rules; the system's DNC list counts all the same. */
    public Optional<DialBlock> block(StorePorts store, NewDial dial, Instant now) {
        Optional<Lead> lead =
                dial.lead().isPresent() ? store.leads().find(dial.lead().getAsLong()) : Optional.empty();
        DialSubject subject = DialSubject.of(dial.number(), dial.shownNumber(), lead);
        NumberFilter filter = new NumberFilter(
                store.setup().campaign(dial.campaign()).orElseGet(() -> Campaign.of(dial.campaign(), "")), ownZone);
        return filter.block(subject, store.dnc().blocked(dial.campaign(), filter.dncForms(subject)), now);
    }

    /** The code under which the agent is told. */
    public static ErrorCode codeOf(DialBlock block) {
        return switch (block) {
            case DNC -> ErrorCode.NUMBER_DO_NOT_CALL;
            case OUTSIDE_CALLING_HOURS -> ErrorCode.OUTSIDE_CALLING_HOURS;
            case NUMBER_NOT_ALLOWED -> ErrorCode.NUMBER_NOT_ALLOWED;
        };
    }
}
