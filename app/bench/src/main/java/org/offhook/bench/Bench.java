package org.offhook.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.NetworkLink;

/**
 * Entry of {@code ./bench [NAME…] [--json FILE]}: starts one Asterisk on one end of a cable and measures every phone on the other. The
 * measuring itself ({@link BenchRun}) runs inside the phones' network namespace.
 */
public final class Bench {
    private static final String USAGE = """
            Usage: ./bench [NAME...] [--json FILE] [--quick] [--phones LIST] [--headless]

            NAME     what is measured: start, click, answer, call (all of these by default), micro, quality, control, pacing, store, api, soak, speech
              start    process start to registered, and to the window
              click    click_to_call to INVITE on the wire, 200 times
              answer   200 OK to the first RTP packet
              call     one call of 60 s: RTP gaps, CPU, memory
              micro    JMH: what single parts cost
              quality  reference speech through an emulated network (loss, bursts, jitter, drift) for each codec, and, as root
                       on Debian, the phones compared: each calls the same reference end through the same networks
              speech   makes the reference speech anew with espeak-ng
              control  hold, resume and transfer: from the command to the first message
              pacing   how evenly packets leave, by collector, beside garbage and a busy core
              store    the dialer's store, on SQLite and on PostgreSQL
              api      the API listener on both, under 2,000 requests a second
              soak     calls in a row on the practice exchange, and what they leave behind
            --json FILE      also writes the figures as JSON
            --quick          fewer and shorter, to see whether it works
            --alone          with quality: Offhook in virtual time only; --compared: the phones only
            --networks LIST  with quality: clean,loss1,loss3,loss5,loss10,burst5,jitter30,jitter60,loss3jitter30 (all by default)
            --codecs LIST    with quality: pcmu,opus,g722,pcma (all by default)
            --voices N       with quality: how many of the four speak
            --keep FOLDER    with quality: what was heard, as WAV
            --phones LIST    offhook,baresip,linphone (all by default)
            --on NAME        with store and api: sqlite or postgresql alone
            --calls N        with soak: how many (10000)
            --leads N        with store and api: how many leads it is filled with (1000000)
            --ordinary       with pacing: without real-time scheduling
            --headless       measures Offhook without its window
            """;

    private Bench() {}

    /** Exit code 0 if every figure was measured. */
    public static void main(String[] arguments) throws Exception {
        List<String> rest = List.of(arguments);
        if (rest.contains("--help")) {
            Console.say(USAGE);
            return;
        }
        if (rest.contains("speech")) {
            SpeechMaking.run();
            return;
        }
        if (rest.contains("quality")) {
            quality(rest);
            return;
        }
        if (rest.contains("control")) {
            ControlBench.run(rest);
            return;
        }
        if (rest.contains("pacing")) {
            PacingBench.run(rest);
            return;
        }
        if (rest.contains("store")) {
            StoreBench.run(rest);
            return;
        }
        if (rest.contains("soak")) {
            SoakRun.run(rest);
            return;
        }
        if (rest.contains("api")) {
            ApiBench.run(rest);
            return;
        }
        if (rest.contains("micro")) {
            MicroRun.run();
            if (rest.stream().filter(name -> !name.startsWith("--")).count() == 1) {
                return;
            }
        }
        try (NetworkLink link = NetworkLink.create();
                AsteriskPeer asterisk =
                        AsteriskPeer.start(AsteriskPeer.Behaviour.usual().on(link.here()))) {
            Console.say(asterisk.version().lines().findFirst().orElse("Asterisk"));
            inside(link, BenchRun.class, Files.createTempDirectory("offhook-bench"), asterisk.udp(), rest);
        }
    }

    private static void quality(List<String> rest) throws Exception {
        if (rest.contains("--alone")) {
            Figures figures = new Figures();
            QualityBench.measure(QualityWishes.inVirtualTime(rest), figures);
            RoomBench.measure(figures);
            figures.writeJsonIfAsked(rest);
            return;
        }
        Path folder = Files.createTempDirectory("offhook-bench");
        try (NetworkLink link = NetworkLink.create();
                ReferenceEnd end = new ReferenceEnd(link.here(), folder)) {
            inside(link, QualityRun.class, folder, end.address(), rest);
        }
    }

    /** Runs a main class in the phones' network namespace until it ends. */
    private static void inside(
            NetworkLink link, Class<?> main, Path folder, InetSocketAddress farEnd, List<String> rest)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString(),
                farEnd.getAddress().getHostAddress(),
                Integer.toString(farEnd.getPort()),
                link.there().getHostAddress()));
        command.addAll(rest);
        int code = new ProcessBuilder(link.inside(command)).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("the measuring ended with " + code + "; logs are in " + folder);
        }
    }
}
