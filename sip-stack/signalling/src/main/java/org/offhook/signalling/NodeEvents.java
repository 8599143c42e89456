package org.offhook.signalling;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.ClientTransaction;
import javax.sip.message.Request;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.IncomingResponse;
import org.offhook.sip.SipNodeListener;

/** Brings what the stack's threads report to the signalling thread. */
record NodeEvents(
        AtomicReference<UserAgent> self,
        SignallingThread thread,
        SignallingSettings settings,
        List<InetAddress> exchange)
        implements SipNodeListener {

    /** By default only the exchange may ask anything of us; scanners are not even refused. */
    @Override
    public boolean admits(Request request, InetSocketAddress source) {
        return settings.callers() == CallersAllowed.ANYONE || exchange.contains(source.getAddress());
    }

    @Override
    public void requestReceived(IncomingRequest request) {
        thread.execute(() -> {
            UserAgent agent = self.get();
            if (agent != null) {
                agent.received(request);
            }
        });
    }

    @Override
    public void responseReceived(IncomingResponse response) {
        thread.execute(() -> {
            UserAgent agent = self.get();
            if (agent != null) {
                agent.responseReceived(response);
            }
        });
    }

    @Override
    public void clientTransactionTimedOut(ClientTransaction transaction) {
        thread.execute(() -> {
            UserAgent agent = self.get();
            if (agent != null) {
                agent.timedOut(transaction);
            }
        });
    }

    @Override
    public void connectionClosed(InetSocketAddress remote) {
        thread.execute(() -> {
            UserAgent agent = self.get();
            if (agent != null) {
                agent.connectionLost(remote);
            }
        });
    }

    @Override
    public void stackRebuilt() {
        thread.execute(() -> {
            UserAgent agent = self.get();
            if (agent != null) {
                agent.stackRebuilt();
            }
        });
    }
}
