package org.offhook.testkit.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.core.account.Account;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallInput.RejectedResponse;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallWishes;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.PublicationPort;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.port.SubscriptionPort;
import org.offhook.core.port.WatchInput;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.subscription.Subscription;

/**
 * Signalling without a network: remembers every order and plays an exchange with one kind of far end. Every method can be told to
 * fail. Any thread.
 */
public final class FakeSignalling implements SignallingPort {
    /** What the registrar does. */
    public enum Registrar {
        ACCEPTS,
        REFUSES_PASSWORD,
        SILENT
    }

    /** What whoever is called does. */
    public enum FarEnd {
        SILENT,
        RINGS,
        ANSWERS,
        BUSY
    }

    /** The dialog of a far end that answers by itself. */
    public static final DialogId DIALOG = new DialogId("far-1");

    private int asked;
    private final List<SignallingOrder> orders = new CopyOnWriteArrayList<>();
    private final List<FakeSignalling> further = new CopyOnWriteArrayList<>();
    private final List<String> failing = new CopyOnWriteArrayList<>();
    private volatile @Nullable PhoneInbox inbox;
    private volatile Registrar registrar = Registrar.ACCEPTS;
    private volatile FarEnd farEnd = FarEnd.SILENT;
    private volatile Duration granted = Duration.ofMinutes(10);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long lastInviteNanos;
    private final Subscriptions subscriptions = new Subscriptions();

    public FakeSignalling registrar(Registrar behaviour) {
        registrar = behaviour;
        return this;
    }

    public FakeSignalling farEnd(FarEnd behaviour) {
        farEnd = behaviour;
        return this;
    }

    public FakeSignalling granting(Duration expiry) {
        granted = expiry;
        return this;
    }

    /** Makes the port's method of that name throw, until {@link #recover}. */
    public FakeSignalling failOn(String method) {
        failing.add(method);
        return this;
    }

    public void recover() {
        failing.clear();
    }

    public List<SignallingOrder> orders() {
        return List.copyOf(orders);
    }

