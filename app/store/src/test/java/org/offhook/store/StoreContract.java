package org.offhook.store;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.setup.Campaign;
import org.offhook.store.credential.Argon2Hash;

/** What every store test starts from: an empty store of either kind, a clock that stands still, one campaign with one list. */
abstract class StoreContract {
    static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);
    static final long LIST = 1101;
    static final String CAMPAIGN = "TESTCAMP";

    Instant now = Instant.parse("2026-11-21T08:00:00Z");
    StoreAddress address;
    Store store;

    /** The address of a store that is not there yet. */
    abstract StoreAddress newAddress();

    @BeforeEach
    void open() {
        address = newAddress();
        store = reopened();
        store.setup().putCampaign(Campaign.of(CAMPAIGN, "Test"));
        store.lists().add(new LeadList(LIST, "Test list", CAMPAIGN, true, List.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The same store, opened once more. */
    final Store reopened() {
        return Store.open(
                address,
                StoreOptions.DEFAULT
                        .withClock(() -> now)
                        .withPasswordCost(CHEAP)
                        .withKey(new byte[32]));
    }
}
