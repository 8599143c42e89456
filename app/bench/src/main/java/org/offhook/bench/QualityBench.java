package org.offhook.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import org.offhook.core.media.Codec;
import org.offhook.media.stream.ReceiveStream;
import org.offhook.media.stream.SendStream;
import org.offhook.media.stream.StreamPlan;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.testkit.base.ReferenceSpeech;

/**
 * Offhook's part of {@code ./bench quality}: reference speech through the product's own sending and receiving pipelines,
 * with an emulated network between them, in virtual time: loss, bursts, jitter with reordering, and clocks that drift apart. The same seeds each time, so that two runs of one version agree.
 */
final class QualityBench {
    private static final long SEED = 20_261_126;
    private static final int RATE = ReferenceSpeech.RATE;
    private static final int FRAME_MILLIS = 20;
    private static final int PULL_MILLIS = 10;
    private static final int NETWORK_MILLIS = 20;
    /** Bands up to 3.7 kHz. */
    private static final int TELEPHONE_BANDS = 16;

    private static final class Packet {
        private final long arrivalNanos;
        private final byte[] bytes;

        Packet(long arrivalNanos, byte[] bytes) {
            this.arrivalNanos = arrivalNanos;
            this.bytes = bytes;
        }
    }

    private QualityBench() {}

    /** Measures, says and notes the figures. */
    static void measure(QualityWishes wishes, Figures figures) {
        OpusSpeech.prepare();
        Console.say("Opus by " + OpusSpeech.libraryName());
        Console.say(String.format(
                Locale.ROOT,
                "%-16s%-8s%12s%12s%12s%12s%12s%12s",
                "network",
                "codec",
                "perceived",
                "distance dB",
                "spoilt %",
                "delay ms",
                "made up %",
                "restored %"));
        for (EmulatedNetwork network : wishes.networks()) {
            for (Codec codec : wishes.codecs()) {
                measure(network, codec, wishes, figures);
            }
        }
    }

    /** What is heard of speech through a network; both at {@link ReferenceSpeech#RATE}, what is heard a second longer. */
    static short[] heard(EmulatedNetwork network, Codec codec, short[] said) {
        return new Line(network, codec).carry(said);
    }

    private static void measure(EmulatedNetwork network, Codec codec, QualityWishes wishes, Figures figures) {
        short[] said = ReferenceSpeech.of(wishes.voices());
        Line line = new Line(network, codec);
        short[] heard = line.carry(said);
        boolean wide = codec.sampleRate() == RATE;
        SpectralDistance.Result result = SpectralDistance.compare(said, heard, wide ? 20 : TELEPHONE_BANDS);
        PerceivedSpeech.Result perceived = PerceivedSpeech.compare(said, heard, wishes.voices());
        HeardFiles.keep(wishes.kept(), "virtual", network, codec, heard);
        double played = Math.max(1, line.receiver.playout().playedSamples());
        double madeUp = 100 * line.receiver.playout().concealedSamples() / played;
        double restored = 100 * line.receiver.playout().restoredSamples() / played;
        double delay = result.delaySamples() * 1_000.0 / RATE;
        Console.say(String.format(
                Locale.ROOT,
                "%-16s%-8s%12.2f%12.2f%12.1f%12.0f%12.2f%12.2f",
                network.name(),
                codec,
                perceived.score(),
                result.decibels(),
                100 * result.spoiltShare(),
                delay,
                madeUp,
                restored));
        String key = "quality." + network.name() + '.' + codec.name().toLowerCase(Locale.ROOT) + '.';
        figures.put("offhook", key + "perceived_score", perceived.score());
        figures.put("offhook", key + "distance_db", result.decibels());
        figures.put("offhook", key + "spoilt_percent", 100 * result.spoiltShare());
        figures.put("offhook", key + "missing_percent", 100 * result.missingShare());
        figures.put("offhook", key + "segmental_snr_db", result.segmentalSnr());
        figures.put("offhook", key + "delay_ms", delay);
        figures.put("offhook", key + "made_up_percent", madeUp);
        figures.put("offhook", key + "restored_percent", restored);
    }

    /** One direction of a call in virtual time. */
    private static final class Line {
        private final EmulatedNetwork network;
        private final StreamPlan sending;
        private final StreamPlan receiving;
        private final SendStream sender = new SendStream(new Random(SEED));
        private final ReceiveStream receiver = new ReceiveStream((digit, ticks) -> {});
        private final EmulatedNetwork.Way fates;
        private final PriorityQueue<Packet> way =
                new PriorityQueue<>(Comparator.comparingLong(packet -> packet.arrivalNanos));

        Line(EmulatedNetwork network, Codec codec) {
            this.network = network;
            fates = network.way(SEED + 1);
            sending = SpeechStream.plan(codec, codec.payloadType());
            receiving = SpeechStream.plan(codec, codec.payloadType());
            receiver.prepare(receiving);
            sending.expectLoss((int) Math.ceil(100 * network.loss()));
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
            long late = fates.next();
            if (length > 0 && late != EmulatedNetwork.Way.LOST) {
                way.add(new Packet(now + NETWORK_MILLIS * 1_000_000L + late, Arrays.copyOf(sender.packet(), length)));
            }
        }

        private void arrive(long now) {
            for (Packet next = way.peek(); next != null && next.arrivalNanos <= now; next = way.peek()) {
                way.remove();
                receiver.accept(next.bytes, next.bytes.length, receiving, next.arrivalNanos);
            }
        }
    }
}
