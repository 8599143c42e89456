package org.offhook.rtp.jitter;

import org.jspecify.annotations.Nullable;
import org.offhook.rtp.codec.ComfortNoise;
import org.offhook.rtp.codec.SpeechDecoder;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.packet.RtpTimestamps;

/**
 * Turns packets that come when the network likes into samples when the loudspeaker wants them.
 *
 * <p>Each packet is to be heard {@code target} after the fastest recent packet would have brought it; the target follows
 * the spread of arrivals. Small errors of the delay are worked off by taking out or putting in single pitch periods. What
 * is missing is concealed: where a later packet proves a loss, for as long as the gap is; where nothing is there at all,
 * until something comes, and the time so invented is then taken for the gap.
 *
 * <p>Another SSRC, or timestamps that leave the time line, take over once two packets in a row agree, or at once when
 * the old stream is silent. Owned by one thread; nothing here allocates after
 * construction.
 */
public final class JitterBuffer {

    /** With nothing to play for this long the stream counts as stopped, and the next packet anchors anew. */
    private static final int IDLE_MILLIS = 160;

    private enum Phase {
        /** Nothing to play. */
        STOPPED,
        /** Anchored, waiting until the first packet's time has come. */
        FILLING,
        PLAYING
    }

    private final int rate;
    private final int perMilli;

    private final PacketStore store = new PacketStore();
    private final PacketStore.Slot arriving = new PacketStore.Slot();
    private final DelayEstimator delays;
    private final StreamChoice choice;
    private final PlayoutDelay delay;
    private final LossConcealer concealer;
    private final DelayScaler scaler;
    private final JitterCounters counters = new JitterCounters();
    private final Decoders decoders;
    private final SampleQueue queue;
    private final GapFiller gaps;

    private Phase phase = Phase.STOPPED;
    /** The timestamp after the last queued sample. */
    private int nextTimestamp;
    /** Samples invented while nothing was there, not yet known to stand for a gap or for a delay. */
    private int inventedAhead;
    /** The next packet does not go on from what was played last. */
    private boolean broken;

    private final PlayedPackets played = new PlayedPackets();
    private @Nullable ComfortNoise pause;

    /**
     * A buffer for one stream.
     *
     * @param sampleRateHertz rate of samples, a multiple of 1000
     * @param minTargetMillis never aim below this delay
     * @param initialTargetMillis aim at this until the network is known
     * @param maxTargetMillis never aim above this delay
     */
    public JitterBuffer(int sampleRateHertz, int minTargetMillis, int initialTargetMillis, int maxTargetMillis) {
        rate = sampleRateHertz;
        perMilli = sampleRateHertz / 1000;
        delays = new DelayEstimator(sampleRateHertz);
        choice = new StreamChoice(sampleRateHertz, delays);
        delay = new PlayoutDelay(perMilli, minTargetMillis, initialTargetMillis, maxTargetMillis, delays);
        concealer = new LossConcealer(sampleRateHertz);
        decoders = new Decoders(sampleRateHertz);
        queue = new SampleQueue(1000 * perMilli);
        scaler = new DelayScaler(sampleRateHertz, queue, delay, counters, new Waiting());
        gaps = new GapFiller(queue, decoders, concealer, counters, perMilli);
    }

    private final class Waiting implements DelayScaler.Supply {
        @Override
        public boolean goesOn() {
            return !store.isEmpty() && gapBefore(store.first()) <= 0;
        }

        @Override
        public void refill(int wanted) {
            JitterBuffer.this.refill(wanted);
        }
    }

    /** Names the decoder of a payload type whose clock ticks once a sample, or with null that the type is not spoken. */
    public void decoder(int payloadType, @Nullable SpeechDecoder decoder) {
        decoder(payloadType, decoder, rate);
    }

    /**
     * Names the decoder of a payload type, or with null that the type is not spoken; from the next packet played on.
     *
     * @param decoder gives samples at the buffer's rate
     * @param clockRateHertz what the type's timestamps count in
     */
    public void decoder(int payloadType, @Nullable SpeechDecoder decoder, int clockRateHertz) {
        decoders.set(payloadType, decoder, clockRateHertz);
    }

    /** Whether a stream's sound is being handed out, as against silence before it or after it. */
    public boolean playing() {
        return phase == Phase.PLAYING;
    }

