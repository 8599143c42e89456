package org.offhook.campaign.lead;

import java.util.Map;

/**
 * A lead to be added.
 *
 * @param phoneCode country code without {@code +}; may be empty
 * @param phoneNumber digits
 * @param timeZone IANA id for calling hours; empty when unknown
 * @param rank higher is handed out first
 * @param fields standard fields that are known
 * @param custom custom fields by the names of the list's form
 */
public record NewLead(
        long listId,
        String phoneCode,
        String phoneNumber,
        String timeZone,
        String status,
        int rank,
        Map<LeadField, String> fields,
        Map<String, String> custom) {
    public NewLead {
        fields = Map.copyOf(fields);
        custom = Map.copyOf(custom);
    }

    /** A NEW lead of which only the number is known. */
    public static NewLead of(long listId, String phoneCode, String phoneNumber) {
        return new NewLead(listId, phoneCode, phoneNumber, "", LeadStatus.NEW, 0, Map.of(), Map.of());
    }

    @Override
    public String toString() {
        return "NewLead[list " + listId + "]"; // the customer's data stays out of logs
    }
}
