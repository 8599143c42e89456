package org.offhook.media;

import java.util.List;
import java.util.Optional;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.media.AudioDevice.Kind;

/**
 * Which devices a choice comes down to: the chosen ones while they are plugged in, else the system's.
 *
 * @param capture id of the microphone
 * @param playout id of the speaker
 */
record DevicesInUse(Optional<String> capture, Optional<String> playout) {
    static DevicesInUse of(AudioChoice choice, List<AudioDevice> present) {
        return new DevicesInUse(
                one(choice.captureId(), Kind.CAPTURE, present), one(choice.playoutId(), Kind.PLAYOUT, present));
    }

    private static Optional<String> one(Optional<String> wanted, Kind kind, List<AudioDevice> present) {
        List<AudioDevice> fit =
                present.stream().filter(device -> device.kind() == kind).toList();
        return wanted.flatMap(id -> fit.stream()
                        .filter(device ->
                                device.id().equals(id) || device.name().equals(id))
                        .findFirst())
                .or(() -> fit.stream().filter(AudioDevice::systemDefault).findFirst())
                .or(() -> fit.stream().findFirst())
                .map(AudioDevice::id);
    }
}
