package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;

/** The columns of a lead. */
final class LeadRows {
    /** The columns of {@link LeadField}, in its order. */
    static final String FIELDS =
            Arrays.stream(LeadField.values()).map(LeadField::fieldName).collect(Collectors.joining(", "));

    private LeadRows() {}

    /** What the index by number holds: the last 18 digits as one integer. Numbers that share it are told apart by their text. */
    static long phoneKey(String phoneNumber) {
        long key = 0;
        for (int i = 0; i < phoneNumber.length(); i++) {
            char c = phoneNumber.charAt(i);
            if (c >= '0' && c <= '9') {
                key = key % 100_000_000_000_000_000L * 10 + (c - '0');
            }
        }
        return key;
    }

    static Lead lead(ResultSet row) throws SQLException {
        Map<LeadField, String> fields = new EnumMap<>(LeadField.class);
        for (LeadField field : LeadField.values()) {
            String text = Columns.text(row, field.fieldName());
            if (!text.isEmpty()) {
                fields.put(field, text);
            }
        }
        return new Lead(
                row.getLong("lead_id"),
                row.getLong("list_id"),
                Columns.text(row, "phone_code"),
                Columns.text(row, "phone_number"),
                Columns.text(row, "time_zone"),
                Columns.text(row, "status"),
                row.getInt("lead_rank"),
                fields,
                Texts.map(Columns.text(row, "custom")),
                Columns.text(row, "handed_to"),
                row.getInt("calls"),
                Columns.maybeInstant(row, "last_called_ms"),
                Columns.instant(row, "created_ms"),
                Columns.instant(row, "modified_ms"));
    }
}
