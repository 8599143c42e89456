package org.offhook.practice;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.sip.header.Header;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.practice.digest.DigestDoor;
import org.offhook.practice.digest.DigestReply;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipSendException;

/** Answers what the exchange answers by itself, without a far end. On the loop. */
final class AnswerDesk {
    private static final List<String> METHODS =
            List.of(Request.INVITE, Request.ACK, Request.CANCEL, Request.BYE, Request.OPTIONS, Request.SUBSCRIBE);

    private final SipNode node;
    private final LongAdder undelivered;

    /** @param undelivered counts answers that nobody was there for */
    AnswerDesk(SipNode node, LongAdder undelivered) {
        this.node = node;
        this.undelivered = undelivered;
    }

    /** A final response without a body; 200 too. */
    void answer(IncomingRequest incoming, int status) {
        Response response = node.messages().response(incoming.request(), status, SipMessages.newTag());
        if (status == 405 || status == 200) {
            addAllow(node.messages(), response);
        }
        if (status == 503) {
            addHeader(response, "Retry-After", "5");
        }
        send(incoming, response);
    }

    /** 423 with what would be long enough. */
    void tooBrief(IncomingRequest incoming, Duration shortest) {
        Response response = node.messages().response(incoming.request(), 423, SipMessages.newTag());
        addHeader(response, "Min-Expires", Long.toString(shortest.toSeconds()));
        send(incoming, response);
    }

    /** Lets a request pass, or asks for a password; gives who it comes from. */
    Optional<String> admit(
            IncomingRequest incoming, DigestDoor door, Instant now, int status, String reply, String challenge) {
        Request request = incoming.request();
        Optional<DigestReply> shown = Optional.empty();
        for (Iterator<?> all = request.getHeaders(reply); shown.isEmpty() && all.hasNext(); ) {
            String text = ((Header) all.next()).toString();
            shown = DigestReply.parse(text.substring(text.indexOf(':') + 1));
        }
        return switch (door.check(request.getMethod(), request.getRequestURI().toString(), shown, now)) {
            case DigestDoor.Verdict.Admitted(String username) -> Optional.of(username);
            case DigestDoor.Verdict.Challenged(List<String> headerValues, var reason) -> {
                challenge(incoming, status, challenge, headerValues);
                yield Optional.empty();
            }
        };
    }

    void send(IncomingRequest incoming, Response response) {
        if (incoming.transaction().isEmpty()) {
            return;
        }
        try {
            node.respond(incoming.transaction().get(), response);
        } catch (SipSendException gone) {
            undelivered.increment(); // the phone repeats its request or gives up
        }
    }

    /** What we do (RFC 3261 §20.5); one header a method, because the stack takes no list. */
    static void addAllow(SipMessages messages, Message message) {
        for (String method : METHODS) {
            try {
                messages.addHeader(message, "Allow", method);
            } catch (ParseException impossible) {
                throw new IllegalStateException(method, impossible);
            }
        }
    }

    /** Asks for a password: one header for each algorithm, the preferred first (RFC 8760 §2.4). */
    void challenge(IncomingRequest incoming, int status, String headerName, List<String> values) {
        Response response = node.messages().response(incoming.request(), status, SipMessages.newTag());
        for (String value : values) {
            addHeader(response, headerName, value);
        }
        send(incoming, response);
    }

    void addHeader(Response response, String name, String value) {
        try {
            node.messages().addHeader(response, name, value);
        } catch (ParseException impossible) {
            throw new IllegalStateException("a header of our own making: " + name, impossible);
        }
    }
}
