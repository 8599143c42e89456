package org.offhook.desktop.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NativeHeapTest {
    private static final int PIECES = 4_000;
    private static final int PIECE = 4_096;

    @Test
    @SuppressWarnings("restricted")
    void whatNativesHaveFreedGoesBackToTheSystem() throws Throwable {
        Linker linker = Linker.nativeLinker();
        assumeTrue(linker.defaultLookup().find("malloc_trim").isPresent(), "this C library has no malloc_trim");
        MethodHandle malloc = linker.downcallHandle(
                linker.defaultLookup().find("malloc").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
        MethodHandle free = linker.downcallHandle(
                linker.defaultLookup().find("free").orElseThrow(), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        MemorySegment[] pieces = new MemorySegment[PIECES];
        for (int i = 0; i < PIECES; i++) {
            MemorySegment piece = (MemorySegment) malloc.invokeExact((long) PIECE);
            pieces[i] = piece.reinterpret(PIECE).fill((byte) 1);
        }
        // Every page but the last of all: glibc gives the top of a heap back by itself, and cannot while that one is in
        // use.
        for (int i = 0; i < PIECES - 1; i++) {
            free.invokeExact(pieces[i]);
        }
        long kept = residentBytes();

        assertThat(NativeHeap.giveBack()).isTrue();

        assertThat(kept - residentBytes()).as("bytes given back").isGreaterThan((long) PIECES * PIECE / 2);
        free.invokeExact(pieces[PIECES - 1]);
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
