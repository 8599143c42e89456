package org.offhook.campaign.user;

import java.util.Set;

/**
 * A user of the dialer, without secrets. Texts that are not known are empty.
 *
 * @param name log-in name, 2 to 20 characters; letter case matters
 * @param level 1 to 9; nobody changes users at or above their own level, level 9 excepted
 * @param group id of an existing {@link UserGroup}
 * @param active false: may neither log in nor call the API; nothing of the user is erased
 * @param campaign the campaign the user logs in to when nobody names one; empty for none
 * @param phoneLogin extension of the user's phone
 * @param customThree what {@code alt_user} is looked up by
 */
public record User(
        String name,
        String fullName,
        int level,
        String group,
        Set<Right> rights,
        boolean active,
        String campaign,
        String phoneLogin,
        String voicemailId,
        String email,
        String customThree) {
    public User {
        rights = Set.copyOf(rights);
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("a user's level is 1 to 9");
        }
    }

    /** An active user with nothing but the necessary. */
    public static User of(String name, String fullName, int level, String group, Right... rights) {
        return new User(name, fullName, level, group, Set.of(rights), true, "", "", "", "", "");
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    public User withFullName(String changed) {
        return new User(
                name, changed, level, group, rights, active, campaign, phoneLogin, voicemailId, email, customThree);
    }

    public User withLevel(int changed) {
        return new User(
                name, fullName, changed, group, rights, active, campaign, phoneLogin, voicemailId, email, customThree);
    }

    public User withGroup(String changed) {
        return new User(
                name, fullName, level, changed, rights, active, campaign, phoneLogin, voicemailId, email, customThree);
    }

    public User withRights(Set<Right> changed) {
        return new User(
                name, fullName, level, group, changed, active, campaign, phoneLogin, voicemailId, email, customThree);
    }

    public User withActive(boolean changed) {
        return new User(
                name, fullName, level, group, rights, changed, campaign, phoneLogin, voicemailId, email, customThree);
    }

    public User withCampaign(String changed) {
        return new User(
                name, fullName, level, group, rights, active, changed, phoneLogin, voicemailId, email, customThree);
    }

    public User withPhoneLogin(String changed) {
        return new User(
                name, fullName, level, group, rights, active, campaign, changed, voicemailId, email, customThree);
    }

    public User withVoicemailId(String changed) {
        return new User(
                name, fullName, level, group, rights, active, campaign, phoneLogin, changed, email, customThree);
    }

    public User withEmail(String changed) {
        return new User(
                name, fullName, level, group, rights, active, campaign, phoneLogin, voicemailId, changed, customThree);
    }

    public User withCustomThree(String changed) {
        return new User(
                name, fullName, level, group, rights, active, campaign, phoneLogin, voicemailId, email, changed);
    }
}
