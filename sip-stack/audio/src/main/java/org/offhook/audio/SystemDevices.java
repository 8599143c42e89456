package org.offhook.audio;

import dev.onvoid.webrtc.media.Device;
import dev.onvoid.webrtc.media.DeviceChangeListener;
import dev.onvoid.webrtc.media.MediaDevices;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.audio.SoundThread.SoundFailure;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.AudioDevicePort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's sound devices, by webrtc-java. Before anything else an {@code AudioDeviceModule} is made as a probe: where
 * there is no sound server that fails quickly, while the rest of the library would hang. Every call is on
 * {@link SoundThread} and limited in time.
 */
final class SystemDevices implements AudioDevicePort {

    private static final Logger LOG = LoggerFactory.getLogger(SystemDevices.class);
    /** The first use unpacks and loads 23 MB of natives; a slow disk takes seconds. */
    private static final Duration PROBE = Duration.ofSeconds(8);

    private static final Duration OPEN = Duration.ofSeconds(4);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final CompletionStage<?> calm;
    private final SoundThread sound = new SoundThread();
    private volatile Optional<DeviceWatch> watch = Optional.empty();
    private volatile Optional<ErrorCode> problem = Optional.empty();

    // Touched on the sound thread only:
    private boolean probed;
    private final DeviceChangeListener changes = new DeviceChangeListener() {
        @Override
        public void deviceConnected(Device device) {
            sound.later(SystemDevices.this::tell);
        }

        @Override
        public void deviceDisconnected(Device device) {
            sound.later(SystemDevices.this::tell);
        }
    };

    /** @param calm before it ends, devices are not looked for */
    SystemDevices(CompletionStage<?> calm) {
        this.calm = calm;
        SoundLibrary.use();
    }

    @Override
    public void start(DeviceWatch newWatch) {
        watch = Optional.of(newWatch);
        // Not even the waiting may hold the caller up.
        calm.whenComplete(
                (_, _) -> Thread.ofPlatform().daemon().name("audio-probe").start(this::probe));
    }

    private boolean probe() {
        try {
            sound.call(PROBE, () -> {
                if (!probed) {
                    KeyboardGuard.unwatched(AudioDeviceModule::new).dispose();
                    MediaDevices.addDeviceChangeListener(changes);
                    probed = true;
                }
                tell();
                return true;
            });
            return true;
        } catch (SoundFailure e) {
            LOG.warn("{}: {}", ErrorCode.SOUND_SYSTEM_SILENT.code(), e.getMessage());
            problem = Optional.of(ErrorCode.SOUND_SYSTEM_SILENT);
            watch.ifPresent(told -> told.devicesChanged(List.of(), problem));
            return false;
        }
    }

    /** Looks for the devices and tells of them. Sound thread. */
    private void tell() {
        try {
            List<AudioDevice> devices = new ArrayList<>();
            Optional<dev.onvoid.webrtc.media.audio.AudioDevice> microphone =
                    Optional.ofNullable(MediaDevices.getDefaultAudioCaptureDevice());
            Optional<dev.onvoid.webrtc.media.audio.AudioDevice> speaker =
                    Optional.ofNullable(MediaDevices.getDefaultAudioRenderDevice());
            for (Device device : MediaDevices.getAudioCaptureDevices()) {
                devices.add(described(device, AudioDevice.Kind.CAPTURE, microphone));
            }
            for (Device device : MediaDevices.getAudioRenderDevices()) {
                devices.add(described(device, AudioDevice.Kind.PLAYOUT, speaker));
            }
            problem = missing(devices);
            watch.ifPresent(told -> told.devicesChanged(devices, problem));
        } catch (RuntimeException | Error fault) {
            LOG.warn("The sound devices could not be listed: {}", fault.toString());
        }
    }

    private static AudioDevice described(
            Device device, AudioDevice.Kind kind, Optional<dev.onvoid.webrtc.media.audio.AudioDevice> preferred) {
        boolean isDefault = preferred
                .map(Device::getDescriptor)
                .filter(device.getDescriptor()::equals)
                .isPresent();
        return new AudioDevice(device.getDescriptor(), device.getName(), kind, isDefault);
    }

    private static Optional<ErrorCode> missing(List<AudioDevice> devices) {
        if (devices.stream().noneMatch(device -> device.kind() == AudioDevice.Kind.CAPTURE)) {
            return Optional.of(ErrorCode.NO_MICROPHONE);
        }
        if (devices.stream().noneMatch(device -> device.kind() == AudioDevice.Kind.PLAYOUT)) {
            return Optional.of(ErrorCode.NO_SPEAKER);
        }
        return Optional.empty();
    }

    @Override
    public AudioLine openTalk(AudioChoice choice, int sampleRateHertz, PlayoutSource heard) {
        if (problem.equals(Optional.of(ErrorCode.SOUND_SYSTEM_SILENT)) && (sound.hung() || !probe())) {
            return new ClockedLine(heard, Optional.of(ErrorCode.SOUND_SYSTEM_SILENT));
        }
        SystemLine line = new SystemLine(sound, CLOSE, sampleRateHertz, heard);
        try {
            return sound.call(OPEN, () -> line.openTalk(choice));
        } catch (SoundFailure e) {
            return failed(heard, line, e);
        }
    }

    @Override
    public AudioLine openRinger(AudioChoice choice, int sampleRateHertz, PlayoutSource ring) {
        if (problem.equals(Optional.of(ErrorCode.SOUND_SYSTEM_SILENT)) && (sound.hung() || !probe())) {
            return new ClockedLine(ring, Optional.of(ErrorCode.SOUND_SYSTEM_SILENT));
        }
        SystemLine line = new SystemLine(sound, CLOSE, sampleRateHertz, ring);
        try {
            return sound.call(OPEN, () -> line.openRinger(choice));
        } catch (SoundFailure e) {
            return failed(ring, line, e);
        }
    }

    private AudioLine failed(PlayoutSource source, SystemLine line, SoundFailure e) {
        LOG.warn("{}: {}", ErrorCode.SOUND_SYSTEM_SILENT.code(), e.getMessage());
        sound.leaveBehind();
        line.abandon();
        return new ClockedLine(source, Optional.of(ErrorCode.SOUND_SYSTEM_SILENT));
    }

    @Override
    public void close() {
        try {
            sound.call(CLOSE, () -> {
                if (probed) {
                    MediaDevices.removeDeviceChangeListener(changes);
                    probed = false;
                }
                return true;
            });
        } catch (SoundFailure e) {
            LOG.debug("Sound system at close: {}", e.getMessage());
        }
        sound.close();
    }
}
