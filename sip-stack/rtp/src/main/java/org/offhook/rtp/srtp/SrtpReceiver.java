package org.offhook.rtp.srtp;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.Counter;
import org.offhook.rtp.packet.Bytes;

/**
 * Decrypts what one peer sends, whatever sources it uses one after the other. What is not authentic, or was here before, is refused
 * (RFC 3711 §3.3). One thread; counters may be read by any.
 */
public final class SrtpReceiver {

    private static final int SSRC_AT = 8;
    private static final int REPORT_SSRC_AT = 4;
    /** Deriving keys takes longer than anything else here: strangers must not be able to ask for it at will. */
    private static final long NEW_SOURCE_NANOS = 100_000_000L;

    private final Contexts contexts;
    private final PacketBytes bytes = new PacketBytes();
    private final Counter refused = new Counter();

    private @Nullable SrtpCryptoContext speech;
    private @Nullable SrtpCryptoContext former;
    private @Nullable SrtcpCryptoContext control;
    private long lastTriedNanos;
    private boolean tried;

    /** A receiver with the peer's key. */
    public SrtpReceiver(SrtpProfile profile, byte[] key, byte[] salt) {
        contexts = new Contexts(false, profile, key, salt);
    }

    /**
     * Decrypts a packet in place.
     *
     * @param nowNanos monotonic time
     * @return its length in the clear, or −1 when it is to be ignored
     */
    public int unprotect(byte[] packet, int length, long nowNanos) {
        if (length <= SSRC_AT + Integer.BYTES) {
            return refuse();
        }
        int ssrc = (int) Bytes.unsigned32(packet, SSRC_AT);
        SrtpCryptoContext known = known(ssrc);
        try {
            if (known != null) {
                return decrypt(known, packet, length);
            }
            if (tried && nowNanos - lastTriedNanos < NEW_SOURCE_NANOS) {
                return refuse();
            }
            tried = true;
            lastTriedNanos = nowNanos;
            SrtpCryptoContext fresh = contexts.speech(ssrc);
            int plain = decrypt(fresh, packet, length);
            if (plain >= 0) {
                former = speech;
                speech = fresh;
                tried = false;
            }
            return plain;
        } catch (GeneralSecurityException | RuntimeException malformed) {
            return refuse();
        }
    }

    private @Nullable SrtpCryptoContext known(int ssrc) {
        SrtpCryptoContext present = speech;
        if (present != null && present.getSsrc() == ssrc) {
            return present;
        }
        SrtpCryptoContext before = former;
        return before != null && before.getSsrc() == ssrc ? before : null;
    }

    private int decrypt(SrtpCryptoContext context, byte[] packet, int length) throws GeneralSecurityException {
        PacketBytes taken = bytes.of(packet, length);
        return context.reverseTransformPacket(taken, false) == SrtpErrorStatus.OK ? taken.getLength() : refuse();
    }

    /** The same for a report. */
    public int unprotectReport(byte[] packet, int length) {
        if (length < REPORT_SSRC_AT + Integer.BYTES) {
            return refuse();
        }
        int ssrc = (int) Bytes.unsigned32(packet, REPORT_SSRC_AT);
        try {
            SrtcpCryptoContext present = control;
            boolean known = present != null && present.getSsrc() == ssrc;
            SrtcpCryptoContext context = present != null && known ? present : contexts.control(ssrc);
            PacketBytes taken = bytes.of(packet, length);
            if (context.reverseTransformPacket(taken) != SrtpErrorStatus.OK) {
                return refuse();
            }
            control = context;
            return taken.getLength();
        } catch (GeneralSecurityException | RuntimeException malformed) {
            return refuse();
        }
    }

    private int refuse() {
        refused.increment();
        return -1;
    }

    /** Packets and reports that were not authentic, came twice, or made no sense. Any thread. */
    public long refused() {
        return refused.get();
    }
}
