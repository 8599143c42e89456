package org.offhook.bridge.profile.elisioncrm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;

/** One lead as the CRM sent it. */
sealed interface SentLead {
    String INVALID_LIST = "Invalid list id";

    record Usable(NewLead lead) implements SentLead {}

    /** @param data the value that was refused */
    record Refused(String message, String data) implements SentLead {
        @Override
        public String toString() {
            return "Refused[" + message + "]"; // numbers stay out of logs
        }
    }

    /** Reads the object whose beginning {@code json} stands on, up to its end. Names are taken in any letter case. */
    static SentLead read(JsonParser json, LongFunction<Optional<LeadList>> lists, Function<LeadList, String> phoneCodes)
            throws IOException {
        Map<String, String> texts = new HashMap<>();
        String nested = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = json.nextToken();
            if (value.isStructStart()) {
                json.skipChildren();
                nested = name;
            } else if (value != JsonToken.VALUE_NULL) {
                texts.put(name, json.getText().strip()); // numbers may be JSON numbers or strings
            }
        }
        return nested.isEmpty() ? checked(texts, lists, phoneCodes) : new Refused("Invalid " + nested, "");
    }

    private static SentLead checked(
            Map<String, String> texts, LongFunction<Optional<LeadList>> lists, Function<LeadList, String> phoneCodes) {
        String phone = texts.getOrDefault("phone_number", "");
        if (!CrmRequest.digits(phone, 6, 16)) {
            return new Refused("Invalid phone number", phone);
        }
        String id = texts.getOrDefault("list_id", "");
        Optional<LeadList> list = CrmRequest.digits(id, 2, 14) ? lists.apply(Long.parseLong(id)) : Optional.empty();
        if (list.isEmpty()) {
            return new Refused(INVALID_LIST, id);
        }
        String code = texts.getOrDefault("phone_code", "");
        if (!CrmRequest.digits(code, 0, 10)) {
            return new Refused("Invalid phone_code", code);
        }
        Map<LeadField, String> fields = new EnumMap<>(LeadField.class);
        Map<String, String> custom = new HashMap<>();
        for (Map.Entry<String, String> sent : texts.entrySet()) {
            Optional<Refused> refused = keep(sent.getKey(), sent.getValue(), list.get(), fields, custom);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return new Usable(new NewLead(
                list.get().id(),
                code.isEmpty() ? phoneCodes.apply(list.get()) : code,
                phone,
                "",
                LeadStatus.NEW,
                0,
                fields,
                custom));
    }

    /** Standard fields, and those of the list's form; what neither knows is left out, as the document has no answer for it. */
    private static Optional<Refused> keep(
            String name, String text, LeadList list, Map<LeadField, String> fields, Map<String, String> custom) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<LeadField> standard = LeadField.named(name);
        if (standard.isPresent()) {
            fields.put(standard.get(), text);
            return tooLong(name, text, standard.get().longest());
        }
        for (CustomField field : list.form()) {
            if (field.name().equalsIgnoreCase(name)) {
                custom.put(field.name(), text);
                return tooLong(name, text, field.longest());
            }
        }
        return Optional.empty();
    }

    private static Optional<Refused> tooLong(String name, String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? Optional.empty()
                : Optional.of(new Refused("Invalid " + name + ", longer than " + longest + " characters", ""));
    }
}
