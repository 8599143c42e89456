package org.offhook.desktop;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.port.PracticeExchangePort;
import org.offhook.core.account.Account;
import org.offhook.practice.HeardCall;
import org.offhook.practice.PracticeException;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;

/** Starts the practice exchange when somebody first wants it; most phones never do. */
final class PracticeOnDemand implements PracticeExchangePort, AutoCloseable {
    private final PracticeSettings settings;
    private final Consumer<HeardCall> observer;
    private @Nullable CompletableFuture<PracticeExchange> running;

    PracticeOnDemand(PracticeSettings settings, Consumer<HeardCall> observer) {
        this.settings = settings;
        this.observer = observer;
    }

    @Override
    public CompletionStage<Account> start() {
        return exchange().thenApply(PracticeExchange::account);
    }

    /** The exchange itself, started if need be; a failed start is tried anew the next time. */
    synchronized CompletableFuture<PracticeExchange> exchange() {
        CompletableFuture<PracticeExchange> present = running;
        if (present == null || present.isCompletedExceptionally()) {
            present = CompletableFuture.supplyAsync(
                    this::open,
                    work -> Thread.ofPlatform()
                            .daemon()
                            .name("offhook-practice")
                            .start(work));
            running = present;
        }
        return present;
    }

    private PracticeExchange open() {
        try {
            return PracticeExchange.start(settings, observer);
        } catch (PracticeException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public synchronized void close() {
        Optional.ofNullable(running)
                .filter(exchange -> exchange.isDone() && !exchange.isCompletedExceptionally())
                .ifPresent(exchange -> exchange.join().close());
    }
}
