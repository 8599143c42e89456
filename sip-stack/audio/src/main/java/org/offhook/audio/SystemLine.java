package org.offhook.audio;

import dev.onvoid.webrtc.media.Device;
import dev.onvoid.webrtc.media.MediaDevices;
import dev.onvoid.webrtc.media.audio.AudioDevice;
import dev.onvoid.webrtc.media.audio.AudioPlayer;
import dev.onvoid.webrtc.media.audio.AudioRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.offhook.audio.SoundThread.SoundFailure;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A microphone and a speaker, or a ringer, of the machine. A recorder and a player apart: one module for both directions
 * gives no capture with this library. Half of a line may be missing; the other half then works alone.
 */
final class SystemLine implements AudioLine {

    private static final Logger LOG = LoggerFactory.getLogger(SystemLine.class);

    private final SoundThread sound;
    private final Duration closeWithin;
    private final VoiceProcessing voice;
    private final MicrophoneFeed microphone;
    private final SpeakerFeed speaker;
    /** Drives the source when there is no speaker to do it. */
    private final ClockedLine unheard;

    private Optional<AudioRecorder> recorder = Optional.empty();
    private Optional<AudioPlayer> player = Optional.empty();
    private Optional<String> playsOn = Optional.empty();
    /** How much waits at the server is ours to say: on Linux, for the line that is talked on. */
    private boolean sharing;

    private volatile boolean recording;
    private volatile boolean playing;
    private volatile Optional<ErrorCode> problem = Optional.empty();

    SystemLine(SoundThread sound, Duration closeWithin, int sampleRateHertz, PlayoutSource source) {
        this.sound = sound;
        this.closeWithin = closeWithin;
        voice = new VoiceProcessing();
        microphone = new MicrophoneFeed(sampleRateHertz, voice);
        speaker = new SpeakerFeed(sampleRateHertz, source, voice, this::moved);
        unheard = new ClockedLine(source, Optional.empty());
    }

    /** Opens microphone and speaker. Sound thread. */
    AudioLine openTalk(AudioChoice choice) {
        voice.configure(choice);
        // The speaker last: what holds the machine up while it opens would be its first hole.
        boolean spoken = record(choice.captureId());
        sharing = PulseShare.ask(ServerShare.LEAST_MILLIS);
        boolean heard = play(choice.playoutId());
        if (!spoken) {
            problem = Optional.of(ErrorCode.NO_MICROPHONE);
        } else if (!heard) {
            problem = Optional.of(ErrorCode.NO_SPEAKER);
        }
        return this;
    }

    /** Opens the ringer. Sound thread. */
    AudioLine openRinger(AudioChoice choice) {
        if (!play(choice.ringerId())) {
            problem = Optional.of(ErrorCode.NO_SPEAKER);
        }
        return this;
    }

    private boolean play(Optional<String> wanted) {
        playsOn = wanted;
        try {
            Optional<AudioDevice> device =
                    find(wanted, MediaDevices.getAudioRenderDevices(), MediaDevices.getDefaultAudioRenderDevice());
            if (device.isEmpty()) {
                return false;
            }
            AudioPlayer opened = new AudioPlayer();
            opened.setAudioDevice(device.get());
            opened.setAudioSource(speaker);
            player = Optional.of(opened);
            playing = PulseTarget.SPEAKER.opening(
                    device.map(Device::getDescriptor).filter(id -> wanted.isPresent()),
                    () -> KeyboardGuard.unwatched(() -> {
                        opened.start();
                        return true;
                    }));
            return true;
        } catch (RuntimeException | Error fault) {
            LOG.warn("{}: {}", ErrorCode.NO_SPEAKER.code(), fault.toString());
            player = Optional.empty();
            return false;
        }
    }

