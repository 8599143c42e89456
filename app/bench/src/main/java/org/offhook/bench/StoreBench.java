package org.offhook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** {@code ./bench store}: the store on SQLite and on PostgreSQL, one after the other, filled with the same leads. */
final class StoreBench {
    private static final int USUAL = 1_000_000;
    private static final int QUICK = 50_000;

    private StoreBench() {}

    /** Measures and prints; also writes the JSON that is asked for. */
    static void run(List<String> arguments) throws IOException {
        int leads = leads(arguments, USUAL, QUICK);
        Figures figures = new Figures();
        if (on(arguments, "sqlite")) {
            Path folder = Files.createTempDirectory("offhook-store-bench");
            try {
                Console.say("SQLite, " + leads + " leads ...");
                new StoreMeasures("sqlite", figures).measure(StoreAddress.sqlite(folder.resolve("dialer.db")), leads);
            } finally {
                delete(folder);
            }
        }
        if (on(arguments, "postgresql")) {
            Console.say("PostgreSQL, " + leads + " leads ...");
            try (PostgresPeer server = PostgresPeer.startDurable()) {
                new StoreMeasures("postgresql", figures).measure(server.newDatabase(), leads);
            }
        }
        Console.say(figures.table());
        figures.writeJsonIfAsked(arguments);
    }

    /** What {@code --leads} says, or what is usual. */
    static int leads(List<String> arguments, int usual, int quick) {
        int at = arguments.indexOf("--leads");
        if (at >= 0 && at + 1 < arguments.size()) {
            return Integer.parseInt(arguments.get(at + 1));
        }
        return arguments.contains("--quick") ? quick : usual;
    }

    /** Whether {@code --on} leaves this database in. */
    static boolean on(List<String> arguments, String database) {
        int at = arguments.indexOf("--on");
        return at < 0 || at + 1 >= arguments.size() || arguments.get(at + 1).equals(database);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
