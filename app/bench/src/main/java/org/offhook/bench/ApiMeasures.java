package org.offhook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.offhook.bench.OpenLoop.Sent;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;
import org.offhook.store.credential.Argon2Hash;

/**
 * The API under a fixed rate of requests, the store holding more and more leads. Of ten requests, four are {@code manual_dial} of a number
 * whose lead is looked up among all (elision-click2call, queued), four are {@code add_lead} (elision-api) and two list the lists
 * (elision-crm). Nobody dials meanwhile.
 */
final class ApiMeasures {
    /** About one dial in two and a half seconds for each: more than people do, and few enough that nobody's queue grows out of all measure. */
    private static final int AGENTS = 2_000;

    private static final int RATE = 2_000;
    private static final int CONNECTIONS = 64;
    private static final int LARGE_CALL = 1_000_000;

    /** Requests before those that are measured, at three quarters of their rate. */
    private static final int WARM_UP = 120_000;

    /** More than the requests of a round, so that no two rounds ask for the same. */
    private static final int EACH_ROUND = 200_000;

    private final String database;
    private final Figures figures;
    private int round;

    ApiMeasures(String database, Figures figures) {
        this.database = database;
        this.figures = figures;
    }

    /** Lets the store grow to each of {@code sizes} and measures there. */
    void measure(StoreAddress address, List<Integer> sizes, int seconds) throws IOException {
        int filled = 0;
        for (int size : sizes) {
            if (filled == 0) {
                setUp(address);
            }
            try (Store store = Store.open(address)) {
                claim(store);
                new StoreMeasures(database, figures).fill(store, filled, size);
                filled = size;
            }
            int leads = size;
            served(address, (port, server) -> load(port, server, leads, seconds));
        }
    }

    private static List<String> arguments(StoreAddress address) {
        return switch (address) {
            case StoreAddress.SqliteFile(Path file) -> List.of(file.toString());
            case StoreAddress.PostgresServer(String url, String user, Password password) ->
                List.of(url, user, password.reveal());
        };
    }

    /** API user "bench", and agents who are logged in and paused. */
    private static void setUp(StoreAddress address) {
        try (Store store = Store.open(address)) {
            StoreMeasures.setUp(store);
            store.users().putGroup(new UserGroup("G", "G", Set.of()));
            store.users().add(User.of("bench", "B", 8, "G", Right.values()), Password.of("bench"), Optional.empty());
        }
        // Nobody proves an agent's password here, so those may be cheap.
        try (Store store = Store.open(address, StoreOptions.DEFAULT.withPasswordCost(new Argon2Hash.Cost(64, 1, 1)))) {
            for (int i = 0; i < AGENTS; i++) {
                addAgent(store, "agent" + i);
            }
            addAgent(store, DialMeasures.AGENT);
        }
    }

    private static void addAgent(Store store, String name) {
        store.users()
                .add(
                        User.of(name, "A", 1, "G", Right.values()).withCampaign(StoreMeasures.CAMPAIGN),
                        Password.of("a"),
                        Optional.empty());
    }

    private static void claim(Store store) {
        AgentPosition paused = new AgentPosition(
                StoreMeasures.CAMPAIGN, "1000", AgentPosition.State.PAUSED, "LOGIN", false, "", 0, true, Instant.now());
        for (int i = 0; i < AGENTS; i++) {
            if (!(store.sessions().claim("agent" + i, "n1", paused, Duration.ofHours(12)) instanceof Claimed.Owned)) {
                throw new MeasurementFailed("a session is somebody else's");
            }
        }
    }

    private interface Load {
        void on(int port, ProcessGauge server) throws IOException;
    }

