package org.offhook.campaign.lead;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The leads. Blocking; see StorePorts. */
public interface LeadStorePort {
    /**
     * Adds leads in one unit of work and answers for each, in order. One that is refused does not stop the others. A batch of 1,000 is a
     * good size; a million belong in a thousand batches.
     */
    List<AddedLead> add(List<NewLead> leads, DuplicateCheck check);

    Optional<Lead> find(long leadId);

    /**
     * The newest-modified lead with that number and country code within the lists of a campaign, its manual-dial list among them.
     *
     * @param phoneCode exactly as the leads have it; empty looks for leads without one
     */
    Optional<Lead> newestByPhone(String campaign, String phoneCode, String phoneNumber);

    /** The id of the lead that {@link #newestByPhone} finds, without the trouble of reading all that is known of it. */
    OptionalLong newestIdByPhone(String campaign, String phoneCode, String phoneNumber);

    /**
     * Hands the campaign's next lead to an agent: of its active lists the NEW one with the highest rank, of those the lowest id. It gets
     * status QUEUE in the same step, so that nobody else is given it; empty when none is left. While several agents ask at once, one of
     * them may be given the second best.
     */
    Optional<Lead> handOutNext(String campaign, String agent);

    /** Puts a lead that was handed out and not dialled back to NEW; false when this agent does not hold it. */
    boolean handBack(long leadId, String agent);

    /** Counts a call to the lead and sets its status to INCALL. */
    boolean dialled(long leadId);

    /** The changed lead; empty when there is none. A status other than QUEUE and INCALL also ends its handing out. */
    Optional<Lead> change(long leadId, LeadChange change);

    /** How many leads a list has. */
    long count(long listId);

    /**
     * Every lead of a list by id, for export.
     *
     * @param afterId leads up to this id are left out; 0 for none
     * @param most how many to read at most
     */
    void each(long listId, long afterId, int most, Consumer<Lead> lead);
}
