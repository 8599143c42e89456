package org.offhook.media.talk;

import org.jspecify.annotations.Nullable;
import org.offhook.core.media.LocalTone;
import org.offhook.media.record.CallRecorder;
import org.offhook.media.stream.SendStream;
import org.offhook.media.transport.RtpSession;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneGenerator;

/** One call as the agent hears it: the far end, or the tone that stands in its place. */
public final class CallLeg {

    private static final int RATE = 8000;

    private final RtpSession session;
    private final ToneGenerator ringback = new ToneGenerator(CallTone.RINGBACK, RATE);
    private final ToneGenerator busy = new ToneGenerator(CallTone.BUSY, RATE);
    private final ToneGenerator reorder = new ToneGenerator(CallTone.REORDER, RATE);
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
    void speak(short[] microphone) {
        session.send(microphone, 0);
        CallRecorder recording = recorder;
        if (recording != null) {
            recording.agent(session.sent().spoken(), 0, SendStream.FRAME_SAMPLES);
        }
    }

    /** Produces what the agent hears of this call. Playing thread only. */
    void listen(short[] into, int samples, long nowNanos) {
        session.pull(into, 0, samples, nowNanos);
        CallRecorder recording = recorder;
        if (recording != null) {
            recording.customer(into, 0, samples);
        }
        LocalTone tone = session.plan().plan().tone();
        boolean begins = tone != playing;
        playing = tone;
        switch (tone) {
            case NONE -> {}
            case RINGBACK -> play(ringback, begins, into, samples);
            case BUSY -> play(busy, begins, into, samples);
            case REORDER -> play(reorder, begins, into, samples);
        }
    }

    private static void play(ToneGenerator generator, boolean begins, short[] into, int samples) {
        if (begins) {
            generator.restart();
        }
        generator.generate(into, 0, samples);
    }
}
