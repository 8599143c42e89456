package org.offhook.signalling;

import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.SubscriptionPort;
import org.offhook.core.port.WatchInput;
import org.offhook.core.subscription.Subscription;
import org.offhook.core.subscription.SubscriptionInput;

/** Subscriptions on the phone's user agent. */
final class JainSubscriptions implements SubscriptionPort {
    private final JainSignalling signalling;

    JainSubscriptions(JainSignalling signalling) {
        this.signalling = signalling;
    }

    @Override
    public void subscribe(Subscription subscription, int expirySeconds, int attempt) {
        signalling.onAgent(
                agent -> agent.subscriptions.subscribe(subscription, expirySeconds, attempt),
                () -> failed(subscription, attempt));
    }

    @Override
    public void refresh(Subscription subscription, int expirySeconds, int attempt) {
        signalling.onAgent(
                agent -> agent.subscriptions.refresh(subscription, expirySeconds, attempt),
                () -> failed(subscription, attempt));
    }

    @Override
    public void unsubscribe(Subscription subscription, int attempt) {
        refresh(subscription, 0, attempt);
    }

    @Override
    public void forget(Subscription subscription) {
        signalling.onAgent(agent -> agent.subscriptions.forget(subscription), () -> {});
    }

    private void failed(Subscription subscription, int attempt) {
        signalling
                .phone()
                .watchInput(new WatchInput.OfSubscription(
                        subscription, new SubscriptionInput.SubscribeFailed(attempt, ErrorCode.NOT_REGISTERED)));
    }
}
