package org.offhook.bridge.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One pairing question at a time, and silence after a no. Safe for threads; time is given.
 *
 * <p>An origin that was refused is not asked about again for {@link #SILENCE}; one that withdrew its question (the page was left)
 * for {@link #PAUSE}, so that a page that keeps reloading does not make the dialog flicker.
 */
public final class PairingQuestions {
    public static final Duration SILENCE = Duration.ofMinutes(10);
    public static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int MOST_REMEMBERED = 256;

    private Optional<Open> open = Optional.empty();
    private final Map<String, Instant> silentUntil = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Open(String requestId, String origin) {}

    /** @return whether the question may be put; then it is open until answered or withdrawn */
    public synchronized boolean ask(String requestId, String origin, Instant now) {
        if (open.isPresent() || silent(origin, now)) {
            return false;
        }
        open = Optional.of(new Open(requestId, origin));
        return true;
    }

    /** Whether this origin is not even listened to. */
    public synchronized boolean silent(String origin, Instant now) {
        Instant until = silentUntil.get(origin);
        return until != null && now.isBefore(until);
    }

    public synchronized void granted(String requestId) {
        close(requestId);
    }

    public synchronized void refused(String requestId, Instant now) {
        close(requestId).ifPresent(origin -> silentUntil.put(origin, now.plus(SILENCE)));
    }

    /** @return whether it was still open */
    public synchronized boolean withdrawn(String requestId, Instant now) {
        Optional<String> origin = close(requestId);
        origin.ifPresent(name -> silentUntil.put(name, now.plus(PAUSE)));
        return origin.isPresent();
    }

    private Optional<String> close(String requestId) {
        Optional<String> origin =
                open.filter(one -> one.requestId().equals(requestId)).map(Open::origin);
        if (origin.isPresent()) {
            open = Optional.empty();
        }
        return origin;
    }
}
