package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.core.account.Account;
import org.offhook.desktop.instance.ApiFile;
import org.offhook.desktop.instance.BridgeFile;
import org.offhook.desktop.instance.RunningPhone;
import org.offhook.practice.HeardCall;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;
import org.offhook.testkit.base.Seed;

/**
 * The whole program without a window, API, phone and all, is killed with SIGKILL while a CRM sends leads and numbers, and is started again on the
 * same data. What the CRM was told is kept is there, what it was not told it may send again under the same key, and the exchange never sees a
 * second INVITE for a number.
 */
class KilledProgramTest {
    private static final String ASHA = "asha";
    private static final int SENDERS = 3;
    private static final int MANY = Integer.getInteger("offhook.kills", 50);

    @TempDir
    Path data;

    /** Lead id by number, as answered. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** Sent, but not answered before the end. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    private final Set<String> dialsTaken = ConcurrentHashMap.newKeySet();
    private final Map<Long, HeardCall> heard = new ConcurrentHashMap<>();

    @Test
    void nothingIsLostAndNobodyIsCalledTwiceOnSqlite() throws Exception {
        killed(3, sqlite(), List.of());
    }

    @Test
    void nothingIsLostAndNobodyIsCalledTwiceOnPostgres() throws Exception {
        onPostgres(3);
    }

    @Test
    @Tag("long")
    void manyKillsOnSqlite() throws Exception {
        killed(MANY, sqlite(), List.of());
    }

    @Test
    @Tag("long")
    void manyKillsOnPostgres() throws Exception {
        onPostgres(MANY);
    }

    private StoreAddress sqlite() {
        return StoreAddress.sqlite(data.resolve("dialer.db"));
    }

    private void onPostgres(int times) throws Exception {
        try (PostgresPeer peer = PostgresPeer.start()) {
            StoreAddress.PostgresServer address = (StoreAddress.PostgresServer) peer.newDatabase();
            killed(times, address, PostgresPeer.settings(address, data));
        }
    }

    private void killed(int times, StoreAddress address, List<String> overrides) throws Exception {
        long seed = Seed.of("KilledProgramTest");
        Random random = new Random(seed);
        try (Store store = DialerBench.floor(address, ASHA)) {
            CustomField field = new CustomField("LeadSource", "Source", 100); // the document wants one
            store.lists()
                    .change(new LeadList(DialerBench.LIST, "Test leads", DialerBench.CAMPAIGN, true, List.of(field)));
        }
        PracticeSettings quick = PracticeSettings.USUAL.withRingFor(Duration.ofMillis(50));
        try (PracticeExchange exchange = PracticeExchange.start(quick, call -> heard.put(call.serial(), call))) {
            List<String> arguments = arguments(exchange.account(), overrides);
            for (int life = 1; life <= times; life++) {
                live(exchange, arguments, life, random.nextInt(900));
                check(address, exchange, "seed " + seed + ", life " + life);
            }
        }
        System.out.printf(
                "%d kills: %d leads and %d dials acknowledged, %d calls, %d unanswered requests%n",
                times, acknowledged.size(), dialsTaken.size(), heard.size(), unanswered.size());
        assertThat(acknowledged).as("leads were taken at all").isNotEmpty();
        assertThat(heard).as("it has dialled at all").isNotEmpty();
    }

    private List<String> arguments(Account account, List<String> overrides) throws IOException {
        Path password =
                Files.writeString(data.resolve("password"), account.password().reveal());
        List<String> settings = new ArrayList<>(List.of(
                "account.exchange=own",
                "account.server=127.0.0.1",
                "account.domain=" + account.domain(),
                "account.port=" + account.server().port().orElseThrow(),
                "account.extension=" + account.extension(),
                "account.passwordFile=" + password,
                "audio.device=silent",
                "sip.gruu=true", // says which phone it is: the exchange forgets the address of the life before
                "bridge.port=0",
                "api.enabled=true",
                "api.port=0",
                "secrets.useSystem=false"));
        settings.addAll(overrides);
        List<String> arguments = new ArrayList<>(List.of("--headless", "--data", data.toString()));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }

    /** From the start to the kill, some time after the first answer. */
    private void live(PracticeExchange exchange, List<String> arguments, int life, int millis) throws Exception {
        OffhookProcess program = OffhookProcess.launch(data, arguments);
        List<Future<?>> senders = new ArrayList<>();
        try (ExecutorService crm = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                int port = ready(program);
                logIn();
                senders.add(crm.submit(() -> repeatUnanswered(port)));
                for (int sender = 0; sender < SENDERS; sender++) {
                    int number = sender;
                    senders.add(crm.submit(() -> sendLeads(port, life, number)));
                }
                senders.add(crm.submit(() -> sendDials(port, life)));
                int before = acknowledged.size();
                DialerBench.await("leads are taken, and one number at least is called", () -> {
                    failed(senders);
                    exchange.hangUpAll(); // the next number is dialled
                    return acknowledged.size() > before + 5 && !heard.isEmpty();
                });
                long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    exchange.hangUpAll(); // the next number is dialled
                }
            } finally {
                program.kill();
            }
        }
        exchange.hangUpAll();
        failed(senders);
    }

    /** Anything but a wrong answer is the connection that broke. */
    private static void failed(List<Future<?>> senders) {
        for (Future<?> sender : senders) {
            if (sender.state() == Future.State.FAILED && sender.exceptionNow() instanceof AssertionError wrong) {
                throw wrong;
            }
        }
    }

    private int ready(OffhookProcess program) {
        DialerBench.await(
                "the API listens: " + program,
                () -> ApiFile.read(data)
                        .filter(file -> file.pid() == program.pid())
                        .isPresent());
        return ApiFile.read(data).orElseThrow().port();
    }

    private void logIn() {
        AtomicReference<String> last = new AtomicReference<>("nothing");
        try {
            DialerBench.await("asha is logged in", () -> {
                try {
                    var answer = new RunningPhone(BridgeFile.read(data).orElseThrow(), RunningPhone.ANSWER)
                            .send(Map.of("action", "login", "username", ASHA, "password", DialerBench.AGENT_PASSWORD));
                    last.set(answer.toString());
                    return answer.accepted();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (AssertionError late) {
            throw new AssertionError("asha is logged in; the last answer was " + last.get(), late);
        }
    }

    private void sendLeads(int port, int life, int sender) {
        for (int i = 0; i < 1_000; i++) {
            addLead(port, String.format("7%03d%d%05d", life, sender, i));
        }
    }

    /** What was under way when the program died: nobody knows, so the CRM sends it again. */
    private void repeatUnanswered(int port) {
        List.copyOf(unanswered).forEach(number -> addLead(port, number));
        acknowledged.entrySet().stream()
                .limit(3)
                .forEach(known -> assertThat(request(port, known.getKey()))
                        .as("a repeat is told the first answer")
                        .isEqualTo(known.getValue()));
    }

    private void addLead(int port, String number) {
        unanswered.add(number);
        String lead = request(port, number);
        acknowledged.put(number, lead);
        unanswered.remove(number);
    }

    private static String request(int port, String number) {
        String answer = DialerBench.get(
                port,
                "/elision-dialer/elision-api/main.php",
                Map.of(
                        "user",
                        "api",
                        "pass",
                        DialerBench.API_PASSWORD,
                        "action",
                        "add_lead",
                        "source",
                        "test",
                        "phone_number",
                        number,
                        "list_id",
                        Long.toString(DialerBench.LIST),
                        "custom_fields",
                        "Y",
                        "LeadSource",
                        "WEB",
                        "idempotency_key",
                        "lead-" + number));
        assertThat(answer).contains("LEAD CREATED");
        return answer.replaceAll("(?s).*\"Lead ID\" ?: ?\"?(\\d+).*", "$1");
    }

    private void sendDials(int port, int life) {
        for (int i = 0; i < 100; i++) {
            String number = String.format("8%03d%06d", life, i);
            if (DialerBench.click(port, ASHA, number).contains("FUNCTION SET")) {
                dialsTaken.add(number);
            }
            LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
        }
    }

    private void check(StoreAddress address, PracticeExchange exchange, String when) {
        exchange.heard().forEach(call -> heard.put(call.serial(), call));
        List<String> called = heard.values().stream().map(HeardCall::number).toList();
        assertThat(called).as("%s: nobody is called twice", when).doesNotHaveDuplicates();
        try (Store store = Store.open(address)) {
            Map<String, Long> leads = new HashMap<>();
            store.leads().each(DialerBench.LIST, 0, Integer.MAX_VALUE, lead -> {
                if (lead.phoneNumber().startsWith("7")) {
                    assertThat(leads.put(lead.phoneNumber(), lead.id()))
                            .as("%s: one lead for a key", when)
                            .isNull();
                }
            });
            acknowledged.forEach((number, id) ->
                    assertThat(leads).as("%s: an acknowledged lead", when).containsEntry(number, Long.parseLong(id)));
            List<DialEntry> open = store.dialQueue().open(ASHA);
            Set<String> kept = open.stream()
                    .map(entry -> lastTen(entry.asked().number()))
                    .collect(Collectors.toCollection(HashSet::new));
            store.callLog().search(CallLogQuery.of(ASHA, 10_000)).stream()
                    .map(call -> lastTen(call.begun().number()))
                    .forEach(kept::add);
            assertThat(kept).as("%s: acknowledged dials", when).containsAll(dialsTaken);
            assertThat(open.stream().filter(entry -> entry.state() == DialEntry.State.QUEUED))
                    .as("%s: claimed before the INVITE", when)
                    .noneMatch(entry -> called.contains(entry.asked().number()));
        }
    }

    private static String lastTen(String number) {
        return number.substring(Math.max(0, number.length() - 10));
    }
}
