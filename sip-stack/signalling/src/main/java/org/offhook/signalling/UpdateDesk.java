package org.offhook.signalling;

import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.port.PhoneInbox;
import org.offhook.signalling.RequestDesk.InDialog;

/**
 * What the far end sends besides INVITE to agree on a session: PRACK (RFC 3262) and UPDATE (RFC 3311 §5.2). An UPDATE with an
 * offer is answered by the phone as a re-INVITE is, but for the ACK; one without refreshes target and session. Confined to the signalling thread.
 */
final class UpdateDesk {
    private final RequestDesk desk;
    private final RequestBuilder builder;
    private final SessionTimers sessions;
    private final PhoneInbox inbox;

    UpdateDesk(RequestDesk desk, RequestBuilder builder, SessionTimers sessions, PhoneInbox inbox) {
        this.desk = desk;
        this.builder = builder;
        this.sessions = sessions;
        this.inbox = inbox;
    }

    void received(Request update, ServerTransaction transaction) {
        InDialog found = desk.inDialog(update);
        if (found == null) {
            desk.answer(update, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        if (!found.dialog().acceptSequence(update)) {
            desk.answer(update, transaction, Response.SERVER_INTERNAL_ERROR);
            return;
        }
        if (!Bodies.isUnderstood(update)) {
            desk.refuseBody(update, transaction);
            return;
        }
        if (found.call().timed && sessions.isTooShort(update)) {
            desk.refuseShortSession(update, transaction);
            return;
        }
        if (Bodies.sdp(update).isPresent()) {
            offered(found, update, transaction);
        } else {
            found.dialog().refreshTarget(update);
            desk.send(transaction, accepted(found, update));
        }
    }

    private void offered(InDialog found, Request update, ServerTransaction transaction) {
        SipCall call = found.call();
        DialogId id = found.dialog().id();
        IncomingInvite incoming = call.incoming;
        boolean unanswered = incoming != null && incoming.isWaiting() && !incoming.isOpenToOffers();
        if (call.reinvites.containsKey(id) || unanswered) {
            desk.refuseForNow(update, transaction); // §5.2: an offer of theirs waits for its answer
            return;
        }
        OutgoingReinvite ours = call.sentReinvites.get(id);
        if (ours != null && ours.isOpen()) {
            desk.answer(update, transaction, Response.REQUEST_PENDING); // §5.2: an offer of ours does
            return;
        }
        found.dialog().refreshTarget(update);
        call.reinvites.put(id, new SipCall.PendingReinvite(update, transaction));
        inbox.callInput(call.id, new CallInput.ReinviteReceived(id, Bodies.sdp(update)));
    }

    /** PRACK to a reliable provisional response of ours (RFC 3262 §3). */
    void acknowledged(Request prack, ServerTransaction transaction) {
        InDialog found = desk.inDialog(prack);
        IncomingInvite invite = found == null ? null : found.call().incoming;
        if (!Bodies.isUnderstood(prack)) {
            desk.refuseBody(prack, transaction);
            return;
        }
        boolean ours =
                found != null && found.dialog().acceptSequence(prack) && invite != null && invite.takePrack(prack);
        desk.answer(prack, transaction, ours ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        if (ours && invite != null) {
            invite.acknowledged(prack);
        }
    }

    /** The phone has answered the offer: no ACK follows, so it is told at once that the exchange is complete. */
    void answered(SipCall call, DialogId id) {
        inbox.callInput(call.id, new CallInput.AckReceived(id, Optional.empty()));
    }

    private Response accepted(InDialog found, Request update) {
        Response response = desk.response(update, Response.OK);
        builder.addContactAndAllow(response);
        if (found.call().timed) {
            builder.addSupported(response);
            sessions.answer(update, response, found.dialog())
                    .ifPresent(timed -> inbox.callInput(found.call().id, timed));
        }
        return response;
    }
}
