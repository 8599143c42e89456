package org.offhook.desktop.rehearsal;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.PublicationPort;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.port.SubscriptionPort;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.subscription.Subscription;

/** The exchange of a rehearsal: takes every registration, and whoever is called answers at once. No message leaves it. */
final class EmptyHouse implements SignallingPort {
    private static final DialogId DIALOG = new DialogId("rehearsal");
    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 192.0.2.1",
            "s=-",
            "c=IN IP4 192.0.2.1",
            "t=0 0",
            "m=audio 4000 RTP/AVP 0 8 101",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:101 telephone-event/8000",
            "");

    private Optional<PhoneInbox> inbox = Optional.empty();
    private int invites;

    /** INVITEs that were ordered. */
    int invites() {
        return invites;
    }

    @Override
    public void start(PhoneInbox phone) {
        inbox = Optional.of(phone);
    }

    @Override
    public SignallingPort beside() {
        return new EmptyHouse();
    }

    @Override
    public void register(Account account, int expirySeconds, int attempt) {
        inbox.orElseThrow().registrationInput(new RegistrationInput.Registered(attempt, Duration.ofHours(1)));
    }

    @Override
    public void unregister(int attempt) {
        inbox.orElseThrow().registrationInput(new RegistrationInput.Unregistered(attempt));
    }

    @Override
    public void rebind() {}

    @Override
    public void askHowSeen(CallId call) {}

    @Override
    public void sendInvite(CallId call, DialPlan plan, String sdpOffer) {
        invites++;
        happen(call, new CallInput.ProvisionalReceived(180, Optional.of(DIALOG), Optional.empty()));
        happen(call, new CallInput.InviteAnswered(DIALOG, Optional.of(SDP)));
    }

    private void happen(CallId call, CallInput input) {
        inbox.orElseThrow().callInput(call, input);
    }

    @Override
    public void sendCancel(CallId call) {}

    @Override
    public void sendAck(CallId call, DialogId dialog, Optional<String> sdpAnswer) {}

    @Override
    public void sendReinvite(CallId call, DialogId dialog, String sdpOffer) {
        happen(call, new CallInput.ReinviteAnswered(dialog, Optional.of(SDP)));
    }

    @Override
    public void sendRefer(CallId call, DialogId dialog, TransferTarget target) {
        happen(call, new CallInput.ReferAnswered(dialog, 405));
    }

    @Override
    public void sendUpdate(CallId call, DialogId dialog) {
        happen(call, new CallInput.SessionTimed(dialog, Optional.empty()));
    }

    @Override
    public void respondToRefer(CallId call, DialogId dialog, int status) {}

    @Override
    public void notifyReferral(CallId call, DialogId dialog, int status) {}

    @Override
    public void sendDigits(CallId call, DialogId dialog, String digits) {}

    @Override
    public void sendBye(CallId call, DialogId dialog, Optional<String> reason) {
        happen(call, new CallInput.ByeCompleted(dialog));
    }

    @Override
    public void respond(CallId call, int status, Optional<String> sdp) {}

    @Override
    public void redirect(CallId call, String number) {}

    @Override
    public void respondToReinvite(CallId call, DialogId dialog, int status, Optional<String> sdp) {}

    @Override
    public SubscriptionPort subscriptions() {
        return new NothingTold();
    }

    @Override
    public PublicationPort publications() {
        return PublicationPort.NONE;
    }

    /** Nobody tells of anything here. */
    private static final class NothingTold implements SubscriptionPort {
        @Override
        public void subscribe(Subscription subscription, int expirySeconds, int attempt) {}

        @Override
        public void refresh(Subscription subscription, int expirySeconds, int attempt) {}

        @Override
        public void unsubscribe(Subscription subscription, int attempt) {}

        @Override
        public void forget(Subscription subscription) {}
    }

    @Override
    public void forget(CallId call) {}

    @Override
    public Optional<String> localAddress() {
        return Optional.of("192.0.2.2");
    }

    @Override
    public void close() {}
}
