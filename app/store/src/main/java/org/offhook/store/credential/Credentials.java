package org.offhook.store.credential;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.offhook.campaign.user.Password;

/** Makes and proves passwords. As many hashes at once as there are processors: each takes its share of memory. */
public final class Credentials {
    /** What came of proving one. */
    public enum Proof {
        RIGHT,
        WRONG
    }

    private final Argon2Hash.Cost cost;
    private final SecureRandom random = new SecureRandom();
    private final WrongAttempts wrong;
    private final VerifiedCredentials verified;
    private final Semaphore hashing = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobody;
    private final Map<String, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();
    private final Executor renewals;

    /** @param nanos a clock that only goes forward, as {@code System::nanoTime} */
    public Credentials(Argon2Hash.Cost cost, LongSupplier nanos) {
        this(cost, nanos, oneAtATime());
    }

    /** @param renewals proves anew what is in use and will soon be forgotten */
    Credentials(Argon2Hash.Cost cost, LongSupplier nanos, Executor renewals) {
        this.cost = cost;
        this.renewals = renewals;
        this.wrong = new WrongAttempts(nanos);
        this.verified = new VerifiedCredentials(nanos);
        this.nobody = Argon2Hash.ofNobody(cost, random).text();
    }

    /** A thread that is there when there is something to do: hashes leave the other processors to the requests. */
    private static Executor oneAtATime() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("store-credentials").factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** A hash to be stored. */
    public String hash(Password password) {
        return bounded(() -> Argon2Hash.of(password, cost, random).text());
    }

    /** How long this name has to wait before anything is looked at. */
    public Optional<Duration> pause(String name) {
        return wrong.pause(name);
    }

    /**
     * Compares a password with what is stored.
     *
     * @param storedHash empty when there is no such user, or one who may not log in: that costs the same time, so that names cannot be
     *     found by the clock
     */
    public Proof prove(String name, Optional<String> storedHash, Password password) {
        byte[] bytes = password.utf8();
        String known = verified.mac(storedHash.orElse(nobody), bytes);
        if (storedHash.isPresent()) {
            switch (verified.knows(known)) {
                case FRESH -> {
                    return Proof.RIGHT;
                }
                case AGEING -> {
                    proveAnew(name, storedHash, password, known);
                    return Proof.RIGHT;
                }
                case NOT -> {}
            }
        }
        if (matches(name, storedHash, password, known)) {
            wrong.forget(name);
            return Proof.RIGHT;
        }
        wrong.count(name);
        return Proof.WRONG;
    }

    /** Many who show the same at the same time wait for one hash. */
    private boolean matches(String name, Optional<String> storedHash, Password password, String known) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> other = underWay.putIfAbsent(name + "\n" + known, mine);
        return other == null ? lead(name, storedHash, password, known, mine) : other.join();
    }

    private boolean lead(
            String name,
            Optional<String> storedHash,
            Password password,
            String known,
            CompletableFuture<Boolean> answer) {
        boolean matches = false;
        try {
            String text = storedHash.orElse(nobody);
            matches = bounded(() -> Argon2Hash.parse(text)
                            .or(() -> Argon2Hash.parse(nobody))
                            .orElseThrow()
                            .matches(password))
                    && storedHash.flatMap(Argon2Hash::parse).isPresent();
            if (matches) {
                verified.remember(known);
            }
            return matches;
        } finally {
            underWay.remove(name + "\n" + known);
            answer.complete(matches);
        }
    }

    private void proveAnew(String name, Optional<String> storedHash, Password password, String known) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        if (underWay.putIfAbsent(name + "\n" + known, mine) == null) {
            renewals.execute(() -> lead(name, storedHash, password, known, mine));
        }
    }

    private <T> T bounded(Supplier<T> work) {
        hashing.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            hashing.release();
        }
    }
}
