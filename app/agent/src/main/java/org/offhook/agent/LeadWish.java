package org.offhook.agent;

/** Which lead a number that is to be dialled belongs to. */
public sealed interface LeadWish {
    /** The newest-modified one with that number in the campaign's lists; a new one where there is none. */
    record Search() implements LeadWish {}

    /** A new one. */
    record Create() implements LeadWish {}

    /** This one; its number is dialled, whatever the request says. */
    record Known(long leadId, LeadNumber number) implements LeadWish {}
}
