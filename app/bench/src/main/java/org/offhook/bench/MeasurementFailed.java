package org.offhook.bench;

/** A measurement could not be made; the message says why. The others go on. */
final class MeasurementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MeasurementFailed(String message) {
        super(message);
    }
}
