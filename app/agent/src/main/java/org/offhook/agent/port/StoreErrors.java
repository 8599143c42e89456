package org.offhook.agent.port;

import org.offhook.campaign.store.StoreException;
import org.offhook.core.error.ErrorCode;

/** The code that a failure of the store is shown under. */
public final class StoreErrors {
    private StoreErrors() {}

    public static ErrorCode codeOf(StoreException failure) {
        return switch (failure) {
            case StoreException.StoreFull _ -> ErrorCode.STORE_FULL;
            case StoreException.StoreReadOnly _ -> ErrorCode.STORE_READ_ONLY;
            case StoreException.StoreUnreachable _, StoreException.StoreClosed _ -> ErrorCode.STORE_UNREACHABLE;
            case StoreException.OutcomeUnknown _ -> ErrorCode.STORE_OUTCOME_UNKNOWN;
            case StoreException.StoreDamaged _ -> ErrorCode.STORE_DAMAGED;
            case StoreException.UniqueViolation _ -> ErrorCode.STORED_ALREADY;
            case StoreException.RuleViolation _ -> ErrorCode.STORE_REFUSED;
            case StoreException.StoreFault _ -> ErrorCode.INTERNAL;
        };
    }
}
