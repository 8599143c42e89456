package org.offhook.campaign.lead;

import java.util.Locale;
import java.util.Optional;

/** The standard fields of a lead that hold text. */
public enum LeadField {
    TITLE(8),
    FIRST_NAME(50),
    MIDDLE_INITIAL(10),
    LAST_NAME(50),
    ADDRESS1(100),
    ADDRESS2(100),
    ADDRESS3(100),
    CITY(50),
    STATE(50),
    PROVINCE(50),
    POSTAL_CODE(20),
    COUNTRY(50),
    GENDER(10),
    DATE_OF_BIRTH(20),
    ALT_PHONE(20),
    EMAIL(100),
    VENDOR_LEAD_CODE(36),
    SOURCE_ID(50),
    OWNER(20),
    COMMENTS(2_000);

    private final int longest;

    LeadField(int longest) {
        this.longest = longest;
    }

    /** As requests and files call it, and as its column is named: {@code first_name}. */
    public String fieldName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Most characters. */
    public int longest() {
        return longest;
    }

    /** By {@link #fieldName}, in any letter case. */
    public static Optional<LeadField> named(String fieldName) {
        for (LeadField field : values()) {
            if (field.name().equalsIgnoreCase(fieldName)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
