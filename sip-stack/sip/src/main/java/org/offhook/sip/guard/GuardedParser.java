package org.offhook.sip.guard;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import java.text.ParseException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * JAIN's parser with one way to fail. It throws StringIndexOutOfBounds, NumberFormat and the like on bad input, and an
 * {@code Error} from it ends the receiving thread for good; here everything becomes a refused message that is counted.
 *
 * <p>A datagram that does not parse is dropped without an answer: JAIN's automatic 400 repeats the sender's text in the reason
 * phrase and the whole message in the body, to an address that may be forged. On a stream the connection is closed instead, for
 * the end of the bad message cannot be known (RFC 3261 §18.3).
 */
final class GuardedParser implements MessageParser {
    private static final int MAX_BODY = 65_536;
    private static final int LAST_PORT = 65_535;
    private static final String BARE_COOKIE = "z9hG4bK";

    private final MessageParser delegate;
    private final GuardCounters counters;

    GuardedParser(GuardCounters counters) {
        this(new StringMsgParser(), counters);
    }

    GuardedParser(MessageParser delegate, GuardCounters counters) {
        this.delegate = delegate;
        this.counters = counters;
    }

    /** @param readBody true for a datagram, which holds the whole message; false on a stream */
    @Override
    public @Nullable SIPMessage parseSIPMessage(
            byte[] message, boolean readBody, boolean strict, @Nullable ParseExceptionListener channel)
            throws ParseException {
        try {
            SIPMessage parsed = delegate.parseSIPMessage(message, readBody, strict, channel);
            if (parsed == null) {
                counters.keepAlives.increment();
                return null;
            }
            refuseImpossible(parsed);
            if (parsed instanceof SIPRequest) {
                if (RequestTarget.hasBareIpv6(message)) {
                    throw new ParseException("an IPv6 address without brackets", 0);
                }
                RequestTarget.markOtherVersion(parsed, message);
            }
            if (SoleHeaders.areRepeated(message)) {
                throw new ParseException("a header is there twice", 0);
            }
            return parsed;
        } catch (ParseException malformed) {
            counters.malformed.increment();
            return refuse(malformed, readBody, channel);
        } catch (Throwable failure) { // an Error here would end the worker for good
            counters.parserFailures.increment();
            return refuse(new ParseException("unreadable message", 0), readBody, channel);
        }
    }

    private static @Nullable SIPMessage refuse(
            ParseException cause, boolean datagram, @Nullable ParseExceptionListener channel) throws ParseException {
        if (datagram) {
            return null;
        }
        if (channel instanceof ConnectionOrientedMessageChannel connection) {
            connection.close();
        }
        throw cause;
    }

    /** RFC 3581 §3: rport is there without a value in a request, and with a port in a response. */
    private static boolean isPortOrEmpty(@Nullable String rport) {
        if (rport == null || rport.isEmpty()) {
            return true;
        }
        int port = 0;
        for (int i = 0; i < rport.length() && port <= LAST_PORT; i++) {
            int digit = rport.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = 10 * port + digit;
        }
        return port <= LAST_PORT;
    }

    private static void refuseImpossible(SIPMessage message) throws ParseException {
        if (message.getFrom() == null
                || message.getTo() == null
                || message.getCallId() == null
                || message.getCSeq() == null
                || message.getTopmostVia() == null) {
            // RFC 3261 §8.1.1: the headers every message has; the stack itself does not survive all of them missing.
            throw new ParseException("mandatory header missing", 0);
        }
        if (message.getContentLength() != null
                && (message.getContentLength().getContentLength() > MAX_BODY
                        || message.getContentLength().getContentLength() < 0)) {
            throw new ParseException("body too large", 0);
        }
        if (BARE_COOKIE.equals(message.getTopmostVia().getBranch())) {
            // RFC 4475 §3.2.1: two requests of one peer would be one transaction.
            throw new ParseException("no branch behind its cookie", 0);
        }
        for (Iterator<?> vias = message.getViaHeaders().iterator(); vias.hasNext(); ) {
            if (vias.next() instanceof Via via && !isPortOrEmpty(via.getParameter(Via.RPORT))) {
                // Read where it is used, at any time later: then it throws.
                throw new ParseException("rport is no port", 0);
            }
        }
        if (message instanceof SIPRequest) {
            // RFC 3261 §18.2.2 would send our response wherever maddr says: a reflector, and a name look-up on a SIP
            // thread.
            Via via = message.getTopmostVia();
            if (via.getMAddr() != null) {
                via.removeParameter(Via.MADDR);
            }
        }
    }
}
