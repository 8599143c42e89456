package org.offhook.core.port;

import org.offhook.core.subscription.Subscription;

/**
 * Subscribing at the exchange (RFC 6665), for the registered account and over its connection. Called on the loop only; does not block it.
 * What comes of it arrives as {@link WatchInput.OfSubscription}. Digest challenges are answered below this port.
 */
public interface SubscriptionPort {
    /** Sends SUBSCRIBE outside of a dialog; a dialog of the same subscription is forgotten. */
    void subscribe(Subscription subscription, int expirySeconds, int attempt);

    /** Sends SUBSCRIBE in the subscription's dialog; where that is gone, it is rejected with 481. */
    void refresh(Subscription subscription, int expirySeconds, int attempt);

    /** Sends SUBSCRIBE with Expires: 0 in the subscription's dialog. */
    void unsubscribe(Subscription subscription, int attempt);

    /** The dialog is of no interest any more: what comes in it is answered 481. */
    void forget(Subscription subscription);
}
