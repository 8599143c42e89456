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
    private @Nullable RepeatedAnswer open;

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
        return open != null;
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
        RepeatedAnswer repeated = new RepeatedAnswer(link.node, thread, provisional, LONGEST, () -> {
            open = null;
            givenUp.run();
        });
        open = repeated;
        repeated.start();
    }

    /** True for the PRACK of the response that is repeated at the moment. */
    boolean take(Request prack) {
        String expected = number + " " + DialogState.sequence(invite) + " " + Request.INVITE;
        Optional<String> given = Bodies.header(prack, "RAck").map(value -> value.replaceAll("\\s+", " "));
        if (!isOpen() || !given.equals(Optional.of(expected))) {
            return false;
        }
        stop();
        return true;
    }

    /** A final response makes it needless (§3). */
    void stop() {
        RepeatedAnswer repeated = open;
        open = null;
        if (repeated != null) {
            repeated.stop();
        }
    }
}