    /** Starts the API as a process of its own, with the options that a server is shipped with. */
    private static void served(StoreAddress address, Load load) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "@installer/jvm.options",
                "@installer/server.options",
                "-cp",
                System.getProperty("java.class.path"),
                ApiUnderLoad.class.getName()));
        command.addAll(arguments(address));
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String port = said.readLine();
            if (port == null) {
                throw new MeasurementFailed("the server did not start");
            }
            load.on(Integer.parseInt(port.substring(5)), new ProcessGauge(server.toHandle()));
        } finally {
            server.destroy();
        }
    }

    /** A million leads in one add_multi_lead: how fast, and how much the server's process takes for it. */
    void measureOneLargeCall(StoreAddress address) throws IOException {
        served(address, (port, server) -> {
            DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
            AtomicBoolean running = new AtomicBoolean(true);
            Thread watch = Thread.ofVirtual().start(() -> {
                while (running.get()) {
                    most.accumulate(server.residentMegabytes());
                    Waiting.pass(Duration.ofMillis(100));
                }
            });
            long from = System.nanoTime();
            long created = new LargeCall(port, basic()).send(LARGE_CALL, StoreMeasures.LIST, 5_000_000);
            if (created != LARGE_CALL) {
                throw new MeasurementFailed("only " + created + " leads were created");
            }
            figures.put(database, "api_large_call_leads_per_s", LARGE_CALL / ((System.nanoTime() - from) / 1e9));
            running.set(false);
            try {
                watch.join();
            } catch (InterruptedException e) {
                throw new MeasurementFailed("interrupted");
            }
            figures.put(database, "api_large_call_server_mb", most.get());
        });
    }

    private void load(int port, ProcessGauge gauge, int size, int seconds) {
        int from = ++round * EACH_ROUND;
        new OpenLoop(port, basic(), RATE * 3 / 4, WARM_UP, CONNECTIONS)
                .run(i -> request(from + i, size)); // the compiler's turn: a server of a floor runs for days
        double cpu = gauge.cpuSeconds();
        int requests = RATE * seconds;
        OpenLoop.Answered answered =
                new OpenLoop(port, basic(), RATE, requests, CONNECTIONS).run(i -> request(from + WARM_UP + i, size));
        Quantiles quantiles = Quantiles.of(answered.millis());
        String key = "api_" + name(size);
        figures.put(database, key + "_requests_per_s", answered.achieved());
        figures.put(database, key + "_ms.p50", quantiles.median());
        figures.put(database, key + "_ms.p99", quantiles.at(99));
        figures.put(database, key + "_ms.max", quantiles.max());
        double micros = (gauge.cpuSeconds() - cpu) * 1e6 / requests;
        figures.put(database, key + "_cpu_us_per_request", micros);
        figures.put(database, key + "_server_mb", gauge.residentMegabytes());
        Console.say("  " + size + " leads: " + Math.round(answered.achieved()) + " requests/s, p50 "
                + Math.round(quantiles.median() * 10) / 10.0 + " ms, p99 " + Math.round(quantiles.at(99) * 10) / 10.0
                + " ms, " + Math.round(micros) + " us of the server's processor time each");
    }

    private static String name(int size) {
        return size >= 1_000_000 ? size / 1_000_000 + "m" : size / 1_000 + "k";
    }

    private static Sent request(int i, int size) {
        return switch (i % 10) {
            case 0, 1, 2, 3 -> dial("agent" + i % AGENTS, i, size);
            case 4, 5, 6, 7 ->
                new Sent(
                        "/elision-dialer/elision-api/main.php?source=bench&action=add_lead&phone_number="
                                + StoreMeasures.number(i) + "&list_id=" + StoreMeasures.LIST
                                + "&custom_fields=Y&CustomerName=Name" + i + "&LeadSource=WEB",
                        "LEAD CREATED SUCCESSFULLY");
            default ->
                new Sent(
                        "/dialer/elision_api.php?source=bench&user=bench&pass=bench&function=active_lists",
                        "lists are listed successfully");
        };
    }

    /** What is dialled is different in every request, so the queue never says that it has it. */
    static Sent dial(String agent, int i, int size) {
        return new Sent(
                "/elision-dialer/elisionapi/main.php?source=bench&action=manual_dial&value="
                        + StoreMeasures.number(i % size) + "&phone_code=1&search=YES&preview=NO&focus=NO&agent_user="
                        + agent + "&dial_prefix=" + i % 1_000_000,
                "FUNCTION SET");
    }

    /** Of API user "bench". */
    static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString("bench:bench".getBytes(StandardCharsets.UTF_8));
    }
}
