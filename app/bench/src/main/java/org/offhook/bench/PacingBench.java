package org.offhook.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./bench pacing}: how evenly packets leave, by the kernel's own stamps, for each collector and under each load. A process of its own sends on the product's
 * media path with the heap and compiler that Offhook is shipped with.
 */
final class PacingBench {
    private static final int SECONDS = 20;
    private static final int QUICK_SECONDS = 5;
    private static final double FRAME_MILLIS = 20;
    /** While classes load and code is compiled. */
    private static final int NOT_COUNTED = 50;

    private static final long NANOS = 1_000_000_000L;

    private enum Collector {
        SERIAL("-XX:+UseSerialGC"),
        PARALLEL("-XX:+UseParallelGC"),
        G1("-XX:+UseG1GC"),
        ZGC("-XX:+UseZGC");

        private final String option;

        Collector(String option) {
            this.option = option;
        }
    }

    private enum Load {
        IDLE("PCMU"),
        GARBAGE("PCMU", "garbage"),
        GARBAGE_AND_A_BUSY_CORE("PCMU", "garbage", "core"),
        OPUS_GARBAGE_AND_A_BUSY_CORE("OPUS", "garbage", "core");

        private final String codec;

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> wishes;

        Load(String codec, String... wishes) {
            this.codec = codec;
            this.wishes = List.of(wishes);
        }
    }

    private final Figures figures = new Figures();
    private final int seconds;
    private final boolean realTime;

    private PacingBench(int seconds, boolean realTime) {
        this.seconds = seconds;
        this.realTime = realTime;
    }

    /** Measures and prints; also writes the JSON that is asked for. */
    static void run(List<String> arguments) throws IOException, InterruptedException {
        PacingBench bench = new PacingBench(
                arguments.contains("--quick") ? QUICK_SECONDS : SECONDS, !arguments.contains("--ordinary"));
        Path folder = Files.createTempDirectory("offhook-pacing");
        for (Collector collector : Collector.values()) {
            for (Load load : Load.values()) {
                bench.measure(collector, load, folder.resolve(collector + "-" + load + ".pcap"));
            }
        }
        Console.say(bench.figures.table());
        bench.figures.writeJsonIfAsked(arguments);
    }

    private void measure(Collector collector, Load load, Path file) throws IOException, InterruptedException {
        String name = collector.name().toLowerCase(java.util.Locale.ROOT);
        String prefix = load.name().toLowerCase(java.util.Locale.ROOT);
        try (DatagramSocket sink = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                Capture capture = Capture.start("lo", file)) {
            Instant begun = Instant.now();
            Process sender = start(collector, load, sink.getLocalPort());
            double mostMegabytes = 0;
            while (!sender.waitFor(200, TimeUnit.MILLISECONDS)) {
                mostMegabytes =
                        Math.max(mostMegabytes, residentMegabytes(sender.pid()).orElse(0.0));
            }
            List<CapturedPacket> packets = capture.packets().stream()
                    .filter(packet -> packet.destinationPort() == sink.getLocalPort())
                    .toList();
            if (packets.size() < NOT_COUNTED * 2) {
                throw new MeasurementFailed(name + " sent " + packets.size() + " packets only");
            }
            List<Double> off = new ArrayList<>();
            for (int i = NOT_COUNTED + 1; i < packets.size(); i++) {
                double gap = (packets.get(i).nanos() - packets.get(i - 1).nanos()) / 1e6;
                off.add(Math.abs(gap - FRAME_MILLIS));
            }
            Quantiles quantiles = Quantiles.of(off);
            figures.put(name, prefix + ".off_ms.p50", quantiles.median());
            figures.put(name, prefix + ".off_ms.p99", quantiles.at(99));
            figures.put(name, prefix + ".off_ms.max", quantiles.max());
            figures.put(
                    name,
                    prefix + ".start_to_rtp_ms",
                    (packets.getFirst().nanos() - (begun.getEpochSecond() * NANOS + begun.getNano())) / 1e6);
            figures.put(name, prefix + ".rss_mb", mostMegabytes);
        }
    }

    private Process start(Collector collector, Load load, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(collector.option);
        command.addAll(shippedOptions());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                PacedSender.class.getName(),
                Integer.toString(port),
                load.codec,
                Integer.toString(seconds)));
        command.addAll(load.wishes);
        if (realTime) {
            command.add("realtime");
        }
        return new ProcessBuilder(command).inheritIO().start();
    }

    /** Heap, compiler and all else that Offhook is shipped with, but not its collector. */
    private static List<String> shippedOptions() throws IOException {
        return Files.readAllLines(Path.of("installer", "jvm.options")).stream()
                .filter(line -> line.startsWith("-") && !line.equals(Collector.SERIAL.option))
                .toList();
    }

    private static Optional<Double> residentMegabytes(long process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
