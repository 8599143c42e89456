package org.offhook.testkit.core;

import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.publication.Presence;
import org.offhook.core.subscription.Subscription;

/** What the phone ordered of signalling. */
public sealed interface SignallingOrder {
    record Register(Account account, int expirySeconds, int attempt) implements SignallingOrder {}

    record Unregister(int attempt) implements SignallingOrder {}

    record Rebind() implements SignallingOrder {}

    record Invite(CallId call, DialPlan plan, String sdpOffer) implements SignallingOrder {}

    record Cancel(CallId call) implements SignallingOrder {}

    record Reinvite(CallId call, DialogId dialog, String sdpOffer) implements SignallingOrder {}

    record Refer(CallId call, DialogId dialog, TransferTarget target) implements SignallingOrder {}

    record ReferResponse(CallId call, DialogId dialog, int status) implements SignallingOrder {}

    /** The far end that sent us somewhere is told how it goes. */
    record ReferralNotice(CallId call, DialogId dialog, int status) implements SignallingOrder {}

    record Update(CallId call, DialogId dialog) implements SignallingOrder {}

    record Digits(CallId call, DialogId dialog, String digits) implements SignallingOrder {}

    record Ack(CallId call, DialogId dialog, Optional<String> sdpAnswer) implements SignallingOrder {}

    record Bye(CallId call, DialogId dialog, Optional<String> reason) implements SignallingOrder {}

    record Response(CallId call, int status, Optional<String> sdp) implements SignallingOrder {}

    record Redirect(CallId call, String number) implements SignallingOrder {}

    record ReinviteResponse(CallId call, DialogId dialog, int status, Optional<String> sdp)
            implements SignallingOrder {}

    record Subscribe(Subscription subscription, int expirySeconds, int attempt) implements SignallingOrder {}

    record Resubscribe(Subscription subscription, int expirySeconds, int attempt) implements SignallingOrder {}

    record Unsubscribe(Subscription subscription, int attempt) implements SignallingOrder {}

    record ForgetSubscription(Subscription subscription) implements SignallingOrder {}

    record Publish(Optional<String> etag, Optional<Presence> presence, int expirySeconds, int attempt)
            implements SignallingOrder {}

    record Forget(CallId call) implements SignallingOrder {}
}
