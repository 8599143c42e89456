package org.offhook.campaign.lead;

import java.util.Map;
import java.util.Optional;

/**
 * What is changed of a lead.
 *
 * @param fields only those named are changed; an empty text erases
 * @param custom only those named are changed; an empty text erases
 */
public record LeadChange(
        Optional<String> status,
        Optional<String> phoneCode,
        Optional<String> phoneNumber,
        Map<LeadField, String> fields,
        Map<String, String> custom) {
    public LeadChange {
        fields = Map.copyOf(fields);
        custom = Map.copyOf(custom);
    }

    public static LeadChange status(String status) {
        return new LeadChange(Optional.of(status), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    public static LeadChange fields(Map<LeadField, String> fields, Map<String, String> custom) {
        return new LeadChange(Optional.empty(), Optional.empty(), Optional.empty(), fields, custom);
    }

    @Override
    public String toString() {
        return "LeadChange"; // the customer's data stays out of logs
    }
}
