package org.offhook.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.sip.guard.GuardCounters;

/**
 * One SIP element on the network: transports and transactions of RFC 3261 §17 and §18, nothing above them. Dialogs are the business
 * of who uses it.
 *
 * <p>Sending over TCP or TLS connects first and may take five seconds; do it where that may be. Everything is safe on any thread.
 * Callbacks come on the stack's threads, see {@link SipNodeListener}.
 */
public final class SipNode implements AutoCloseable {
    private final SipNodeSettings settings;
    private final SipNodeListener listener;
    private final SipMessages messages = new SipMessages();
    private final GuardCounters counters = new GuardCounters();
    private final GuardedListener guarded;
    private final Function<MessageParser, MessageParser> wrapParser;
    private final NodeWatch watch;
    private final Object generation = new Object();
    private volatile RunningStack running;
    private volatile boolean closed;

    private SipNode(SipNodeSettings settings, SipNodeListener listener, UnaryOperator<MessageParser> wrapParser)
            throws SipNodeException {
        this.settings = settings;
        this.listener = listener;
        this.wrapParser = wrapParser;
        this.guarded = new GuardedListener(listener, counters);
        this.running = RunningStack.open(settings, guarded, counters, wrapParser);
        this.watch = new NodeWatch(this, settings);
        this.watch.start();
    }

    /**
     * Binds the ports and starts to listen.
     *
     * @throws SipNodeException with the reason as an error code
     */
    public static SipNode open(SipNodeSettings settings, SipNodeListener listener) throws SipNodeException {
        return new SipNode(settings, listener, UnaryOperator.identity());
    }

    /** With a parser that a test may break. */
    static SipNode open(SipNodeSettings settings, SipNodeListener listener, UnaryOperator<MessageParser> wrapParser)
            throws SipNodeException {
        return new SipNode(settings, listener, wrapParser);
    }

    public SipMessages messages() {
        return messages;
    }

    public GuardCounters counters() {
        return counters;
    }

    public Set<Transport> transports() {
        return running.listening().keySet();
    }

    /** Where this node listens for {@code transport}. */
    public InetSocketAddress localAddress(Transport transport) {
        InetSocketAddress at = running.listening().get(transport);
        if (at == null) {
            throw new IllegalArgumentException("this node does not speak " + transport);
        }
        return at;
    }

    /** True from the beginning of {@link #close} on: nothing leaves any more. Any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** A Via of this node with a new branch, for a request of our own. */
    public ViaHeader newVia(Transport transport) {
        return messages.via(localAddress(transport), transport);
    }

    /**
     * Sends a request in a new client transaction. The request has its Via already ({@link #newVia}).
     *
     * @throws SipSendException when it did not leave; then there is no transaction and nothing is reported later
     */
    public ClientTransaction send(Request request, SipTarget target) throws SipSendException {
        return transmit(prepare(request, target), request, target);
    }

    private ClientTransaction transmit(RunningStack now, Request request, SipTarget target) throws SipSendException {
        ClientTransaction transaction = null;
        try {
            transaction = now.provider().getNewClientTransaction(request);
            transaction.sendRequest();
        } catch (SipException failed) {
            throw abandon(transaction, failed);
        } catch (RuntimeException stumbled) {
            if (transaction == null || target.transport() == Transport.UDP) {
                throw abandon(transaction, stumbled);
            }
            sendAgain(now, transaction, request);
        }
        return transaction;
    }

    /**
     * Sends once more when JAIN stumbled over the end of a connection. A write that finds the connection dead opens another one, and
     * then reads fields that the reader of the dead one clears at that moment: the sender gets a NullPointerException, the message is
     * perhaps sent, its transaction runs, and nobody reads the new connection. The second try finds that connection and has it read; a
     * peer that has the message already takes the same branch for a repetition (RFC 3261 §17.2.3).
     */
    private void sendAgain(RunningStack now, @Nullable ClientTransaction transaction, Request request)
            throws SipSendException {
        try {
            now.provider().sendRequest(request);
        } catch (SipException | RuntimeException lost) {
            throw abandon(transaction, new IOException("the connection ended", lost));
        }
    }

    /** Sends a request outside of any transaction: the ACK to a 2xx (RFC 3261 §13.2.2.4). */
    public void sendStateless(Request request, SipTarget target) throws SipSendException {
        RunningStack now = prepare(request, target);
        try {
            now.provider().sendRequest(request);
        } catch (SipException failed) {
            throw abandon(null, failed);
        } catch (RuntimeException stumbled) {
            if (target.transport() == Transport.UDP) {
                throw abandon(null, stumbled);
            }
            sendAgain(now, null, request);
        }
    }

    /**
     * Sends CANCEL for an INVITE that has had a provisional response (RFC 3261 §9.1) in a transaction of its own.
     *
     * @param prepareCancel adds headers such as Reason to the CANCEL
     */
    public void cancel(ClientTransaction invite, SipTarget target, java.util.function.Consumer<Request> prepareCancel)
            throws SipSendException {
        Request cancel;
        try {
            cancel = invite.createCancel();
            prepareCancel.accept(cancel);
        } catch (SipException | RuntimeException failed) {
            throw abandon(null, failed);
        }
        transmit(prepare(cancel, target), cancel, target);
    }

