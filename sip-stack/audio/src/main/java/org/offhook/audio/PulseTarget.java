package org.offhook.audio;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a device's choice count on Linux. The sound library looks for the chosen device by an id that its PulseAudio layer leaves empty,
 * so it finds none and takes the server's default. The client library underneath takes its default from the variables {@code PULSE_SINK}
 * and {@code PULSE_SOURCE}, when a device is opened: for that moment they hold the chosen one's name. Sound thread only. docs/adr/0017
 */
enum PulseTarget {
    SPEAKER("PULSE_SINK", "@DEFAULT_SINK@"),
    MICROPHONE("PULSE_SOURCE", "@DEFAULT_SOURCE@");

    private final String systemChoice;

    @SuppressWarnings("ImmutableEnumChecker") // memory of the process, found once; touched on the sound thread only
    private final EnvironmentValue value;

    PulseTarget(String variable, String systemChoice) {
        this.value = new EnvironmentValue(variable);
        this.systemChoice = Optional.ofNullable(System.getenv(variable))
                .filter(chosen -> fits(chosen))
                .orElse(systemChoice);
    }

    /**
     * Runs what opens a device; whatever it throws comes through.
     *
     * @param device by its name at the server, or nothing for the system's choice
     */
    <T> T opening(Optional<String> device, Supplier<T> opening) {
        String name = device.filter(PulseTarget::fits).orElse(systemChoice);
        if (!value.isSet() && name.equals(systemChoice)) {
            return opening.get();
        }
        // Also for the system's choice: an opening that never came back has left its name there.
        boolean set = value.set(name);
        try {
            return opening.get();
        } finally {
            if (set) {
                value.set(systemChoice);
            }
        }
    }

    private static boolean fits(String name) {
        return !name.isEmpty() && EnvironmentValue.fits(name);
    }
}
