package org.offhook.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.peer.PostgresPeer;

/**
 * Measures the store and prints what it saw; judges nothing. Arguments: {@code sqlite} or {@code postgres}, and how many leads. The figures in
 * docs/store.md come from here.
 */
public final class StoreFigures {
    private static final int BATCH = 1_000;

    private StoreFigures() {}

    public static void main(String[] arguments) throws Exception {
        int leads = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("postgres")) {
            try (PostgresPeer peer = PostgresPeer.start()) {
                measure(peer.newDatabase(), leads);
            }
        } else {
            Path folder = Files.createTempDirectory("offhook-figures-");
            Path file = folder.resolve("dialer.db");
            measure(StoreAddress.sqlite(file), leads);
            System.out.printf(Locale.ROOT, "file %d MB%n", Files.size(file) >> 20);
            Files.delete(file);
            Files.delete(folder);
        }
    }

    private static void measure(StoreAddress address, int leads) throws Exception {
        try (Store store = Store.open(address)) {
            store.setup().putCampaign(Campaign.of("CAMP", "Camp"));
            store.lists().add(new LeadList(1101, "List", "CAMP", true, List.of()));
            add(store, leads);
            Random random = new Random(1);
            latency("lookup by phone", 20_000, _ -> {
                if (store.leads()
                        .newestByPhone("CAMP", "1", number(random.nextInt(leads)))
                        .isEmpty()) {
                    throw new IllegalStateException("a lead that was added is not found");
                }
            });
            latency("hand out next", 2_000, i -> {
                if (store.leads().handOutNext("CAMP", "a" + i % 10).isEmpty()) {
                    throw new IllegalStateException("no lead is left");
                }
            });
            Lease lease = ((Claimed.Owned)
                            store.sessions().claim("asha", "n1", QueueContract.paused(), Duration.ofHours(1)))
                    .lease();
            latency("queue and claim a dial", 2_000, i -> {
                store.dialQueue().add(NewDial.of("asha", "CAMP", number(i), "t", "r"), 100);
                store.dialQueue()
                        .done(store.dialQueue().claimNext(lease).orElseThrow().id(), lease, "BUSY");
            });
            for (int threads : new int[] {1, 8, 64}) {
                singles(store, threads, 4_000);
            }
            store.users().putGroup(new UserGroup("G", "G", java.util.Set.of()));
            for (int i = 0; i < 5; i++) {
                store.users().add(User.of("u" + i, "U", 1, "G"), Password.of("p"), java.util.Optional.empty());
            }
            latency("verify a password, hashed", 5, i -> store.users().verify("u" + i, Password.of("p")));
            latency("verify a password, known", 5_000, i -> store.users().verify("u" + i % 5, Password.of("p")));
        }
    }

    private static String number(int i) {
        return Long.toString(7_000_000_000L + (i * 2_654_435_761L & 0xFFFFFFFL));
    }

    private static NewLead lead(int i) {
        return new NewLead(
                1101,
                "1",
                number(i),
                "",
                LeadStatus.NEW,
                0,
                Map.of(
                        LeadField.FIRST_NAME,
                        "Firstname",
                        LeadField.LAST_NAME,
                        "Lastname" + i,
                        LeadField.CITY,
                        "Ahmedabad",
                        LeadField.VENDOR_LEAD_CODE,
                        "v" + i),
                Map.of("LeadSource", "WEB", "EnquiryType", "test"));
    }

    private static void add(Store store, int leads) {
        long from = System.nanoTime();
        long part = from;
        for (int at = 0; at < leads; at += BATCH) {
            store.leads()
                    .add(
                            IntStream.range(at, Math.min(at + BATCH, leads))
                                    .mapToObj(StoreFigures::lead)
                                    .toList(),
                            DuplicateCheck.NONE);
            if ((at + BATCH) % 500_000 == 0) {
                long now = System.nanoTime();
                System.out.printf(
                        Locale.ROOT,
                        "  %d leads, the last 500000 at %.0f/s, memory %d MB%n",
                        at + BATCH,
                        500_000 / ((now - part) / 1e9),
                        residentMegabytes());
                part = now;
            }
        }
        System.out.printf(
                Locale.ROOT, "add in batches of 1000: %.0f leads/s%n", leads / ((System.nanoTime() - from) / 1e9));
    }

    private static long residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(-1);
        } catch (java.io.IOException e) {
            return -1;
        }
    }

    private static void singles(Store store, int threads, int each) throws Exception {
        long from = System.nanoTime();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(t -> pool.submit(() -> {
                        for (int i = 0; i < each / threads; i++) {
                            store.outbox().add("crm", "ended", "{\"at\":\"" + Instant.EPOCH + "\"}");
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "durable single writes, %d at once: %.0f/s%n",
                threads,
                each / ((System.nanoTime() - from) / 1e9));
    }

    private static void latency(String what, int times, IntConsumer work) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long from = System.nanoTime();
            work.accept(i);
            nanos[i] = System.nanoTime() - from;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.3f ms, p99 %.3f ms, max %.1f ms%n",
                what,
                nanos[times / 2] / 1e6,
                nanos[times * 99 / 100] / 1e6,
                nanos[times - 1] / 1e6);
    }
}
