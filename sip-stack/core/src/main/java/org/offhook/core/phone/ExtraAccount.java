package org.offhook.core.phone;

import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.media.MediaTerms;

/**
 * An account beside the main one: a further line of the same agent, usually at another exchange.
 *
 * @param terms what its calls may agree on, its own policy of encryption among it
 * @param mailbox whether to subscribe to its mailbox; what its exchange tells unasked is shown either way
 * @param codes of its exchange, for its calls and the phones that are watched over it
 */
public record ExtraAccount(AccountId id, Account account, MediaTerms terms, boolean mailbox, FeatureCodes codes) {
    /** One that does not ask for its mailbox. */
    public ExtraAccount(AccountId id, Account account, MediaTerms terms) {
        this(id, account, terms, false, FeatureCodes.USUAL);
    }

    public ExtraAccount {
        if (id.isMain()) {
            throw new IllegalArgumentException("the main account is none beside it");
        }
    }
}
