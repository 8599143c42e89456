package org.offhook.campaign.lead;

/** Where a lead with the same number makes a new one a duplicate. */
public enum DuplicateCheck {
    /** Nowhere: duplicates are taken. */
    NONE,
    /** In the same list. */
    DUPLIST,
    /** In any list of the same campaign. */
    DUPCAMP,
    /** Anywhere. */
    DUPSYS
}
