package org.offhook.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that the bench started: when, and how it is ended. */
final class Launched implements AutoCloseable {
    private final Process process;
    private final long startedAt;

    private Launched(Process process, long startedAt) {
        this.process = process;
        this.startedAt = startedAt;
    }

    static Launched start(Workbench bench, Path log, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().put("DISPLAY", bench.display());
        builder.environment().put("PULSE_SERVER", bench.soundServer());
        builder.environment().putAll(environment);
        try {
            long startedAt = WireTimes.now();
            return new Launched(builder.start(), startedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long startedAt() {
        return startedAt;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