    private boolean record(Optional<String> wanted) {
        try {
            Optional<AudioDevice> device =
                    find(wanted, MediaDevices.getAudioCaptureDevices(), MediaDevices.getDefaultAudioCaptureDevice());
            if (device.isEmpty()) {
                return false;
            }
            AudioRecorder opened = new AudioRecorder();
            opened.setAudioDevice(device.get());
            opened.setAudioSink(microphone);
            recorder = Optional.of(opened);
            recording = PulseTarget.MICROPHONE.opening(
                    device.map(Device::getDescriptor).filter(id -> wanted.isPresent()),
                    () -> PulseShare.microphone(() -> KeyboardGuard.unwatched(() -> {
                        opened.start();
                        return true;
                    })));
            return true;
        } catch (RuntimeException | Error fault) {
            LOG.warn("{}: {}", ErrorCode.NO_MICROPHONE.code(), fault.toString());
            recorder = Optional.empty();
            return false;
        }
    }

    /** Has so much wait at the sound server. Any thread. */
    void moved(ServerShare.Move move, int millis) {
        sound.later(() -> share(move, millis));
    }

    private void share(ServerShare.Move move, int millis) {
        if (sharing && player.isPresent()) {
            LOG.debug("The sound server is to hold {} ms: {}", millis, move);
            PulseShare.ask(millis);
            if (move == ServerShare.Move.ANEW) {
                playAnew();
            }
        }
    }

    /** Opens the speaker once more, which empties what waits at the server. Sound thread. */
    private void playAnew() {
        try {
            player.ifPresent(AudioPlayer::stop);
        } catch (RuntimeException | Error fault) {
            LOG.warn("Closing a sound device failed: {}", fault.toString());
        }
        player = Optional.empty();
        if (!play(playsOn)) {
            playing = false;
            problem = Optional.of(ErrorCode.NO_SPEAKER);
        }
    }

    /** The wanted device by id or name; where it is not plugged in, or none is wanted, the system's choice. */
    private static Optional<AudioDevice> find(
            Optional<String> wanted,
            List<AudioDevice> present,
            @org.jspecify.annotations.Nullable AudioDevice systemChoice) {
        Optional<AudioDevice> named = wanted.filter(id -> !id.isBlank())
                .flatMap(id -> present.stream().filter(device -> is(device, id)).findFirst());
        return named.or(() -> Optional.ofNullable(systemChoice))
                .or(() -> present.stream().findFirst());
    }

    private static boolean is(Device device, String id) {
        return id.equals(device.getDescriptor()) || id.equals(device.getName());
    }

    @Override
    public void capture(short[] into, int offset, int samples, int sampleRateHertz) {
        speaker.rate(sampleRateHertz);
        microphone.read(into, offset, samples, sampleRateHertz);
    }

    @Override
    public int captureBacklog() {
        return recording ? microphone.backlog() : -1;
    }

    @Override
    public void tick(int samples, int sampleRateHertz, long nowNanos) {
        if (!playing) {
            unheard.tick(samples, sampleRateHertz, nowNanos);
        }
    }

    @Override
    public boolean selfClocked() {
        return playing;
    }

    @Override
    public Optional<ErrorCode> problem() {
        return problem;
    }

    /** Opening did not come back: should it ever, nothing is to be heard of it. */
    void abandon() {
        speaker.mute();
        sound.later(this::stop);
    }

    private void stop() {
        try {
            recorder.ifPresent(AudioRecorder::stop);
            player.ifPresent(AudioPlayer::stop);
        } catch (RuntimeException | Error fault) {
            LOG.warn("Closing a sound device failed: {}", fault.toString());
        }
        recorder = Optional.empty();
        player = Optional.empty();
        microphone.close();
        speaker.close();
        voice.close();
    }

    @Override
    public void close() {
        speaker.mute();
        try {
            sound.call(closeWithin, () -> {
                stop();
                return true;
            });
        } catch (SoundFailure e) {
            LOG.warn("A sound device did not close: {}", e.getMessage());
        }
    }
}
