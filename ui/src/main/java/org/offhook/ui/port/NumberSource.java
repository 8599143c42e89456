package org.offhook.ui.port;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who a number belongs to and whether it may be called. */
public interface NumberSource {
    /** A desk without a store knows nothing. */
    NumberSource NONE = (campaign, number) -> CompletableFuture.completedFuture(Optional.empty());

    /**
     * Looks {@code number} up. An empty answer says that nothing could be found out.
     *
     * @param campaign id of the campaign whose lists and rules count
     * @param number as it would be dialled
     */
    CompletionStage<Optional<KnownNumber>> lookUp(String campaign, String number);
}
