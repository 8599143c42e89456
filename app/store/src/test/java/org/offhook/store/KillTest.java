package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.DialEntry.State;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.testkit.base.Seed;

/**
 * A process that writes is killed with SIGKILL at random moments, again and again on the same file. Whatever it was told is saved has to be
 * there, whole, and no number may be dialled a second time.
 */
class KillTest {
    @TempDir
    Path folder;

    private final Set<Long> invited = new HashSet<>();
    private int saved;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDialledTwice() throws Exception {
        killed(20);
    }

    @Test
    @Tag("long")
    void nothingIsLostIn1000Kills() throws Exception {
        killed(Integer.getInteger("offhook.kills", 1_000));
    }

    private void killed(int times) throws Exception {
        long seed = Seed.of("KillTest");
        Random random = new Random(seed);
        Path file = folder.resolve("dialer.db");
        for (int life = 1; life <= times; life++) {
            // One in five dies while it starts, one in five soon after, the others while they write.
            Dies dies = switch (random.nextInt(5)) {
                case 0 -> Dies.STARTING;
                case 1 -> Dies.READY;
                default -> Dies.WRITING;
            };
            List<String> said = live(file, life, dies, random.nextInt(dies == Dies.STARTING ? 600 : 250));
            check(file, said, "seed " + seed + ", life " + life);
        }
        System.out.println(times + " kills: " + saved + " saved, " + invited.size() + " dialled");
        assertThat(saved).as("it has written at all").isPositive();
        assertThat(invited).as("it has dialled at all").isNotEmpty();
    }

    /** From when on the time to live is counted: a busy machine must not kill it always before its first word. */
    private enum Dies {
        STARTING(""),
        READY("READY"),
        WRITING("SAVED");

        private final String word;

        Dies(String word) {
            this.word = word;
        }
    }

    private static List<String> live(Path file, int life, Dies dies, int millis) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString(),
                        Integer.toString(life))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // SIGKILL by its handle: Process.destroyForcibly would close the stream that still has to be read to its end.
        Callable<Boolean> kill = process.toHandle()::destroyForcibly;
        List<String> said = new ArrayList<>();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            clock.schedule(kill, 60, TimeUnit.SECONDS); // should it never be ready
            boolean counting = dies == Dies.STARTING;
            if (counting) {
                clock.schedule(kill, millis, TimeUnit.MILLISECONDS);
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (!counting && line.startsWith(dies.word)) {
                    counting = true;
                    clock.schedule(kill, millis, TimeUnit.MILLISECONDS);
                }
            }
            clock.shutdownNow();
        }
        if (!said.isEmpty()) {
            said.removeLast(); // the kill may have cut it off; what was not said whole was not said
        }
        return said;
    }

    private void check(Path file, List<String> said, String when) {
        try (Store store = Store.open(StoreAddress.sqlite(file))) {
            for (String line : said) {
                String[] words = line.split(" ", 2);
                switch (words[0]) {
                    case "READY" -> {}
                    case "SAVED" -> saved(store, words[1], when);
                    case "QUEUED" -> {
                        NewDial again = NewDial.of("asha", "", words[1], "kill", "again");
                        Queued answer = store.transact(ports -> {
                            Queued there = ports.dialQueue().add(again, Integer.MAX_VALUE);
                            if (there instanceof Queued.Taken taken) {
                                ports.dialQueue().remove(taken.entry().id()); // done before: it may be queued again
                            }
                            return there;
                        });
                        assertThat(answer instanceof Queued.AlreadyThere || doneBefore(store, words[1]))
                                .as("%s: %s", when, line)
                                .isTrue();
                    }
                    case "INVITE" -> {
                        long id = Long.parseLong(words[1]);
                        assertThat(invited.add(id))
                                .as("%s: dialled once only: %s", when, line)
                                .isTrue();
                        DialEntry entry = store.dialQueue().find(id).orElseThrow();
                        assertThat(entry.state())
                                .as("%s: claimed before the INVITE: %s", when, line)
                                .isNotEqualTo(State.QUEUED);
                    }
                    case "DONE" ->
                        assertThat(store.dialQueue()
                                        .find(Long.parseLong(words[1]))
                                        .orElseThrow()
                                        .state())
                                .as("%s: %s", when, line)
                                .isEqualTo(State.DONE);
                    default -> throw new AssertionError("unknown line " + line);
                }
            }
        }
    }

    private void saved(Store store, String name, String when) {
        saved++;
        assertThat(store.idempotency().begin(new IdempotencyKey("kill", name), "same"))
                .as("%s: the answer to %s", when, name)
                .isEqualTo(new Begun.Answered(name));
        assertThat(store.callLog().findByCall("n1", name))
                .as("%s: the call of %s", when, name)
                .isPresent();
        assertThat(store.leads().newestByPhone("", "1", KilledWriter.digits(name)))
                .as("%s: the lead of %s", when, name)
                .isPresent();
    }

    /** The entry of this number is over: only even ids are ended by the writer. */
    private static boolean doneBefore(Store store, String number) {
        return store.dialQueue().open("asha").stream()
                .noneMatch(entry -> entry.asked().number().equals(number));
    }
}
