package org.offhook.bench;

import java.nio.charset.StandardCharsets;

/**
 * One UDP datagram of a capture.
 *
 * @param nanos wall-clock time of the kernel's stamp, in nanoseconds since the epoch
 * @param source numeric source address
 * @param destination numeric destination address
 * @param payload the datagram's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // packets are read, never compared
record CapturedPacket(
        long nanos, String source, int sourcePort, String destination, int destinationPort, byte[] payload) {

    /** The first line of a SIP message, or the empty string for anything else. */
    String sipStartLine() {
        if (payload.length < 12 || (payload[0] & 0xFF) >= 0x80) {
            return "";
        }
        String text = new String(payload, 0, Math.min(payload.length, 200), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n");
        String line = end < 0 ? "" : text.substring(0, end);
        return line.contains("SIP/2.0") ? line : "";
    }

    /** A SIP header's first value by its full name, or the empty string. */
    String sipHeader(String name) {
        for (String line : new String(payload, StandardCharsets.ISO_8859_1).split("\r\n")) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    /** Whether this looks like an RTP packet with 20 ms of G.711 or less: version 2 and payload type 0 or 8. */
    boolean isAudio() {
        if (payload.length < 12 || (payload[0] & 0xC0) != 0x80) {
            return false;
        }
        int type = payload[1] & 0x7F;
        return type == 0 || type == 8;
    }
}
