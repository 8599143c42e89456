package org.offhook.rtp.srtp;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;

/**
 * Encrypts what one source sends. Speech and reports may each have a thread. As long as a key lasts the same instance must be used:
 * it counts the roll-overs of the sequence number and the reports, and a number used twice under one key gives both away.
 */
public final class SrtpSender {

    /** What encryption may add to a packet. */
    public static final int MOST_ADDED_BYTES = 24;

    private final SrtpCryptoContext speech;
    private final SrtcpCryptoContext control;
    private final PacketBytes speaking = new PacketBytes();
    private final PacketBytes reporting = new PacketBytes();

    /**
     * A sender with a key of its own. The first one of a process takes about a second, in which ciphers are tried.
     *
     * @throws IllegalStateException when this machine has no such cipher
     */
    public SrtpSender(SrtpProfile profile, byte[] key, byte[] salt, int ssrc) {
        Contexts contexts = new Contexts(true, profile, key, salt);
        speech = contexts.speech(ssrc);
        control = contexts.control(ssrc);
    }

    /**
     * Encrypts a packet in place.
     *
     * @param packet with room for {@link #MOST_ADDED_BYTES} behind the packet
     * @return its new length, or 0 when it could not be encrypted and must not be sent
     */
    public int protect(byte[] packet, int length) {
        try {
            PacketBytes bytes = speaking.of(packet, length);
            return speech.transformPacket(bytes) == SrtpErrorStatus.OK ? bytes.getLength() : 0;
        } catch (GeneralSecurityException | RuntimeException refused) {
            return 0;
        }
    }

    /** The same for a report. */
    public int protectReport(byte[] packet, int length) {
        try {
            PacketBytes bytes = reporting.of(packet, length);
            return control.transformPacket(bytes) == SrtpErrorStatus.OK ? bytes.getLength() : 0;
        } catch (GeneralSecurityException | RuntimeException refused) {
            return 0;
        }
    }
}
