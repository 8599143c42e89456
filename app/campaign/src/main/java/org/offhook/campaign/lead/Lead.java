package org.offhook.campaign.lead;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A stored lead.
 *
 * @param handedTo agent who was given it by {@code MANUALNEXT} and has not finished it; empty for nobody
 * @param calls how often it was dialled
 * @param custom custom fields by name
 */
public record Lead(
        long id,
        long listId,
        String phoneCode,
        String phoneNumber,
        String timeZone,
        String status,
        int rank,
        Map<LeadField, String> fields,
        Map<String, String> custom,
        String handedTo,
        int calls,
        Optional<Instant> lastCalledAt,
        Instant createdAt,
        Instant modifiedAt) {
    public Lead {
        fields = Map.copyOf(fields);
        custom = Map.copyOf(custom);
    }

    /** The field's text; empty when it is not known. */
    public String field(LeadField field) {
        return fields.getOrDefault(field, "");
    }

    @Override
    public String toString() {
        return "Lead[" + id + " of list " + listId + "]"; // the customer's data stays out of logs
    }
}
