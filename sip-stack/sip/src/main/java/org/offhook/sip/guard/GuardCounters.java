package org.offhook.sip.guard;

import java.util.concurrent.atomic.LongAdder;

/** What the guards caught, for the snapshot and for tests. Written by any thread. */
public final class GuardCounters {
    /** Messages that no parser could read (ParseException). */
    public final LongAdder malformed = new LongAdder();

    /** Parser failures that were not ParseException, and would have killed a worker. */
    public final LongAdder parserFailures = new LongAdder();

    /** Throwables that reached the end of a SIP thread's work. */
    public final LongAdder workerFailures = new LongAdder();

    /** Throwables thrown by our own listener. */
    public final LongAdder listenerFailures = new LongAdder();

    /** Datagrams dropped because the receive queue was full. */
    public final LongAdder flooded = new LongAdder();

    /** Keep-alive datagrams (CRLF only). */
    public final LongAdder keepAlives = new LongAdder();

    /** Requests that matched a transaction in progress. */
    public final LongAdder retransmissions = new LongAdder();

    /** Requests dropped because their source is nobody we know. */
    public final LongAdder strangers = new LongAdder();

    /** Failed sends and lost connections. */
    public final LongAdder transportFailures = new LongAdder();

    /** Times the stack was found deaf and built anew. */
    public final LongAdder rebuilds = new LongAdder();

    /** Transactions or dialogs that the audit removed. */
    public final LongAdder auditFindings = new LongAdder();
}
