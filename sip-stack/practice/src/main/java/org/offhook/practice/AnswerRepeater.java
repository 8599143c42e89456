package org.offhook.practice;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Repeats a 2xx to INVITE until its ACK comes: after T1, then twice as long each time up to T2, for 64·T1 in all, whatever the
 * transport (RFC 3261 §13.3.1.4). Loop only.
 */
final class AnswerRepeater {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration LIMIT = T1.multipliedBy(64);

    private final ExchangeLoop loop;
    private final Runnable repeat;
    private final Runnable giveUp;
    private Future<?> pending = CompletableFuture.completedFuture(null);
    private Duration spent = Duration.ZERO;

    AnswerRepeater(ExchangeLoop loop, Runnable repeat, Runnable giveUp) {
        this.loop = loop;
        this.repeat = repeat;
        this.giveUp = giveUp;
        arm(T1);
    }

    private void arm(Duration wait) {
        pending = loop.after(wait, () -> {
            spent = spent.plus(wait);
            if (spent.compareTo(LIMIT) >= 0) {
                giveUp.run();
                return;
            }
            repeat.run();
            Duration twice = wait.multipliedBy(2);
            arm(twice.compareTo(T2) > 0 ? T2 : twice);
        });
    }

    void stop() {
        pending.cancel(false);
    }
}
