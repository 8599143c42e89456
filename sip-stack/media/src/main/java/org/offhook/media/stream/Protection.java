package org.offhook.media.stream;

import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.SrtpKey;
import org.offhook.rtp.Counter;
import org.offhook.rtp.srtp.SrtpProfile;
import org.offhook.rtp.srtp.SrtpReceiver;
import org.offhook.rtp.srtp.SrtpSender;

/**
 * The encryption of one call's stream. As long as a key stays, so does its state: the roll-over counter and the window of what was
 * heard must live through every hold and re-INVITE. Where the peer's key changes, what it sent before is still heard for a while. Speech
 * is encrypted on the media clock, all else belongs to the receiving thread.
 */
public final class Protection {

    /** Packets of before a change of key may be that late. */
    private static final long CHANGE_NANOS = 2_000_000_000L;

    private static final int MOST_BYTES = 2_048;

    private final SrtpKey sendKey;
    private final SrtpKey receiveKey;
    private final SrtpSender sender;
    private final SrtpReceiver receiver;
    private final Counter rescued = new Counter();

    private @Nullable SrtpReceiver former;
    private byte[] asItCame = new byte[0];
    private long changedNanos;
    private boolean changeSeen;
    private boolean newKeySeen;

    private Protection(Keys keys, SrtpSender sender, SrtpReceiver receiver, @Nullable SrtpReceiver former) {
        sendKey = keys.send();
        receiveKey = keys.receive();
        this.sender = sender;
        this.receiver = receiver;
        this.former = former;
        if (former != null) {
            asItCame = new byte[MOST_BYTES];
        }
    }

    /**
     * The protection by these keys, going on from what there was. The first one of a process takes about a second.
     *
     * @param ssrc of what we send
     * @throws IllegalStateException when this machine has no such cipher
     */
    static Protection by(Keys keys, int ssrc, @Nullable Protection before) {
        if (before == null) {
            return new Protection(keys, sender(keys.send(), ssrc), receiver(keys.receive()), null);
        }
        boolean sameSender = before.sendKey.equals(keys.send());
        boolean sameReceiver = before.receiveKey.equals(keys.receive());
        if (sameSender && sameReceiver) {
            return before;
        }
        return new Protection(
                keys,
                sameSender ? before.sender : sender(keys.send(), ssrc),
                sameReceiver ? before.receiver : receiver(keys.receive()),
                sameReceiver ? null : before.receiver);
    }

    private static SrtpSender sender(SrtpKey key, int ssrc) {
        return new SrtpSender(profile(key), key.masterKey(), key.masterSalt(), ssrc);
    }

    private static SrtpReceiver receiver(SrtpKey key) {
        return new SrtpReceiver(profile(key), key.masterKey(), key.masterSalt());
    }

    private static SrtpProfile profile(SrtpKey key) {
        return SrtpProfile.valueOf(key.suite().name());
    }

    /** Encrypts what is sent. */
    public SrtpSender sender() {
        return sender;
    }

    /**
     * Decrypts a packet in place. Receiving thread.
     *
     * @return its length in the clear, or −1 when it is to be ignored
     */
    public int unprotect(byte[] packet, int length, long nowNanos) {
        SrtpReceiver before = former;
        if (before == null || length > MOST_BYTES) {
            return receiver.unprotect(packet, length, nowNanos);
        }
        if (!changeSeen) {
            changeSeen = true;
            changedNanos = nowNanos;
        }
        if (nowNanos - changedNanos > CHANGE_NANOS) {
            former = null;
            return receiver.unprotect(packet, length, nowNanos);
        }
        System.arraycopy(packet, 0, asItCame, 0, length);
        // The one that knows its source first: asking for a new one is not to be had at any rate.
        int plain = (newKeySeen ? receiver : before).unprotect(packet, length, nowNanos);
        if (plain >= 0) {
            return plain;
        }
        System.arraycopy(asItCame, 0, packet, 0, length);
        int second = (newKeySeen ? before : receiver).unprotect(packet, length, nowNanos);
        if (second >= 0) {
            if (newKeySeen) {
                rescued.increment(); // refused by the new key only because it is the former one's
            }
            newKeySeen = true;
        }
        return second;
    }

    /** The same for a report; one under the former key is not worth a second try. */
    public int unprotectReport(byte[] packet, int length) {
        return receiver.unprotectReport(packet, length);
    }

    /** Packets and reports that were not authentic, came twice, or made no sense. Any thread. */
    public long refused() {
        return receiver.refused() - rescued.get();
    }
}
