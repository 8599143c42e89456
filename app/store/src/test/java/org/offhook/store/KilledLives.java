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
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.DialEntry.State;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.store.StorePorts;

/** The lives of a process on one file, each ended by SIGKILL, and what of its words has to be true after each of them and after all. */
final class KilledLives {
    private final KilledStart start;
    private final Path file;
    private final Random random;
    private final List<String> saved = new ArrayList<>();
    private final Set<Long> invited = new HashSet<>();
    private final Set<Long> done = new HashSet<>();

    /** @param seed of the moments of the kills */
    KilledLives(KilledStart start, Path file, long seed) {
        this.start = start;
        this.file = file;
        this.random = new Random(seed);
    }

    int saved() {
        return saved.size();
    }

    int invited() {
        return invited.size();
    }

    KilledLives live(int times) throws IOException {
        for (int life = 1; life <= times; life++) {
            // One in five dies while it starts, one in five soon after, the others while they write.
            Dies dies = switch (random.nextInt(5)) {
                case 0 -> Dies.STARTING;
                case 1 -> Dies.READY;
                default -> Dies.WRITING;
            };
            List<String> said = live(life, dies, random.nextInt(dies == Dies.STARTING ? 600 : 250));
            check(said, file.getFileName() + ", life " + life);
        }
        checkAll(file.getFileName() + ", after " + times + " lives");
        return this;
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

    private List<String> live(int life, Dies dies, int millis) throws IOException {
        Process process = start.begin(file, life);
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

    /** What this life has said; in one unit of work, for it is looked at and not written. */
    private void check(List<String> said, String when) {
        try (Store store = Store.open(StoreAddress.sqlite(file))) {
            store.transact(ports -> {
                said.forEach(line -> check(ports, line, when));
                return said;
            });
        }
    }

    private void check(StorePorts ports, String line, String when) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "READY" -> {}
            case "SAVED" -> {
                saved.add(words[1]);
                checkSaved(ports, words[1], when);
            }
            case "QUEUED" ->
                assertThat(isQueuedOrWasDialled(ports, words[1]))
                        .as("%s: %s", when, line)
                        .isTrue();
            case "INVITE" -> {
                long id = Long.parseLong(words[1]);
                assertThat(invited.add(id))
                        .as("%s: dialled once only: %s", when, line)
                        .isTrue();
                checkInvited(ports, id, when);
            }
            case "DONE" -> {
                done.add(Long.parseLong(words[1]));
                checkDone(ports, Long.parseLong(words[1]), when);
            }
            default -> throw new AssertionError("unknown line " + line);
        }
    }

    /** Everything that any life has said: later lives and kills have not taken it away. */
    private void checkAll(String when) {
        try (Store store = Store.open(StoreAddress.sqlite(file))) {
            store.transact(ports -> {
                saved.forEach(name -> checkSaved(ports, name, when));
                invited.forEach(id -> checkInvited(ports, id, when));
                done.forEach(id -> checkDone(ports, id, when));
                return saved;
            });
        }
    }

    private static void checkSaved(StorePorts ports, String name, String when) {
        assertThat(ports.idempotency().begin(new IdempotencyKey("kill", name), "same"))
                .as("%s: the answer to %s", when, name)
                .isEqualTo(new Begun.Answered(name));
        assertThat(ports.callLog().findByCall("n1", name))
                .as("%s: the call of %s", when, name)
                .isPresent();
        assertThat(ports.leads().newestByPhone("", "1", KilledWriter.digits(name)))
                .as("%s: the lead of %s", when, name)
                .isPresent();
    }

    private static void checkInvited(StorePorts ports, long id, String when) {
        assertThat(ports.dialQueue().find(id).map(DialEntry::state))
                .as("%s: claimed before the INVITE: %s", when, id)
                .isPresent()
                .get()
                .isNotEqualTo(State.QUEUED);
    }

    private static void checkDone(StorePorts ports, long id, String when) {
        assertThat(ports.dialQueue().find(id).map(DialEntry::state))
                .as("%s: done: %s", when, id)
                .contains(State.DONE);
    }

    /** The entry of this number is over where it can be queued again: only even ids are ended by the writer. */
    private static boolean isQueuedOrWasDialled(StorePorts ports, String number) {
        NewDial again = NewDial.of("asha", "", number, "kill", "again");
        Queued there = ports.dialQueue().add(again, Integer.MAX_VALUE);
        if (there instanceof Queued.Taken taken) {
            ports.dialQueue().remove(taken.entry().id());
        }
        return there instanceof Queued.AlreadyThere
                || ports.dialQueue().open("asha").stream()
                        .noneMatch(entry -> entry.asked().number().equals(number));
    }
}
