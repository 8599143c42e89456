package org.offhook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** {@code ./bench api}: the API on SQLite and on PostgreSQL, the store holding more and more leads. */
final class ApiBench {
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000, 10_000_000);
    private static final int USUAL = 1_000_000;
    private static final int QUICK = 10_000;
    private static final int SECONDS = 20;
    private static final int QUICK_SECONDS = 5;

    private ApiBench() {}

    /** Measures and prints; also writes the JSON that is asked for. */
    static void run(List<String> arguments) throws IOException {
        int leads = StoreBench.leads(arguments, USUAL, QUICK);
        int seconds = arguments.contains("--quick") ? QUICK_SECONDS : SECONDS;
        List<Integer> sizes = Stream.concat(SIZES.stream().filter(size -> size < leads), Stream.of(leads))
                .toList();
        Figures figures = new Figures();
        if (StoreBench.on(arguments, "sqlite")) {
            Console.say("API on SQLite ...");
            Path folder = Files.createTempDirectory("offhook-bench-api");
            try {
                measure("sqlite", figures, StoreAddress.sqlite(folder.resolve("dialer.db")), sizes, seconds);
            } finally {
                StoreBench.delete(folder);
            }
        }
        if (StoreBench.on(arguments, "postgresql")) {
            Console.say("API on PostgreSQL ...");
            try (PostgresPeer server = PostgresPeer.startDurable()) {
                measure("postgresql", figures, server.newDatabase(), sizes, seconds);
            }
        }
        Console.say(figures.table());
        figures.writeJsonIfAsked(arguments);
    }

    private static void measure(
            String database, Figures figures, StoreAddress address, List<Integer> sizes, int seconds)
            throws IOException {
        ApiMeasures api = new ApiMeasures(database, figures);
        api.measure(address, sizes, seconds);
        api.measureOneLargeCall(address);
        new DialMeasures(database, figures).measure(address, sizes.getLast());
    }
}
