package org.offhook.signalling;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.FromHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is refused before anybody looks at what a request wants, in the order of RFC 3261 §8.2: malformed, method, target, merged,
 * extension. Nothing of a refused request is kept. Confined to the signalling thread.
 */
final class RequestGate {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    /** Methods of standards that we know and do not do: 405; any other that we do not do is unknown: 501 (RFC 3261 §21.5.2). */
    private static final List<String> KNOWN_METHODS = List.of(
            Request.REGISTER,
            Request.SUBSCRIBE,
            Request.MESSAGE,
            Request.PUBLISH,
            Request.REFER,
            Request.UPDATE,
            Request.PRACK);

    private final ExchangeLink link;
    private final RequestBuilder builder;
    private final SignallingThread thread;
    private final CallersAllowed callers;

    /** RFC 3261 §8.2.2.2: From tag, Call-ID and CSeq of requests outside of dialogs in progress, and the branch they came with. */
    private final Map<String, String> seen = new HashMap<>();

    RequestGate(ExchangeLink link, RequestBuilder builder, SignallingThread thread, CallersAllowed callers) {
        this.link = link;
        this.builder = builder;
        this.thread = thread;
        this.callers = callers;
    }

    /** The response that ends it; empty for a request that is to be looked at. */
    Optional<Response> refusal(Request request, boolean inDialog) {
        if (!isWellFormed(request)) {
            return status(request, Response.BAD_REQUEST);
        }
        String method = request.getMethod();
        if (method.equals(Request.CANCEL)) {
            return Optional.empty(); // goes with its INVITE (§9.2)
        }
        if (!builder.allows(method)) {
            return refusedMethod(request);
        }
        if (!inDialog) {
            if (!isSchemeKnown(request.getRequestURI())) {
                return status(request, Response.UNSUPPORTED_URI_SCHEME);
            }
            if (!isForUs(request)) {
                return status(request, Response.NOT_FOUND);
            }
            if (isMerged(request)) {
                return status(request, Response.LOOP_DETECTED);
            }
        }
        List<String> unknown = RequestSender.values(request, "Require").stream()
                .filter(extension -> !builder.understands(extension))
                .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(refusedExtensions(request, unknown));
    }

    private Optional<Response> status(Request request, int status) {
        return Optional.of(response(request, status));
    }

    private Response response(Request request, int status) {
        Response response = link.node.messages().response(request, status, SipMessages.newTag());
        builder.addServer(response);
        return response;
    }

    private static boolean isWellFormed(Request request) {
        FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
        CSeqHeader sequence = (CSeqHeader) request.getHeader(CSeqHeader.NAME);
        return from != null
                && from.getTag() != null
                && sequence != null
                && sequence.getMethod().equals(request.getMethod());
    }

    /** RFC 3261 §8.2.1. */
    private Optional<Response> refusedMethod(Request request) {
        boolean known = KNOWN_METHODS.contains(request.getMethod());
        Response response = response(request, known ? Response.METHOD_NOT_ALLOWED : Response.NOT_IMPLEMENTED);
        builder.addAllow(response);
        return Optional.of(response);
    }

    /** RFC 3261 §8.2.2.1: 416. */
    private static boolean isSchemeKnown(URI target) {
        return target instanceof SipURI || target instanceof TelURL;
    }

    /**
     * RFC 3261 §8.2.2.1: 404 for what is not addressed to this phone. Its address is what it registered; scanners try numbers, and an
     * exchange that lets them through shall not make it ring. An OPTIONS for nobody in particular asks the machine.
     */
    private boolean isForUs(Request request) {
        boolean asks = request.getMethod().equals(Request.OPTIONS);
        boolean calls = request.getMethod().equals(Request.INVITE);
        if (callers != CallersAllowed.EXCHANGE || (!asks && !calls)) {
            return true;
        }
        String user = userOf(request.getRequestURI());
        return user.equals(link.account.extension())
                || decoded(user).equals(link.account.extension())
                || (asks && user.isEmpty());
    }

    static String userOf(URI target) {
        return switch (target) {
            case SipURI sip -> Optional.ofNullable(sip.getUser()).orElse("");
            case TelURL tel -> Escapes.dialled(tel);
            default -> "";
        };
    }

    private static String decoded(String user) {
        try {
            return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return user;
        }
    }

    private boolean isMerged(Request request) {
        String key = ((FromHeader) request.getHeader(FromHeader.NAME)).getTag() + " "
                + ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId() + " "
                + request.getHeader(CSeqHeader.NAME);
        String branch = SipNode.branchOf(request);
        String before = seen.putIfAbsent(key, branch);
        if (before == null) {
            thread.after(RepeatedAnswer.PATIENCE, () -> seen.remove(key));
            return false;
        }
        return !before.equals(branch);
    }

    /** RFC 3261 §8.2.2.3. */
    private Response refusedExtensions(Request request, List<String> extensions) {
        Response response = response(request, Response.BAD_EXTENSION);
        try {
            for (String extension : extensions) {
                response.addHeader(link.node.messages().headers().createUnsupportedHeader(extension));
            }
        } catch (ParseException odd) {
            LOG.debug("the required extensions are no list");
        }
        return response;
    }
}
