package org.offhook.media.talk;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.core.port.LevelSource;
import org.offhook.media.stream.SendStream;
import org.offhook.media.transport.MediaClock.PacedTask;

/**
 * Joins the agent's devices and the calls. On the media clock it gives every call the microphone's frame; on the thread
 * that plays it mixes what the calls send. Without a device, or when a device stops asking, the clock listens in its
 * place and throws the sound away, so that buffers, counters and recordings live on.
 */
public final class TalkMixer implements PacedTask, PlayoutSource, LevelSource {

    private static final int FRAME = SendStream.FRAME_SAMPLES;
    private static final long FRAME_NANOS = 20_000_000L;
    /** With nothing to do the clock looks in now and then only. */
    private static final long ASLEEP_NANOS = 1_000_000_000L;

    /** A speaker that asked for nothing for this long is gone. */
    private static final long SPEAKER_LOST_NANOS = 100_000_000L;

    private static final int LONGEST_PORTION = 3 * FRAME;

    /** Between two of the device's 10 ms portions: neither starved nor late. */
    private static final double BACKLOG_WANTED = 120;

    private static final double NANOS_PER_SAMPLE_OFF = 1_000;
    private static final double MOST_CORRECTION_NANOS = 200_000;

    private volatile CallLeg[] legs = new CallLeg[0];
    private volatile Optional<AudioLine> line = Optional.empty();
    private volatile Optional<AudioLine> ringer = Optional.empty();
    private volatile Optional<AudioLine> keyLine = Optional.empty();
    private volatile boolean asleep;
    private final Runnable waker;
    private final KeyTones keys;

    private final short[] microphone = new short[FRAME];
    private final short[] unheard = new short[FRAME];
    private double backlog = BACKLOG_WANTED;

    /** Held while someone plays: when devices change, two threads may ask for a moment, and one gets silence. */
    private final AtomicBoolean playing = new AtomicBoolean();

    private final short[] one = new short[LONGEST_PORTION];
    private volatile long lastAskedNanos = System.nanoTime();

    /**
     * A mixer without calls or devices.
     *
     * @param waker makes the clock tick at once; called when the mixer has slept and there is something to do
     */
    public TalkMixer(KeyTones keys, Runnable waker) {
        this.keys = keys;
        this.waker = waker;
    }

    /** Adds a call. */
    public synchronized void add(CallLeg leg) {
        CallLeg[] grown = Arrays.copyOf(legs, legs.length + 1);
        grown[legs.length] = leg;
        legs = grown;
        wake();
    }

    /** Removes a call. */
    public synchronized void remove(CallLeg leg) {
        legs = Arrays.stream(legs).filter(other -> other != leg).toArray(CallLeg[]::new);
    }

    private void wake() {
        if (asleep) {
            waker.run();
        }
    }

    /** Whether no call is left. */
    public boolean isEmpty() {
        return legs.length == 0;
    }

    /** Uses these devices from the next frame on; empty for none. Returns those used before. */
    public synchronized Optional<AudioLine> talkOn(Optional<AudioLine> newLine) {
        Optional<AudioLine> before = line;
        lastAskedNanos = System.nanoTime();
        line = newLine;
        wake();
        return before;
    }

    /** Drives a ringer from the next frame on; empty for none. Returns the one driven before. */
    public synchronized Optional<AudioLine> ringOn(Optional<AudioLine> newRinger) {
        Optional<AudioLine> before = ringer;
        ringer = newRinger;
        wake();
        return before;
    }

    /** Drives a line for key tones from the next frame on; empty for none. Returns the one driven before. */
    public synchronized Optional<AudioLine> keysOn(Optional<AudioLine> newLine) {
        Optional<AudioLine> before = keyLine;
        keyLine = newLine;
        wake();
        return before;
    }

    @Override
    public long tick(long dueNanos) {
        Optional<AudioLine> talk = line;
        if (talk.isPresent()) {
            talk.get().capture(microphone, 0, FRAME);
        } else {
            Arrays.fill(microphone, (short) 0);
        }
        for (CallLeg leg : legs) {
            leg.speak(microphone);
        }
        tick(talk, dueNanos);
        tick(ringer, dueNanos);
        tick(keyLine, dueNanos);
        if (talk.isEmpty() || (talk.get().selfClocked() && dueNanos - lastAskedNanos > SPEAKER_LOST_NANOS)) {
            listen(unheard, 0, FRAME, dueNanos);
        }
        // Set before looking again: whoever adds something now either is seen here or sees us asleep.
        asleep = true;
        if (legs.length == 0 && line.isEmpty() && ringer.isEmpty() && keyLine.isEmpty()) {
            return ASLEEP_NANOS;
        }
        asleep = false;
        return FRAME_NANOS + correction(talk);
    }

    private static void tick(Optional<AudioLine> driven, long dueNanos) {
        if (driven.isPresent()) {
            driven.get().tick(FRAME, dueNanos);
        }
    }

    /** Follows the microphone's clock: a growing backlog makes frames a little shorter, a shrinking one longer. */
    private long correction(Optional<AudioLine> talk) {
        int waiting = talk.isPresent() ? talk.get().captureBacklog() : -1;
        if (waiting < 0) {
            backlog = BACKLOG_WANTED;
            return 0;
        }
        backlog += (waiting - backlog) / 16;
        double nanos = (BACKLOG_WANTED - backlog) * NANOS_PER_SAMPLE_OFF;
        return (long) Math.clamp(nanos, -MOST_CORRECTION_NANOS, MOST_CORRECTION_NANOS);
    }

    @Override
    public void skipped(int ticks) {
        for (CallLeg leg : legs) {
            leg.session().skip(ticks);
        }
    }

    @Override
    public void fill(short[] into, int offset, int samples, long nowNanos) {
        lastAskedNanos = nowNanos;
        listen(into, offset, samples, nowNanos);
    }

    private void listen(short[] into, int offset, int samples, long nowNanos) {
        Arrays.fill(into, offset, offset + samples, (short) 0);
        if (samples > LONGEST_PORTION || !playing.compareAndSet(false, true)) {
            return;
        }
        try {
            for (CallLeg leg : legs) {
                leg.listen(one, samples, nowNanos);
                for (int i = 0; i < samples; i++) {
                    into[offset + i] = (short) Math.clamp(into[offset + i] + one[i], -32_768, 32_767);
                }
            }
            keys.mix(into, offset, samples);
        } finally {
            playing.set(false);
        }
    }

    @Override
    public float sentDbov() {
        float loudest = -127;
        for (CallLeg leg : legs) {
            loudest = Math.max(loudest, leg.session().sent().levelDbov());
        }
        return loudest;
    }

    @Override
    public float receivedDbov() {
        float loudest = -127;
        for (CallLeg leg : legs) {
            loudest = Math.max(loudest, leg.session().received().levelDbov());
        }
        return loudest;
    }
}
