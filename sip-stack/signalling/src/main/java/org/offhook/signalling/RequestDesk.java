package org.offhook.signalling;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.Takeover;
import org.offhook.core.port.PhoneInbox;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipSendException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request that comes in: ours to act on, or to refuse as the RFCs say (RFC 3261 §8.2, §9.2, §12.2.2, §14.2, §15.1.2). What a
 * body says is handed on as text or ignored; nothing in it is acted upon here. Confined to the signalling thread.
 */
final class RequestDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

    private final ExchangeLink link;
    private final RequestBuilder builder;
    private final SubscriptionClient subscriptions;
    private final CallTable calls;
    private final SignallingThread thread;
    private final PhoneInbox inbox;
    private final SessionTimers sessions;
    private final Reliability reliability;
    private final UpdateDesk updates;
    private final RequestGate gate;

    RequestDesk(
            ExchangeLink link,
            RequestBuilder builder,
            SubscriptionClient subscriptions,
            CallTable calls,
            SignallingThread thread,
            PhoneInbox inbox,
            SessionTimers sessions,
            Reliability reliability,
            CallersAllowed callers) {
        this.link = link;
        this.builder = builder;
        this.subscriptions = subscriptions;
        this.calls = calls;
        this.thread = thread;
        this.inbox = inbox;
        this.sessions = sessions;
        this.reliability = reliability;
        this.updates = new UpdateDesk(this, builder, sessions, inbox);
        this.gate = new RequestGate(link, builder, thread, callers);
    }

    /** @param referrals takes what far ends refer us to */
    void received(IncomingRequest incoming, ReferralDesk referrals) {
        Request request = incoming.request();
        if (request.getMethod().equals(Request.ACK)) {
            acknowledged(request);
            return;
        }
        if (incoming.transaction().isEmpty()) {
            return;
        }
        ServerTransaction transaction = incoming.transaction().get();
        boolean inDialog = request.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() != null;
        Optional<Response> refusal = gate.refusal(request, inDialog);
        if (refusal.isPresent()) {
            send(transaction, refusal.get());
            return;
        }
        if (request.getHeader(Replacement.HEADER) != null
                && (inDialog || !request.getMethod().equals(Request.INVITE))) {
            answer(request, transaction, Response.BAD_REQUEST); // RFC 3891 §3: only where a call begins
            return;
        }
        switch (request.getMethod()) {
            case Request.REFER -> referrals.received(request, transaction, incoming.source());
            case Request.INVITE -> {
                if (inDialog) {
                    reinvited(request, transaction);
                } else {
                    invited(request, transaction);
                }
            }
            case Request.CANCEL -> cancelled(request, transaction);
            case Request.BYE -> hungUp(request, transaction);
            case Request.OPTIONS -> capabilities(request, transaction, inDialog);
            case Request.UPDATE -> updates.received(request, transaction);
            case Request.PRACK -> updates.acknowledged(request, transaction);
            case Request.INFO -> informed(request, transaction);
            case Request.NOTIFY -> notified(request, transaction, link.isExchange(incoming.source()));
            default -> LOG.debug("the gate let a method through that nobody takes");
        }
    }

    // ---- INVITE

    private void invited(Request request, ServerTransaction transaction) {
        if (!Bodies.isUnderstood(request)) {
            refuseBody(request, transaction);
            return;
        }
        if (Bodies.isCutOff(request)) {
            answer(request, transaction, Response.BAD_REQUEST);
            return;
        }
        if (!Bodies.mayBeAnsweredWithSdp(request)) {
            answer(request, transaction, Response.NOT_ACCEPTABLE); // RFC 3261 §21.4.7: all we could answer with is SDP
            return;
        }
        if (calls.of(request) != null) {
            answer(request, transaction, Response.LOOP_DETECTED); // our own call came back to us
            return;
        }
        if (sessions.isTooShort(request)) {
            refuseShortSession(request, transaction);
            return;
        }
        Replacement replacement = Replacement.of(request, calls);
        if (replacement instanceof Replacement.Refused(int status)) {
            answer(request, transaction, status);
            return;
        }
        String localTag = SipMessages.newTag();
        SipCall call = new SipCall(
                inbox.newCallId(), ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId(), localTag);
        DialogState dialog = DialogState.ofCalled(request, localTag, link.contactUri());
        call.dialogs.put(dialog.id(), dialog);
        call.timed = true;
        IncomingInvite incoming = new IncomingInvite(
                call, dialog, link, builder, thread, inbox, sessions, reliability, request, transaction);
        call.incoming = incoming;
        calls.add(call);
        inbox.incomingCall(
                call.id,
                new CallInput.InviteReceived(
                        Identities.caller(request, link.node.messages()),
                        Identities.called(request, link.node.messages()),
                        dialog.id(),
                        Bodies.sdp(request),
                        WishReader.read(request),
                        Identities.referrer(request, link.node.messages()),
                        replacement instanceof Replacement.Found(Takeover takeover)
                                ? Optional.of(takeover)
                                : Optional.empty(),
                        incoming.offerDue()));
    }

    private void reinvited(Request request, ServerTransaction transaction) {
        InDialog found = inDialog(request);
        if (found == null) {
            answer(request, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        if (!found.dialog().acceptSequence(request)) {
            answer(request, transaction, Response.SERVER_INTERNAL_ERROR);
            return;
        }
        boolean ourInviteRuns =
                found.call().incoming != null && found.call().incoming.isWaiting();
        if (found.call().reinvites.containsKey(found.dialog().id()) || ourInviteRuns) {
            refuseForNow(request, transaction); // RFC 3261 §14.2: a second one before the first is answered
            return;
        }
        OutgoingReinvite ours = found.call().sentReinvites.get(found.dialog().id());
        if (ours != null && ours.isOpen()) {
            answer(request, transaction, Response.REQUEST_PENDING); // RFC 3261 §14.2: ours is in progress
            return;
        }
        if (!Bodies.isUnderstood(request)) {
            refuseBody(request, transaction);
            return;
        }
        if (found.call().timed && sessions.isTooShort(request)) {
            refuseShortSession(request, transaction);
            return;
        }
        found.dialog().refreshTarget(request);
        found.call().reinvites.put(found.dialog().id(), new SipCall.PendingReinvite(request, transaction));
        inbox.callInput(
                found.call().id, new CallInput.ReinviteReceived(found.dialog().id(), Bodies.sdp(request)));
    }

    /** The phone's answer to a re-INVITE, or to an UPDATE with an offer. */
    void respondToReinvite(SipCall call, DialogId id, int status, Optional<String> sdp) {
        SipCall.PendingReinvite pending = call.reinvites.remove(id);
        if (pending == null) {
            return;
        }
        Response response = response(pending.request(), status);
        if (status < 300) {
            builder.addContactAndAllow(response);
        }
        sdp.ifPresent(text -> link.node.messages().setSdp(response, text));
        boolean accepted = status >= 200 && status < 300;
        DialogState dialog = call.dialogs.get(id);
        Optional<CallInput.SessionTimed> timed = accepted && call.timed && dialog != null
                ? sessions.answer(pending.request(), response, dialog)
                : Optional.empty();
        send(pending.transaction(), response);
        timed.ifPresent(input -> inbox.callInput(call.id, input));
        if (accepted && pending.request().getMethod().equals(Request.UPDATE)) {
            updates.answered(call, id);
        } else if (accepted) {
            IncomingInvite.repeatUntilAcknowledged(call, id, response, link, thread, inbox);
        }
    }

    private void acknowledged(Request ack) {
        InDialog found = inDialog(ack);
        if (found == null) {
            return; // of a dialog that is gone; ACK has no answer
        }
        DialogId id = found.dialog().id();
        RepeatedAnswer repeated = found.call().unacknowledged.get(id);
        // RFC 3261 §13.2.2.4: it has the number of its INVITE; one of an earlier INVITE may come late, or twice
        if (repeated != null && repeated.sequence() == DialogState.sequence(ack)) {
            repeated.stop();
            found.call().unacknowledged.remove(id);
            inbox.callInput(found.call().id, new CallInput.AckReceived(id, Bodies.sdp(ack)));
        }
    }

    private void cancelled(Request cancel, ServerTransaction transaction) {
        SipCall call = calls.of(cancel);
        IncomingInvite invite = call == null ? null : call.incoming;
        if (invite != null && invite.sequence() == DialogState.sequence(cancel)) {
            answer(cancel, transaction, Response.OK);
            invite.cancelled(Bodies.reason(cancel));
            return;
        }
        if (call != null) {
            for (Map.Entry<DialogId, SipCall.PendingReinvite> pending : call.reinvites.entrySet()) {
                if (DialogState.sequence(pending.getValue().request()) == DialogState.sequence(cancel)) {
                    answer(cancel, transaction, Response.OK);
                    respondToReinvite(call, pending.getKey(), Response.REQUEST_TERMINATED, Optional.empty());
                    return;
                }
            }
        }
        answer(cancel, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
    }

    // ---- in a dialog

    private void hungUp(Request bye, ServerTransaction transaction) {
        InDialog found = inDialog(bye);
        if (found == null) {
            answer(bye, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        if (!found.dialog().acceptSequence(bye)) {
            answer(bye, transaction, Response.SERVER_INTERNAL_ERROR);
            return;
        }
        answer(bye, transaction, Response.OK);
        SipCall call = found.call();
        DialogId id = found.dialog().id();
        if (call.reinvites.containsKey(id)) {
            // RFC 3261 §15.1.2: requests still pending are answered too.
            respondToReinvite(call, id, Response.REQUEST_TERMINATED, Optional.empty());
        }
        IncomingInvite invite = call.incoming;
        if (invite != null && invite.isWaiting()) {
            invite.cancelled(Bodies.reason(bye)); // a caller may end an early dialog by BYE (§15)
            return;
        }
        call.dialogs.remove(id);
        call.over.add(id);
        call.stopRepeating();
        inbox.callInput(call.id, new CallInput.ByeReceived(id, Bodies.reason(bye)));
    }

    private void capabilities(Request request, ServerTransaction transaction, boolean inDialog) {
        if (inDialog && inDialog(request) == null) {
            answer(request, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        Response response = response(request, Response.OK);
        builder.addContactAndAllow(response);
        builder.addSupported(response);
        builder.addAccept(response);
        send(transaction, response);
    }

    /** RFC 6086: only in a dialog, and no Info package; digits are taken as older peers send them. */
    private void informed(Request info, ServerTransaction transaction) {
        InDialog found = inDialog(info);
        if (found == null) {
            answer(info, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        } else if (!found.dialog().acceptSequence(info)) {
            answer(info, transaction, Response.SERVER_INTERNAL_ERROR);
        } else if (Bodies.header(info, "Info-Package").isPresent()) {
            answer(info, transaction, 469);
        } else if (DigitsByInfo.isCarriedBy(info)) {
            answer(info, transaction, Response.OK);
            DigitsByInfo.read(info).ifPresent(digit -> inbox.callInput(found.call().id, digit));
        } else if (Bodies.type(info).isPresent()) {
            Response response = response(info, Response.UNSUPPORTED_MEDIA_TYPE);
            builder.addAcceptDigits(response);
            send(transaction, response);
        } else {
            answer(info, transaction, Response.OK); // an empty INFO asks whether we are there (RFC 2976 §2.2)
        }
    }

    /** The subscription that a REFER of ours made (RFC 3515 §2.4.4, RFC 6665 §4.1.3), or one of our own; what it tells is data. */
    private void notified(Request notify, ServerTransaction transaction, boolean fromExchange) {
        InDialog found = inDialog(notify);
        if (found == null) {
            answer(notify, transaction, subscriptions.notified(notify, fromExchange));
            return;
        }
        boolean ofReferral = Bodies.header(notify, "Event")
                .map(event -> event.split(";", 2)[0].strip().equalsIgnoreCase("refer"))
                .orElse(false);
        if (!ofReferral || !found.call().referred.contains(found.dialog().id())) {
            answer(notify, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        if (!found.dialog().acceptSequence(notify)) {
            answer(notify, transaction, Response.SERVER_INTERNAL_ERROR);
            return;
        }
        answer(notify, transaction, Response.OK);
        boolean over = Bodies.header(notify, "Subscription-State")
                .map(state -> state.toLowerCase(Locale.ROOT).startsWith("terminated"))
                .orElse(false);
        DialogId id = found.dialog().id();
        if (over) {
            found.call().referred.remove(id);
        }
        inbox.callInput(found.call().id, new CallInput.TransferNotified(id, Bodies.sipFragmentStatus(notify), over));
    }

    record InDialog(SipCall call, DialogState dialog) {}

    @Nullable
    InDialog inDialog(Request request) {
        SipCall call = calls.of(request);
        if (call == null) {
            return null;
        }
        return CallTable.dialogOf(call, request)
                .map(dialog -> new InDialog(call, dialog))
                .orElse(null);
    }

    // ---- refusals

    void refuseBody(Request request, ServerTransaction transaction) {
        Response response = response(request, Response.UNSUPPORTED_MEDIA_TYPE);
        builder.addAccept(response);
        send(transaction, response);
    }

    /** RFC 4028 §9. */
    void refuseShortSession(Request request, ServerTransaction transaction) {
        Response response = response(request, 422);
        sessions.addLeast(response);
        send(transaction, response);
    }

    void refuseForNow(Request request, ServerTransaction transaction) {
        Response later = response(request, Response.SERVER_INTERNAL_ERROR);
        try {
            link.node.messages().addHeader(later, "Retry-After", "2");
        } catch (java.text.ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
        send(transaction, later);
    }

    Response response(Request request, int status) {
        Response response = link.node.messages().response(request, status, SipMessages.newTag());
        builder.addServer(response);
        return response;
    }

    void answer(Request request, ServerTransaction transaction, int status) {
        send(transaction, response(request, status));
    }

    void send(ServerTransaction transaction, Response response) {
        try {
            link.node.respond(transaction, response);
        } catch (SipSendException failed) {
            LOG.debug("a response was not sent: {}", failed.code());
        }
    }
}
