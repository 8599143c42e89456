package org.offhook.desktop.timeline;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes moments to the file of {@code -Doffhook.timeline=FILE}, one a line: name, milliseconds since the JVM started, microseconds
 * since 1970 (to compare with another process's clock). Without that property marking costs one comparison.
 */
public final class Timeline {
    private final Optional<LinkedBlockingQueue<Moment>> queue;

    private record Moment(String name, long nanoTime) {}

    private Timeline(Optional<LinkedBlockingQueue<Moment>> queue) {
        this.queue = queue;
    }

    /** Marks nothing. */
    public static final Timeline NONE = new Timeline(Optional.empty());

    /** The timeline that the system property asks for. */
    public static Timeline fromProperty() {
        String file = System.getProperty("offhook.timeline", "");
        return file.isEmpty() ? NONE : writing(Path.of(file));
    }

    static Timeline writing(Path file) {
        LinkedBlockingQueue<Moment> moments = new LinkedBlockingQueue<>();
        long nanoNow = System.nanoTime();
        Instant wallNow = Instant.now();
        Thread.ofPlatform().daemon().name("offhook-timeline").start(() -> write(moments, nanoNow, wallNow, file));
        return new Timeline(Optional.of(moments));
    }

    public boolean on() {
        return queue.isPresent();
    }

    /** Any thread; never blocks. */
    public void mark(String name) {
        queue.ifPresent(moments -> moments.add(new Moment(name, System.nanoTime())));
    }

    /** Asking for the JVM's start loads the management classes: done here, off the path that is being measured. */
    private static void write(LinkedBlockingQueue<Moment> moments, long nanoNow, Instant wallNow, Path file) {
        try {
            while (true) {
                Moment moment = moments.take();
                Instant wall = wallNow.plusNanos(moment.nanoTime() - nanoNow);
                long startMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
                double uptime = ChronoUnit.MICROS.between(Instant.ofEpochMilli(startMillis), wall) / 1_000.0;
                long epochMicros = ChronoUnit.MICROS.between(Instant.EPOCH, wall);
                Files.writeString(
                        file,
                        String.format(Locale.ROOT, "%s\t%.3f\t%d%n", moment.name(), uptime, epochMicros),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            moments.clear(); // the measuring program finds the file missing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
