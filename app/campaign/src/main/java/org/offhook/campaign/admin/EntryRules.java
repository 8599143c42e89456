package org.offhook.campaign.admin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.transfer.NumberPlan;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;

/** What makes an entry a good one, as far as it can be said without the store. Pure; faults come in the order of the fields. */
public final class EntryRules {
    /** Most characters of a field of a custom form. */
    public static final int LONGEST_FIELD = 2_000;

    /** What a field of a custom form takes when nobody says. */
    public static final int USUAL_FIELD = 100;

    private static final int LONGEST_NAME = 60;

    private EntryRules() {}

    /** Gathers what is wrong. */
    private static final class Faults {
        private final List<EntryFault> found = new ArrayList<>();

        Faults unless(boolean right, EntryFault fault) {
            if (!right) {
                found.add(fault);
            }
            return this;
        }

        List<EntryFault> list() {
            return List.copyOf(found);
        }
    }

    /** What {@code after} has wrong that was not wrong before: an old entry may be changed although newer rules would refuse it. */
    public static List<EntryFault> fresh(List<EntryFault> before, List<EntryFault> after) {
        return after.stream().filter(fault -> !before.contains(fault)).toList();
    }

    public static List<EntryFault> of(User user) {
        return new Faults()
                // It goes into URLs, log lines and pipe-separated answers.
                .unless(user.name().matches("[A-Za-z0-9._@-]{2,20}"), EntryFault.USER_NAME)
                .unless(fits(user.fullName(), 1, 50), EntryFault.FULL_NAME)
                .unless(isPhoneLogin(user.phoneLogin()), EntryFault.PHONE_LOGIN)
                .unless(user.voicemailId().matches("\\d{0,10}"), EntryFault.VOICEMAIL)
                .unless(user.email().isEmpty() || isEmail(user.email()), EntryFault.EMAIL)
                .unless(fits(user.customThree(), 0, 100), EntryFault.CUSTOM_THREE)
                .list();
    }

    public static List<EntryFault> of(Password password) {
        return new Faults()
                .unless(fits(password.reveal(), 1, 200), EntryFault.PASSWORD)
                .list();
    }

    public static List<EntryFault> of(UserGroup group) {
        return new Faults()
                .unless(isId(group.id(), 1, 20), EntryFault.GROUP_ID)
                .unless(isName(group.name()), EntryFault.NAME)
                .list();
    }

    public static List<EntryFault> of(Campaign campaign) {
        return new Faults()
                .unless(isId(campaign.id(), 2, 8), EntryFault.CAMPAIGN_ID)
                .unless(isName(campaign.name()), EntryFault.NAME)
                .unless(isDialled(campaign.dialRules().prefix()), EntryFault.PREFIX)
                .unless(isDialled(campaign.dialRules().phoneCode()), EntryFault.PHONE_CODE)
                .unless(campaign.country().isEmpty() || NumberPlan.knows(campaign.country()), EntryFault.COUNTRY)
                .unless(campaign.allowedCountries().stream().allMatch(NumberPlan::knows), EntryFault.ALLOWED_COUNTRIES)
                .unless(arePrefixes(campaign.allowedPrefixes()), EntryFault.ALLOWED_PREFIXES)
                .unless(arePrefixes(campaign.refusedPrefixes()), EntryFault.REFUSED_PREFIXES)
                .unless(campaign.callerId().number().matches("(\\+?\\d{2,18})?"), EntryFault.CALLER_ID)
                .unless(fits(campaign.callerId().display(), 0, 40), EntryFault.CALLER_NAME)
                .unless(within(campaign.wrapUp().toSeconds(), 0, 3_600), EntryFault.WRAP_UP)
                .unless(within(campaign.ringLimit().toSeconds(), 5, 600), EntryFault.RING_LIMIT)
                .unless(within(campaign.queueLimit(), 1, 10_000), EntryFault.QUEUE_LIMIT)
                .list();
    }

