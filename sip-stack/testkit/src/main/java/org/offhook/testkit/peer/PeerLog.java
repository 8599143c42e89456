package org.offhook.testkit.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a peer has written so far, line by line, also kept in a file. Any thread may read; {@link #await} parks until
 * a line matches.
 */
public final class PeerLog {
    private final Path file;
    private final ReentrantLock guard = new ReentrantLock();
    private final Condition grown = guard.newCondition();
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    PeerLog(Path file) {
        this.file = file;
    }

    /** Reads the stream to its end on the calling thread. */
    void drain(InputStream output) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
                Writer copy = Files.newBufferedWriter(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                copy.write(line);
                copy.write('\n');
                copy.flush();
                append(line, false);
            }
        } catch (IOException closed) {
            // The stream breaks when the process is ended; what was read before is kept.
            append("(log ended: " + closed.getMessage() + ")", false);
        } finally {
            append("", true);
        }
    }

    /** Adds a line that did not come from a stream. */
    void note(String line) {
        append(line, false);
    }

    /** No line will come any more. */
    void end() {
        append("", true);
    }

    private void append(String line, boolean last) {
        guard.lock();
        try {
            if (last) {
                ended = true;
            } else {
                lines.add(line);
            }
            grown.signalAll();
        } finally {
            guard.unlock();
        }
    }

    /** Every line so far. */
    public List<String> lines() {
        guard.lock();
        try {
            return List.copyOf(lines);
        } finally {
            guard.unlock();
        }
    }

    /** The file that holds the log, kept after the peer has ended. */
    public Path file() {
        return file;
    }

    /** Number of lines so far, to be given to {@link #await(Pattern, int, Duration)} for "from now on". */
    public int size() {
        guard.lock();
        try {
            return lines.size();
        } finally {
            guard.unlock();
        }
    }

    /** Waits for a line, also one written before, in which the pattern is found. */
    public MatchResult await(Pattern pattern, Duration atMost) {
        return await(pattern, 0, atMost);
    }

    /**
     * Waits for a line at or after {@code from} in which the pattern is found.
     *
     * @throws AssertionError with the log's end if none came in time or the peer ended
     */
    public MatchResult await(Pattern pattern, int from, Duration atMost) {
        long left = atMost.toNanos();
        int next = from;
        guard.lock();
        try {
            while (true) {
                for (; next < lines.size(); next++) {
                    Matcher matcher = pattern.matcher(lines.get(next));
                    if (matcher.find()) {
                        return matcher.toMatchResult();
                    }
                }
                if (ended || left <= 0) {
                    throw new AssertionError("no line with /" + pattern + "/ "
                            + (ended ? "before the peer ended" : "within " + atMost) + "; " + tail());
                }
                left = grown.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for /" + pattern + "/", interrupted);
        } finally {
            guard.unlock();
        }
    }

    /** The last lines, for a failure's message. */
    public String tail() {
        List<String> all = lines();
        return file + " ends with:\n" + String.join("\n", all.subList(Math.max(0, all.size() - 25), all.size()));
    }

    /** Waits until the peer has closed its output. */
    boolean awaitEnd(Duration atMost) {
        long left = atMost.toNanos();
        guard.lock();
        try {
            while (!ended && left > 0) {
                left = grown.awaitNanos(left);
            }
            return ended;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            guard.unlock();
        }
    }
}
