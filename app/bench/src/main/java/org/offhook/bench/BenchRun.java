package org.offhook.bench;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Measures the phones; runs in their network namespace, with a display and a sound server of its own. */
public final class BenchRun {
    private static final String DISPLAY = ":93";
    /** Not {@code pulse}: a folder of that name is the server's own, and a socket in its place fails without a word to the phones. */
    private static final String SOUND_SOCKET = "sound.socket";

    private BenchRun() {}

    /** Arguments: folder, exchange address, exchange port, phones' address, then those of {@link Bench}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        InetSocketAddress exchange = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
        Workbench bench = new Workbench(
                Path.of("").toAbsolutePath(),
                folder,
                exchange,
                arguments[3],
                "eth0",
                DISPLAY,
                "unix:" + folder.resolve(SOUND_SOCKET));
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
                        List.of("Xvfb", DISPLAY, "-screen", "0", "1280x800x24"));
                Launched sound = startSound(bench);
                Capture capture = Capture.start(bench.phoneInterface(), folder.resolve("wire.pcap"))) {
            Waiting.forValue(
                    "the sound server",
                    Duration.ofSeconds(10),
                    Duration.ofMillis(50),
                    () -> Optional.of(bench.folder().resolve(SOUND_SOCKET)).filter(Files::exists));
            Waiting.pass(Duration.ofSeconds(1));
            Console.say("display " + display.handle().pid() + ", sound "
                    + sound.handle().pid());
            for (Phone phone : phones(rest)) {
                Console.say("measuring " + phone.name() + " ...");
                new Measures(bench, capture, figures, quick ? Measures.Sizes.QUICK : Measures.Sizes.FULL)
                        .measure(phone, names);
            }
        }
        Console.say(figures.table());
        figures.writeJsonIfAsked(rest);
    }

    private static List<Phone> phones(List<String> rest) {
        int list = rest.indexOf("--phones");
        Set<String> wanted = list >= 0 && list + 1 < rest.size()
                ? Set.of(rest.get(list + 1).split(","))
                : Set.of("offhook", "baresip", "linphone");
        List<Phone> phones = new ArrayList<>();
        List<String> more = rest.contains("--headless") ? List.of("--headless") : List.of();
        for (Phone phone : List.of(new OffhookPhone(more), new BaresipPhone(), new LinphonePhone())) {
            if (wanted.contains(phone.name())) {
                phones.add(phone);
            }
        }
        return phones;
    }

    /** PulseAudio with a null sink and, as microphone, the silence of another one. */
    private static Launched startSound(Workbench bench) throws java.io.IOException {
        Path script = bench.folder().resolve("pulse.pa");
        Files.writeString(script, """
                load-module module-null-sink sink_name=speaker norewinds=1
                load-module module-null-sink sink_name=quiet norewinds=1
                load-module module-remap-source source_name=microphone master=quiet.monitor
                set-default-sink speaker
                set-default-source microphone
                load-module module-native-protocol-unix auth-anonymous=1 socket=%s
                """.formatted(bench.folder().resolve(SOUND_SOCKET)));
        return Launched.start(
                bench,
                bench.folder().resolve("pulse.log"),
                Map.of(
                        "HOME",
                        bench.folder().toString(),
                        "XDG_RUNTIME_DIR",
                        bench.folder().toString()),
                List.of(
                        "pulseaudio",
                        "--daemonize=no",
                        "--exit-idle-time=-1",
                        "--use-pid-file=no",
                        "-n",
                        "-F",
                        script.toString()));
    }
}