    /** Forgets everything but the counters and decoders: the far end was put on hold, or media moved. */
    public void flush() {
        store.clear();
        queue.clear();
        phase = Phase.STOPPED;
        choice.forget();
        played.clear();
        pause = null;
        delays.reset();
        concealer.reset();
        decoders.forgetLast();
    }

    /**
     * Takes a speech packet; its payload is copied.
     *
     * @param packet a parsed packet
     * @param arrivalNanos when it came, on the clock of {@link #pull}
     */
    public void insert(RtpPacket packet, long arrivalNanos) {
        if (packet.payloadLength() == 0 || !decoders.has(packet.payloadType())) {
            counters.discardedPackets.increment();
            return;
        }
        arriving.fill(packet, arrivalNanos);
        arriving.timestamp = decoders.timestamp(packet.payloadType(), packet.timestamp());
        switch (choice.judge(arriving, phase == Phase.STOPPED)) {
            case PLAY -> put(arriving);
            case RESUME -> {
                waitFor(arriving.timestamp);
                put(arriving);
            }
            case FOLLOW -> {
                follow(arriving);
                put(arriving);
            }
            case FOLLOW_HELD -> {
                follow(choice.held());
                put(choice.held());
                put(arriving);
            }
            case HOLD -> {}
            case HOLD_INSTEAD -> counters.discardedPackets.increment();
        }
    }

    /** Makes a packet's stream and time line the one that is played; what is queued is played out first. */
    private void follow(PacketStore.Slot packet) {
        if (choice.known()) {
            counters.reanchors.increment();
            broken = true;
        }
        choice.follow(packet);
        store.clear();
        waitFor(packet.timestamp);
    }

    /** Plays on from a timestamp, when its time has come. */
    private void waitFor(int timestamp) {
        nextTimestamp = timestamp;
        inventedAhead = 0;
        played.clear();
        delay.restart();
        phase = Phase.FILLING;
    }

    private void put(PacketStore.Slot packet) {
        if (played.contains(packet.sequenceNumber)) {
            counters.duplicates.increment();
            return;
        }
        delays.observe(choice.transit(packet));
        pause = null;
        if (phase == Phase.PLAYING
                && RtpTimestamps.distance(packet.timestamp + decoders.samplesIn(packet), nextTimestamp) <= 0) {
            counters.latePackets.increment();
            return;
        }
        if (phase == Phase.FILLING && RtpTimestamps.distance(packet.timestamp, nextTimestamp) < 0) {
            // Reordered right at the start: it was sent before the one that anchored us.
            nextTimestamp = packet.timestamp;
        }
        if (store.isFull()) {
            store.removeFirst();
            counters.discardedPackets.increment();
        }
        if (!store.insert(packet)) {
            counters.duplicates.increment();
        }
    }

    /**
     * The sender sends no speech now, and says so by comfort noise or telephone events: what is missing from here to the
     * next speech packet is not lost.
     *
     * @param noise what to play meanwhile
     */
    public void speechPaused(ComfortNoise noise) {
        pause = noise;
    }

    /**
     * Produces the next samples.
     *
     * @param into receives {@code count} samples from {@code at}
     * @param count at most 60 ms of samples
     * @param nowNanos when the first of them is handed to the loudspeaker
     */
    public void pull(short[] into, int at, int count, long nowNanos) {
        int now = RtpTimestamps.fromNanos(nowNanos, rate);
        int silent = phase == Phase.FILLING ? fill(now, count) : 0;
        if (phase == Phase.STOPPED || silent >= count) {
            playOut(into, at, count);
            return;
        }
        if (silent > 0) {
            playOut(into, at, silent);
        }
        int wanted = count - silent;
        int silentAt = at + silent;
        if (silent == 0) {
            steer(now, count);
        }
        while (queue.length() < wanted && phase == Phase.PLAYING) {
            refill(wanted - queue.length());
        }
        counters.playedSamples.add(Math.min(queue.length(), wanted));
        playOut(into, silentAt, wanted);
    }

    /** How many samples to wait still before the first packet's time; the phase changes when it comes within reach. */
    private int fill(int now, int count) {
        int wait = delay.target(count) - (RtpTimestamps.distance(now, nextTimestamp) - delays.base());
        if (wait < count) {
            phase = Phase.PLAYING;
        }
        return Math.max(0, wait);
    }

    /** What is left of the old stream, then the end of its sound, then silence or comfort noise. */
    private void playOut(short[] into, int at, int count) {
        int old = Math.min(queue.length(), count);
        queue.take(into, at, old);
        int rest = count - old;
        ComfortNoise noise = pause;
        if (rest > 0 && noise != null && phase == Phase.STOPPED) {
            noise.generate(into, at + old, rest);
        } else if (rest > 0) {
            concealer.fadeOut(into, at + old, rest);
        }
        scaler.played(into, at, count);
    }

