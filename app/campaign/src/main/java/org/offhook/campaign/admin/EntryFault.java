package org.offhook.campaign.admin;

/** What can be wrong with an entry. Each belongs to one field; the window has words of its own for them. */
public enum EntryFault {
    USER_NAME("a user's name has 2 to 20 letters, digits, dots, dashes, _ or @"),
    FULL_NAME("a full name has 1 to 50 characters"),
    LEVEL("a level is 1 to 9"),
    PHONE_LOGIN("a phone's login has at most 20 characters, without blanks, @ and :"),
    VOICEMAIL("a voicemail id has at most 10 digits"),
    EMAIL("this is no e-mail address"),
    CUSTOM_THREE("custom three has at most 100 characters"),
    PASSWORD("a password has 1 to 200 characters"),
    GROUP_ID("a group's id has 1 to 20 letters, digits, dashes or _"),
    CAMPAIGN_ID("a campaign's id has 2 to 8 letters, digits, dashes or _"),
    /** Of anything but a user or a list. */
    NAME("a name has 1 to 60 characters"),
    PREFIX("a prefix has at most 10 digits"),
    PHONE_CODE("a country code has at most 10 digits"),
    COUNTRY("there is no such country"),
    ALLOWED_COUNTRIES("one of the allowed countries does not exist"),
    ALLOWED_PREFIXES("an allowed prefix is + and digits"),
    REFUSED_PREFIXES("a refused prefix is + and digits"),
    CALLER_ID("a caller id is a number of 2 to 18 digits"),
    CALLER_NAME("a caller's name has at most 40 characters"),
    HOURS("calling hours are a line such as MON 09:00-18:00, TUE 09:00-18:00"),
    WRAP_UP("wrap-up is 0 to 3600 seconds"),
    RING_LIMIT("the ring limit is 5 to 600 seconds"),
    QUEUE_LIMIT("the queue limit is 1 to 10000"),
    LIST_ID("a list's id has 2 to 14 digits"),
    LIST_NAME("a list's name has 6 to 30 characters"),
    LIST_CAMPAIGN("a list needs a campaign"),
    FIELD_NAME("a field's name begins with a letter and has at most 50 letters, digits or _"),
    FIELD_LABEL("a field's label has 1 to 50 characters"),
    FIELD_LONGEST("a field has at most 1 to 2000 characters"),
    FIELD_TWICE("two fields of the form have the same name"),
    PAUSE_CODE("a pause code has 1 to 12 letters, digits, dashes or _"),
    PAUSE_LIMIT("a pause's limit is 0 to 1440 minutes"),
    DISPOSITION_CODE("a disposition has 1 to 6 letters, digits, dashes or _"),
    HOTKEY("a hotkey is one letter or digit"),
    ALIAS_ID("a group alias has 1 to 30 letters, digits, dashes or _"),
    ALIAS_NUMBER("a caller id is a number of at most 18 digits"),
    TOKEN_LABEL("a token's label has 1 to 50 characters"),
    TOKEN_HOST("the requesting host has 1 to 100 characters"),
    TOKEN_POLICY("the policy's name has 1 to 100 characters");

    private final String sentence;

    EntryFault(String sentence) {
        this.sentence = sentence;
    }

    /** For a terminal; never holds what was entered. */
    public String sentence() {
        return sentence;
    }
}
