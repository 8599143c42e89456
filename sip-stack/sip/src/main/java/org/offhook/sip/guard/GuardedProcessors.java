package org.offhook.sip.guard;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.OIOMessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;

/** Blocking processors (the NIO ones time out on TCP), with our own for UDP. */
final class GuardedProcessors implements MessageProcessorFactory {
    private final OIOMessageProcessorFactory blocking = new OIOMessageProcessorFactory();
    private final GuardCounters counters;

    GuardedProcessors(GuardCounters counters) {
        this.counters = counters;
    }

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        if (transport.equalsIgnoreCase("udp")) {
            // JAIN's own processor is made and dropped, unstarted, for one side effect that only its factory has: from
            // then on
            // the stack sends from the listening socket instead of a new one a message. Both get the same bound socket.
            blocking.createMessageProcessor(stack, address, port, transport);
            return new GuardedUdpProcessor(address, stack, port, counters);
        }
        return blocking.createMessageProcessor(stack, address, port, transport);
    }
}
