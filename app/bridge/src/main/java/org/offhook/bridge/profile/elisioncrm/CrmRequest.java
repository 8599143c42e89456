package org.offhook.bridge.profile.elisioncrm;

import java.util.Map;
import java.util.function.Predicate;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/**
 * A request whose sender has proved who they are.
 *
 * @param caller the API user
 * @param secret the password as it came, for the documented lines that repeat it; masked unless the profile says otherwise
 * @param fields decoded parameters by name
 */
record CrmRequest(User caller, String secret, Map<String, String> fields) {
    /** What stands for a password in an answer. */
    static final String MASK = "****";

    private static final int LEAST_LEVEL = 8;

    /** Empty when it was not sent. */
    String text(String field) {
        return fields.getOrDefault(field, "").strip();
    }

    /** True when something was sent for it, if only blanks: an empty text counts as not sent. */
    boolean sent(String field) {
        return !fields.getOrDefault(field, "").isEmpty();
    }

    /** True when it was sent and is not what its field takes. */
    boolean wrong(String field, Predicate<String> right) {
        return sent(field) && !right.test(text(field));
    }

    boolean has(String field, int least, int most) {
        return fits(text(field), least, most);
    }

    /** "user_level set to 8 or higher", and the right. */
    boolean mayModify(Right right) {
        return caller.level() >= LEAST_LEVEL && caller.may(right);
    }

    /** True for a level that the caller may neither give nor touch: their own and those above, level 9 excepted. */
    boolean tooHigh(int level) {
        return caller.level() < 9 && level >= caller.level();
    }

    static boolean fits(String text, int least, int most) {
        int length = text.codePointCount(0, text.length());
        return length >= least && length <= most && text.chars().noneMatch(Character::isISOControl);
    }

    static boolean digits(String text, int least, int most) {
        return fits(text, least, most) && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return "CrmRequest[" + caller.name() + "]";
    }
}
