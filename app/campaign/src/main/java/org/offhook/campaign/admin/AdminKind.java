package org.offhook.campaign.admin;

import org.offhook.campaign.user.Right;

/** What is administered, and the right it needs besides the level. */
public enum AdminKind {
    USER(Right.MODIFY_USERS),
    GROUP(Right.MODIFY_USERS),
    CAMPAIGN(Right.MODIFY_CAMPAIGNS),
    LIST(Right.MODIFY_LISTS),
    PAUSE_CODE(Right.MODIFY_CAMPAIGNS),
    DISPOSITION(Right.MODIFY_CAMPAIGNS),
    DNC(Right.MODIFY_CAMPAIGNS),
    ALIAS(Right.MODIFY_CAMPAIGNS),
    /** A token acts for a user, so it is as good as one. */
    TOKEN(Right.MODIFY_USERS),
    FUTURE_CALL(Right.MODIFY_CAMPAIGNS),
    /** Leads from a file. */
    IMPORT(Right.MODIFY_LEADS),
    /** Leads and calls into a file. */
    EXPORT(Right.MODIFY_LEADS);

    private final Right right;

    AdminKind(Right right) {
        this.right = right;
    }

    public Right right() {
        return right;
    }
}
