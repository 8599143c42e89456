package org.offhook.signalling;

import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledges the reliable provisional responses to an INVITE of ours, in the order of their numbers in each early dialog (RFC 3262
 * §4). Confined to the signalling thread.
 */
final class Pracks {
    private static final Logger LOG = LoggerFactory.getLogger(Pracks.class);
    private static final String RSEQ = "RSeq";

    private final Map<DialogId, Long> newest = new HashMap<>();
    private ExchangeLink link;
    private RequestSender sender;
    private RequestBuilder builder;
    private HopFinder hops;

    Pracks(ExchangeLink link, RequestSender sender, RequestBuilder builder, HopFinder hops) {
        this.link = link;
        this.sender = sender;
        this.builder = builder;
        this.hops = hops;
    }

    /** The node is another one now. */
    void continueOn(ExchangeLink newLink, RequestSender newSender, RequestBuilder newBuilder, HopFinder newHops) {
        link = newLink;
        sender = newSender;
        builder = newBuilder;
        hops = newHops;
    }

    /**
     * Sends PRACK where it is due.
     *
     * @return whether the response is to be acted upon: a repeated one is not, nor one that overtook another, which comes again
     */
    boolean take(Response provisional, DialogState dialog) {
        Optional<Long> number = numberOf(provisional);
        if (number.isEmpty()) {
            return true;
        }
        Long before = newest.get(dialog.id());
        if (before != null && number.get() != before + 1) {
            return false;
        }
        newest.put(dialog.id(), number.get());
        acknowledge(provisional, number.get(), dialog);
        return true;
    }

    private static Optional<Long> numberOf(Response provisional) {
        boolean reliable =
                RequestSender.values(provisional, "Require").stream().anyMatch(Reliability.OPTION::equalsIgnoreCase);
        if (!reliable) {
            return Optional.empty();
        }
        try {
            return Bodies.header(provisional, RSEQ).map(Long::valueOf);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private void acknowledge(Response provisional, long number, DialogState dialog) {
        Request prack = dialog.newRequest(Request.PRACK, builder, link.node.messages());
        try {
            String invite = DialogState.sequence(provisional) + " " + Request.INVITE;
            link.node.messages().addHeader(prack, "RAck", number + " " + invite);
        } catch (ParseException impossible) {
            throw new IllegalStateException("a header of our own making", impossible);
        }
        sender.send(prack, hops.find(dialog.nextHop()), dialog::nextSequence, new RequestSender.Outcome() {
            @Override
            public void responded(Response response) {
                if (response.getStatusCode() >= 300) {
                    LOG.debug("PRACK was refused: {}", response.getStatusCode());
                }
            }

            @Override
            public void timedOut() {
                LOG.debug("PRACK was not answered"); // the far end ends the call, or answers it all the same
            }

            @Override
            public void failed(ErrorCode code) {
                LOG.debug("PRACK was not sent: {}", code);
            }
        });
    }
}
