package org.offhook.signalling;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Nor is a way on which everybody wants to know who we are. */
    private static final int MOST_ASKERS = 4;

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

        /** False once nobody wants the answer any more: the request is not repeated, whatever the response asks for. */
        default boolean stillWanted() {
            return true;
        }

        /** Whom to ask instead, when a final response of the exchange says so (RFC 3261 §8.1.3.4). */
        default Optional<SipURI> elsewhere(Response response) {
            return Optional.empty();
        }

        /** The request went out, for the first time or again with credentials: this is the transaction now. */
        default void sent(ClientTransaction transaction, Request request) {}
    }

    /** Who asks for credentials: a proxy on the way or the server at its end, in a realm. */
    private record Asker(boolean proxy, String realm) {}

    /** The latest challenge of an asker, and how many of its challenges were answered. */
    private record Answered(DigestChallenge challenge, int times) {}

    /** A request on its way; travels with its transaction. */
    static final class Pending {
        private final SipTarget target;
        private final LongSupplier nextCSeq;
        private final Outcome outcome;
        private Request request;
        private @Nullable ClientTransaction transaction;
        private int raises;
        /** In the order in which they asked: every one wants its credentials with each repetition. */
        private final Map<Asker, Answered> answered = new LinkedHashMap<>();

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
        if (!pending.outcome.stillWanted() || !asksAgain(pending, incoming)) {
            pending.outcome.responded(response);
        }
        return true;
    }

    /** Gives a response what it wants; false when it is the last word. */
    private boolean asksAgain(Pending pending, IncomingResponse incoming) {
        return switch (incoming.response().getStatusCode()) {
            case Response.UNAUTHORIZED, Response.PROXY_AUTHENTICATION_REQUIRED -> answerChallenge(pending, incoming);
            case 422 -> raiseSession(pending, incoming.response());
            default -> incoming.response().getStatusCode() >= 300 && redirect(pending, incoming);
        };
    }

    /** RFC 4028 §7.3: 422 may come to any INVITE or UPDATE; it goes out again with the interval that is wanted there. */
    private boolean raiseSession(Pending pending, Response response) {
        Request again = (Request) pending.request.clone();
        if (pending.raises >= MOST_RAISES || !SessionTimers.raise(again, response, link.node.messages())) {
            return false;
        }
        pending.raises++;
        renew(pending, again);
        if (pending.answered.isEmpty()) {
            anticipate(again, pending.target);
        } else {
            authorize(pending, again);
        }
        pending.request = again;
        transmit(pending);
        return true;
    }

    /** RFC 3261 §8.1.3.4: the same request for somebody else, on the same way. Who is asked there may ask who we are anew. */
    private boolean redirect(Pending pending, IncomingResponse incoming) {
        Optional<SipURI> elsewhere =
                link.isExchange(incoming.source()) ? pending.outcome.elsewhere(incoming.response()) : Optional.empty();
        if (elsewhere.isEmpty()) {
            return false;
        }
        LOG.info(
                "a call goes on to whom the exchange names ({})",
                incoming.response().getStatusCode());
        Request again = (Request) pending.request.clone();
        again.setRequestURI(elsewhere.get());
        renew(pending, again);
        again.removeHeader(AuthorizationHeader.NAME);
        again.removeHeader(ProxyAuthorizationHeader.NAME);
        pending.answered.clear();
        anticipate(again, pending.target);
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
        List<DigestChallenge> challenges = link.digest.chooseAll(
                values(response, proxy ? ProxyAuthenticateHeader.NAME : WWWAuthenticateHeader.NAME),
                realm -> registering || link.isOurRealm(realm));
        // A second challenge of one realm means that the password is wrong, unless it says that only the nonce was too
        // old
        // (RFC 7616 §3.3).
        boolean hopeless = challenges.stream()
                .anyMatch(challenge ->
                        timesAnswered(pending, new Asker(proxy, challenge.realm())) >= (challenge.stale() ? 2 : 1));
        if (challenges.isEmpty() || hopeless || pending.answered.size() > MOST_ASKERS) {
            return false;
        }
        for (DigestChallenge challenge : challenges) {
            Asker asker = new Asker(proxy, challenge.realm());
            pending.answered.put(asker, new Answered(challenge, timesAnswered(pending, asker) + 1));
            if (registering) {
                link.pinRealm(challenge.realm());
            }
            if (!proxy) {
                link.askedAsServer(pending.target, pending.request.getMethod(), challenge.realm());
            }
        }
        repeatWithCredentials(pending, proxy);
        return true;
    }

    private static int timesAnswered(Pending pending, Asker asker) {
        Answered before = pending.answered.get(asker);
        return before == null ? 0 : before.times();
    }

    private void repeatWithCredentials(Pending pending, boolean proxy) {
        Request again = (Request) pending.request.clone();
        renew(pending, again);
        if (proxy) {
            link.askedAsProxy(pending.target, again.getMethod());
            if (!again.getMethod().equals(Request.REGISTER)) {
                again.removeHeader(AuthorizationHeader.NAME); // what went along unasked
            }
        }
        authorize(pending, again);
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

    /** Credentials of everybody who has asked on the way of this request, in place of those of before: their counts have grown. */
    private void authorize(Pending pending, Request again) {
        pending.answered.keySet().forEach(asker -> again.removeHeader(header(asker)));
        pending.answered.forEach((asker, answered) -> {
            String credentials =
                    link.digest.answer(answered.challenge(), again.getMethod(), uriOf(again), bodyOf(again));
            try {
                again.addHeader(link.node.messages().headers().createHeader(header(asker), credentials));
            } catch (ParseException impossible) {
                throw new IllegalStateException("credentials of our own making", impossible);
            }
        });
    }

    private static String header(Asker asker) {
        return asker.proxy() ? ProxyAuthorizationHeader.NAME : AuthorizationHeader.NAME;
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
