package org.offhook.core.phone;

import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.media.MediaTerms;

/**
 * An account beside the main one as observers see it; its password is not for them.
 *
 * @param registration how it stands with its own exchange, whatever the others do
 */
public record AccountView(
        AccountId id,
        String extension,
        String domain,
        ServerAddress server,
        Transport transport,
        MediaTerms terms,
        RegistrationView registration) {
    static AccountView of(ExtraAccount extra, RegistrationView registration) {
        Account account = extra.account();
        return new AccountView(
                extra.id(),
                account.extension(),
                account.domain(),
                account.server(),
                account.transport(),
                extra.terms(),
                registration);
    }

    /** Whether calls can be made and taken over it. */
    public boolean usable() {
        return registration.status() == RegistrationView.Status.REGISTERED;
    }
}
