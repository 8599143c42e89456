package org.offhook.media.talk;

import org.jspecify.annotations.Nullable;
import org.offhook.core.media.LocalTone;
import org.offhook.media.record.CallRecorder;
import org.offhook.media.transport.RtpSession;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;

/** One call as the agent hears it: the far end, or the tone that stands in its place. */
public final class CallLeg {

    private final RtpSession session;
    private final RatedTone ringback = new RatedTone(CallTone.RINGBACK);
    private final RatedTone busy = new RatedTone(CallTone.BUSY);
    private final RatedTone reorder = new RatedTone(CallTone.REORDER);
    private LocalTone playing = LocalTone.NONE;
    private volatile @Nullable CallRecorder recorder;

    /** A leg over a session that someone else owns. */
    public CallLeg(RtpSession session) {
        this.session = session;
    }

    /** The session. */
    public RtpSession session() {
        return session;
    }

    /** Records from the next frame on. */
    public void record(CallRecorder newRecorder) {
        recorder = newRecorder;
    }

    /** Gives the far end a frame of the microphone. Media clock only. */
    void speak(short[] microphone, int samples, int rateHertz) {
        session.send(microphone, 0, samples, rateHertz);
        CallRecorder recording = recorder;
        if (recording != null) {
            recording.agent(
                    session.sent().spoken(),
                    0,
                    session.sent().spokenSamples(),
                    session.sent().spokenRate());
        }
    }

    /** Produces what the agent hears of this call. Playing thread only. */
    void listen(short[] into, int samples, int rateHertz, long nowNanos) {
        session.pull(into, 0, samples, rateHertz, nowNanos);
        CallRecorder recording = recorder;
        if (recording != null) {
            recording.customer(into, 0, samples, rateHertz);
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
