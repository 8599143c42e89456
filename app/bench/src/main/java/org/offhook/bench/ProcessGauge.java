package org.offhook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what a process and its children cost, from /proc (Linux). */
final class ProcessGauge {
    /** USER_HZ of every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private final ProcessHandle process;

    ProcessGauge(ProcessHandle process) {
        this.process = process;
    }

    /** User and system time used so far, in seconds, with a resolution of 10 ms. */
    double cpuSeconds() {
        long ticks = 0;
        for (Path folder : folders()) {
            String stat = read(folder.resolve("stat"));
            // The name in brackets may hold blanks; fields are counted from behind it. proc(5): 14 utime, 15 stime.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields.length > 12) {
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Resident memory in MB (10^6 bytes). */
    double residentMegabytes() {
        long kibibytes = 0;
        for (Path folder : folders()) {
            for (String line : read(folder.resolve("status")).split("\n")) {
                if (line.startsWith("VmRSS:")) {
                    kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return kibibytes * 1024 / 1e6;
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        folders.add(Path.of("/proc", Long.toString(process.pid())));
        process.descendants().forEach(child -> folders.add(Path.of("/proc", Long.toString(child.pid()))));
        return folders;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return ") ";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
