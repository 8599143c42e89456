package org.offhook.signalling;

import java.text.ParseException;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our requests within dialogs: what they say and what is told of their answers. Confined to the signalling thread. */
final class DialogRequests {
    private static final Logger LOG = LoggerFactory.getLogger(DialogRequests.class);

    private final ExchangeLink link;
    private final RequestSender sender;
    private final RequestBuilder builder;
    private final HopFinder hops;
    private final SessionTimers sessions;
    private final CallTable calls;
    private final SignallingThread thread;
    private final PhoneInbox inbox;

    DialogRequests(
            ExchangeLink link,
            RequestSender sender,
            RequestBuilder builder,
            HopFinder hops,
            SessionTimers sessions,
            CallTable calls,
            SignallingThread thread,
            PhoneInbox inbox) {
        this.link = link;
        this.sender = sender;
        this.builder = builder;
        this.hops = hops;
        this.sessions = sessions;
        this.calls = calls;
        this.thread = thread;
        this.inbox = inbox;
    }

    /** INVITE in a dialog (RFC 3261 §14.1). */
    void reinvite(SipCall call, DialogId id, Optional<String> sdpOffer) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.ReinviteTimedOut(id)); // hung up meanwhile
            return;
        }
        Request request = dialog.newRequest(Request.INVITE, builder, link.node.messages());
        builder.addContactAndAllow(request);
        sdpOffer.ifPresent(sdp -> link.node.messages().setSdp(request, sdp));
        if (call.timed) {
            builder.addSupported(request);
            sessions.ask(request, dialog);
        }
        OutgoingReinvite reinvite = new OutgoingReinvite(call, dialog, inbox, link, builder, hops, sessions, request);
        OutgoingReinvite before = call.sentReinvites.put(id, reinvite);
        if (before != null) {
            before.replaced();
        }
        RepeatedAnswer unacknowledged = call.unacknowledged.get(id);
        if (unacknowledged != null && !unacknowledged.isOf(link.node)) {
            unacknowledged.stop(); // its ACK went to where we were
            call.unacknowledged.remove(id);
        }
        sender.send(request, hops.find(dialog.nextHop()), dialog::nextSequence, reinvite);
    }

    /** UPDATE without a description (RFC 4028 §7.4). */
    void update(SipCall call, DialogId id) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.RefreshRefused(id, Response.REQUEST_TIMEOUT)); // hung up meanwhile
            return;
        }
        Request update = dialog.newRequest(Request.UPDATE, builder, link.node.messages());
        builder.addContactAndAllow(update);
        builder.addSupported(update);
        sessions.ask(update, dialog);
        sender.send(
                update,
                hops.find(dialog.nextHop()),
                dialog::nextSequence,
                new OutgoingUpdate(call.id, dialog, sessions, inbox, update));
    }

    /** Digits by INFO, behind those that are still on their way. */
    void sendDigits(SipCall call, DialogId id, String digits) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.DigitsRefused(id, digits)); // hung up meanwhile
            return;
        }
        DigitsByInfo sending = call.digits.get(id);
        if (sending == null || !sending.isOf(link)) {
            sending = new DigitsByInfo(call.id, dialog, link, sender, builder, hops, thread, inbox);
            call.digits.put(id, sending);
        }
        sending.add(digits);
    }

    /** REFER: the far end shall call somebody else (RFC 3515 §2.4.1), sent by us (RFC 3892 §2.1). */
    void refer(SipCall call, DialogId id, TransferTarget target) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.ReferAnswered(id, Response.REQUEST_TIMEOUT)); // hung up meanwhile
            return;
        }
        Request refer = dialog.newRequest(Request.REFER, builder, link.node.messages());
        builder.addContactAndAllow(refer);
        try {
            switch (target) {
                case TransferTarget.Somebody(String number) -> builder.addReferTo(refer, number);
                case TransferTarget.FarEnd(CallId other, DialogId with) -> {
                    SipCall replaced = calls.get(other);
                    DialogState theirs = replaced == null ? null : replaced.dialogs.get(with);
                    if (theirs == null) { // it was hung up meanwhile
                        inbox.callInput(
                                call.id, new CallInput.ReferAnswered(id, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
                        return;
                    }
                    builder.addReferTo(refer, theirs);
                }
            }
        } catch (ParseException noSipName) {
            inbox.callInput(call.id, new CallInput.ReferAnswered(id, Response.ADDRESS_INCOMPLETE));
            return;
        }
        call.referred.add(id);
        sender.send(refer, hops.find(dialog.nextHop()), dialog::nextSequence, new RequestSender.Outcome() {
            @Override
            public void responded(Response response) {
                if (response.getStatusCode() >= 200) {
                    answered(response.getStatusCode());
                }
            }

            @Override
            public void timedOut() {
                answered(Response.REQUEST_TIMEOUT);
            }

            @Override
            public void failed(ErrorCode code) {
                answered(Response.REQUEST_TIMEOUT);
            }

            private void answered(int status) {
                if (status >= 300) {
                    call.referred.remove(id);
                }
                inbox.callInput(call.id, new CallInput.ReferAnswered(id, status));
            }
        });
    }

    /** BYE (RFC 3261 §15.1.1). */
    RequestSender.Pending bye(DialogState dialog, Optional<String> reason, RequestSender.Outcome outcome) {
        Request bye = dialog.newRequest(Request.BYE, builder, link.node.messages());
        if (reason.isPresent()) {
            try {
                link.node.messages().addHeader(bye, "Reason", reason.get());
            } catch (ParseException odd) {
                LOG.debug("the reason is no Reason header");
            }
        }
        return sender.send(bye, hops.find(dialog.nextHop()), dialog::nextSequence, outcome);
    }
}
