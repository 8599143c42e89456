package org.offhook.campaign.lead;

/** What came of one lead of a batch. */
public sealed interface AddedLead {
    record Created(long leadId) implements AddedLead {}

    /** Refused: a lead with that number is there, or was earlier in this batch. */
    record Duplicate(long leadId, long listId) implements AddedLead {}

    record NoSuchList(long listId) implements AddedLead {}
}
