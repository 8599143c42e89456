package org.offhook.agent.work;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadChange;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.error.ErrorCode;

/** An agent's changes of a lead. */
public final class LeadEdits {
    private LeadEdits() {}

    /** @throws WorkRefused when there is no such lead or field, or a text does not fit */
    public static Lead apply(StorePorts ports, long leadId, Map<String, String> changes) {
        Lead lead = ports.leads().find(leadId).orElseThrow(() -> new WorkRefused(ErrorCode.NO_SUCH_LEAD, ""));
        List<CustomField> form =
                ports.lists().find(lead.listId()).map(LeadList::form).orElse(List.of());
        Map<LeadField, String> fields = new EnumMap<>(LeadField.class);
        Map<String, String> custom = new HashMap<>();
        Optional<String> code = Optional.empty();
        Optional<String> number = Optional.empty();
        for (Map.Entry<String, String> change : changes.entrySet()) {
            String name = change.getKey();
            String text = change.getValue().strip();
            switch (name) {
                case LeadReader.PHONE_CODE -> code = Optional.of(digits(name, text, 0, LeadReader.LONGEST_CODE));
                case LeadReader.PHONE_NUMBER -> number = Optional.of(digits(name, text, 2, LeadReader.LONGEST_NUMBER));
                default -> put(name, text, form, fields, custom);
            }
        }
        return ports.leads()
                .change(leadId, new LeadChange(Optional.empty(), code, number, fields, custom))
                .orElseThrow(() -> new WorkRefused(ErrorCode.NO_SUCH_LEAD, ""));
    }

    private static void put(
            String name,
            String text,
            List<CustomField> form,
            Map<LeadField, String> fields,
            Map<String, String> custom) {
        Optional<LeadField> standard = LeadField.named(name);
        if (standard.isPresent()) {
            fields.put(standard.get(), fits(name, text, standard.get().longest()));
            return;
        }
        CustomField own = form.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new WorkRefused(ErrorCode.FIELD_INVALID, name));
        custom.put(own.name(), fits(name, text, own.longest()));
    }

    private static String fits(String name, String text, int longest) {
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            throw new WorkRefused(ErrorCode.FIELD_INVALID, name);
        }
        return text;
    }

    private static String digits(String name, String text, int shortest, int longest) {
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() < shortest || text.length() > longest) {
            throw new WorkRefused(ErrorCode.FIELD_INVALID, name);
        }
        return text;
    }
}
