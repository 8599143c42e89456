package org.offhook.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.NewLead;

/** The leads of a {@link FakeStore}. */
record FakeLeads(FakeStore store) {
    public List<AddedLead> add(List<NewLead> fresh, DuplicateCheck check) {
        store.beforeLeads.run();
        List<AddedLead> added = new ArrayList<>();
        for (NewLead lead : fresh) {
            boolean there = check != DuplicateCheck.NONE
                    && store.leads.stream().anyMatch(old -> old.phoneNumber().equals(lead.phoneNumber()));
            if (!there) {
                store.leads.add(lead);
            }
            added.add(there ? new AddedLead.Duplicate(1, lead.listId()) : new AddedLead.Created(store.leads.size()));
        }
        return added;
    }

    public void each(long listId, long afterId, int most, Consumer<Lead> lead) {
        for (int i = (int) afterId; i < Math.min(store.leads.size(), afterId + most); i++) {
            NewLead one = store.leads.get(i);
            lead.accept(new Lead(
                    i + 1,
                    one.listId(),
                    one.phoneCode(),
                    one.phoneNumber(),
                    one.timeZone(),
                    one.status(),
                    one.rank(),
                    one.fields(),
                    one.custom(),
                    "",
                    0,
                    Optional.empty(),
                    Instant.EPOCH,
                    Instant.EPOCH));
        }
    }
}
