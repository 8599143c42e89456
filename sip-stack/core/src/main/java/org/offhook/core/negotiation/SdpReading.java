package org.offhook.core.negotiation;

/** What came of reading an SDP body. */
public sealed interface SdpReading {
    record Read(SessionDescription description) implements SdpReading {}

    /** @param reason for the log: names the line, never quotes it */
    record Unreadable(String reason) implements SdpReading {}
}
