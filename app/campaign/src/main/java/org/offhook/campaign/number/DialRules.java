package org.offhook.campaign.number;

/**
 * How a campaign turns a number into what is dialled.
 *
 * @param prefix put before everything, such as a trunk code; may be empty
 * @param phoneCode country code for numbers that come without one; may be empty
 * @param omitPhoneCode the exchange wants national numbers: no country code is put before
 */
public record DialRules(String prefix, String phoneCode, boolean omitPhoneCode) {
    /** Numbers are dialled as they come. */
    public static final DialRules PLAIN = new DialRules("", "", false);

    /** Shorter numbers are the exchange's own extensions: a campaign's country code is not meant for them. */
    private static final int SHORTEST_NATIONAL = 7;

    /**
     * The dialled string.
     *
     * @param askedPhoneCode country code that came with the number; blank means the campaign's
     */
    public String dialled(DialableNumber number, String askedPhoneCode) {
        if (number.featureCode()) {
            return number.keys();
        }
        if (number.international() || omitPhoneCode) {
            return prefix + number.keys();
        }
        boolean asked = !askedPhoneCode.isBlank();
        if (!asked && number.keys().length() < SHORTEST_NATIONAL) {
            return number.keys();
        }
        return prefix + (asked ? digitsOf(askedPhoneCode) : phoneCode) + number.keys();
    }

    private static String digitsOf(String code) {
        StringBuilder digits = new StringBuilder(code.length());
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
