package org.offhook.campaign.user;

/** What a user may do besides being one. */
public enum Right {
    /** Call the API's dialling functions. */
    USE_API,
    /** Place calls by hand, or have them placed by the CRM. */
    MANUAL_DIAL,
    /** Add and change users; the API wants level 8 besides. */
    MODIFY_USERS,
    /** Add and change lists; the API wants level 8 besides. */
    MODIFY_LISTS,
    /** Add and change leads. */
    MODIFY_LEADS,
    /** Change campaigns, codes, aliases and DNC lists. */
    MODIFY_CAMPAIGNS
}
