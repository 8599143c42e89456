package org.offhook.bridge.profile.elision;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.setup.Campaign;

/**
 * The rules for a lead's fields in elision-api-1.1. The single and the multiple function check the same and word some of it differently.
 *
 * @param lists finds a list, once per id and request
 */
record LeadRules(Wording wording, LongFunction<Optional<LeadList>> lists) {
    private static final int SHORTEST_PHONE = 6;
    private static final int LONGEST_PHONE = 16;
    private static final int SHORTEST_LIST_ID = 3;
    private static final int LONGEST_LIST_ID = 14;
    private static final int LONGEST_MOBILE = 16;
    private static final int USUAL_LENGTH = 100;
    private static final int LONG_LENGTH = 200;
    private static final Set<String> LONG_FIELDS = Set.of("leadfromurl", "customfield1", "customfield2");
    private static final Set<String> TABLE_FIELDS = Set.of(
            "customername",
            "mobileno",
            "enquirysource",
            "enquirytype",
            "createenquiryid",
            "webenquirynumber",
            "leadsubsource",
            "leadsource",
            "leadfromurl",
            "customfield1",
            "customfield2");
    /** What a request says besides the lead's fields. */
    static final Set<String> CONTROLS = Set.of(
            "action",
            "source",
            "user",
            "pass",
            "phone_number",
            "phone_code",
            "list_id",
            "custom_fields",
            "prospects_id",
            "multi_leads",
            "duplicate_check",
            "idempotency_key",
            "idempotency-key");

    /** Which function's words. */
    enum Wording {
        SINGLE,
        MULTI
    }

    /** What a lead's fields come to. */
    sealed interface Judged {
        /** @param prospectsId as sent; empty for none */
        record Good(NewLead lead, String prospectsId) implements Judged {}

        /** @param words without the action before them */
        record Bad(String words) implements Judged {}
    }

