package org.offhook.agent.dial;

import java.util.OptionalLong;

/** What becomes of a wish, in the words of the rules; each profile has its own text for each. */
public sealed interface DialReply {
    /**
     * Queued, or about to be dialled.
     *
     * @param agent who dials
     * @param number as it will be dialled
     * @param shownNumber as it was asked, or read from the lead
     * @param lead found or made
     * @param callerIdNumber of the group alias; empty for the campaign's
     * @param queueId of the stored dial
     */
    record Taken(
            String agent,
            String number,
            String shownNumber,
            String phoneCode,
            OptionalLong lead,
            String callerIdNumber,
            long queueId)
            implements DialReply {}

    /** Why not. */
    sealed interface Refused extends DialReply {}

    record NoApiRight() implements Refused {}

    /** No active user has this {@code custom_three}. */
    record NoUserFound(String altUser) implements Refused {}

    record NotLoggedIn(String agent) implements Refused {}

    record NotPaused(String agent) implements Refused {}

    record NotAllowed(String agent) implements Refused {}

    record GroupAliasUnknown(String agent, String groupAlias) implements Refused {}

    record CallerIdTooShort(String agent, String groupAlias, String callerIdNumber) implements Refused {}

    record VtigerEventUnknown(String value) implements Refused {}

    record LeadUnknown(String agent, String leadId) implements Refused {}

    /** The number searched for is none of the lead's. */
    record NotInLead(String agent, String value, String leadId, String alternate) implements Refused {}

    record NumberInvalid(String agent, String value, String leadId, String alternate) implements Refused {}

    /** {@code MANUALNEXT}, and the campaign has no lead left. */
    record NoLeadLeft(String agent) implements Refused {}

    record AlreadyQueued(String agent, String value) implements Refused {}

    record QueueFull(String agent, int waiting) implements Refused {}
}
