package org.offhook.store.database;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading for all who want the same at the same time. Who comes while it is being read waits for the next reading, which all who came
 * meanwhile share: nobody is told what was read before they asked. So a server that many requests ask for the same user is asked once a
 * round trip, however many they are.
 */
public final class SharedReads {
    private final Map<Object, Rounds> underWay = new HashMap<>();

    private static final class Rounds {
        CompletableFuture<Object> now;

        @Nullable
        CompletableFuture<Object> next;

        Rounds(CompletableFuture<Object> now) {
            this.now = now;
        }
    }

    /**
     * Reads, or waits for who does.
     *
     * @param key what is read; the same key always goes with the same type
     * @param reading what it throws comes out at all who share it
     */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // by the key; a future is itself and no other
    public <T> T read(Object key, Supplier<T> reading) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> before;
        synchronized (underWay) {
            Rounds rounds = underWay.get(key);
            if (rounds == null) {
                underWay.put(key, new Rounds(mine));
                before = null;
            } else if (rounds.next == null) {
                rounds.next = mine;
                before = rounds.now;
            } else {
                mine = rounds.next;
                before = mine;
            }
        }
        if (mine == before) {
            return (T) told(mine);
        }
        if (before != null) {
            before.handle((_, _) -> true).join();
        }
        return lead(key, mine, reading);
    }

    private static Object told(CompletableFuture<Object> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private <T> T lead(Object key, CompletableFuture<Object> mine, Supplier<T> reading) {
        try {
            T answer = reading.get();
            close(key);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            close(key);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private void close(Object key) {
        synchronized (underWay) {
            Rounds rounds = underWay.get(key);
            if (rounds == null) {
                return;
            }
            if (rounds.next == null) {
                underWay.remove(key);
            } else {
                rounds.now = rounds.next;
                rounds.next = null;
            }
        }
    }
}
