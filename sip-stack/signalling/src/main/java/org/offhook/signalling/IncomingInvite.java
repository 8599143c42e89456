package org.offhook.signalling;

import java.text.ParseException;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.sip.SipSendException;

/** The far end's INVITE while it waits for us, and its answer until the ACK. Confined to the signalling thread. */
final class IncomingInvite {
    private final SipCall call;
    private final DialogState dialog;
    private final ExchangeLink link;
    private final RequestBuilder builder;
    private final SignallingThread thread;
    private final PhoneInbox inbox;
    private final SessionTimers sessions;
    private final Request invite;
    private final ServerTransaction transaction;
    private final Reliability reliability;
    private final ReliableProvisional reliable;
    private boolean answered;
    private Description description = Description.NONE;

    /** How far our offer to an INVITE without one has come while it rings (RFC 3262 §5). */
    private enum Description {
        NONE,
        OFFERED,
        ANSWERED
    }

    IncomingInvite(
            SipCall call,
            DialogState dialog,
            ExchangeLink link,
            RequestBuilder builder,
            SignallingThread thread,
            PhoneInbox inbox,
            SessionTimers sessions,
            Reliability reliability,
            Request invite,
            ServerTransaction transaction) {
        this.call = call;
        this.dialog = dialog;
        this.link = link;
        this.builder = builder;
        this.thread = thread;
        this.inbox = inbox;
        this.sessions = sessions;
        this.invite = invite;
        this.transaction = transaction;
        this.reliability = reliability;
        this.reliable = new ReliableProvisional(link, thread, invite, transaction, this::neverAcknowledged);
    }

    /** True until a final response went out. */
    boolean isWaiting() {
        return !answered;
    }

    DialogId dialogId() {
        return dialog.id();
    }

    long sequence() {
        return DialogState.sequence(invite);
    }

    /** Where our offer goes when the caller has made none. */
    CallInput.OfferDue offerDue() {
        return ReliableProvisional.isDue(invite, reliability)
                ? CallInput.OfferDue.WHILE_RINGING
                : CallInput.OfferDue.IN_ANSWER;
    }

    void respond(int status, Optional<String> sdp) {
        if (answered) {
            return;
        }
        boolean provisional = status > 100 && status < 200;
        boolean lateOffer = Bodies.sdp(invite).isEmpty();
        boolean mayBeReliable = !lateOffer || sdp.isPresent() || description != Description.NONE;
        boolean reliably = provisional && mayBeReliable && ReliableProvisional.isDue(invite, reliability);
        if (reliably ? reliable.isOpen() : provisional && ReliableProvisional.isRequired(invite)) {
            return; // RFC 3262 §3, §5: one at a time, and the first one to an INVITE without an offer carries ours
        }
        if (reliably && lateOffer && sdp.isPresent()) {
            description = Description.OFFERED;
        }
        send(response(status), status, sdp, reliably);
    }

    /** The caller's side is to call somebody else (RFC 3261 §8.1.3.4, §21.3.3); 480 when that is no number. */
    void redirect(String number) {
        if (answered) {
            return;
        }
        Response response = response(Response.MOVED_TEMPORARILY);
        try {
            builder.addContactAtExchange(response, number);
        } catch (ParseException noSipName) {
            respond(Response.TEMPORARILY_UNAVAILABLE, Optional.empty());
            return;
        }
        send(response, Response.MOVED_TEMPORARILY, Optional.empty(), false);
    }

    private Response response(int status) {
        Response response = link.node.messages().response(invite, status, call.localTag);
        builder.addServer(response);
        builder.addReason(response);
        return response;
    }

    private void send(Response response, int status, Optional<String> sdp, boolean reliably) {
        if (status > 100 && status < 300) {
            builder.addContactAndAllow(response);
            builder.addSupported(response);
        }
        sdp.ifPresent(text -> link.node.messages().setSdp(response, text));
        answered = status >= 200;
        if (answered) {
            reliable.stop();
        }
        boolean accepted = answered && status < 300;
        Optional<CallInput.SessionTimed> timed =
                accepted ? sessions.answer(invite, response, dialog) : Optional.empty();
        try {
            if (reliably) {
                reliable.send(response);
            } else {
                link.node.respond(transaction, response);
            }
        } catch (SipSendException failed) {
            inbox.callInput(call.id, new CallInput.TransportFailed(ErrorCode.CONNECTION_LOST));
            return;
        }
        timed.ifPresent(input -> inbox.callInput(call.id, input));
        if (accepted) {
            repeatUntilAcknowledged(call, dialog.id(), response, link, thread, inbox);
        }
    }

    /** True for the PRACK of a provisional response of ours. */
    boolean takePrack(Request prack) {
        return reliable.take(prack);
    }

    /** A PRACK was taken and answered: where our offer was open, it has brought the answer (RFC 3262 §5). */
    void acknowledged(Request prack) {
        if (description == Description.OFFERED) {
            description = Description.ANSWERED;
            inbox.callInput(call.id, new CallInput.PrackReceived(dialog.id(), Bodies.sdp(prack)));
        }
    }

    /** Whether the caller may make an offer before our final response: one of ours was answered (RFC 3311 §5.1). */
    boolean isOpenToOffers() {
        return !answered && description == Description.ANSWERED;
    }

    /** RFC 3262 §3: the caller is not there any more; it is refused all the same. */
    private void neverAcknowledged() {
        if (!answered) {
            respond(Response.SERVER_TIMEOUT, Optional.empty());
            inbox.callInput(call.id, new CallInput.TransportFailed(ErrorCode.CONNECTION_LOST));
        }
    }

    /** RFC 3261 §13.3.1.4; the phone is told when no ACK ever comes. */
    static void repeatUntilAcknowledged(
            SipCall call,
            DialogId id,
            Response response,
            ExchangeLink link,
            SignallingThread thread,
            PhoneInbox inbox) {
        RepeatedAnswer repeated = new RepeatedAnswer(link.node, thread, response, () -> {
            call.unacknowledged.remove(id);
            inbox.callInput(call.id, new CallInput.AckTimedOut(id));
        });
        RepeatedAnswer before = call.unacknowledged.put(id, repeated);
        if (before != null) {
            before.stop();
        }
        repeated.start();
    }

    /** Its transaction is gone before we answered. */
    void lost() {
        if (!answered) {
            answered = true;
            reliable.stop();
            inbox.callInput(call.id, new CallInput.TransportFailed(ErrorCode.CONNECTION_LOST));
        }
    }

    /** The caller gave up: 487 to the INVITE (RFC 3261 §9.2), and the phone stops ringing. */
    void cancelled(Optional<String> reason) {
        if (answered) {
            return;
        }
        respond(Response.REQUEST_TERMINATED, Optional.empty());
        inbox.callInput(call.id, new CallInput.CancelReceived(reason));
    }
}
