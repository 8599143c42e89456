package org.offhook.audio;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells PulseAudio's client library how much sound waits at the server. The sound library above it asks for 20 ms, and for 20 more, for good, after each
 * hole; the client library puts what {@code PULSE_LATENCY_MSEC} says in the place of both. The variable is read with every such
 * request, so it stays set while a device plays; only a microphone is opened without it, since it would wait as well. What the agent's own
 * environment says is left alone. Sound thread only. docs/adr/0017
 */
final class PulseShare {

    private static final String VARIABLE = "PULSE_LATENCY_MSEC";
    private static final boolean OURS = System.getenv(VARIABLE) == null;
    /** What the client library takes for not being there. */
    private static final String NOTHING = "";

    private static final EnvironmentValue VALUE = new EnvironmentValue(VARIABLE);
    private static Optional<String> asked = Optional.empty();

    private PulseShare() {}

    /** So much is to wait from now on, for what is opened and after the next hole of what is open; whether that can be had. */
    static boolean ask(int millis) {
        asked = Optional.of(Integer.toString(millis));
        return OURS && asked.filter(VALUE::set).isPresent();
    }

    /** Runs what opens a microphone. */
    static <T> T microphone(Supplier<T> opening) {
        boolean hidden = OURS && VALUE.isSet() && VALUE.set(NOTHING);
        try {
            return opening.get();
        } finally {
            if (hidden) {
                asked.ifPresent(VALUE::set);
            }
        }
    }
}
