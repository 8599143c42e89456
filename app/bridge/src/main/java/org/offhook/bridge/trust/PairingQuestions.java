package org.offhook.bridge.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One pairing question at a time, and silence after a no. Safe for threads; time is given.
 *
 * <p>A page that was reloaded while a person looks at its question joins that question, if it still shows the same code. An origin
 * that was refused is not asked about again for {@link #SILENCE}.
 */
public final class PairingQuestions {
    public static final Duration SILENCE = Duration.ofMinutes(10);

    private static final int MOST_REMEMBERED = 256;

    private Optional<Open> open = Optional.empty();
    private final Map<String, Instant> silentUntil = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Open(String requestId, String origin, String code) {}

    /** What became of the wish to ask. */
    public enum Turn {
        /** Put it before a person. */
        ASK,
        /** It already is before a person. */
        JOIN,
        /** Not now: another question is open, or this origin was refused. */
        NOT_NOW
    }

    /** @param code the four digits that the page shows, or empty */
    public synchronized Turn ask(String requestId, String origin, String code, Instant now) {
        if (silent(origin, now)) {
            return Turn.NOT_NOW;
        }
        if (open.isPresent()) {
            Open asked = open.get();
            return asked.origin().equals(origin) && asked.code().equals(code) ? Turn.JOIN : Turn.NOT_NOW;
        }
        open = Optional.of(new Open(requestId, origin, code));
        return Turn.ASK;
    }

    /** The question that is before a person. */
    public synchronized Optional<String> open() {
        return open.map(Open::requestId);
    }

    /** Whether this origin is not even listened to. */
    public synchronized boolean silent(String origin, Instant now) {
        Instant until = silentUntil.get(origin);
        return until != null && now.isBefore(until);
    }

    /** Granted, or it could not be decided: the next one may ask. */
    public synchronized void settled(String requestId) {
        close(requestId);
    }

    public synchronized void refused(String requestId, Instant now) {
        close(requestId).ifPresent(origin -> silentUntil.put(origin, now.plus(SILENCE)));
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
