package org.offhook.campaign.admin;

import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/** Who may administer what (elision-crm: level 8 and above, with the right for it). Pure. */
public final class AdminRights {
    /** "user_level set to 8 or higher". */
    public static final int LEAST_LEVEL = 8;

    /** The level that may touch its own. */
    private static final int HIGHEST_LEVEL = 9;

    private AdminRights() {}

    public static boolean mayAdminister(User user) {
        return user.active() && user.level() >= LEAST_LEVEL;
    }

    public static boolean mayModify(User user, Right right) {
        return mayAdminister(user) && user.may(right);
    }

    /** True for a level that {@code user} may neither give nor touch: their own and those above, level 9 excepted. */
    public static boolean tooHigh(User user, int level) {
        return user.level() < HIGHEST_LEVEL && level >= user.level();
    }
}
