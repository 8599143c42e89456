package org.offhook.core.subscription;

import java.time.Instant;

/** What a subscription orders. There is one timer: starting it replaces it. */
public sealed interface SubscriptionEffect {
    /** SUBSCRIBE outside of a dialog; an earlier dialog of this subscription is forgotten. */
    record SendSubscribe(int expirySeconds, int attempt) implements SubscriptionEffect {}

    /** SUBSCRIBE in the dialog. */
    record SendRefresh(int expirySeconds, int attempt) implements SubscriptionEffect {}

    /** SUBSCRIBE with Expires: 0 in the dialog. */
    record SendUnsubscribe(int attempt) implements SubscriptionEffect {}

    /** The dialog is over for us; NOTIFYs in it are answered 481. */
    record Forget() implements SubscriptionEffect {}

    /** What was told is to be seen. */
    record Show(Content content) implements SubscriptionEffect {}

    record StartTimer(Instant at) implements SubscriptionEffect {}

    record StopTimer() implements SubscriptionEffect {}

    record Ignore(String reason) implements SubscriptionEffect {}
}
