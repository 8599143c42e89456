package org.offhook.core.phone;

import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.subscription.MessageSummary;

/**
 * What the exchange of one account offers its phone.
 *
 * @param mailbox as last told; empty before that
 * @param voicemail what is dialled to listen to the mailbox, once that is known
 */
public record AccountServices(
        AccountId account, Optional<MessageSummary> mailbox, Optional<String> voicemail, FeatureCodes codes) {
    static AccountServices of(AccountId account, Optional<MessageSummary> mailbox, FeatureCodes codes) {
        return new AccountServices(
                account, mailbox, codes.voicemail().or(() -> mailbox.flatMap(MessageSummary::account)), codes);
    }

    /** Whether there are messages that can be listened to with one press. */
    public boolean waits() {
        return voicemail.isPresent() && mailbox.filter(MessageSummary::waiting).isPresent();
    }
}
