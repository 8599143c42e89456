package org.offhook.bench;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The part of {@code ./bench quality} that runs in the phones' network namespace: Offhook in virtual time, then the phones compared. */
public final class QualityRun {
    private QualityRun() {}

    /** Arguments: folder, reference end's address and port, phones' address, then those of {@link Bench}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Workbench bench =
                Workbench.of(folder, new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2])), arguments[3]);
        List<String> rest = List.of(arguments).subList(4, arguments.length);
        Figures figures = new Figures();
        if (!rest.contains("--compared")) {
            QualityBench.measure(QualityWishes.inVirtualTime(rest), figures);
            RoomBench.measure(figures);
        }
        try (Launched display = Launched.start(
                        bench,
                        folder.resolve("xvfb.log"),
                        Map.of(),
                        List.of("Xvfb", bench.display(), "-screen", "0", "1280x800x24"));
                Launched sound = SoundServer.start(bench)) {
            Console.say("display " + display.handle().pid() + ", sound "
                    + sound.handle().pid());
            QualityWishes wishes = QualityWishes.ofPhones(rest);
            ComparedPhones compared = new ComparedPhones(bench, folder, figures, wishes.kept());
            ComparedPhones.sayHead();
            List<EmulatedNetwork> networks = wishes.networks().stream()
                    .filter(EmulatedNetwork.REAL::contains)
                    .toList();
            for (Phone phone : BenchRun.phones(rest, BaresipPhone.playing())) {
                compared.measure(phone, SpeechCall.all(networks, wishes.codecs(), wishes.voices()));
            }
            compared.sayEnd();
        }
        figures.writeJsonIfAsked(rest);
    }
}
