package org.offhook.bridge.api;

import java.util.List;
import java.util.function.Supplier;
import org.offhook.agent.PairedOrigin;
import org.offhook.campaign.store.DialerStorePort;

/**
 * What the API's listener works with.
 *
 * @param profiles all there are; settings say which of them are on
 * @param pairedOrigins pages that may call from a browser; empty on a server without a window
 */
public record ApiHouse(DialerStorePort store, List<ApiProfile> profiles, Supplier<List<PairedOrigin>> pairedOrigins) {
    public ApiHouse {
        profiles = List.copyOf(profiles);
    }
}
