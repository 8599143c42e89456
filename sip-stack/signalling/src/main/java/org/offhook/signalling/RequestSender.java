package org.offhook.signalling;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.address.SipURI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.CSeqHeader;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.header.ViaHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.error.ErrorCode;
import org.offhook.sip.IncomingResponse;
import org.offhook.sip.SipSendException;
import org.offhook.sip.SipTarget;
import org.offhook.sip.digest.DigestChallenge;
import org.offhook.sip.digest.DigestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests and answers the challenges to them, so that those who ask see final outcomes only. 401 and 407 are answered for
 * any method (RFC 3261 §22), but only from the exchange's own address and for its own realms. Confined to the signalling thread.
 */
final class RequestSender {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSender.class);

    /** A far end that wants more and more is not obeyed for ever. */
    private static final int MOST_RAISES = 3;

    private final ExchangeLink link;

    RequestSender(ExchangeLink link) {
        this.link = link;
    }

    /** What the sender of a request hears. */
    interface Outcome {
        /** Any response that is not a challenge we could answer. */
        void responded(Response response);

        /** No final response (timer B or F), or the connection broke. */
        void timedOut();

        /** It could not be sent. */
        void failed(ErrorCode code);

        /** The request went out, for the first time or again with credentials: this is the transaction now. */
        default void sent(ClientTransaction transaction, Request request) {}
    }

    /** The challenge that a request has met, and whether a proxy made it. */
    private record Answered(DigestChallenge challenge, boolean proxy) {}

    /** A request on its way; travels with its transaction. */
    static final class Pending {
        private final SipTarget target;
        private final LongSupplier nextCSeq;
        private final Outcome outcome;
        private Request request;
        private @Nullable ClientTransaction transaction;
        private int challengesAnswered;
        private int raises;
        private @Nullable Answered answered;
        private boolean abandoned;

        private Pending(Request request, SipTarget target, LongSupplier nextCSeq, Outcome outcome) {
            this.request = request;
            this.target = target;
            this.nextCSeq = nextCSeq;
            this.outcome = outcome;
        }

        /** Whatever comes is no longer wanted. */
        void abandon() {
            abandoned = true;
        }

        boolean isAnsweredBy(ClientTransaction answered) {
            ClientTransaction ours = transaction;
            return ours != null && answered.getBranchId().equals(ours.getBranchId());
        }
    }

    /**
     * Sends {@code request} to {@code target} with credentials when there are some already.
     *
     * @param nextCSeq CSeq number for a repetition with credentials (RFC 3261 §22.2: one higher)
     */
    Pending send(Request request, SipTarget target, LongSupplier nextCSeq, Outcome outcome) {
        Pending pending = new Pending(request, target, nextCSeq, outcome);
        anticipate(request, target);
        transmit(pending);
        return pending;
    }

    private void anticipate(Request request, SipTarget target) {
        link.realmToAnticipate(target, request.getMethod())
                .flatMap(realm -> link.digest.anticipate(realm, request.getMethod(), uriOf(request), bodyOf(request)))
                .ifPresent(credentials -> set(request, AuthorizationHeader.NAME, credentials));
    }

    private void transmit(Pending pending) {
        try {
            ClientTransaction transaction = link.node.send(pending.request, pending.target);
            transaction.setApplicationData(pending);
            pending.transaction = transaction;
            pending.outcome.sent(transaction, pending.request);
        } catch (SipSendException failed) {
            LOG.debug("{} was not sent: {}", pending.request.getMethod(), failed.code());
            pending.outcome.failed(failed.code());
        }
    }

    /** Passes a response on to whom it concerns; false when it belongs to no request of ours in progress. */
    boolean responseReceived(IncomingResponse incoming) {
        if (incoming.transaction().isEmpty()
                || !(incoming.transaction().get().getApplicationData() instanceof Pending pending)) {
            return false;
        }
        if (!pending.isAnsweredBy(incoming.transaction().get()) || pending.abandoned) {
            return true; // of the transaction that was challenged and repeated, or nobody waits
        }
        Response response = incoming.response();
        int status = response.getStatusCode();
        if ((status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED)
                && answerChallenge(pending, incoming)) {
            return true;
        }
        if (status == 422 && raiseSession(pending, response)) {
            return true;
        }
        pending.outcome.responded(response);
        return true;
    }

    /** RFC 4028 §7.3: 422 may come to any INVITE or UPDATE; it goes out again with the interval that is wanted there. */
    private boolean raiseSession(Pending pending, Response response) {
        Request again = (Request) pending.request.clone();
        if (pending.raises >= MOST_RAISES || !SessionTimers.raise(again, response, link.node.messages())) {
            return false;
        }
        pending.raises++;
        renew(pending, again);
        Answered before = pending.answered;
        if (before != null) {
            authorize(again, before);
        } else {
            anticipate(again, pending.target);
        }
        pending.request = again;
        transmit(pending);
        return true;
    }

    void timedOut(ClientTransaction transaction) {
        if (transaction.getApplicationData() instanceof Pending pending
                && pending.isAnsweredBy(transaction)
                && !pending.abandoned) {
            pending.outcome.timedOut();
        }
    }

    private boolean answerChallenge(Pending pending, IncomingResponse incoming) {
        if (!link.isExchange(incoming.source())) {
            LOG.warn("a challenge that is not from the exchange was not answered");
            return false;
        }
        Response response = incoming.response();
        boolean proxy = response.getStatusCode() == Response.PROXY_AUTHENTICATION_REQUIRED;
        boolean registering = pending.request.getMethod().equals(Request.REGISTER);
        Optional<DigestChallenge> challenge = DigestClient.choose(
                values(response, proxy ? ProxyAuthenticateHeader.NAME : WWWAuthenticateHeader.NAME),
                realm -> registering || link.isOurRealm(realm));
        if (challenge.isEmpty()) {
            return false;
        }
        // A second challenge means that the password is wrong, unless it says that only the nonce was too old (RFC 7616
        // §3.3).
        int allowed = challenge.get().stale() ? 2 : 1;
        if (pending.challengesAnswered >= allowed) {
            return false;
        }
        pending.challengesAnswered++;
        if (registering) {
            link.pinRealm(challenge.get().realm());
        }
        repeatWithCredentials(pending, new Answered(challenge.get(), proxy));
        return true;
    }

    private void repeatWithCredentials(Pending pending, Answered answered) {
        Request again = (Request) pending.request.clone();
        renew(pending, again);
        if (answered.proxy()) {
            link.askedAsProxy(pending.target, again.getMethod());
            if (!again.getMethod().equals(Request.REGISTER)) {
                again.removeHeader(AuthorizationHeader.NAME);
            }
        } else {
            link.askedAsServer(
                    pending.target, again.getMethod(), answered.challenge().realm());
        }
        pending.answered = answered;
        authorize(again, answered);
        pending.request = again;
        transmit(pending);
    }

    /** The same request as a new transaction (RFC 3261 §22.2). */
    private void renew(Pending pending, Request again) {
        try {
            ((CSeqHeader) again.getHeader(CSeqHeader.NAME)).setSeqNumber(pending.nextCSeq.getAsLong());
            again.removeFirst(ViaHeader.NAME);
            again.addFirst(link.node.newVia(pending.target.transport()));
        } catch (InvalidArgumentException | javax.sip.SipException impossible) {
            throw new IllegalStateException("a request of our own making", impossible);
        }
    }

    private void authorize(Request again, Answered answered) {
        String credentials = link.digest.answer(answered.challenge(), again.getMethod(), uriOf(again), bodyOf(again));
        set(again, answered.proxy() ? ProxyAuthorizationHeader.NAME : AuthorizationHeader.NAME, credentials);
    }

    private void set(Request request, String name, String credentials) {
        try {
            request.setHeader(link.node.messages().headers().createHeader(name, credentials));
        } catch (ParseException impossible) {
            throw new IllegalStateException("credentials of our own making", impossible);
        }
    }

    private static String uriOf(Request request) {
        return request.getRequestURI() instanceof SipURI uri ? uri.toString() : String.valueOf(request.getRequestURI());
    }

    private static byte[] bodyOf(Request request) {
        Object content = request.getContent();
        return content instanceof byte[] bytes
                ? bytes
                : content == null ? new byte[0] : content.toString().getBytes(StandardCharsets.UTF_8);
    }

    static List<String> values(javax.sip.message.Message message, String name) {
        List<String> values = new ArrayList<>();
        for (Iterator<?> headers = message.getHeaders(name); headers.hasNext(); ) {
            Object header = headers.next();
            String text = header instanceof Header h ? h.toString() : "";
            int colon = text.indexOf(':');
            values.add(text.substring(colon + 1).strip());
        }
        return values;
    }
}
