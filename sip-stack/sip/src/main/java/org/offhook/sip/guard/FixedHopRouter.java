package org.offhook.sip.guard;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Collections;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request where its sender said, by the hop that travels with it. No look-up happens here: a name that does not resolve
 * would stall a SIP thread, and a request URI is a peer's text, not a place to send to. Made by the stack through its name.
 */
public final class FixedHopRouter implements Router {

    public FixedHopRouter(SipStack stack, @Nullable String outboundProxy) {}

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (request instanceof SIPRequest message && message.getApplicationData() instanceof Hop hop) {
            return hop;
        }
        throw new SipException("no hop was given for this request");
    }

    @Override
    @SuppressWarnings({"rawtypes", "deprecation"}) // the interface of JAIN-SIP 1.1
    public ListIterator getNextHops(Request request) {
        return Collections.emptyList().listIterator();
    }

    @Override
    public @Nullable Hop getOutboundProxy() {
        return null;
    }
}
