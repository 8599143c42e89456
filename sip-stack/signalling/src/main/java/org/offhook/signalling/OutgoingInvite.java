package org.offhook.signalling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.ClientTransaction;
import javax.sip.address.SipURI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.CSeqHeader;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipSendException;
import org.offhook.sip.SipTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our INVITE: provisional and final responses of every fork, CANCEL when it is allowed, and an ACK for each 2xx that is kept for the
 * repetitions of that 2xx (RFC 3261 §9.1, §13.2.2). Confined to the signalling thread.
 */
final class OutgoingInvite implements RequestSender.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingInvite.class);

    private final SipCall call;
    private final PhoneInbox inbox;
    private ExchangeLink link;
    private RequestBuilder builder;
    private HopFinder hops;
    private final Map<DialogId, SentAck> acks = new HashMap<>();

    /** ACKs for which there was no way, by what they answer. */
    private final Map<DialogId, Optional<String>> unsent = new HashMap<>();

    private final Set<DialogId> answered = new HashSet<>();
    private final SessionTimers sessions;
    private final Pracks pracks;
    private final Redirects redirects;
    private Request invite;
    private @Nullable ClientTransaction transaction;
    private Cancelling cancelling = Cancelling.NOT_ASKED;
    private Progress progress = Progress.SILENT;

    private enum Cancelling {
        NOT_ASKED,
        WAITING_FOR_PROVISIONAL,
        SENT
    }

    private enum Progress {
        SILENT,
        PROVISIONAL,
        FINAL
    }

    private record SentAck(Request request, SipTarget target) {}

    OutgoingInvite(
            SipCall call,
            ExchangeLink link,
            RequestBuilder builder,
            HopFinder hops,
            PhoneInbox inbox,
            SessionTimers sessions,
            Pracks pracks,
            Redirects redirects,
            Request invite) {
        this.call = call;
        this.link = link;
        this.builder = builder;
        this.hops = hops;
        this.inbox = inbox;
        this.sessions = sessions;
        this.pracks = pracks;
        this.redirects = redirects;
        this.invite = invite;
    }

    /** The node is another one now, after sleep or an address change; the dialogs are the same. */
    void continueOn(ExchangeLink newLink, RequestSender newSender, RequestBuilder newBuilder, HopFinder newHops) {
        pracks.continueOn(newLink, newSender, newBuilder, newHops);
        link = newLink;
        builder = newBuilder;
        hops = newHops;
        Map.copyOf(unsent).forEach(this::acknowledge);
    }

    @Override
    public void sent(ClientTransaction sentIn, Request request) {
        transaction = sentIn;
        invite = request;
        if (progress == Progress.PROVISIONAL) {
            progress = Progress.SILENT; // a new transaction; the provisional belonged to the challenged one
        }
    }

    /** RFC 3261 §9.1: who has hung up does not call once more because the first INVITE was challenged. */
    @Override
    public boolean stillWanted() {
        return cancelling == Cancelling.NOT_ASKED;
    }

    @Override
    public Optional<SipURI> elsewhere(Response response) {
        return redirects.after(response, invite.getRequestURI());
    }

    @Override
    public void responded(Response response) {
        int status = response.getStatusCode();
        if (status < 200) {
            provisional(response);
        } else if (status < 300) {
            answered(response);
        } else {
            progress = Progress.FINAL;
            inbox.callInput(call.id, new CallInput.InviteRejected(rejection(response)));
        }
    }

    static CallInput.RejectedResponse rejection(Response response) {
        return new CallInput.RejectedResponse(
                response.getStatusCode(),
                Optional.ofNullable(response.getReasonPhrase()).orElse(""),
                Bodies.reason(response),
                Bodies.header(response, "Warning"));
    }

    private void provisional(Response response) {
        if (progress == Progress.FINAL) {
            return; // overtaken on the way
        }
        progress = Progress.PROVISIONAL;
        if (cancelling == Cancelling.WAITING_FOR_PROVISIONAL) {
            transmitCancel();
        }
        if (response.getStatusCode() == Response.TRYING) {
            return;
        }
        Optional<DialogId> early = earlyDialog(response);
        DialogState dialog = early.map(call.dialogs::get).orElse(null);
        if (dialog != null && call.timed && !pracks.take(response, dialog)) {
            return;
        }
        inbox.callInput(
                call.id, new CallInput.ProvisionalReceived(response.getStatusCode(), early, Bodies.sdp(response)));
    }

    private Optional<DialogId> earlyDialog(Response response) {
        if (((ToHeader) response.getHeader(ToHeader.NAME)).getTag() == null) {
            return Optional.empty();
        }
        DialogState dialog = DialogState.ofCaller(invite, response);
        call.dialogs.putIfAbsent(dialog.id(), dialog);
        return Optional.of(dialog.id());
    }

    /** A 2xx, in the transaction or after it: a repetition wants the ACK once more, another fork an ACK of its own. */
    void answered(Response response) {
        String tag = ((ToHeader) response.getHeader(ToHeader.NAME)).getTag();
        if (tag == null) {
            LOG.warn("a 2xx without a To tag makes no dialog");
            progress = Progress.FINAL;
            inbox.callInput(
                    call.id,
                    new CallInput.InviteRejected(new CallInput.RejectedResponse(
                            500, "2xx without tag", Optional.empty(), Optional.empty())));
            return;
        }
        progress = Progress.FINAL;
        DialogId id = new DialogId(tag);
        SentAck ack = acks.get(id);
        if (ack != null) {
            repeat(ack);
            return;
        }
        if (!answered.add(id)) {
            return; // the phone knows and has not ordered the ACK yet
        }
        DialogState dialog = call.dialogs.computeIfAbsent(id, key -> DialogState.ofCaller(invite, response));
        dialog.learnFrom(response);
        inbox.callInput(call.id, new CallInput.InviteAnswered(id, Bodies.sdp(response)));
        if (call.timed) {
            sessions.agreed(invite, response, dialog).ifPresent(timed -> inbox.callInput(call.id, timed));
        }
    }

    /** True for a 2xx to this INVITE that came outside of its transaction. */
    boolean isAnswerTo(Response response) {
        // The method matters too: the 200 to our CANCEL has the same number.
        return ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getMethod().equals(Request.INVITE)
                && DialogState.sequence(response) == DialogState.sequence(invite);
    }

    /** True once a 2xx has confirmed the dialog. */
    boolean isAnswered(DialogId id) {
        return answered.contains(id);
    }

    void acknowledge(DialogId id, Optional<String> sdpAnswer) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            return;
        }
        SipMessages messages = link.node.messages();
        Request request = dialog.newAck(DialogState.sequence(invite), builder, messages);
        copyCredentials(request);
        sdpAnswer.ifPresent(sdp -> messages.setSdp(request, sdp));
        SentAck ack = new SentAck(request, hops.find(dialog.nextHop()));
        acks.put(id, ack);
        unsent.remove(id);
        try {
            link.node.sendStateless(ack.request(), ack.target());
        } catch (SipSendException failed) {
            if (failed.code() != ErrorCode.CONNECTION_FAILED) {
                inbox.callInput(call.id, new CallInput.TransportFailed(failed.code()));
                return;
            }
            LOG.debug("an ACK was not sent"); // the next 2xx asks for it again, and so does another way
            unsent.put(id, sdpAnswer);
        }
    }

    /** RFC 3261 §22.1: an ACK cannot be challenged, so it carries the credentials of its INVITE. */
    private void copyCredentials(Request ack) {
        for (String name : new String[] {AuthorizationHeader.NAME, ProxyAuthorizationHeader.NAME}) {
            for (Iterator<?> all = invite.getHeaders(name); all.hasNext(); ) {
                if (all.next() instanceof Header credentials) {
                    ack.addHeader(credentials);
                }
            }
        }
    }

    /** A repetition that does not get through is no news: the next 2xx asks again. */
    private void repeat(SentAck ack) {
        try {
            link.node.sendStateless(ack.request(), ack.target());
        } catch (SipSendException notNow) {
            LOG.debug("an ACK was not repeated: {}", notNow.code());
        }
    }

    void cancel() {
        if (cancelling != Cancelling.NOT_ASKED || progress == Progress.FINAL) {
            return;
        }
        if (progress == Progress.SILENT) {
            cancelling = Cancelling.WAITING_FOR_PROVISIONAL;
        } else {
            transmitCancel();
        }
    }

    private void transmitCancel() {
        ClientTransaction current = transaction;
        if (current == null) {
            return;
        }
        cancelling = Cancelling.SENT;
        try {
            link.node.cancel(current, link.target(), cancel -> {});
        } catch (SipSendException failed) {
            LOG.debug("CANCEL was not sent: {}", failed.code());
        }
    }

    @Override
    public void timedOut() {
        if (progress != Progress.FINAL) {
            progress = Progress.FINAL;
            inbox.callInput(call.id, new CallInput.InviteTimedOut());
        }
    }

    /** Its transaction is gone before a final response came. */
    void lost() {
        if (progress != Progress.FINAL) {
            failed(ErrorCode.CONNECTION_LOST);
        }
    }

    @Override
    public void failed(ErrorCode code) {
        progress = Progress.FINAL;
        inbox.callInput(call.id, new CallInput.TransportFailed(code));
    }
}
