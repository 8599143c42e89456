package org.offhook.campaign.dnc;

import java.util.Collection;
import java.util.List;

/**
 * Numbers that must not be called. They are kept as digits with the country code, without {@code +}; who asks brings every form in which the
 * number may have been entered. Blocking; see StorePorts.
 */
public interface DncStorePort {
    /** The list that counts for every campaign. */
    String SYSTEM = "";

    /**
     * True when one of {@code forms} is on the system's list or the campaign's.
     *
     * @param forms digits; for example with and without country code
     */
    boolean blocked(String campaign, Collection<String> forms);

    /**
     * Adds numbers to a campaign's list, or the {@link #SYSTEM} list; those already there stay.
     *
     * @return how many were new
     */
    int add(String campaign, Collection<String> numbers);

    /** How many were there. */
    int remove(String campaign, Collection<String> numbers);

    /**
     * Numbers of a list in order.
     *
     * @param after those up to this one are left out; empty for none
     */
    List<String> page(String campaign, String after, int most);
}
