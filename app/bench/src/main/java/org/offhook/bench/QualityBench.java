package org.offhook.bench;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.OpusWishes;
import org.offhook.media.stream.ReceiveStream;
import org.offhook.media.stream.SendStream;
import org.offhook.media.stream.StreamPlan;

/**
 * {@code ./bench quality}: made-up speech through the product's own sending and receiving pipelines, with an emulated network between them, in
 * virtual time: loss, bursts, jitter with reordering, and clocks that drift apart. The same seeds each time, so that two runs of one version agree.
 */
final class QualityBench {
    private static final long SEED = 20_261_126;
    private static final int SECONDS = 20;
    private static final int RATE = ReferenceSpeech.RATE;
    private static final int FRAME_MILLIS = 20;
    private static final int PULL_MILLIS = 10;
    private static final int NETWORK_MILLIS = 20;
    /** Bands up to 3.7 kHz. */
    private static final int TELEPHONE_BANDS = 16;

    private static final List<Network> NETWORKS = List.of(
            new Network("clean", 0, 1, 0, 0),
            new Network("loss1", 0.01, 1, 0, 0),
            new Network("loss3", 0.03, 1, 0, 0),
            new Network("loss5", 0.05, 1, 0, 0),
            new Network("loss10", 0.10, 1, 0, 0),
            new Network("burst5", 0.05, 3, 0, 0),
            new Network("jitter30", 0, 1, 30, 0),
            new Network("jitter60", 0, 1, 60, 0),
            new Network("loss3jitter30", 0.03, 1, 30, 0),
            new Network("drift_plus100", 0, 1, 5, 100),
            new Network("drift_minus100", 0, 1, 5, -100));

    /**
     * A way for packets.
     *
     * @param loss share that gets lost
     * @param burst mean number lost in a row
     * @param jitterMillis the most that a packet is late, evenly distributed; packets overtake each other
     * @param driftPpm how much faster the listener's clock runs
     */
    private record Network(String name, double loss, double burst, int jitterMillis, int driftPpm) {}

    private static final class Packet {
        private final long arrivalNanos;
        private final byte[] bytes;

        Packet(long arrivalNanos, byte[] bytes) {
            this.arrivalNanos = arrivalNanos;
            this.bytes = bytes;
        }
    }

    private QualityBench() {}

    static void run(List<String> arguments) throws IOException {
        short[] said = ReferenceSpeech.of(SEED, SECONDS);
        Figures figures = new Figures();
        Console.say(String.format(
                Locale.ROOT,
                "%-16s%-8s%12s%12s%12s%12s%12s",
                "network",
                "codec",
                "distance dB",
                "spoilt %",
                "delay ms",
                "made up %",
                "restored %"));
        for (Network network : NETWORKS) {
            for (Codec codec : Codec.values()) {
                measure(network, codec, said, figures);
            }
        }
        figures.writeJsonIfAsked(arguments);
    }

    private static void measure(Network network, Codec codec, short[] said, Figures figures) {
        Line line = new Line(network, codec);
        short[] heard = line.carry(said);
        boolean wide = codec.sampleRate() == RATE;
        SpectralDistance.Result result = SpectralDistance.compare(said, heard, wide ? 20 : TELEPHONE_BANDS);
        double played = Math.max(1, line.receiver.playout().playedSamples());
        double madeUp = 100 * line.receiver.playout().concealedSamples() / played;
        double restored = 100 * line.receiver.playout().restoredSamples() / played;
        double delay = result.delaySamples() * 1_000.0 / RATE;
        Console.say(String.format(
                Locale.ROOT,
                "%-16s%-8s%12.2f%12.1f%12.0f%12.2f%12.2f",
                network.name(),
                codec,
                result.decibels(),
                100 * result.spoiltShare(),
                delay,
                madeUp,
                restored));
        String key = "quality." + network.name() + '.' + codec.name().toLowerCase(Locale.ROOT) + '.';
        figures.put("offhook", key + "distance_db", result.decibels());
        figures.put("offhook", key + "spoilt_percent", 100 * result.spoiltShare());
        figures.put("offhook", key + "delay_ms", delay);
        figures.put("offhook", key + "made_up_percent", madeUp);
        figures.put("offhook", key + "restored_percent", restored);
    }

    /** One direction of a call in virtual time. */
    private static final class Line {
        private final Network network;
        private final StreamPlan sending;
        private final StreamPlan receiving;
        private final SendStream sender = new SendStream(new Random(SEED));
        private final ReceiveStream receiver = new ReceiveStream((digit, ticks) -> {});
        private final Random random = new Random(SEED + 1);
        private final PriorityQueue<Packet> way =
                new PriorityQueue<>(Comparator.comparingLong(packet -> packet.arrivalNanos));
        private boolean losing;

        Line(Network network, Codec codec) {
            this.network = network;
            sending = new StreamPlan(plan(codec));
            receiving = new StreamPlan(plan(codec));
            receiver.prepare(receiving);
            sending.expectLoss((int) Math.ceil(100 * network.loss()));
        }

        private static MediaPlan plan(Codec codec) {
            return new MediaPlan(
                    1,
                    Optional.of(new RtpStream(
                            "127.0.0.1",
                            4_000,
                            4_001,
                            codec,
                            codec.payloadType(),
                            codec.payloadType(),
                            FRAME_MILLIS,
                            OptionalInt.empty(),
                            OptionalInt.empty(),
                            List.of(),
                            codec.clockRate(),
                            new OpusWishes(48_000, 0, true, false, false),
                            Optional.empty())),
                    Direction.SENDRECV,
                    false,
                    LocalTone.NONE);
        }

        short[] carry(short[] said) {
            int frame = RATE / 1_000 * FRAME_MILLIS;
            int pull = RATE / 1_000 * PULL_MILLIS;
            short[] heard = new short[said.length + RATE];
            long pullNanos = Math.round(PULL_MILLIS * 1e6 / (1 + network.driftPpm() * 1e-6));
            long playing = 1_000_000_000L;
            int at = 0;
            for (int from = 0; from + frame <= said.length; from += frame) {
                long now = 1_000_000_000L + (long) from * 1_000_000_000L / RATE;
                send(said, from, frame, now);
                while (playing < now + FRAME_MILLIS * 1_000_000L && at + pull <= heard.length) {
                    arrive(playing);
                    receiver.pull(heard, at, pull, RATE, receiving, playing);
                    at += pull;
                    playing += pullNanos;
                }
            }
            return heard;
        }

        private void send(short[] said, int from, int frame, long now) {
            int length = sender.next(said, from, frame, RATE, sending, now);
            if (length == 0 || lost()) {
                return;
            }
            long late = network.jitterMillis() == 0 ? 0 : random.nextLong(network.jitterMillis() * 1_000_000L);
            way.add(new Packet(
                    now + NETWORK_MILLIS * 1_000_000L + late, java.util.Arrays.copyOf(sender.packet(), length)));
        }

        /** Two states (Gilbert): the mean length of a burst and the share of all packets decide both ways. */
        private boolean lost() {
            if (network.loss() == 0) {
                return false;
            }
            double leave = 1 / network.burst();
            double enter = leave * network.loss() / (1 - network.loss());
            losing = losing ? random.nextDouble() >= leave : random.nextDouble() < enter;
            return losing;
        }

        private void arrive(long now) {
            for (Packet next = way.peek(); next != null && next.arrivalNanos <= now; next = way.peek()) {
                way.remove();
                receiver.accept(next.bytes, next.bytes.length, receiving, next.arrivalNanos);
            }
        }
    }
}
