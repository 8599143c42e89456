package org.offhook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.offhook.testkit.peer.AsteriskPeer;

/** What is measured of one phone. Each measure starts the phone anew or uses the one that runs; figures go to {@link Figures}. */
final class Measures {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Workbench bench;
    private final Capture capture;
    private final Figures figures;
    private final Sizes sizes;
    private int folders;

    /**
     * How much is measured.
     *
     * @param starts times the program is started
     * @param clicks calls that are dialled and cancelled
     * @param answers calls whose first audio is timed
     * @param call length of the call whose pacing and cost are measured
     */
    record Sizes(int starts, int clicks, int answers, Duration call) {
        static final Sizes FULL = new Sizes(5, 200, 20, Duration.ofSeconds(60));
        static final Sizes QUICK = new Sizes(2, 20, 5, Duration.ofSeconds(10));
    }

    Measures(Workbench bench, Capture capture, Figures figures, Sizes sizes) {
        this.bench = bench;
        this.capture = capture;
        this.figures = figures;
        this.sizes = sizes;
    }

    /** Runs the named measures; a failed one is said and the others go on. */
    void measure(Phone phone, Set<String> names) {
        if (names.contains("start")) {
            attempt(phone, "start", () -> starts(phone));
        }
        if (names.contains("click") || names.contains("answer") || names.contains("call")) {
            attempt(phone, "calls", () -> calls(phone, names));
        }
    }

    private static void attempt(Phone phone, String what, Runnable measure) {
        try {
            measure.run();
        } catch (MeasurementFailed failed) {
            Console.say(phone.name() + ": " + what + " was not measured: " + failed.getMessage());
        }
    }

    private void starts(Phone phone) {
        WireTimes wire = new WireTimes(capture, bench.phoneAddress());
        List<Double> registered = new ArrayList<>();
        List<Double> window = new ArrayList<>();
        for (int i = 0; i < sizes.starts(); i++) {
            try (WindowWatch watch = new WindowWatch(bench.display());
                    Phone.Running running = phone.start(bench, freshFolder(phone))) {
                registered.add(
                        WireTimes.millisBetween(running.startedAt(), wire.registered(running.startedAt(), PATIENCE)));
                if (phone.hasWindow()) {
                    long mapped = watch.firstWindow(running.startedAt(), PATIENCE);
                    window.add(WireTimes.millisBetween(
                            running.startedAt(),
                            Math.max(mapped, running.windowDrawnAt().orElse(mapped))));
                }
                Waiting.pass(Duration.ofSeconds(1));
            }
            Waiting.pass(Duration.ofMillis(500));
        }
        figures.put(
                phone.name(), "start_to_registered_ms", Quantiles.of(registered).median());
        if (!window.isEmpty()) {
            figures.put(phone.name(), "start_to_window_ms", Quantiles.of(window).median());
        }
    }

    private void calls(Phone phone, Set<String> names) {
        WireTimes wire = new WireTimes(capture, bench.phoneAddress());
        try (Phone.Running running = phone.start(bench, freshFolder(phone))) {
            wire.registered(running.startedAt(), PATIENCE);
            Waiting.pass(Duration.ofSeconds(3));
            ProcessGauge gauge = new ProcessGauge(running.process());
            if (names.contains("call")) {
                figures.put(phone.name(), "idle_rss_mb", gauge.residentMegabytes());
            }
            if (names.contains("click")) {
                clicks(phone, running, wire);
            }
            if (names.contains("answer")) {
                answers(phone, running, wire);
            }
            if (names.contains("call")) {
                call(phone, running, wire, gauge);
            }
        }
    }

    private void clicks(Phone phone, Phone.Running running, WireTimes wire) {
        List<Double> times = new ArrayList<>();
        // Half as many again warm the phone, as a morning of calls does; goals are for a warm phone.
        int warm = Math.max(5, sizes.clicks() / 4);
        for (int i = 0; i < sizes.clicks() + warm; i++) {
            long clicked = running.dial(AsteriskPeer.Dialled.NEVER_ANSWERS);
            long invite = wire.invite(clicked, PATIENCE).nanos();
            if (i >= warm) {
                times.add(WireTimes.millisBetween(clicked, invite));
            }
            Waiting.pass(Duration.ofMillis(150));
            running.hangUp();
            wire.ended(invite, PATIENCE);
            // An agent's page may dial twice a second in the long run; every phone gets the same pace.
            Waiting.pass(Duration.ofMillis(450));
        }
        Quantiles quantiles = Quantiles.of(times);
        figures.put(phone.name(), "click_to_invite_ms.p50", quantiles.median());
        figures.put(phone.name(), "click_to_invite_ms.p99", quantiles.at(99));
    }

    private void answers(Phone phone, Phone.Running running, WireTimes wire) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < sizes.answers(); i++) {
            long clicked = running.dial(AsteriskPeer.Dialled.TONE);
            long answered = wire.answer(clicked, PATIENCE).nanos();
            long audio = wire.firstAudio(answered, PATIENCE).nanos();
            times.add(WireTimes.millisBetween(answered, audio));
            Waiting.pass(Duration.ofMillis(500));
            long hungUp = WireTimes.now();
            running.hangUp();
            wire.ended(hungUp, PATIENCE);
            Waiting.pass(Duration.ofMillis(200));
        }
        figures.put(phone.name(), "answer_to_rtp_ms", Quantiles.of(times).median());
    }

    private void call(Phone phone, Phone.Running running, WireTimes wire, ProcessGauge gauge) {
        long clicked = running.dial(AsteriskPeer.Dialled.TONE);
        wire.answer(clicked, PATIENCE);
        Waiting.pass(Duration.ofSeconds(2));
        long from = WireTimes.now();
        double cpu = gauge.cpuSeconds();
        Waiting.pass(sizes.call());
        long to = WireTimes.now();
        double spent = gauge.cpuSeconds() - cpu;
        figures.put(phone.name(), "call_cpu_s_per_60s", spent * 60 / (WireTimes.millisBetween(from, to) / 1_000));
        figures.put(phone.name(), "call_rss_mb", gauge.residentMegabytes());
        running.hangUp();
        wire.ended(to, PATIENCE);
        Quantiles gaps = Quantiles.of(wire.audioGaps(from, to));
        figures.put(phone.name(), "rtp_gap_ms.p99", gaps.at(99));
        figures.put(phone.name(), "rtp_gap_ms.max", gaps.max());
    }

    private Path freshFolder(Phone phone) {
        try {
            return Files.createDirectories(bench.folder().resolve(phone.name() + "-" + ++folders));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
