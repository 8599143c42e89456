package org.offhook.core.port;

import org.offhook.core.publication.PublicationInput;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.Subscription;
import org.offhook.core.subscription.SubscriptionInput;

/** What happens to what the phone has itself told about, and to what it tells. */
public sealed interface WatchInput {
    record OfSubscription(Subscription subscription, SubscriptionInput input) implements WatchInput {}

    record OfPublication(PublicationInput input) implements WatchInput {}

    /** The exchange told of the mailbox unasked, as many do after a REGISTER; its address was checked. */
    record MailboxTold(Content content) implements WatchInput {}
}
