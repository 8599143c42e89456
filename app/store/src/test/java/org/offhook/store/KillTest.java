package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.testkit.base.Seed;

/**
 * A process that writes is killed with SIGKILL at random moments, again and again on the same file. Whatever it was told is saved has to be
 * there, whole, and no number may be dialled a second time. Two such files are written side by side, so that one process starts while the other
 * writes.
 */
class KillTest {
    private static final int FILES = 2;

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDialledTwice() throws Exception {
        killed(20, KilledStart.plain());
    }

    @Test
    @Tag("long")
    void nothingIsLostIn1000Kills() throws Exception {
        killed(Integer.getInteger("offhook.kills", 1_000), KilledStart.cached(folder));
    }

    private void killed(int times, KilledStart start) throws Exception {
        long seed = Seed.of("KillTest");
        long began = System.nanoTime();
        List<Future<KilledLives>> files = new ArrayList<>();
        try (ExecutorService beside = Executors.newFixedThreadPool(FILES)) {
            for (int file = 0; file < FILES; file++) {
                KilledLives lives = new KilledLives(start, folder.resolve("dialer" + file + ".db"), seed + file);
                int share = times / FILES + (file < times % FILES ? 1 : 0);
                files.add(beside.submit(() -> lives.live(share)));
            }
        }
        int saved = 0;
        int dialled = 0;
        for (Future<KilledLives> file : files) {
            saved += file.get().saved();
            dialled += file.get().invited();
        }
        System.out.printf(
                "%d kills in %d s: %d saved, %d dialled%n",
                times, (System.nanoTime() - began) / 1_000_000_000, saved, dialled);
        String complaints = Files.readString(KilledStart.complaints(folder.resolve("dialer0.db")));
        assertThat(saved).as("it has written at all %s", complaints).isPositive();
        assertThat(dialled).as("it has dialled at all").isPositive();
    }
}
