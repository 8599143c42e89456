package org.offhook.campaign.schedule;

/** How leg one of an attempt ended, as far as trying again goes. */
public enum LegOneEnd {
    /** It answered: whatever came after, nothing is dialled again. */
    ANSWERED,
    /** Rang out, busy, not registered, no response: may be tried again. */
    NOT_ANSWERED,
    /** Policy: a refusal by 4xx other than busy and no answer, DNC, a number that is not allowed. Not tried again. */
    REFUSED
}
