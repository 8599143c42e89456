package org.offhook.bench;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Measures the phones; runs in their network namespace, with a display and a sound server of its own. */
public final class BenchRun {
    private BenchRun() {}

    /** Arguments: folder, exchange address, exchange port, phones' address, then those of {@link Bench}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        InetSocketAddress exchange = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
        Workbench bench = Workbench.of(folder, exchange, arguments[3]);
        List<String> rest = List.of(arguments).subList(4, arguments.length);
        boolean quick = rest.contains("--quick");
        Set<String> names = new TreeSet<>(rest);
        names.retainAll(Set.of("start", "click", "answer", "call"));
        if (names.isEmpty()) {
            names = Set.of("start", "click", "answer", "call");
        }
        Figures figures = new Figures();
        try (Launched display = Launched.start(
                        bench,
                        folder.resolve("xvfb.log"),
                        Map.of(),
                        List.of("Xvfb", bench.display(), "-screen", "0", "1280x800x24"));
                Launched sound = SoundServer.start(bench);
                Capture capture = Capture.start(bench.phoneInterface(), folder.resolve("wire.pcap"))) {
            Console.say("display " + display.handle().pid() + ", sound "
                    + sound.handle().pid());
            for (Phone phone : phones(rest, BaresipPhone.withoutDevices())) {
                Console.say("measuring " + phone.name() + " ...");
                new Measures(bench, capture, figures, quick ? Measures.Sizes.QUICK : Measures.Sizes.FULL)
                        .measure(phone, names);
            }
        }
        Console.say(figures.table());
        figures.writeJsonIfAsked(rest);
    }

    /** The phones that are asked for, all by default. */
    static List<Phone> phones(List<String> rest, BaresipPhone baresip) {
        int list = rest.indexOf("--phones");
        Set<String> wanted = list >= 0 && list + 1 < rest.size()
                ? Set.of(rest.get(list + 1).split(","))
                : Set.of("offhook", "baresip", "linphone");
        List<Phone> phones = new ArrayList<>();
        List<String> more = rest.contains("--headless") ? List.of("--headless") : List.of();
        for (Phone phone : List.of(new OffhookPhone(more), baresip, new LinphonePhone())) {
            if (wanted.contains(phone.name())) {
                phones.add(phone);
            }
        }
        return phones;
    }
}
