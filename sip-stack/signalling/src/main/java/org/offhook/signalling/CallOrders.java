package org.offhook.signalling;

import java.util.Optional;
import java.util.Set;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.SignallingPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the port that concerns calls that are there: each order is carried out on the signalling thread while there is an exchange
 * to send it to, and the phone is told when there is none.
 */
abstract class CallOrders implements SignallingPort {
    private static final Logger LOG = LoggerFactory.getLogger(CallOrders.class);

    final SignallingThread thread = new SignallingThread();
    final CallTable calls = new CallTable();
    final Set<CallId> legIds = LegRouter.noIds();
    volatile @Nullable PhoneInbox inbox;

    /** What is open towards the exchange now. Confined to the signalling thread. */
    @Nullable
    UserAgent agent;

    final PhoneInbox phone() {
        PhoneInbox known = inbox;
        if (known == null) {
            throw new IllegalStateException("not started");
        }
        return known;
    }

    // ---- ours

    @Override
    public void sendCancel(CallId id) {
        onCall(id, (current, call) -> {
            if (call.outgoing != null) {
                call.outgoing.cancel();
            }
        });
    }

    @Override
    public void sendAck(CallId id, DialogId dialog, Optional<String> sdpAnswer) {
        onCall(id, (current, call) -> {
            OutgoingReinvite reinvite = call.sentReinvites.get(dialog);
            if (reinvite != null && reinvite.owesAck()) {
                reinvite.acknowledge(sdpAnswer);
            } else if (call.outgoing != null) {
                call.outgoing.acknowledge(dialog, sdpAnswer);
            }
        });
    }

    @Override
    public void sendReinvite(CallId id, DialogId dialog, String sdpOffer) {
        onCall(
                id,
                (current, call) -> current.requests.reinvite(call, dialog, Optional.of(sdpOffer)),
                () -> phone().callInput(id, withoutWay(id, dialog)));
    }

    /** Between two networks there is no user agent: what is asked then is asked again later, as after a collision (RFC 3261 §14.1). */
    final CallInput withoutWay(CallId id, DialogId dialog) {
        return calls.get(id) == null
                ? new CallInput.ReinviteTimedOut(dialog)
                : new CallInput.ReinviteRejected(dialog, Response.REQUEST_PENDING);
    }

    @Override
    public void sendUpdate(CallId id, DialogId dialog) {
        onCall(
                id,
                (current, call) -> current.requests.update(call, dialog),
                () -> phone().callInput(id, new CallInput.RefreshRefused(dialog, Response.REQUEST_TIMEOUT)));
    }

    @Override
    public void sendDigits(CallId id, DialogId dialog, String digits) {
        onCall(
                id,
                (current, call) -> current.requests.sendDigits(call, dialog, digits),
                () -> phone().callInput(id, new CallInput.DigitsRefused(dialog, digits)));
    }

    @Override
    public void sendRefer(CallId id, DialogId dialog, TransferTarget target) {
        onCall(
                id,
                (current, call) -> current.requests.refer(call, dialog, target),
                () -> phone().callInput(id, new CallInput.ReferAnswered(dialog, Response.REQUEST_TIMEOUT)));
    }

    @Override
    public void sendBye(CallId id, DialogId dialog, Optional<String> reason) {
        thread.execute(() -> {
            SipCall call = calls.get(id);
            DialogState open = call == null ? null : call.dialogs.remove(dialog);
            if (call == null || open == null) {
                phone().callInput(
                                id, new CallInput.ByeCompleted(dialog)); // it was said, or there is nobody to say it to
                return;
            }
            call.over.add(dialog);
            Farewell farewell = new Farewell(call, open, reason, thread, () -> agent, phone());
            call.farewells.put(dialog, farewell);
            farewell.say();
        });
    }

    // ---- the far end's

    @Override
    public void respond(CallId id, int status, Optional<String> sdp) {
        onCall(id, (current, call) -> {
            if (call.incoming != null) {
                call.incoming.respond(status, sdp);
            }
        });
    }

    @Override
    public void redirect(CallId id, String number) {
        onCall(id, (current, call) -> {
            if (call.incoming != null) {
                call.incoming.redirect(number);
            }
        });
    }

    @Override
    public void respondToReinvite(CallId id, DialogId dialog, int status, Optional<String> sdp) {
        onCall(id, (current, call) -> current.desk.respondToReinvite(call, dialog, status, sdp));
    }

    @Override
    public void respondToRefer(CallId id, DialogId dialog, int status) {
        onCall(id, (current, call) -> current.referrals.respond(call, dialog, status));
    }

    @Override
    public void notifyReferral(CallId id, DialogId dialog, int status) {
        onCall(id, (current, call) -> current.referrals.notify(call, dialog, status));
    }

    @Override
    public void forget(CallId id) {
        thread.execute(() -> {
            SipCall call = calls.get(id);
            if (call != null && call.burial == null) {
                // A repeated 2xx or a late fork may come for as long as anything is made up for (RFC 3261 §13.2.2.4).
                bury(call);
            }
        });
    }

    private void bury(SipCall call) {
        call.burial = thread.after(RepeatedAnswer.PATIENCE, () -> {
            if (!call.referrals
                    .isEmpty()) { // the call that it has brought about is still on its way, and will be told of
                bury(call);
                return;
            }
            call.stopRepeating();
            calls.remove(call);
            legIds.remove(call.id);
        });
    }

    interface CallWork {
        void run(UserAgent agent, SipCall call);
    }

    void onCall(CallId id, CallWork work) {
        onCall(id, work, () -> LOG.debug("an order for a call that signalling does not have"));
    }

    void onCall(CallId id, CallWork work, Runnable otherwise) {
        thread.execute(() -> {
            UserAgent current = agent;
            SipCall call = calls.get(id);
            if (current != null && call != null) {
                work.run(current, call);
            } else {
                otherwise.run();
            }
        });
    }
}
