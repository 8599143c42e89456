package org.offhook.campaign.transfer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;

/**
 * Brings numbers as people write them into the form in which leads are stored: country code and national number apart (E.164), with the
 * time zone that calling hours go by. Safe for many threads.
 */
public final class NumberPlan {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();
    private static final int LONGEST = 18;

    private final String country;
    private final String phoneCode;

    /**
     * A campaign's plan.
     *
     * @param country ISO 3166 alpha-2 by which national numbers are read; empty when the campaign names none
     * @param phoneCode country code of numbers that come without one while no country is named; may be empty
     */
    public NumberPlan(String country, String phoneCode) {
        this.country = country;
        this.phoneCode = phoneCode;
    }

    /** What a written number is. */
    public sealed interface Planned {
        /**
         * @param phoneCode country code without {@code +}; empty when it is not known
         * @param phoneNumber national digits
         * @param timeZone IANA id; empty when it is unknown or the number may be in several
         */
        record Subscriber(String phoneCode, String phoneNumber, String timeZone) implements Planned {}

        /** @param reason for whoever corrects the file, without the number */
        record Refused(String reason) implements Planned {}
    }

    /**
     * Where a number is.
     *
     * @param digits country code and national number
     * @param national national number
     * @param country ISO 3166 alpha-2; {@code 001} for a code that belongs to no country
     * @param timeZones IANA ids of where it may be; empty when nobody knows
     */
    public record Place(String digits, String national, String country, List<String> timeZones) {
        public Place {
            timeZones = List.copyOf(timeZones);
        }
    }

    /** The same for plans that read every number alike. */
    String rules() {
        return country + "/" + phoneCode;
    }

    /** True when {@code country} is one that numbers can be read by. */
    public static boolean knows(String country) {
        return NUMBERS.getSupportedRegions().contains(country);
    }

    /**
     * Reads a number.
     *
     * @param askedPhoneCode country code from a column of its own; blank for none
     */
    public Planned read(String text, String askedPhoneCode) {
        return switch (DialableNumber.read(text)) {
            case NumberReading.Refused(var reason) -> new Planned.Refused(sentence(reason));
            case NumberReading.Dialable(DialableNumber number) -> read(number, digits(askedPhoneCode));
        };
    }

    /**
     * Where a number is; empty for what is no number of any country, such as a code of the exchange.
     *
     * @param askedPhoneCode country code that came along; blank for none
     */
    public Optional<Place> place(String text, String askedPhoneCode) {
        return DialableNumber.read(text) instanceof NumberReading.Dialable(DialableNumber number)
                        && !number.featureCode()
                ? parsed(number, digits(askedPhoneCode)).map(NumberPlan::place)
                : Optional.empty();
    }

    /**
     * A number in the groups in which its country writes it, for the eye: the digits and their order stay. Empty for what is no number of this
     * plan's country.
     *
     * @param digits as dialled, with the country code or without it, no {@code +}
     */
    public Optional<String> grouped(String digits) {
        if (country.isEmpty()) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = NUMBERS.parse(digits, country);
            String national = NUMBERS.getNationalSignificantNumber(number);
            return NUMBERS.isValidNumberForRegion(number, country) && digits.endsWith(national)
                    ? Optional.of(grouped(number, digits.substring(0, digits.length() - national.length())))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** @param before the national number: its country code, or what the country puts before calls within it */
    private static String grouped(PhoneNumber number, String before) {
        String code = Integer.toString(number.getCountryCode());
        String groups = NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL)
                .substring(code.length() + 1)
                .replace('-', ' ')
                .strip();
        return before.equals(code) ? code + " " + groups : before + groups;
    }

    private Optional<PhoneNumber> parsed(DialableNumber number, String asked) {
        String region = asked.isEmpty() ? country : region(asked);
        String code = asked.isEmpty() ? phoneCode : asked;
        boolean bare = !number.international() && region.isEmpty();
        if (bare && code.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    bare
                            ? NUMBERS.parse("+" + code + number.keys(), null)
                            : NUMBERS.parse(number.keys(), region.isEmpty() ? null : region));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static Place place(PhoneNumber number) {
        String region = NUMBERS.getRegionCodeForNumber(number); // null for a number nobody can have
        String national = NUMBERS.getNationalSignificantNumber(number);
        return new Place(
                number.getCountryCode() + national,
                national,
                region == null ? NUMBERS.getRegionCodeForCountryCode(number.getCountryCode()) : region,
                ZONES.getTimeZonesForNumber(number).stream()
                        .filter(zone -> !zone.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                        .toList());
    }

    private Planned read(DialableNumber number, String asked) {
        if (number.featureCode()) {
            return new Planned.Refused("the number has * or #");
        }
        String region = asked.isEmpty() ? country : region(asked);
        if (!number.international() && region.isEmpty()) {
            String code = asked.isEmpty() ? phoneCode : asked;
            return code.isEmpty() ? new Planned.Subscriber("", number.keys(), "") : asWritten(code, number.keys());
        }
        try {
            return planned(NUMBERS.parse(number.keys(), region.isEmpty() ? null : region));
        } catch (NumberParseException e) {
            return new Planned.Refused("no phone number of this country");
        }
    }

    /** A country code that no region goes by: the code is trusted, the rest kept as it is. */
    private static Planned asWritten(String code, String digits) {
        try {
            return planned(NUMBERS.parse("+" + code + digits, null));
        } catch (NumberParseException e) {
            return new Planned.Refused("there is no country code " + code);
        }
    }

    private static Planned planned(PhoneNumber number) {
        ValidationResult possible = NUMBERS.isPossibleNumberWithReason(number);
        return switch (possible) {
            case IS_POSSIBLE -> {
                String national = NUMBERS.getNationalSignificantNumber(number);
                yield national.length() > LONGEST
                        ? new Planned.Refused("the number is too long")
                        : new Planned.Subscriber(Integer.toString(number.getCountryCode()), national, timeZone(number));
            }
            case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> new Planned.Refused("the number is too short for its country");
            case TOO_LONG -> new Planned.Refused("the number is too long for its country");
            case INVALID_COUNTRY_CODE -> new Planned.Refused("there is no such country code");
            case INVALID_LENGTH -> new Planned.Refused("the number has a length that its country does not use");
        };
    }

    private static String timeZone(PhoneNumber number) {
        List<String> zones = ZONES.getTimeZonesForNumber(number);
        String first = zones.getFirst();
        return zones.size() == 1 && !first.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()) ? first : "";
    }

    /** The main country of a code; empty when there is none. */
    private static String region(String code) {
        if (code.length() > 3) {
            return "";
        }
        String region = NUMBERS.getRegionCodeForCountryCode(Integer.parseInt(code));
        return region.equals("ZZ") || region.equals("001") ? "" : region;
    }

    private static String digits(String code) {
        StringBuilder digits = new StringBuilder(code.length());
        code.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private static String sentence(NumberReading.Reason reason) {
        return switch (reason) {
            case HAS_LETTERS -> "the number has letters";
            case TOO_SHORT -> "the number is too short";
            case TOO_LONG -> "the number is too long";
        };
    }
}