    /** Sends a response in its transaction, which repeats it as RFC 3261 §17.2 says. */
    public void respond(ServerTransaction transaction, Response response) throws SipSendException {
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException | RuntimeException failed) {
            throw abandon(null, failed);
        }
    }

    /**
     * Sends a response once more outside of its transaction: a 2xx to INVITE is repeated by who made it until the ACK comes
     * (RFC 3261 §13.3.1.4). The response goes where the first one went.
     */
    public void repeat(Response response) throws SipSendException {
        try {
            running.provider().sendResponse(response);
        } catch (SipException | RuntimeException failed) {
            throw abandon(null, failed);
        }
    }

    /** Sends a CRLF keep-alive on a connection (RFC 5626 §3.5.1); nothing over UDP. */
    public void keepAlive(SipTarget target) throws SipSendException {
        if (target.transport() == Transport.UDP) {
            return;
        }
        try {
            expectName(running, target);
            running.ping(target);
        } catch (IOException | RuntimeException failed) {
            throw abandon(null, failed);
        }
    }

    private RunningStack prepare(Request request, SipTarget target) throws SipSendException {
        RunningStack now = running;
        if (closed) {
            throw new SipSendException(ErrorCode.NETWORK_GONE, "the node is closed");
        }
        if (settings.loopbackOnly() && !target.address().getAddress().isLoopbackAddress()) {
            throw new SipSendException(ErrorCode.CONNECTION_FAILED, "this node talks to loopback only");
        }
        if (target.address().equals(now.listening().get(target.transport()))) {
            // JAIN would hand the message to itself without a socket, on an executor nobody stops.
            throw new SipSendException(ErrorCode.CONNECTION_FAILED, "the target is this node");
        }
        try {
            expectName(now, target);
        } catch (SSLException refused) {
            throw new SipSendException(ErrorCode.CERTIFICATE_NOT_TRUSTED, "another name is expected there", refused);
        }
        ((SIPMessage) request).setApplicationData(RunningStack.hop(target));
        return now;
    }

    private static void expectName(RunningStack now, SipTarget target) throws SSLException {
        if (target.transport() == Transport.TLS) {
            now.network().expectTlsName(target.address(), target.host());
        }
    }

    /** Leaves no half-made transaction in the tables, and says in our words what happened. */
    private SipSendException abandon(@Nullable ClientTransaction transaction, Exception failed) {
        counters.transportFailures.increment();
        if (transaction != null) {
            try {
                transaction.terminate();
            } catch (SipException | RuntimeException alreadyGone) {
                counters.transportFailures.increment();
            }
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof CertificateException) {
                return new SipSendException(ErrorCode.CERTIFICATE_NOT_TRUSTED, "TLS refused", failed);
            }
        }
        boolean network = hasCause(failed, IOException.class);
        return new SipSendException(
                network ? ErrorCode.CONNECTION_FAILED : ErrorCode.INTERNAL, "the message was not sent", failed);
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The self-check's secret: an OPTIONS with this Call-ID is answered here and seen by nobody above. */
    String expectSelfCheck(String callId) {
        guarded.expectSelfCheck(callId);
        return callId;
    }

    RunningStack running() {
        return running;
    }

    /**
     * Replaces the stack by a new one on the same ports. Transactions in progress are lost.
     *
     * @return false when the node is closed, or the ports cannot be had again (tried anew at the next check)
     */
    boolean rebuild() {
        synchronized (generation) {
            if (closed) {
                return false;
            }
            RunningStack old = running;
            java.util.Map<Transport, Integer> samePorts = new java.util.EnumMap<>(Transport.class);
            old.listening().forEach((transport, at) -> samePorts.put(transport, at.getPort()));
            old.close();
            try {
                running = RunningStack.open(settings.withPorts(samePorts), guarded, counters, wrapParser);
            } catch (SipNodeException stillTaken) {
                counters.transportFailures.increment();
                return false;
            }
            counters.rebuilds.increment();
        }
        listener.stackRebuilt();
        return true;
    }

    /** Transactions in the tables now, and dialogs (always 0): what the audit looks at. */
    public SipTables tables() {
        RunningStack now = running;
        return new SipTables(
                now.stack().clientTransactionCount(),
                now.stack().serverTransactionCount(),
                now.stack().dialogCount());
    }

    /** Sizes of the stack's tables. */
    public record SipTables(int clientTransactions, int serverTransactions, int dialogs) {}

    /** The branch of the topmost Via: the name of a transaction. */
    public static String branchOf(Request request) {
        return request instanceof SIPRequest sip
                ? String.valueOf(sip.getTopmostVia().getBranch())
                : "";
    }

    /** Closes the ports at once and ends all threads within two seconds. Safe to call again. */
    @Override
    public void close() {
        synchronized (generation) {
            if (closed) {
                return;
            }
            closed = true;
        }
        watch.stop();
        running.close();
    }
}
