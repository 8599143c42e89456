package org.offhook.media;

import java.util.Optional;

/** Knows the numeric address that a peer can reach this machine by; signalling learns it from the exchange. */
public interface LocalAddress {

    /** The address to write into SDP, or empty while nobody knows. Any thread; returns at once. */
    Optional<String> current();
}