    public static List<EntryFault> of(LeadList list) {
        return new Faults()
                .unless(within(list.id(), 10, 99_999_999_999_999L), EntryFault.LIST_ID)
                .unless(fits(list.name(), 6, 30), EntryFault.LIST_NAME)
                .unless(!list.campaign().isEmpty(), EntryFault.LIST_CAMPAIGN)
                .unless(
                        list.form().stream().allMatch(field -> field.name().matches("[A-Za-z][A-Za-z0-9_]{0,49}")),
                        EntryFault.FIELD_NAME)
                .unless(list.form().stream().allMatch(field -> fits(field.label(), 1, 50)), EntryFault.FIELD_LABEL)
                .unless(
                        list.form().stream().allMatch(field -> within(field.longest(), 1, LONGEST_FIELD)),
                        EntryFault.FIELD_LONGEST)
                .unless(allDiffer(list.form()), EntryFault.FIELD_TWICE)
                .list();
    }

    public static List<EntryFault> of(PauseCode code) {
        return new Faults()
                .unless(isId(code.code(), 1, 12), EntryFault.PAUSE_CODE)
                .unless(isName(code.name()), EntryFault.NAME)
                .unless(within(code.limit().toMinutes(), 0, 1_440), EntryFault.PAUSE_LIMIT)
                .list();
    }

    public static List<EntryFault> of(Disposition disposition) {
        return new Faults()
                .unless(isId(disposition.code(), 1, 6), EntryFault.DISPOSITION_CODE)
                .unless(isName(disposition.name()), EntryFault.NAME)
                .unless(disposition.hotkey().matches("[A-Za-z0-9]?"), EntryFault.HOTKEY)
                .list();
    }

    public static List<EntryFault> of(GroupAlias alias) {
        return new Faults()
                .unless(isId(alias.id(), 1, 30), EntryFault.ALIAS_ID)
                .unless(isName(alias.name()), EntryFault.NAME)
                .unless(alias.callerIdNumber().matches("(\\+?\\d{1,18})?"), EntryFault.ALIAS_NUMBER)
                .unless(fits(alias.callerIdName(), 0, 40), EntryFault.CALLER_NAME)
                .list();
    }

    /** Of a token that is to be made. */
    public static List<EntryFault> ofToken(String label, String requestingHost, String policyName) {
        return new Faults()
                .unless(fits(label, 1, 50), EntryFault.TOKEN_LABEL)
                .unless(fits(requestingHost, 1, 100), EntryFault.TOKEN_HOST)
                .unless(fits(policyName, 1, 100), EntryFault.TOKEN_POLICY)
                .list();
    }

    /** Names of fields that {@code after} has no more: what leads hold in them will not be shown. */
    public static List<String> dropped(LeadList before, LeadList after) {
        return before.form().stream()
                .map(CustomField::name)
                .filter(field ->
                        after.form().stream().noneMatch(kept -> kept.name().equalsIgnoreCase(field)))
                .toList();
    }

    /** True for an address that mail can be sent to, as far as one can see. */
    public static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return fits(text, 3, 100)
                && at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.chars().noneMatch(c -> c <= ' ' || c == ',' || c == ';' || c == '<' || c == '>');
    }

    private static boolean isPhoneLogin(String text) {
        return fits(text, 0, 20) && text.chars().noneMatch(c -> c <= ' ' || c == '@' || c == ':');
    }

    private static boolean isId(String text, int least, int most) {
        return text.matches("[A-Za-z0-9_-]{" + least + "," + most + "}");
    }

    private static boolean isName(String text) {
        return fits(text, 1, LONGEST_NAME);
    }

    private static boolean isDialled(String text) {
        return text.matches("[0-9*#]{0,10}");
    }

    private static boolean arePrefixes(List<String> texts) {
        return texts.stream().allMatch(text -> text.matches("\\+\\d{1,15}"));
    }

    private static boolean allDiffer(List<CustomField> form) {
        Set<String> names = new HashSet<>();
        return form.stream().allMatch(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
    }

    private static boolean within(long value, long least, long most) {
        return value >= least && value <= most;
    }

    private static boolean fits(String text, int least, int most) {
        int length = text.codePointCount(0, text.length());
        return length >= least && length <= most && text.chars().noneMatch(Character::isISOControl);
    }
}