    /** Measures the delay and moves it towards the target. */
    private void steer(int now, int count) {
        int present = RtpTimestamps.distance(now, nextTimestamp - queue.length()) - delays.base();
        PlayoutDelay.Move move = delay.measured(present, count);
        int target = delay.target(count);
        counters.delayMicros.set((long) (delay.smoothed() * 1000 / perMilli));
        counters.targetMicros.set(target * 1000L / perMilli);
        boolean invented = concealer.concealing();
        if (move == PlayoutDelay.Move.CUT) {
            skip(present - target);
        } else if (!invented) {
            scaler.scale(move, target);
        }
    }

    private void skip(int excess) {
        int fromQueue = Math.min(queue.length(), excess);
        queue.drop(fromQueue);
        nextTimestamp += excess - fromQueue;
        dropPassed();
        delay.moved(-excess);
        counters.removedSamples.add(excess);
        counters.reanchors.increment();
    }

    private int gapBefore(PacketStore.Slot packet) {
        return RtpTimestamps.distance(packet.timestamp, nextTimestamp);
    }

    private void dropPassed() {
        while (!store.isEmpty() && gapBefore(store.first()) + decoders.samplesIn(store.first()) <= 0) {
            store.removeFirst();
            counters.latePackets.increment();
        }
    }

    /** Queues the next packet's samples, or some that stand for what is missing. */
    private void refill(int wanted) {
        dropPassed();
        int chunk = Math.min(wanted, 10 * perMilli);
        if (store.isEmpty()) {
            invent(chunk);
            return;
        }
        PacketStore.Slot next = store.first();
        int gap = gapBefore(next);
        if (gap > 0) {
            int known = Math.min(gap, inventedAhead);
            inventedAhead -= known;
            nextTimestamp += known;
            gap -= known;
        }
        if (gap > IDLE_MILLIS * perMilli) {
            // Silence suppression: time passed that nobody sent anything for (RFC 3551 §4.1). Wait for the packet's
            // time.
            waitFor(next.timestamp);
            return;
        }
        if (gap > 0) {
            fillGap(next, gap, chunk);
            return;
        }
        play(next, decoders.decode(next), -gap);
    }

    /** Fills what is missing before the next packet, or a part of it. */
    private void fillGap(PacketStore.Slot next, int gap, int chunk) {
        boolean lost = pause == null && played.missingBefore(next.sequenceNumber) > 0;
        if (lost && gaps.restore(next, gap)) {
            nextTimestamp += gap;
            return;
        }
        int decoded = lost && !broken ? gaps.bridge(next, gap) : 0;
        if (decoded > 0) {
            nextTimestamp += gap;
            play(next, decoded, 0);
        } else {
            nextTimestamp += cover(Math.min(gap, chunk));
        }
    }

    private void play(PacketStore.Slot packet, int samples, int alreadyPassed) {
        int fresh = Math.min(samples - alreadyPassed, queue.room());
        if (fresh > 0) {
            if (broken || decoders.changed()) {
                broken = false;
                concealer.breakOff();
            }
            concealer.accept(decoders.samples, alreadyPassed, fresh);
            queue.append(decoders.samples, alreadyPassed, fresh);
            nextTimestamp += fresh;
        }
        int lost = played.add(packet.sequenceNumber);
        counters.lostPackets.add(lost);
        if (lost > 0 && decoders.carriesFormer(packet)) {
            // The next loss is restored only if the packet after it is here in time.
            delay.waitForNext(samples);
        } else if (lost > 0) {
            delay.hopeForNext(samples);
        }
        inventedAhead = 0;
        store.removeFirst();
    }

    /** Nothing is there: makes something up and waits to learn whether it was lost or is late. */
    private void invent(int samples) {
        if (pause != null) {
            phase = Phase.STOPPED;
            return;
        }
        if (inventedAhead >= IDLE_MILLIS * perMilli) {
            phase = Phase.STOPPED;
            inventedAhead = 0;
            return;
        }
        inventedAhead += cover(samples);
    }

    private int cover(int samples) {
        return pause == null ? gaps.cover(samples) : gaps.fade(samples);
    }

    /** What this buffer did so far. */
    public JitterCounters counters() {
        return counters;
    }
}
