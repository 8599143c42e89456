package org.offhook.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.log.NewLoggedCall.Direction;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;

/**
 * The process that {@link KillTest} kills: writes from several threads, and says on standard output what it was told is saved. {@code INVITE n}
 * stands for the INVITE that would leave for entry n.
 */
public final class KilledWriter {
    private static final int WRITERS = 4;
    private static final PrintStream SAID = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private KilledWriter() {}

    /** @param arguments the file, and the number of this life */
    public static void main(String[] arguments) {
        Store store = Store.open(StoreAddress.sqlite(Path.of(arguments[0])));
        String life = arguments[1];
        Claimed claimed = store.sessions()
                .claim("asha", "n1", QueueContract.paused(), Duration.ofDays(1)); // the agent logs in again
        Lease lease = ((Claimed.Owned) claimed).lease();
        store.dialQueue().doubtAbandoned();
        say("READY");
        AtomicBoolean running = new AtomicBoolean(true);
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            Thread.ofPlatform().start(() -> {
                for (int i = 0; running.get(); i++) {
                    String name = life + "-" + number + "-" + i;
                    write(store, name);
                    if (i % 8 == 0) { // fewer than are dialled, or the queue would grow from life to life
                        queue(store, name);
                    }
                }
            });
        }
        while (running.get()) {
            dial(store, lease);
        }
    }

    /** Everything of one request in one unit of work. */
    private static void write(Store store, String name) {
        store.transact(ports -> {
            ports.idempotency().begin(new IdempotencyKey("kill", name), "same");
            ports.leads().add(List.of(NewLead.of(999, "1", digits(name))), DuplicateCheck.NONE);
            ports.callLog()
                    .begin(new NewLoggedCall(
                            name,
                            "n1",
                            Direction.OUTGOING,
                            "asha",
                            "",
                            digits(name),
                            "",
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            "kill",
                            Instant.EPOCH));
            ports.outbox().add("crm", name, "{}");
            ports.idempotency().answer(new IdempotencyKey("kill", name), name);
            return name;
        });
        say("SAVED " + name);
    }

    private static void queue(Store store, String name) {
        store.dialQueue().add(NewDial.of("asha", "", digits(name), "kill", name), Integer.MAX_VALUE);
        say("QUEUED " + digits(name));
    }

    private static void dial(Store store, Lease lease) {
        Optional<DialEntry> entry = store.dialQueue().claimNext(lease);
        entry.ifPresent(claimed -> {
            say("INVITE " + claimed.id());
            store.dialQueue().dialled(claimed.id(), lease, "call-" + claimed.id());
            if (claimed.id() % 2 == 0) {
                store.dialQueue().done(claimed.id(), lease, "ANSWERED");
                say("DONE " + claimed.id());
            }
        });
    }

    /** A number that no other name has. */
    static String digits(String name) {
        return name.replace("-", "0000");
    }

    private static void say(String line) {
        SAID.println(line);
    }
}
