package org.offhook.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;

/** What is measured of one database. Leads have four standard and two custom fields; a write counts when it is durable. */
final class StoreMeasures {
    static final String CAMPAIGN = "CAMP";
    static final int LIST = 1_101;
    private static final int BATCH = 1_000;
    private static final int PROGRESS = 1_000_000;

    private final String database;
    private final Figures figures;

    StoreMeasures(String database, Figures figures) {
        this.database = database;
        this.figures = figures;
    }

    void measure(StoreAddress address, int leads) {
        try (Store store = Store.open(address)) {
            setUp(store);
            fill(store, 0, leads);
            lookUp(store, leads);
            handOut(store);
            queue(store);
            write(store, 1);
            write(store, 64);
            passwords(store);
        }
    }

    /** A campaign whose queue has room for a whole measurement, and its list with a form. */
    static void setUp(Store store) {
        Campaign usual = Campaign.of(CAMPAIGN, "Camp");
        store.setup()
                .putCampaign(new Campaign(
                        usual.id(),
                        usual.name(),
                        usual.active(),
                        usual.apiManualDial(),
                        usual.dialRules(),
                        usual.country(),
                        usual.allowedCountries(),
                        usual.allowedPrefixes(),
                        usual.refusedPrefixes(),
                        usual.callerId(),
                        usual.recording(),
                        usual.callingHours(),
                        usual.wrapUp(),
                        usual.ringLimit(),
                        1_000_000,
                        usual.manualDialList()));
        store.lists()
                .add(new LeadList(
                        LIST,
                        "List",
                        CAMPAIGN,
                        true,
                        List.of(
                                new CustomField("CustomerName", "Customer", 100),
                                new CustomField("LeadSource", "Source", 100))));
    }

    /** Adds the leads from number {@code first} up to before {@code leads}, and says how fast it went. */
    void fill(Store store, int first, int leads) {
        long from = System.nanoTime();
        List<Double> rates = new ArrayList<>();
        long part = from;
        for (int at = first; at < leads; at += BATCH) {
            List<NewLead> batch = IntStream.range(at, Math.min(at + BATCH, leads))
                    .mapToObj(StoreMeasures::lead)
                    .toList();
            store.leads().add(batch, DuplicateCheck.NONE);
            if ((at + BATCH) % PROGRESS == 0) {
                double rate = PROGRESS / seconds(part);
                rates.add(rate);
                Console.say("  " + (at + BATCH) + " leads, the last " + PROGRESS + " at " + Math.round(rate)
                        + " a second, " + Math.round(resident()) + " MB resident");
                part = System.nanoTime();
            }
        }
        put("add_leads_per_s", (leads - first) / seconds(from));
        if (!rates.isEmpty()) {
            put("add_leads_per_s_last_million", rates.getLast());
        }
        put("resident_mb_after_adding", resident());
    }

    private static double resident() {
        return new ProcessGauge(ProcessHandle.current()).residentMegabytes();
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private void lookUp(Store store, int leads) {
        Random random = new Random(1);
        times("lookup_by_phone_ms", 20_000, _ -> {
            if (store.leads()
                    .newestByPhone(CAMPAIGN, "1", number(random.nextInt(leads)))
                    .isEmpty()) {
                throw new MeasurementFailed("a lead that was added is not found");
            }
        });
    }

    private void handOut(Store store) {
        times("next_lead_ms", 2_000, i -> {
            if (store.leads().handOutNext(CAMPAIGN, "a" + i % 10).isEmpty()) {
                throw new MeasurementFailed("no lead is left");
            }
        });
    }

    private void queue(Store store) {
        AgentPosition paused = new AgentPosition(
                CAMPAIGN, "1000", AgentPosition.State.PAUSED, "LOGIN", false, "", 0, true, Instant.now());
        if (!(store.sessions().claim("bench", "n1", paused, Duration.ofHours(1)) instanceof Claimed.Owned owned)) {
            throw new MeasurementFailed("the session is somebody else's");
        }
        Lease lease = owned.lease();
        times("queue_claim_end_ms", 2_000, i -> {
            store.dialQueue().add(NewDial.of("bench", CAMPAIGN, number(i), "t", "r"), 100);
            store.dialQueue()
                    .done(store.dialQueue().claimNext(lease).orElseThrow().id(), lease, "BUSY");
        });
    }

    private void write(Store store, int atOnce) {
        int all = 4_096;
        long from = System.nanoTime();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = IntStream.range(0, atOnce)
                    .<Future<?>>mapToObj(_ -> pool.submit(() -> {
                        for (int i = 0; i < all / atOnce; i++) {
                            store.outbox().add("crm", "ended", "{}");
                        }
                    }))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new MeasurementFailed("a write failed: " + e.getMessage());
        }
        put("single_writes_per_s." + atOnce, all / seconds(from));
    }

    private void passwords(Store store) {
        store.users().putGroup(new UserGroup("G", "G", Set.of()));
        for (int i = 0; i < 5; i++) {
            store.users().add(User.of("u" + i, "U", 1, "G"), Password.of("p"), Optional.empty());
        }
        times("password_hashed_ms", 5, i -> store.users().verify("u" + i, Password.of("p")));
        times("password_known_ms", 5_000, i -> store.users().verify("u" + i % 5, Password.of("p")));
    }

    private void times(String key, int times, IntConsumer work) {
        List<Double> millis = new ArrayList<>(times);
        for (int i = 0; i < times; i++) {
            long from = System.nanoTime();
            work.accept(i);
            millis.add(seconds(from) * 1_000);
        }
        Quantiles quantiles = Quantiles.of(millis);
        put(key + ".p50", quantiles.median());
        put(key + ".p99", quantiles.at(99));
    }

    private void put(String key, double value) {
        figures.put(database, key, value);
    }

    /** Spread over the numbers there are, so that the index is met everywhere. */
    static String number(int i) {
        return Long.toString(7_000_000_000L + (i * 2_654_435_761L & 0xFFFFFFFL));
    }

    private static NewLead lead(int i) {
        return new NewLead(
                LIST,
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
}
