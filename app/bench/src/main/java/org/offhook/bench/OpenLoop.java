package org.offhook.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at a fixed rate whether or not answers come, and takes each answer's time from the moment at which its request was due: a
 * server that stalls is charged for everything that had to wait.
 *
 * @param connections at most so many requests are under way; a request that finds none free waits, and its clock runs
 */
record OpenLoop(int port, String authorization, int rate, int requests, int connections) {
    /** What is GOT, and what its answer has to say. */
    record Sent(String path, String expected) {}

    /** @param achieved answers a second, from the first due request to the last answer */
    record Answered(Collection<Double> millis, double achieved) {}

    Answered run(IntFunction<Sent> request) {
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> lines = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                lines.add(pool.submit(() -> {
                    line(began, next, request, millis);
                    return null;
                }));
            }
            for (Future<?> line : lines) {
                line.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new MeasurementFailed("a request failed: " + e.getMessage());
        }
        return new Answered(millis, requests / ((System.nanoTime() - began) / 1e9));
    }

    private void line(long began, AtomicInteger next, IntFunction<Sent> request, Collection<Double> millis)
            throws IOException {
        try (HttpLine line = new HttpLine(port, authorization)) {
            for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                Sent sent = request.apply(i);
                long due = began + (long) (i * 1e9 / rate);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                String answer = line.get(sent.path());
                millis.add((System.nanoTime() - due) / 1e6);
                if (!answer.contains(sent.expected())) {
                    throw new IOException("another answer: " + answer);
                }
            }
        }
    }
}