    /** Where duplicates are looked for; empty when the word is not one of the four. */
    static Optional<DuplicateCheck> duplicateCheck(String word) {
        if (word.isEmpty()) {
            return Optional.of(DuplicateCheck.NONE);
        }
        for (DuplicateCheck check : DuplicateCheck.values()) {
            if (check.name().equals(word)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }

    /** @param fields the lead's, by name as sent */
    Judged judge(Map<String, String> fields) {
        Optional<String> wrong = phoneWrong(text(fields, "phone_number")).or(() -> listIdWrong(fields));
        if (wrong.isPresent()) {
            return new Judged.Bad(wrong.get());
        }
        String phoneCode = text(fields, "phone_code");
        if (!phoneCode.isEmpty() && !Words.isPhoneCode(phoneCode)) {
            return new Judged.Bad("PHONE CODE IS NOT VALID");
        }
        String listId = fields.containsKey("list_id") ? text(fields, "list_id") : Long.toString(Campaign.DEFAULT_LIST);
        Optional<LeadList> list = Words.allDigits(listId) ? lists.apply(Long.parseLong(listId)) : Optional.empty();
        if (list.isEmpty()) {
            return new Judged.Bad(
                    switch (wording) {
                        case SINGLE -> "LIST ID NOT FOUND IN SYSTEM";
                        case MULTI -> "LIST ID " + listId + " DOES NOT EXISTS";
                    });
        }
        if (wording == Wording.SINGLE && !text(fields, "custom_fields").equals("Y")) {
            return new Judged.Bad("CUSTOM_FIELDS IS REQUIRED AND MUST HAVE SET TO Y");
        }
        return fieldsOf(list.get(), fields, phoneCode);
    }

    private Optional<String> phoneWrong(String phone) {
        if (phone.isEmpty()) {
            return Optional.of("PHONE NUMBER IS REQUIRED");
        }
        if (!Words.allDigits(phone)) {
            return Optional.of("PHONE NUMBER IS NOT VALID");
        }
        if (phone.length() >= SHORTEST_PHONE && phone.length() <= LONGEST_PHONE) {
            return Optional.empty();
        }
        return Optional.of(
                switch (wording) {
                    case SINGLE -> "PHONE NUMBER MUST HAVE MINIMUM 6 DIGIT AND MAXIMUM 16 DIGIT";
                    case MULTI -> "PHONE NUMBER MINIMUM 6 DIGIT AND MAXIMUM 16 DIGIT";
                });
    }

    private static Optional<String> listIdWrong(Map<String, String> fields) {
        if (!fields.containsKey("list_id")) {
            return Optional.empty();
        }
        String listId = text(fields, "list_id");
        if (listId.isEmpty()) {
            return Optional.of("LIST ID IS REQUIRED");
        }
        return listId.length() < SHORTEST_LIST_ID || listId.length() > LONGEST_LIST_ID
                ? Optional.of("LIST ID MINIMUM 3 DIGIT AND MAXIMUM 14 DIGIT")
                : Optional.empty();
    }

    private static Judged fieldsOf(LeadList list, Map<String, String> fields, String phoneCode) {
        Map<LeadField, String> standard = new HashMap<>();
        Map<String, String> custom = new HashMap<>();
        String prospectsId = text(fields, "prospects_id");
        if (prospectsId.length() > LeadField.VENDOR_LEAD_CODE.longest()) {
            return new Judged.Bad("PROSPECTS_ID MUST BE UP TO 36 CHARACTERS");
        }
        if (!prospectsId.isEmpty()) {
            standard.put(LeadField.VENDOR_LEAD_CODE, prospectsId);
        }
        if (!list.hasForm()) {
            return new Judged.Bad("CUSTOM FIELDS NOT ADDED, NO CUSTOM FIELDS DEFINED FOR THIS LIST");
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            Optional<String> wrong = take(list, field.getKey(), field.getValue().strip(), standard, custom);
            if (wrong.isPresent()) {
                return new Judged.Bad(wrong.get());
            }
        }
        return new Judged.Good(
                new NewLead(
                        list.id(),
                        phoneCode.startsWith("+") ? phoneCode.substring(1) : phoneCode,
                        text(fields, "phone_number"),
                        "",
                        LeadStatus.NEW,
                        0,
                        standard,
                        custom),
                prospectsId);
    }

    /** Blank counts as absent. */
    private static Optional<String> take(
            LeadList list, String name, String text, Map<LeadField, String> standard, Map<String, String> custom) {
        String lower = canonical(name);
        if (text.isEmpty() || CONTROLS.contains(lower)) {
            return Optional.empty();
        }
        Optional<LeadField> own = LeadField.named(lower);
        if (own.isPresent()) {
            if (text.length() > own.get().longest()) {
                return tooLong(name, own.get().longest());
            }
            standard.put(own.get(), text);
            return Optional.empty();
        }
        Optional<CustomField> formField = list.form().stream()
                .filter(field -> canonical(field.name()).equals(lower))
                .findFirst();
        if (formField.isEmpty()) {
            return Optional.of("CUSTOM FIELDS NOT ADDED, NO CUSTOM FIELDS DEFINED FOR THIS LIST");
        }
        if (lower.equals("mobileno")) {
            if (!Words.allDigits(text) || text.length() > LONGEST_MOBILE) {
                return Optional.of("MobileNo MUST BE 1-16 DIGITS");
            }
        } else {
            int documented = LONG_FIELDS.contains(lower) ? LONG_LENGTH : USUAL_LENGTH;
            int longest =
                    TABLE_FIELDS.contains(lower) ? documented : formField.get().longest();
            if (text.length() > longest) {
                return tooLong(formField.get().name(), longest);
            }
        }
        custom.put(formField.get().name(), text);
        return Optional.empty();
    }

    private static Optional<String> tooLong(String name, int longest) {
        return Optional.of(name + " MUST BE 1-" + longest + " CHARACTERS");
    }

    /** The table says LeadfromURL, the samples LeadformURL: one field. */
    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("leadformurl") ? "leadfromurl" : lower;
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").strip();
    }
}
