package org.offhook.media.talk;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.LocalTone;
import org.offhook.media.record.CallRecorder;
import org.offhook.media.transport.RtpSession;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;

/** One call as the agent hears it: the far end, or the tone that stands in its place. */
public final class CallLeg {

    /** As much as is ever listened to at once: 60 ms of full band. */
    static final int LONGEST_PORTION = 60 * 48;

    private final RtpSession session;
    private final RatedTone ringback = new RatedTone(CallTone.RINGBACK);
    private final RatedTone busy = new RatedTone(CallTone.BUSY);
    private final RatedTone reorder = new RatedTone(CallTone.REORDER);
    private LocalTone playing = LocalTone.NONE;
    private volatile @Nullable CallRecorder recorder;
    private volatile @Nullable ConsentBeep beep;
    private volatile @Nullable OthersCord others;
    private @Nullable OthersCord reached;
    private final short[] mixed = new short[LONGEST_PORTION];
    private final short[] heard = new short[LONGEST_PORTION];

    /** A leg over a session that someone else owns. */
    public CallLeg(RtpSession session) {
        this.session = session;
    }

    /** The session. */
    public RtpSession session() {
        return session;
    }

    /** Records from the next frame on; both sides hear the tone from then on, unless it never comes. */
    public void record(CallRecorder newRecorder, Optional<ConsentBeep> newBeep) {
        beep = newBeep.orElse(null);
        recorder = newRecorder;
    }

    /** Records from the next frame on, unheard. */
    public void record(CallRecorder newRecorder) {
        record(newRecorder, Optional.empty());
    }

    /** Records no more. */
    public void stopRecording() {
        beep = null;
        recorder = null;
    }

    /** Gives the far end a frame of the microphone. Media clock only. */
    void speak(short[] microphone, int samples, int rateHertz) {
        OthersCord joined = others;
        CallRecorder recording = recorder;
        ConsentBeep tone = recording == null || recording.isPaused() ? null : beep;
        session.sent().premixed(joined != null || tone != null);
        if (joined == null && tone == null) {
            session.send(microphone, 0, samples, rateHertz);
        } else {
            if (session.plan().plan().muted()) { // the agent is not heard, the others are
                Arrays.fill(mixed, 0, samples, (short) 0);
            } else {
                System.arraycopy(microphone, 0, mixed, 0, samples);
            }
            if (joined != null) {
                joined.mixInto(mixed, samples, rateHertz);
            }
            if (tone != null) {
                tone.say(mixed, samples, rateHertz);
            }
            session.send(mixed, 0, samples, rateHertz);
        }
        if (recording != null) {
            recording.agent(
                    session.sent().spoken(),
                    0,
                    session.sent().spokenSamples(),
                    session.sent().spokenRate());
        }
    }

    /** Its party hears what the others of a conversation say, or from now on the agent alone. */
    void joinOthers(boolean joined) {
        if (!joined) {
            others = null;
        } else if (others == null) {
            others = new OthersCord();
        }
    }

    /** Whether the others reach it now; stands until the next time it is asked. Playing thread only. */
    boolean isJoined() {
        reached = others;
        return reached != null;
    }

    /** How they do, as {@link #isJoined} found it. Playing thread only. */
    @Nullable
    OthersCord reached() {
        return reached;
    }

    /** What the agent hears of this call, in a buffer that is good until the next time. Playing thread only. */
    short[] listen(int samples, int rateHertz, long nowNanos) {
        listen(heard, samples, rateHertz, nowNanos);
        return heard;
    }

    /** What {@link #listen(int, int, long)} gave last. Playing thread only. */
    short[] heard() {
        return heard;
    }

    private void listen(short[] into, int samples, int rateHertz, long nowNanos) {
        session.pull(into, 0, samples, rateHertz, nowNanos);
        CallRecorder recording = recorder;
        if (recording != null) {
            recording.customer(into, 0, samples, rateHertz);
            ConsentBeep consent = beep;
            if (consent != null && !recording.isPaused()) {
                consent.hear(into, samples, rateHertz);
            }
        }
        LocalTone tone = session.plan().plan().tone();
        boolean begins = tone != playing;
        playing = tone;
        switch (tone) {
            case NONE -> {}
            case RINGBACK -> play(ringback, begins, into, samples, rateHertz);
            case BUSY -> play(busy, begins, into, samples, rateHertz);
            case REORDER -> play(reorder, begins, into, samples, rateHertz);
        }
    }

    private static void play(RatedTone tone, boolean begins, short[] into, int samples, int rateHertz) {
        if (begins) {
            tone.restart();
        }
        tone.generate(into, 0, samples, rateHertz);
    }
}
