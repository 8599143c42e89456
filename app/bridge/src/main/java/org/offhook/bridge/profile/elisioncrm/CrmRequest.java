package org.offhook.bridge.profile.elisioncrm;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Predicate;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.LargeText;
import org.offhook.campaign.admin.AdminRights;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/** A request with the document's rules for its fields. */
record CrmRequest(ApiRequest request) {
    /** What stands for a password in an answer. */
    static final String MASK = "****";

    /** The API user. */
    User caller() {
        return request.user();
    }

    /** The caller's password as it came, for the documented line that repeats it. */
    String secret() {
        return request.text("pass");
    }

    Charset charset() {
        return request.charset();
    }

    /** Empty when it was not sent. */
    String text(String field) {
        return request.text(field);
    }

    Optional<LargeText> large(String field) {
        return request.parameters().large(field);
    }

    /** True when something was sent for it, if only blanks: an empty text counts as not sent. */
    boolean sent(String field) {
        return !request.parameters().text(field).isEmpty();
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
        return AdminRights.mayModify(caller(), right);
    }

    /** True for a level that the caller may neither give nor touch: their own and those above, level 9 excepted. */
    boolean tooHigh(int level) {
        return AdminRights.tooHigh(caller(), level);
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
        return "CrmRequest[" + request.id() + "]";
    }
}
