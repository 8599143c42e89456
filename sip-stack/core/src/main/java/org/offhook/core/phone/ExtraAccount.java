package org.offhook.core.phone;

import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.media.MediaTerms;

/**
 * An account beside the main one: a further line of the same agent, usually at another exchange.
 *
 * @param terms what its calls may agree on, its own policy of encryption among it
 */
public record ExtraAccount(AccountId id, Account account, MediaTerms terms) {
    public ExtraAccount {
        if (id.isMain()) {
            throw new IllegalArgumentException("the main account is none beside it");
        }
    }
}
