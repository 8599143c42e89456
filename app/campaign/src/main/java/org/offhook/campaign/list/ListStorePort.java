package org.offhook.campaign.list;

import java.util.List;
import java.util.Optional;

/** The lists. List 999 is there from the first start. Blocking; see StorePorts. */
public interface ListStorePort {
    Optional<LeadList> find(long id);

    /** Of all campaigns, by id. */
    List<LeadList> all();

    /** Those that hand out leads, by id. */
    List<LeadList> active();

    /** False when the id is taken. */
    boolean add(LeadList list);

    /** Replaces everything but the id, the form too; false when there is no such list. */
    boolean change(LeadList list);
}