    /** Orders of one kind, oldest first. */
    public <T extends SignallingOrder> List<T> orders(Class<T> kind) {
        return orders.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Simple names of all orders, in order: what a ladder of the call would show. */
    public List<String> ladder() {
        return orders.stream()
                .map(order -> order instanceof SignallingOrder.Response response
                        ? "Response " + response.status()
                        : order instanceof SignallingOrder.ReinviteResponse response
                                ? "ReinviteResponse " + response.status()
                                : order.getClass().getSimpleName())
                .toList();
    }

    public void forgetOrders() {
        orders.clear();
    }

    /** {@link System#nanoTime} when the latest INVITE was ordered, for measurements. */
    public long lastInviteNanos() {
        return lastInviteNanos;
    }

    /** Whether it was closed in time, by whatever thread. */
    public boolean awaitClosed(Duration atMost) throws InterruptedException {
        return closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Where inputs go; only after {@link #start}. */
    public PhoneInbox inbox() {
        PhoneInbox present = inbox;
        if (present == null) {
            throw new IllegalStateException("not started");
        }
        return present;
    }

    /** A call comes in. */
    public CallId ring(CallParty caller, DialogId dialog, Optional<String> sdp) {
        return ring(caller, dialog, sdp, CallWishes.NONE);
    }

    /** A call comes in that asks for more than to ring. */
    public CallId ring(CallParty caller, DialogId dialog, Optional<String> sdp, CallWishes wishes) {
        CallId id = inbox().newCallId();
        inbox().incomingCall(id, new CallInput.InviteReceived(caller, new CallParty("2101", ""), dialog, sdp, wishes));
        return id;
    }

    public void happen(CallId call, CallInput input) {
        inbox().callInput(call, input);
    }

    public void happen(RegistrationInput input) {
        inbox().registrationInput(input);
    }

    public void happen(WatchInput input) {
        inbox().watchInput(input);
    }

    // ---- the port

    @Override
    public void start(PhoneInbox phone) {
        inbox = phone;
        check("start");
    }

    @Override
    public FakeSignalling beside() {
        check("beside");
        FakeSignalling other = new FakeSignalling();
        further.add(other);
        return other;
    }

    /** User agents that were made for accounts beside this one, oldest first. */
    public List<FakeSignalling> further() {
        return List.copyOf(further);
    }

    @Override
    public void register(Account account, int expirySeconds, int attempt) {
        check("register");
        orders.add(new SignallingOrder.Register(account, expirySeconds, attempt));
        switch (registrar) {
            case ACCEPTS -> happen(new RegistrationInput.Registered(attempt, granted));
            case REFUSES_PASSWORD ->
                happen(new RegistrationInput.RegistrationRejected(attempt, 401, Optional.empty(), Optional.empty()));
            case SILENT -> {}
        }
    }

    @Override
    public void unregister(int attempt) {
        check("unregister");
        orders.add(new SignallingOrder.Unregister(attempt));
        if (registrar == Registrar.ACCEPTS) {
            happen(new RegistrationInput.Unregistered(attempt));
        }
    }

    @Override
    public void rebind() {
        check("rebind");
        orders.add(new SignallingOrder.Rebind());
    }

    @Override
    public void askHowSeen(CallId call) {
        check("askHowSeen");
        asked++;
    }

    /** How often the exchange was asked how it sees us. */
    public int asked() {
        return asked;
    }

    @Override
    public void sendInvite(CallId call, DialPlan plan, String sdpOffer) {
        check("sendInvite");
        lastInviteNanos = System.nanoTime();
        orders.add(new SignallingOrder.Invite(call, plan, sdpOffer));
        switch (farEnd) {
            case SILENT -> {}
            case RINGS -> rings(call);
            case ANSWERS -> {
                rings(call);
                happen(call, new CallInput.InviteAnswered(DIALOG, Optional.of(Sdp.farEnd())));
            }
            case BUSY ->
                happen(
                        call,
                        new CallInput.InviteRejected(
                                new RejectedResponse(486, "Busy Here", Optional.empty(), Optional.empty())));
        }
    }

    private void rings(CallId call) {
        happen(call, new CallInput.ProvisionalReceived(180, Optional.of(DIALOG), Optional.empty()));
    }

    @Override
    public void sendCancel(CallId call) {
        check("sendCancel");
        orders.add(new SignallingOrder.Cancel(call));
        if (farEnd != FarEnd.SILENT) {
            happen(
                    call,
                    new CallInput.InviteRejected(
                            new RejectedResponse(487, "Request Terminated", Optional.empty(), Optional.empty())));
        }
    }

    @Override
    public void sendReinvite(CallId call, DialogId dialog, String sdpOffer) {
        check("sendReinvite");
        orders.add(new SignallingOrder.Reinvite(call, dialog, sdpOffer));
        if (farEnd == FarEnd.ANSWERS) {
            happen(call, new CallInput.ReinviteAnswered(dialog, Optional.of(Sdp.answerTo(sdpOffer))));
        }
    }

    @Override
    public void sendRefer(CallId call, DialogId dialog, TransferTarget target) {
        check("sendRefer");
        orders.add(new SignallingOrder.Refer(call, dialog, target));
        if (farEnd == FarEnd.ANSWERS) {
            happen(call, new CallInput.ReferAnswered(dialog, 202));
        }
    }

    @Override
    public void respondToRefer(CallId call, DialogId dialog, int status) {
        check("respondToRefer");
        orders.add(new SignallingOrder.ReferResponse(call, dialog, status));
    }

    @Override
    public void notifyReferral(CallId call, DialogId dialog, int status) {
        check("notifyReferral");
        orders.add(new SignallingOrder.ReferralNotice(call, dialog, status));
    }

    @Override
    public void sendUpdate(CallId call, DialogId dialog) {
        check("sendUpdate");
        orders.add(new SignallingOrder.Update(call, dialog));
    }

    @Override
    public void sendDigits(CallId call, DialogId dialog, String digits) {
        check("sendDigits");
        orders.add(new SignallingOrder.Digits(call, dialog, digits));
    }

    @Override
    public void sendAck(CallId call, DialogId dialog, Optional<String> sdpAnswer) {
        check("sendAck");
        orders.add(new SignallingOrder.Ack(call, dialog, sdpAnswer));
    }

    @Override
    public void sendBye(CallId call, DialogId dialog, Optional<String> reason) {
        check("sendBye");
        orders.add(new SignallingOrder.Bye(call, dialog, reason));
        happen(call, new CallInput.ByeCompleted(dialog));
    }

    @Override
    public void respond(CallId call, int status, Optional<String> sdp) {
        check("respond");
        orders.add(new SignallingOrder.Response(call, status, sdp));
    }

    @Override
    public void redirect(CallId call, String number) {
        check("redirect");
        orders.add(new SignallingOrder.Redirect(call, number));
    }

    @Override
    public void respondToReinvite(CallId call, DialogId dialog, int status, Optional<String> sdp) {
        check("respondToReinvite");
        orders.add(new SignallingOrder.ReinviteResponse(call, dialog, status, sdp));
    }

    @Override
    public SubscriptionPort subscriptions() {
        return subscriptions;
    }

    @Override
    public PublicationPort publications() {
        return (etag, presence, expirySeconds, attempt) -> {
            check("publish");
            orders.add(new SignallingOrder.Publish(etag, presence, expirySeconds, attempt));
        };
    }

    /** Remembers what is asked; what comes of it, a test tells. */
    private final class Subscriptions implements SubscriptionPort {
        @Override
        public void subscribe(Subscription subscription, int expirySeconds, int attempt) {
            check("subscribe");
            orders.add(new SignallingOrder.Subscribe(subscription, expirySeconds, attempt));
        }

        @Override
        public void refresh(Subscription subscription, int expirySeconds, int attempt) {
            check("refresh");
            orders.add(new SignallingOrder.Resubscribe(subscription, expirySeconds, attempt));
        }

        @Override
        public void unsubscribe(Subscription subscription, int attempt) {
            check("unsubscribe");
            orders.add(new SignallingOrder.Unsubscribe(subscription, attempt));
        }

        @Override
        public void forget(Subscription subscription) {
            orders.add(new SignallingOrder.ForgetSubscription(subscription));
        }
    }

    @Override
    public void forget(CallId call) {
        check("forget");
        orders.add(new SignallingOrder.Forget(call));
    }

    @Override
    public Optional<String> localAddress() {
        return Optional.of("192.0.2.10");
    }

    @Override
    public void close() {
        closed.countDown();
        check("close");
    }

    private void check(String method) {
        if (failing.contains(method)) {
            throw new IllegalStateException("told to fail on " + method);
        }
    }
}
