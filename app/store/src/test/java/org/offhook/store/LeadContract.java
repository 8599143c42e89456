package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.AddedLead.Created;
import org.offhook.campaign.lead.AddedLead.NoSuchList;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;

abstract class LeadContract extends StoreContract {
    @Test
    void answersForEveryLeadOfABatchInOrderAndReadsThemBack() {
        NewLead full = new NewLead(
                LIST,
                "91",
                "7275551212",
                "Asia/Kolkata",
                LeadStatus.NEW,
                3,
                Map.of(LeadField.FIRST_NAME, "Zoë", LeadField.VENDOR_LEAD_CODE, "654dsddfd"),
                Map.of("LeadSource", "WEB", "Quote", "a \"b\" 'c'; DROP TABLE leads"));

        List<AddedLead> added = store.leads()
                .add(
                        List.of(full, NewLead.of(4711, "1", "5551212"), NewLead.of(LIST, "", "5551213")),
                        DuplicateCheck.NONE);

        assertThat(added).hasSize(3);
        assertThat(added.get(1)).isEqualTo(new NoSuchList(4711));
        long first = ((Created) added.get(0)).leadId();
        assertThat(((Created) added.get(2)).leadId()).isGreaterThan(first);
        Lead lead = store.leads().find(first).orElseThrow();
        assertThat(lead.phoneNumber()).isEqualTo("7275551212");
        assertThat(lead.fields()).isEqualTo(full.fields());
        assertThat(lead.custom()).isEqualTo(full.custom());
        assertThat(lead.createdAt()).isEqualTo(now);
        assertThat(store.leads().count(LIST)).isEqualTo(2);
    }
}
