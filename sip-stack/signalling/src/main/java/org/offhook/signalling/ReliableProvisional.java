package org.offhook.signalling;

import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.sip.SipSendException;

/**
 * Our provisional responses to one INVITE, repeated until the caller acknowledges them (RFC 3262 §3): one at a time, each with the next
 * number. Confined to the signalling thread.
 */
final class ReliableProvisional {
    /** Doubles without limit until 64·T1 are over. */
    private static final Duration LONGEST = Duration.ofSeconds(64);

    private final ExchangeLink link;
    private final SignallingThread thread;
    private final Request invite;
    private final ServerTransaction transaction;
    private final Runnable givenUp;
    private long number = ThreadLocalRandom.current().nextLong(1, 1L << 31);
    private @Nullable RepeatedAnswer repeated;

    /** Its PRACK has not come: it may yet, when it is repeated no more. */
    private boolean open;

    /** @param givenUp run when nobody acknowledged it for 64·T1 */
    ReliableProvisional(
            ExchangeLink link,
            SignallingThread thread,
            Request invite,
            ServerTransaction transaction,
            Runnable givenUp) {
        this.link = link;
        this.thread = thread;
        this.invite = invite;
        this.transaction = transaction;
        this.givenUp = givenUp;
    }

    /** Whether the caller must have its provisional responses reliable, or may and we want it. */
    static boolean isDue(Request invite, Reliability policy) {
        return isRequired(invite)
                || (policy == Reliability.REQUIRED
                        && RequestSender.values(invite, "Supported").stream()
                                .anyMatch(Reliability.OPTION::equalsIgnoreCase));
    }

    static boolean isRequired(Request invite) {
        return RequestSender.values(invite, "Require").stream().anyMatch(Reliability.OPTION::equalsIgnoreCase);
    }

    boolean isOpen() {
        return open;
    }

    void send(Response provisional) throws SipSendException {
        stop();
        number++;
        try {
            link.node.messages().addHeader(provisional, "Require", Reliability.OPTION);
            link.node.messages().addHeader(provisional, "RSeq", Long.toString(number));
        } catch (ParseException impossible) {
            throw new IllegalStateException("headers of our own making", impossible);
        }
        link.node.respond(transaction, provisional);
        RepeatedAnswer repeating = new RepeatedAnswer(link.node, thread, provisional, LONGEST, () -> {
            repeated = null;
            open = false;
            givenUp.run();
        });
        repeated = repeating;
        open = true;
        repeating.start();
    }

    /** True for the PRACK of the last response, once; also when it crossed our final response, after which it is still to be taken (§3). */
    boolean take(Request prack) {
        String expected = number + " " + DialogState.sequence(invite) + " " + Request.INVITE;
        Optional<String> given = Bodies.header(prack, "RAck").map(value -> value.replaceAll("\\s+", " "));
        if (!isOpen() || !given.equals(Optional.of(expected))) {
            return false;
        }
        stop();
        open = false;
        return true;
    }

    /** A final response makes repeating needless (§3). */
    void stop() {
        RepeatedAnswer repeating = repeated;
        repeated = null;
        if (repeating != null) {
            repeating.stop();
        }
    }
}
