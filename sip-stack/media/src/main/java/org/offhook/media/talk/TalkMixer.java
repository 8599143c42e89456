package org.offhook.media.talk;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MicrophoneFacts;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.core.port.LevelSource;
import org.offhook.core.soundcheck.SoundCheckFacts;
import org.offhook.media.stream.StreamPlan;
import org.offhook.media.transport.MediaClock.PacedTask;
import org.offhook.rtp.pcm.Amplifier;

/**
 * Joins the agent's devices and the calls. On the media clock it gives every call the microphone's frame; on the thread
 * that plays it mixes what the calls send. Without a device, or when a device stops asking, the clock listens in its
 * place and throws the sound away, so that buffers, counters and recordings live on.
 */
public final class TalkMixer implements PacedTask, PlayoutSource, LevelSource {

    private static final int NARROW_HERTZ = 8_000;
    private static final int MOST_HERTZ = 48_000;
    private static final int FRAME_MILLIS = 20;
    /** For packets that are no multiple of the usual frame. */
    private static final int SHORT_FRAME_MILLIS = 10;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** With nothing to do the clock looks in now and then only. */
    private static final long ASLEEP_NANOS = 1_000_000_000L;

    /** A speaker that asked for nothing for this long is gone. */
    private static final long SPEAKER_LOST_NANOS = 100_000_000L;

    private static final int LONGEST_PORTION = CallLeg.LONGEST_PORTION;

    /** Between two of the device's 10 ms portions: neither starved nor late. */
    private static final double BACKLOG_WANTED_MILLIS = 15;

    private static final double NANOS_PER_MILLI_OFF = 8_000;
    private static final double MOST_CORRECTION_NANOS = 200_000;

    private volatile CallLeg[] legs = new CallLeg[0];
    private volatile Optional<AudioLine> line = Optional.empty();
    private volatile Optional<AudioLine> ringer = Optional.empty();
    private volatile Optional<AudioLine> keyLine = Optional.empty();
    private volatile boolean asleep;
    private final Runnable waker;
    private final KeyTones keys;
    private final MicrophoneEar ear = new MicrophoneEar();
    private final MicrophoneEar checkEar = new MicrophoneEar();
    private final Amplifier microphoneGain = new Amplifier();
    private final Amplifier speakerGain = new Amplifier();
    private volatile int microphoneDb;
    private volatile @Nullable SoundCheckTrack check;

    private final short[] microphone = new short[MOST_HERTZ * FRAME_MILLIS / 1000];
    private final short[] unheard = new short[MOST_HERTZ * FRAME_MILLIS / 1000];
    private double backlogMillis = BACKLOG_WANTED_MILLIS;

    /** Held while someone plays: when devices change, two threads may ask for a moment, and one gets silence. */
    private final AtomicBoolean playing = new AtomicBoolean();

    private final int[] together = new int[LONGEST_PORTION];
    private final short[] without = new short[LONGEST_PORTION];
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

    /** Adds a call; one that it has stays as it is. */
    public synchronized void add(CallLeg leg) {
        for (CallLeg present : legs) {
            if (present == leg) {
                return;
            }
        }
        CallLeg[] grown = Arrays.copyOf(legs, legs.length + 1);
        grown[legs.length] = leg;
        legs = grown;
        wake();
    }

    /** Removes a call. */
    public synchronized void remove(CallLeg leg) {
        legs = Arrays.stream(legs).filter(other -> other != leg).toArray(CallLeg[]::new);
    }

    /** The parties of these legs hear one another from now on; those of all others hear the agent alone. */
    public synchronized void join(Collection<CallLeg> members) {
        for (CallLeg leg : legs) {
            leg.joinOthers(members.contains(leg));
        }
    }

    /** Whether nothing is to be heard or said, so that the clock looks in now and then only. Any thread. */
    public boolean isAsleep() {
        return asleep;
    }

