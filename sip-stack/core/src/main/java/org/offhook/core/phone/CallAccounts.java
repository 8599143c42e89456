package org.offhook.core.phone;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;

/** Which account each call is over. Owned by the loop's thread. */
final class CallAccounts {
    /** What a far end is told of whom it sent us to may come after its own call (RFC 5057 §5.1). */
    private static final int REMEMBERED = 32;

    /** Calls over the main account are not in here. */
    private final Map<CallId, AccountId> beside = new HashMap<>(4);

    private final Map<CallId, AccountId> over = new LinkedHashMap<>();

    AccountId of(CallId call) {
        AccountId account = beside.get(call);
        return account == null ? over.getOrDefault(call, AccountId.MAIN) : account;
    }

    void put(CallId call, AccountId account) {
        if (!account.isMain()) {
            beside.put(call, account);
        }
    }

    /** The call is gone. */
    void forget(CallId call) {
        AccountId account = beside.remove(call);
        if (account != null) {
            over.put(call, account);
            if (over.size() > REMEMBERED) {
                over.remove(over.keySet().iterator().next());
            }
        }
    }
}
