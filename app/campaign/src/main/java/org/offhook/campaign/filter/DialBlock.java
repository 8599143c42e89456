package org.offhook.campaign.filter;

/** Why a number is not dialled; the name is what the call log says. */
public enum DialBlock {
    /** It is on the system's or the campaign's list of numbers that must not be called. */
    DNC,
    /** It is too early or too late where the called party is. */
    OUTSIDE_CALLING_HOURS,
    /** Its country or its first digits are not among those that the campaign calls. */
    NUMBER_NOT_ALLOWED
}