    private void wake() {
        if (asleep) {
            waker.run();
        }
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

    /** Turns microphone and speaker up or down from the next frame on, by decibels. */
    public void levels(int microphone, int speaker) {
        microphoneDb = microphone;
        microphoneGain.set(microphone);
        speakerGain.set(speaker);
    }

    /** Tries the devices out from the next frame on; null ends that. */
    public synchronized void check(@Nullable SoundCheckTrack track) {
        check = track;
        wake();
    }

    /** Whether this is still what is tried out. */
    public boolean checks(SoundCheckTrack track) {
        return track.equals(check);
    }

    /** What the microphone gave to sound checks so far. Any thread. */
    public SoundCheckFacts soundCheckFacts() {
        return checkEar.checkFacts();
    }

    @Override
    public long tick(long dueNanos) {
        CallLeg[] present = legs;
        SoundCheckTrack checking = check;
        int rate = checking == null ? rateOf(present) : SoundCheckTrack.RATE_HERTZ;
        int millis = frameOf(present);
        int samples = rate / 1000 * millis;
        Optional<AudioLine> talk = line;
        if (talk.isPresent()) {
            talk.get().capture(microphone, 0, samples, rate);
            microphoneGain.apply(microphone, 0, samples);
            int backlog = talk.get().captureBacklog();
            if (backlog >= 0) {
                ear.listen(microphone, samples, rate, microphoneDb);
            }
            if (checking != null) {
                checkEar.listen(microphone, samples, rate, microphoneDb);
                checking.spoken(microphone, samples, rate, backlog != 0);
            }
        } else {
            Arrays.fill(microphone, (short) 0);
            ear.rest();
            checkEar.rest();
        }
        for (CallLeg leg : present) {
            leg.speak(microphone, samples, rate);
        }
        tick(talk, samples, rate, dueNanos);
        tick(ringer, NARROW_HERTZ / 1000 * millis, NARROW_HERTZ, dueNanos);
        tick(keyLine, NARROW_HERTZ / 1000 * millis, NARROW_HERTZ, dueNanos);
        if (talk.isEmpty() || (talk.get().selfClocked() && dueNanos - lastAskedNanos > SPEAKER_LOST_NANOS)) {
            listen(unheard, 0, samples, rate, dueNanos);
        }
        // Set before looking again: whoever adds something now either is seen here or sees us asleep.
        asleep = true;
        if (legs.length == 0 && line.isEmpty() && ringer.isEmpty() && keyLine.isEmpty()) {
            return ASLEEP_NANOS;
        }
        asleep = false;
        return millis * NANOS_PER_MILLI + correction(talk, rate);
    }

    /** The widest call's rate: a call of telephone band alone is never converted, and costs nothing more for what others could do. */
    private static int rateOf(CallLeg[] present) {
        int rate = NARROW_HERTZ;
        for (CallLeg leg : present) {
            StreamPlan plan = leg.session().plan();
            if (plan.sends() || plan.receives()) {
                rate = Math.max(rate, plan.sampleRateHertz());
            }
        }
        return rate;
    }

    private static int frameOf(CallLeg[] present) {
        for (CallLeg leg : present) {
            if (leg.session().plan().packetMillis() % FRAME_MILLIS != 0) {
                return SHORT_FRAME_MILLIS;
            }
        }
        return FRAME_MILLIS;
    }

    private static void tick(Optional<AudioLine> driven, int samples, int rateHertz, long dueNanos) {
        if (driven.isPresent()) {
            driven.get().tick(samples, rateHertz, dueNanos);
        }
    }

    /** Follows the microphone's clock: a growing backlog makes frames a little shorter, a shrinking one longer. */
    private long correction(Optional<AudioLine> talk, int rateHertz) {
        int waiting = talk.isPresent() ? talk.get().captureBacklog() : -1;
        if (waiting < 0) {
            backlogMillis = BACKLOG_WANTED_MILLIS;
            return 0;
        }
        backlogMillis += (waiting * 1000.0 / rateHertz - backlogMillis) / 16;
        double nanos = (BACKLOG_WANTED_MILLIS - backlogMillis) * NANOS_PER_MILLI_OFF;
        return (long) Math.clamp(nanos, -MOST_CORRECTION_NANOS, MOST_CORRECTION_NANOS);
    }

    @Override
    public void skipped(int ticks) {
        for (CallLeg leg : legs) {
            leg.session().skip(ticks);
        }
    }

    @Override
    public void fill(short[] into, int offset, int samples, int rateHertz, long nowNanos) {
        lastAskedNanos = nowNanos;
        listen(into, offset, samples, rateHertz, nowNanos);
    }

    private void listen(short[] into, int offset, int samples, int rateHertz, long nowNanos) {
        Arrays.fill(into, offset, offset + samples, (short) 0);
        if (samples > LONGEST_PORTION || !playing.compareAndSet(false, true)) {
            return;
        }
        try {
            CallLeg[] present = legs;
            for (CallLeg leg : present) {
                short[] one = leg.listen(samples, rateHertz, nowNanos);
                for (int i = 0; i < samples; i++) {
                    into[offset + i] = (short) Math.clamp(into[offset + i] + one[i], -32_768, 32_767);
                }
            }
            carryOver(present, samples, rateHertz);
            keys.mix(into, offset, samples, rateHertz);
            SoundCheckTrack checking = check;
            if (checking != null) {
                checking.play(into, offset, samples, rateHertz);
            }
            speakerGain.apply(into, offset, samples);
        } finally {
            playing.set(false);
        }
    }

    /** In a conversation of several each party gets what all the others said, and never what it said itself. */
    private void carryOver(CallLeg[] present, int samples, int rateHertz) {
        boolean any = false;
        for (CallLeg leg : present) {
            if (leg.isJoined()) {
                if (!any) {
                    Arrays.fill(together, 0, samples, 0);
                    any = true;
                }
                short[] one = leg.heard();
                for (int i = 0; i < samples; i++) {
                    together[i] += one[i];
                }
            }
        }
        for (int l = 0; any && l < present.length; l++) {
            OthersCord cord = present[l].reached();
            if (cord != null) {
                short[] own = present[l].heard();
                for (int i = 0; i < samples; i++) {
                    without[i] = (short) Math.clamp(together[i] - own[i], -32_768, 32_767);
                }
                cord.say(without, samples, rateHertz);
            }
        }
    }

    /** What the microphone gave so far. Any thread. */
    public MicrophoneFacts microphoneFacts() {
        return ear.facts();
    }

    @Override
    public float microphoneDbov() {
        return check == null ? ear.levelDbov() : checkEar.levelDbov();
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
