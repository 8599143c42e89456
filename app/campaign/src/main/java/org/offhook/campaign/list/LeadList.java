package org.offhook.campaign.list;

import java.util.List;

/**
 * A list of leads.
 *
 * @param id 2 to 14 digits
 * @param campaign id of the campaign it belongs to; empty only for list 999 as it was created
 * @param active whether its leads are handed out
 * @param form its custom form in order; empty for none
 */
public record LeadList(long id, String name, String campaign, boolean active, List<CustomField> form) {
    public LeadList {
        form = List.copyOf(form);
    }

    public boolean hasForm() {
        return !form.isEmpty();
    }
}
