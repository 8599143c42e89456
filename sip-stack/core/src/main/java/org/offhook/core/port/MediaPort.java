package org.offhook.core.port;

import java.util.Set;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallWishes;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.MicrophoneFacts;
import org.offhook.core.recording.RecordingSubject;

/** The media path as the phone sees it. Called on the loop only; returns at once. */
public interface MediaPort extends AutoCloseable {
    /** Once, before anything else; pre-binds sockets and looks for devices on its own threads. */
    void start(PhoneInbox inbox);

    /** Takes a pre-bound socket pair for the call. Answered by {@code MediaReserved} or {@code MediaUnavailable}. */
    void reserve(CallId call);

    /** The same for a call that may agree on something else than calls of the main account. */
    void reserve(CallId call, MediaTerms terms);

    /**
     * Finds out how the call's sockets look from outside, now that this machine is at another address. Answered by {@code MediaLocated}: at once,
     * or, where a STUN server is asked, within its patience; only the latest question is.
     */
    void locate(CallId call, String address);

    /** Opens devices and warms codecs while it rings, so that the first RTP leaves right after the answer. */
    void prepare(CallId call);

    /** Makes {@code plan} the call's plan from the next frame on. */
    void apply(CallId call, MediaPlan plan);

    /** Sends telephone events after those still being sent (RFC 4733). */
    void sendDigits(CallId call, String digits);

    /** Plays a key's tone to the agent, so that a press is heard. */
    void playKeyTone(char digit);

    /** Plays a short tone to the agent: their leg of a call that was asked for has been taken without a key. */
    void playNotice();

    /**
     * From the next frame on the parties of these calls hear one another, besides the agent; those of all other calls hear the agent alone.
     *
     * @param calls two or more, or none to take them apart
     */
    void join(Set<CallId> calls);

    /** Starts ringing on the ringer device for an incoming call. */
    void startRinging(CallId call, CallWishes.Ring ring);

    void stopRinging(CallId call);

    /** Records a call from now on: the agent left, the far end right. Answered by {@code FileOpened} or {@code FileFailed}. */
    void startRecording(RecordingSubject subject);

    /** From the next frame on the recording goes on with silence, or with what is said again. */
    void pauseRecording(CallId call, boolean silent);

    /** Ends the file; answered by {@code FileFinished} when it is complete. */
    void stopRecording(CallId call);

    /** Ends the call's media and gives its sockets back. */
    void release(CallId call);

    /** Tries the agent's devices out while no call is up. */
    SoundCheckPort soundCheck();

    /** Which devices and processing to use; counts at once, also for running calls. */
    void choose(AudioChoice choice);

    /** Latest counters; {@link MediaStatistics#NONE} for an unknown call. Any thread. */
    MediaStatistics statistics(CallId call);

    /** What the microphone gave so far. Any thread. */
    MicrophoneFacts microphone();

    /** Live levels for meters. Any thread. */
    LevelSource levels();

    /** Stops within two seconds. */
    @Override
    void close();
}
