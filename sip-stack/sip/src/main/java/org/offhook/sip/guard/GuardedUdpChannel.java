package org.offhook.sip.guard;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The UDP worker, surviving: JAIN's catches only {@code Exception}, so that one error would leave the port deaf. */
final class GuardedUdpChannel extends UDPMessageChannel {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedUdpChannel.class);
    private final GuardedUdpProcessor owner;

    GuardedUdpChannel(SIPTransactionStack stack, GuardedUdpProcessor owner, String threadName) {
        super(stack, owner, threadName); // starts the thread
        this.owner = owner;
    }

    @Override
    public void run() {
        while (isOpen()) {
            try {
                super.run();
                return;
            } catch (Throwable failure) { // keep listening whatever one datagram did
                count(failure);
            }
        }
    }

    @Override
    public void processMessage(SIPMessage message) {
        try {
            super.processMessage(message);
        } catch (Throwable failure) { // as above, but without losing this worker's place
            count(failure);
        }
    }

    /** The base constructor starts {@link #run()} before {@link #owner} is set; the processor is known to it all the same. */
    private boolean isOpen() {
        return messageProcessor instanceof GuardedUdpProcessor processor && processor.isOpen();
    }

    private void count(Throwable failure) {
        if (messageProcessor instanceof GuardedUdpProcessor processor) {
            processor.counters().workerFailures.increment();
        }
        LOG.warn("a SIP datagram could not be handled: {}", failure.getClass().getSimpleName());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "GuardedUdpChannel of " + owner.getPort();
    }
}
