package org.offhook.agent.port;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.agent.PairedOrigin;
import org.offhook.core.error.ErrorCode;

/** Where paired origins are kept. */
public interface PairingStorePort {
    /** Completes with nothing once durable, or with the error. */
    CompletionStage<Optional<ErrorCode>> save(PairedOrigin origin);

    CompletionStage<Optional<ErrorCode>> remove(String origin);
}
