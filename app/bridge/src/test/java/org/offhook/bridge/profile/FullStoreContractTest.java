package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.store.StoreException.StoreFull;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;

/** A store without room, through every profile: what writes says that the store is full, what reads works, and nothing is lost. */
class FullStoreContractTest extends AllProfilesContract {
    @TempDir
    Path folder;

    @Override
    protected StoreAddress newAddress() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }

    @Override
    protected StoreOptions options() {
        return super.options().withMostKib(1_200);
    }

    private void fill() {
        for (int size : new int[] {2_000, 200, 1}) { // in ever smaller pieces, until not one more fits
            NewLead lead = new NewLead(
                    LIST,
                    "1",
                    "5550001",
                    "",
                    LeadStatus.NEW,
                    0,
                    Map.of(LeadField.COMMENTS, "x".repeat(size)),
                    Map.of());
            assertThatThrownBy(() -> {
                        while (true) {
                            store.leads().add(Collections.nCopies(1, lead), DuplicateCheck.NONE);
                        }
                    })
                    .isInstanceOf(StoreFull.class);
        }
    }

    @Test
    void whatWritesSaysThatTheStoreIsFullAndWhatReadsGoesOn() {
        loggedIn();
        fill();
        long kept = store.leads().count(LIST);
        int told = 0;
        for (int n = 1; n < 40; n++) { // some pages still have room for a small row: full is when nothing fits any more
            for (Asked one : functions(n)) {
                HttpResponse<String> answer = post(one.path(), one.parameters());
                if (answer.body().contains(one.done())) {
                    kept += one.name().contains("lead") ? 1 : 0;
                } else if (answer.body().contains("OH-601")) {
                    told++;
                } else {
                    assertThat(answer.body()).as(one.name()).contains("Not stored");
                    told++;
                }
            }
        }
        assertThat(told).as("it is full").isGreaterThan(100);
        assertThat(store.leads().count(LIST))
                .as("what was said to be kept, and nothing else")
                .isGreaterThanOrEqualTo(kept);
        assertThat(post(listing().path(), listing().parameters()).body())
                .contains(listing().done());
    }
}
