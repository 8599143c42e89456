package org.offhook.signalling;

import java.time.Duration;
import java.util.concurrent.Future;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipSendException;

/**
 * A response to INVITE that is repeated until it is acknowledged, over any transport: a 2xx from T1, doubling up to T2, for 64·T1 (RFC
 * 3261 §13.3.1.4); a reliable provisional response from T1, doubling without end, as long (RFC 3262 §3).
 */
final class RepeatedAnswer {
    static final Duration T1 = Duration.ofMillis(500);
    static final Duration T2 = Duration.ofSeconds(4);

    /** 64·T1: how long a lost message is made up for. */
    static final Duration PATIENCE = T1.multipliedBy(64);

    private final SipNode node;
    private final SignallingThread thread;
    private final Response response;
    private final Duration longest;
    private final Runnable givenUp;
    private Duration interval = T1;
    private Duration waited = Duration.ZERO;
    private @Nullable Future<?> timer;

    /** @param givenUp run once when no ACK came at all */
    RepeatedAnswer(SipNode node, SignallingThread thread, Response response, Runnable givenUp) {
        this(node, thread, response, T2, givenUp);
    }

    /** @param longest the intervals double up to it */
    RepeatedAnswer(SipNode node, SignallingThread thread, Response response, Duration longest, Runnable givenUp) {
        this.node = node;
        this.thread = thread;
        this.response = response;
        this.longest = longest;
        this.givenUp = givenUp;
    }

    void start() {
        timer = thread.after(interval, this::due);
    }

    private void due() {
        waited = waited.plus(interval);
        if (waited.compareTo(PATIENCE) >= 0) {
            givenUp.run();
            return;
        }
        try {
            node.repeat((Response) response.clone());
        } catch (SipSendException notNow) {
            // the next repetition may get through; the limit ends it
        }
        interval = interval.multipliedBy(2).compareTo(longest) > 0 ? longest : interval.multipliedBy(2);
        Duration left = PATIENCE.minus(waited);
        interval = interval.compareTo(left) > 0 ? left : interval;
        timer = thread.after(interval, this::due);
    }

    /** CSeq number of the INVITE that it answers. */
    long sequence() {
        return DialogState.sequence(response);
    }

    /** Whether it is repeated by that node. */
    @SuppressWarnings("ReferenceEquality") // a node is itself and no other
    boolean isOf(SipNode other) {
        return node == other;
    }

    void stop() {
        Future<?> due = timer;
        if (due != null) {
            due.cancel(false);
        }
    }
}
