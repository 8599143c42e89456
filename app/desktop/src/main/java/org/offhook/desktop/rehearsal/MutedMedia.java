package org.offhook.desktop.rehearsal;

import java.util.Optional;
import java.util.Set;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallWishes.Ring;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.MicrophoneFacts;
import org.offhook.core.port.LevelSource;
import org.offhook.core.port.MediaPort;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.SoundCheckPort;
import org.offhook.core.recording.RecordingSubject;

/** The media of a rehearsal: there is always a socket, and nothing is heard. */
final class MutedMedia implements MediaPort {
    private static final LocalMedia SOCKET = new LocalMedia("192.0.2.2", 4_000);

    private Optional<PhoneInbox> inbox = Optional.empty();

    @Override
    public void start(PhoneInbox phone) {
        inbox = Optional.of(phone);
    }

    @Override
    public void reserve(CallId call) {
        inbox.orElseThrow().callInput(call, new CallInput.MediaReserved(SOCKET));
    }

    @Override
    public void reserve(CallId call, MediaTerms terms) {
        reserve(call);
    }

    @Override
    public void locate(CallId call, String address) {
        inbox.orElseThrow().callInput(call, new CallInput.MediaLocated(address, Optional.empty()));
    }

    @Override
    public void prepare(CallId call) {}

    @Override
    public void apply(CallId call, MediaPlan plan) {}

    @Override
    public void sendDigits(CallId call, String digits) {}

    @Override
    public void playKeyTone(char digit) {}

    @Override
    public void playNotice() {}

    @Override
    public void join(Set<CallId> calls) {}

    @Override
    public void startRinging(CallId call, Ring ring) {}

    @Override
    public void stopRinging(CallId call) {}

    @Override
    public void startRecording(RecordingSubject subject) {}

    @Override
    public void pauseRecording(CallId call, boolean silent) {}

    @Override
    public void stopRecording(CallId call) {}

    @Override
    public void release(CallId call) {}

    @Override
    public void choose(AudioChoice choice) {}

    @Override
    public MediaStatistics statistics(CallId call) {
        return MediaStatistics.NONE;
    }

    @Override
    public MicrophoneFacts microphone() {
        return MicrophoneFacts.NONE;
    }

    @Override
    public SoundCheckPort soundCheck() {
        return SoundCheckPort.NONE;
    }

    @Override
    public LevelSource levels() {
        return LevelSource.SILENT;
    }

    @Override
    public void close() {}
}
