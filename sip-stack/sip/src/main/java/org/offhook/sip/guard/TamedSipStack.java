package org.offhook.sip.guard;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.stack.DefaultTlsSecurityPolicy;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import javax.sip.PeerUnavailableException;
import org.offhook.sip.tls.TlsSettings;

/**
 * JAIN-SIP's stack with every guard set before it opens a port.
 *
 * <p>It keeps transactions only. Dialogs are ours (in signalling and in the practice exchange): JAIN's leak when a connection
 * fails, block a thread for ever on a re-INVITE over UDP, and hide the second 2xx of a forked INVITE.
 */
public final class TamedSipStack extends SipStackImpl {
    /** Requests outstanding towards us at which new ones are dropped. */
    private static final int MAX_SERVER_TRANSACTIONS = 2_000;

    /** Longer than the longest transaction (an INVITE that rings for 300 s) can live. */
    private static final long AUDIT_LIMIT_MILLIS = 330_000;

    private TamedSipStack(Properties properties) throws PeerUnavailableException {
        super(properties);
    }

    /**
     * Builds a stack; must run on a thread of {@code threads}.
     *
     * @param wrapParser for tests that want a parser to fail; normally the identity
     */
    public static TamedSipStack build(
            String name,
            JainThreads threads,
            TamedNetworkLayer network,
            GuardCounters counters,
            Function<MessageParser, MessageParser> wrapParser)
            throws PeerUnavailableException {
        TamedSipStack stack = new TamedSipStack(properties(name));
        threads.retireEventScanner();
        stack.networkLayer = network;
        stack.setMessageParserFactory(ignored ->
                new GuardedParser(wrapParser.apply(new gov.nist.javax.sip.parser.StringMsgParser()), counters));
        stack.setMessageProcessorFactory(new GuardedProcessors(counters));
        return stack;
    }

    private static Properties properties(String name) {
        Properties p = new Properties();
        p.setProperty("javax.sip.STACK_NAME", name);
        p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        p.setProperty("javax.sip.ROUTER_PATH", FixedHopRouter.class.getName());
        p.setProperty("javax.sip.USE_ROUTER_FOR_ALL_URIS", "true");
        String nist = "gov.nist.javax.sip.";
        p.setProperty(nist + "STACK_LOGGER", Slf4jStackLogger.class.getName());
        p.setProperty(nist + "SERVER_LOGGER", Slf4jServerLogger.class.getName());
        p.setProperty(nist + "TIMER_CLASS_NAME", DaemonSipTimer.class.getName());
        p.setProperty(nist + "SECURITY_MANAGER_PROVIDER", NoSecurityProvider.class.getName());
        p.setProperty(nist + "TLS_SECURITY_POLICY", DefaultTlsSecurityPolicy.class.getName());
        p.setProperty(nist + "TLS_CLIENT_PROTOCOLS", String.join(",", TlsSettings.PROTOCOLS));
        p.setProperty(
                nist + "TLS_CLIENT_AUTH_TYPE", "Disabled"); // we never ask peers for a certificate; not "DisabledAll"
        p.setProperty(nist + "SSL_HANDSHAKE_TIMEOUT", "5000");
        p.setProperty(
                nist + "SSL_RENEGOTIATION_ENABLED", "true"); // "false" invalidates every session; TLS 1.3 has none
        // Delivered on the receiving thread: the listener only copies and hands on, and there is no scanner that can
        // die.
        p.setProperty(nist + "REENTRANT_LISTENER", "true");
        p.setProperty(nist + "THREAD_POOL_SIZE", "1");
        p.setProperty(nist + "THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY)); // audio comes first
        p.setProperty(nist + "MAX_TX_LIFETIME_INVITE", "300");
        p.setProperty(nist + "MAX_TX_LIFETIME_NON_INVITE", "40");
        p.setProperty(nist + "MAX_SERVER_TRANSACTIONS", Integer.toString(MAX_SERVER_TRANSACTIONS));
        p.setProperty(nist + "MAX_MESSAGE_SIZE", "65536");
        // A burst of strangers' datagrams must not push out the exchange's; by itself JAIN makes the system's buffer
        // smaller.
        p.setProperty(nist + "RECEIVE_UDP_BUFFER_SIZE", Integer.toString(1 << 20));
        p.setProperty(nist + "MAX_CONNECTIONS", "64");
        p.setProperty(nist + "READ_TIMEOUT", "5000");
        p.setProperty(nist + "CONNECTION_TIMEOUT", "5000");
        p.setProperty(nist + "CONGESTION_CONTROL_TIMEOUT", "0"); // the bounded queue does it without a thread
        p.setProperty(nist + "DELIVER_UNSOLICITED_NOTIFY", "true"); // answered 481 by us, not dropped
        p.setProperty(
                nist + "AUTOMATIC_DIALOG_ERROR_HANDLING", "false"); // merged requests: IncomingInvites answers 482
        p.setProperty(nist + "LOG_STACK_TRACE_ON_MESSAGE_SEND", "false");
        p.setProperty(nist + "LINGER_TIMER", "8");
        return p;
    }

    /** Removes what has been in the tables for longer than any transaction may last; returns a finding or empty. */
    public String audit() {
        String report = auditStack(Set.of(), AUDIT_LIMIT_MILLIS, AUDIT_LIMIT_MILLIS);
        return report == null ? "" : report;
    }

    /** Dialogs in JAIN's table: always 0, and a test says so. */
    public int dialogCount() {
        return dialogTable.size() + earlyDialogTable.size();
    }

    public int clientTransactionCount() {
        return getClientTransactionTableSize();
    }

    public int serverTransactionCount() {
        return getServerTransactionTableSize();
    }
}
