package org.offhook.signalling;

import java.util.Iterator;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.CSeqHeader;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipSendException;
import org.offhook.sip.SipTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our INVITE in a dialog and the ACK of its 2xx, which is kept for the repetitions of that 2xx (RFC 3261 §14.1, §13.2.2.4). Confined to the
 * signalling thread.
 */
final class OutgoingReinvite implements RequestSender.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingReinvite.class);

    private final SipCall call;
    private final DialogState dialog;
    private final PhoneInbox inbox;
    private final SessionTimers sessions;
    private ExchangeLink link;
    private RequestBuilder builder;
    private HopFinder hops;
    private Request request;
    private Stage stage = Stage.OPEN;
    private @Nullable SentAck ack;

    private enum Stage {
        OPEN,
        /** A 2xx is here; its ACK is owed. */
        ANSWERED,
        DONE
    }

    private record SentAck(Request request, SipTarget target) {}

    OutgoingReinvite(
            SipCall call,
            DialogState dialog,
            PhoneInbox inbox,
            ExchangeLink link,
            RequestBuilder builder,
            HopFinder hops,
            SessionTimers sessions,
            Request request) {
        this.call = call;
        this.dialog = dialog;
        this.inbox = inbox;
        this.link = link;
        this.builder = builder;
        this.hops = hops;
        this.sessions = sessions;
        this.request = request;
    }

    /** The node is another one now; the dialog is the same. */
    void continueOn(ExchangeLink newLink, RequestBuilder newBuilder, HopFinder newHops) {
        link = newLink;
        builder = newBuilder;
        hops = newHops;
    }

    /** Another one was sent, because the transaction of this one was lost with the network that it was on. */
    void replaced() {
        stage = Stage.DONE;
    }

    /** Until its final response no other INVITE may be answered in this dialog (RFC 3261 §14.2). */
    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    boolean owesAck() {
        return stage == Stage.ANSWERED;
    }

    @Override
    public void sent(ClientTransaction transaction, Request sentRequest) {
        request = sentRequest;
    }

    @Override
    public void responded(Response response) {
        int status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        if (status < 300) {
            answered(response);
        } else if (stage == Stage.OPEN) {
            stage = Stage.DONE;
            inbox.callInput(call.id, new CallInput.ReinviteRejected(dialog.id(), status));
        }
    }

    /** A 2xx, in the transaction or after it. */
    void answered(Response response) {
        SentAck sent = ack;
        if (sent != null) {
            transmit(sent);
        } else if (stage == Stage.OPEN) {
            stage = Stage.ANSWERED;
            dialog.refreshTarget(response);
            inbox.callInput(call.id, new CallInput.ReinviteAnswered(dialog.id(), Bodies.sdp(response)));
            if (call.timed) {
                sessions.agreed(request, response, dialog).ifPresent(timed -> inbox.callInput(call.id, timed));
            }
        }
    }

    /** True for a 2xx to this request that came outside of its transaction. */
    boolean isAnswerTo(Response response) {
        return ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getMethod().equals(Request.INVITE)
                && DialogState.sequence(response) == DialogState.sequence(request);
    }

    void acknowledge(Optional<String> sdpAnswer) {
        stage = Stage.DONE;
        SipMessages messages = link.node.messages();
        Request made = dialog.newAck(DialogState.sequence(request), builder, messages);
        for (String name : new String[] {AuthorizationHeader.NAME, ProxyAuthorizationHeader.NAME}) {
            for (Iterator<?> all = request.getHeaders(name); all.hasNext(); ) {
                if (all.next() instanceof Header credentials) {
                    made.addHeader(credentials);
                }
            }
        }
        sdpAnswer.ifPresent(sdp -> messages.setSdp(made, sdp));
        SentAck sending = new SentAck(made, hops.find(dialog.nextHop()));
        ack = sending;
        transmit(sending);
    }

    /** One that does not get through is no news: the next 2xx asks again. */
    private void transmit(SentAck sending) {
        try {
            link.node.sendStateless(sending.request(), sending.target());
        } catch (SipSendException notNow) {
            LOG.debug("an ACK was not sent: {}", notNow.code());
        }
    }

    @Override
    public void timedOut() {
        if (stage == Stage.OPEN) {
            stage = Stage.DONE;
            inbox.callInput(call.id, new CallInput.ReinviteTimedOut(dialog.id()));
        }
    }

    /** Without a way nothing was asked: the session stays as it was, and it is asked again as after a collision (RFC 3261 §8.1.3.1, §14.1). */
    @Override
    public void failed(ErrorCode code) {
        if (code != ErrorCode.CONNECTION_FAILED) {
            timedOut();
        } else if (stage == Stage.OPEN) {
            stage = Stage.DONE;
            inbox.callInput(call.id, new CallInput.ReinviteRejected(dialog.id(), Response.REQUEST_PENDING));
        }
    }
}
