package org.offhook.store.credential;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
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
    private final Argon2Hash nobody;

    /** @param nanos a clock that only goes forward, as {@code System::nanoTime} */
    public Credentials(Argon2Hash.Cost cost, LongSupplier nanos) {
        this.cost = cost;
        this.wrong = new WrongAttempts(nanos);
        this.verified = new VerifiedCredentials(nanos);
        this.nobody = Argon2Hash.of(Password.of(""), cost, random);
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
        if (storedHash.isPresent() && verified.knows(storedHash.get(), bytes)) {
            return Proof.RIGHT;
        }
        Optional<Argon2Hash> hash = storedHash.flatMap(Argon2Hash::parse);
        boolean matches = bounded(() -> hash.orElse(nobody).matches(password));
        if (matches && hash.isPresent()) {
            wrong.forget(name);
            verified.remember(storedHash.orElseThrow(), bytes);
            return Proof.RIGHT;
        }
        wrong.count(name);
        return Proof.WRONG;
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
