package org.offhook.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.account.Transport;
import org.offhook.sip.guard.GuardCounters;
import org.offhook.sip.guard.RequestTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the stack's threads and us: nothing thrown above reaches them. Makes the server transaction before anybody else
 * sees the request, so that a retransmission arriving meanwhile finds it.
 */
final class GuardedListener implements SipListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private final SipNodeListener listener;
    private final GuardCounters counters;
    private final SipMessages messages = new SipMessages();
    private volatile String selfCheck = "";

    GuardedListener(SipNodeListener listener, GuardCounters counters) {
        this.listener = listener;
        this.counters = counters;
    }

    void expectSelfCheck(String callId) {
        selfCheck = callId;
    }

    private interface Work {
        void run() throws Exception;
    }

    private void guard(String what, Work work) {
        try {
            work.run();
        } catch (Throwable failure) { // whatever it is, the stack's thread goes on
            counters.listenerFailures.increment();
            LOG.warn("{} could not be handled: {}", what, failure.getClass().getSimpleName());
            LOG.debug("{}", what, failure);
        }
    }

    @Override
    public void processRequest(RequestEvent event) {
        guard("a request", () -> {
            Request request = event.getRequest();
            if (isSelfCheck(request)) {
                answerSelfCheck(event);
                return;
            }
            InetSocketAddress source = sourceOf(request);
            if (!listener.admits(request, source)) {
                counters.strangers.increment();
                return;
            }
            if (RequestTarget.isOfAnotherVersion((SIPMessage) request)) {
                answerOtherVersion(event);
                return;
            }
            Optional<ServerTransaction> transaction = Optional.empty();
            if (!request.getMethod().equals(Request.ACK)) {
                ServerTransaction known = event.getServerTransaction();
                if (known == null) {
                    try {
                        known = ((SipProvider) event.getSource()).getNewServerTransaction(request);
                    } catch (TransactionAlreadyExistsException repeated) {
                        counters.retransmissions.increment();
                        return;
                    }
                }
                transaction = Optional.of(known);
            }
            listener.requestReceived(new IncomingRequest(request, transaction, transportOf(request), source));
        });
    }

    void connectionClosed(InetSocketAddress remote) {
        guard("a closed connection", () -> listener.connectionClosed(remote));
    }

    private boolean isSelfCheck(Request request) {
        String expected = selfCheck;
        return !expected.isEmpty()
                && request.getMethod().equals(Request.OPTIONS)
                && request.getHeader(CallIdHeader.NAME) instanceof CallIdHeader id
                && expected.equals(id.getCallId());
    }

    /** RFC 3261 §8.2.7 allows to keep nothing of it. */
    private void answerOtherVersion(RequestEvent event) throws Exception {
        if (!event.getRequest().getMethod().equals(Request.ACK)) {
            ((SipProvider) event.getSource())
                    .sendResponse(messages.response(
                            event.getRequest(), Response.VERSION_NOT_SUPPORTED, SipMessages.newTag()));
        }
    }

    /** Without a transaction: those of the self-check would always be in the tables, where leaks are looked for. */
    private void answerSelfCheck(RequestEvent event) throws Exception {
        Response answer = messages.response(event.getRequest(), Response.OK, SipMessages.newTag());
        try {
            ((SipProvider) event.getSource()).sendResponse(answer);
        } catch (SipException hungUp) {
            // The watch closes its connection once it has read the answer, which JAIN may notice before it is done
            // sending.
            // An answer that did not get through is missed by the watch itself.
            LOG.debug("the self-check was answered to nobody");
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        guard("a response", () -> {
            Response response = event.getResponse();
            listener.responseReceived(new IncomingResponse(
                    response,
                    Optional.ofNullable(event.getClientTransaction()),
                    transportOf(response),
                    sourceOf(response)));
        });
    }

    private static Transport transportOf(Message message) {
        if (message.getHeader(ViaHeader.NAME) instanceof ViaHeader via) {
            return switch (via.getTransport().toUpperCase(Locale.ROOT)) {
                case "TCP" -> Transport.TCP;
                case "TLS" -> Transport.TLS;
                default -> Transport.UDP;
            };
        }
        return Transport.UDP;
    }

    private static InetSocketAddress sourceOf(Message message) {
        SIPMessage sip = (SIPMessage) message;
        return new InetSocketAddress(sip.getPeerPacketSourceAddress(), Math.max(sip.getPeerPacketSourcePort(), 0));
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        guard("a time-out", () -> {
            if (event.isServerTransaction()) {
                listener.serverTransactionTimedOut(event.getServerTransaction());
            } else {
                ClientTransaction transaction = event.getClientTransaction();
                if (transaction != null) {
                    listener.clientTransactionTimedOut(transaction);
                }
            }
        });
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        counters.transportFailures.increment();
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // Final responses and time-outs come separately; the end itself tells nothing more.
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        // The stack has no dialogs.
    }
}
