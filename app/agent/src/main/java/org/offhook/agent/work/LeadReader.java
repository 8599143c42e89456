package org.offhook.agent.work;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offhook.agent.EarlierCall;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.LeadValue;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.StorePorts;

/** Makes of a stored lead what an agent sees of it. */
public final class LeadReader {
    static final String PHONE_NUMBER = "phone_number";
    static final String PHONE_CODE = "phone_code";
    static final int LONGEST_NUMBER = 18;
    static final int LONGEST_CODE = 8;
    private static final int MOST_EARLIER = 10;

    private final ZoneId ownZone;

    /** @param ownZone where called parties are who tell no other zone */
    public LeadReader(ZoneId ownZone) {
        this.ownZone = ownZone;
    }

    /** The lead as it is now, to be looked at. */
    public LeadOnScreen read(StorePorts ports, String campaign, Lead lead, Instant now) {
        Optional<LeadList> list = ports.lists().find(lead.listId());
        CallingHours hours =
                ports.setup().campaign(campaign).map(Campaign::callingHours).orElse(CallingHours.ALWAYS);
        ZonedDateTime there = now.atZone(zone(lead));
        return new LeadOnScreen(
                lead.id(),
                list.map(LeadList::name).orElse(""),
                name(lead),
                number(lead),
                lead.field(LeadField.ALT_PHONE),
                lead.field(LeadField.ADDRESS3),
                known(lead.timeZone()),
                hours.allow(there),
                hours.opensNext(there),
                values(lead, list),
                earlier(ports, lead.id()),
                Showing.PREVIEW,
                Optional.empty(),
                Optional.empty());
    }

    /** Where the lead is, as far as it says so. */
    ZoneId zone(Lead lead) {
        return known(lead.timeZone()).orElse(ownZone);
    }

    ZoneId ownZone() {
        return ownZone;
    }

    private static Optional<ZoneId> known(String id) {
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(id));
        } catch (DateTimeException e) {
            return Optional.empty(); // an import wrote a zone nobody knows
        }
    }

    static String name(Lead lead) {
        return Stream.of(lead.field(LeadField.FIRST_NAME), lead.field(LeadField.LAST_NAME))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    static String number(Lead lead) {
        return lead.phoneCode().isEmpty() ? lead.phoneNumber() : "+" + lead.phoneCode() + lead.phoneNumber();
    }

    private static List<LeadValue> values(Lead lead, Optional<LeadList> list) {
        List<LeadValue> values = new ArrayList<>();
        values.add(new LeadValue(PHONE_CODE, "", lead.phoneCode(), false, LONGEST_CODE));
        values.add(new LeadValue(PHONE_NUMBER, "", lead.phoneNumber(), false, LONGEST_NUMBER));
        for (LeadField field : LeadField.values()) {
            values.add(new LeadValue(field.fieldName(), "", lead.field(field), false, field.longest()));
        }
        list.ifPresent(known -> known.form()
                .forEach(field -> values.add(new LeadValue(
                        field.name(),
                        field.label(),
                        lead.custom().getOrDefault(field.name(), ""),
                        true,
                        field.longest()))));
        return values;
    }

    private static List<EarlierCall> earlier(StorePorts ports, long lead) {
        CallLogQuery query = new CallLogQuery(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(lead),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                MOST_EARLIER);
        return ports.callLog().search(query).stream()
                .filter(call -> call.endedAt().isPresent())
                .map(LeadReader::earlier)
                .toList();
    }

    private static EarlierCall earlier(CallRecord call) {
        return new EarlierCall(
                call.begun().startedAt(),
                call.disposition().isEmpty() ? call.end() : call.disposition(),
                call.talked(),
                call.begun().agent());
    }
}
