package org.offhook.audio;

import java.util.List;
import java.util.Optional;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.port.AudioDevicePort;

/** No sound by choice: the microphone is silent, and what would be heard is asked for and thrown away. */
final class SilentDevices implements AudioDevicePort {

    @Override
    public void start(DeviceWatch watch) {
        watch.devicesChanged(List.of(), Optional.empty());
    }

    @Override
    public AudioLine openTalk(AudioChoice choice, int sampleRateHertz, PlayoutSource heard) {
        return new ClockedLine(heard, Optional.empty());
    }

    @Override
    public AudioLine openRinger(AudioChoice choice, int sampleRateHertz, PlayoutSource ring) {
        return new ClockedLine(ring, Optional.empty());
    }

    @Override
    public void close() {}
}
