package org.offhook.agent.floor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.StorePorts;

/** What a campaign forbids at the moment of dialling: numbers of the DNC lists, hours, prefixes. */
public final class DialFilter {
    private final ZoneId ownZone;

    /** @param ownZone where called parties are who tell no other zone */
    public DialFilter(ZoneId ownZone) {
        this.ownZone = ownZone;
    }

    /** Why a number is not dialled. */
    public enum Block {
        DNC,
        OUTSIDE_CALLING_HOURS,
        NUMBER_NOT_ALLOWED
    }

    /** Empty when it may be dialled now. */
    public Optional<Block> block(StorePorts store, NewDial dial, Instant now) {
        Optional<Campaign> campaign = store.setup().campaign(dial.campaign());
        Optional<Lead> lead =
                dial.lead().isPresent() ? store.leads().find(dial.lead().getAsLong()) : Optional.empty();
        if (store.dnc().blocked(dial.campaign(), forms(dial, lead))) {
            return Optional.of(Block.DNC);
        }
        if (campaign.isEmpty()) {
            return Optional.empty();
        }
        if (!campaign.get().callingHours().allow(now.atZone(zone(lead)))) {
            return Optional.of(Block.OUTSIDE_CALLING_HOURS);
        }
        return prefixAllowed(campaign.get(), dial.number()) ? Optional.empty() : Optional.of(Block.NUMBER_NOT_ALLOWED);
    }

    private static Set<String> forms(NewDial dial, Optional<Lead> lead) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(digits(dial.number()));
        forms.add(digits(dial.shownNumber()));
        lead.ifPresent(known -> {
            forms.add(known.phoneNumber());
            forms.add(known.phoneCode() + known.phoneNumber());
        });
        forms.remove("");
        return forms;
    }

    private ZoneId zone(Optional<Lead> lead) {
        String id = lead.map(Lead::timeZone).orElse("");
        try {
            return id.isEmpty() ? ownZone : ZoneId.of(id);
        } catch (DateTimeException e) {
            return ownZone; // an import wrote a zone nobody knows
        }
    }

    /** The longest match of both lists counts; national numbers match with their digits. */
    private static boolean prefixAllowed(Campaign campaign, String number) {
        String digits = digits(number);
        return longest(campaign.refusedPrefixes(), digits) <= longest(campaign.allowedPrefixes(), digits)
                || longest(campaign.refusedPrefixes(), digits) == 0;
    }

    private static int longest(Iterable<String> prefixes, String digits) {
        int longest = 0;
        for (String prefix : prefixes) {
            String bare = digits(prefix);
            if (!bare.isEmpty() && digits.startsWith(bare)) {
                longest = Math.max(longest, bare.length());
            }
        }
        return longest;
    }

    private static String digits(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
