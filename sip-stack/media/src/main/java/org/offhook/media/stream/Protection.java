package org.offhook.media.stream;

import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.SrtpKey;
import org.offhook.rtp.srtp.SrtpProfile;
import org.offhook.rtp.srtp.SrtpReceiver;
import org.offhook.rtp.srtp.SrtpSender;

/**
 * The encryption of one call's stream. As long as a key stays, so does its state: the roll-over counter and the window of what was
 * heard must live through every hold and re-INVITE. Speech is encrypted on the media clock, all else belongs to the receiving thread.
 */
public final class Protection {

    private final SrtpKey sendKey;
    private final SrtpKey receiveKey;
    private final SrtpSender sender;
    private final SrtpReceiver receiver;

    private Protection(Keys keys, SrtpSender sender, SrtpReceiver receiver) {
        sendKey = keys.send();
        receiveKey = keys.receive();
        this.sender = sender;
        this.receiver = receiver;
    }

    /**
     * The protection by these keys, going on from what there was. The first one of a process takes about a second.
     *
     * @param ssrc of what we send
     * @throws IllegalStateException when this machine has no such cipher
     */
    static Protection by(Keys keys, int ssrc, @Nullable Protection before) {
        boolean sameSender = before != null && before.sendKey.equals(keys.send());
        boolean sameReceiver = before != null && before.receiveKey.equals(keys.receive());
        return new Protection(
                keys,
                before != null && sameSender ? before.sender : sender(keys.send(), ssrc),
                before != null && sameReceiver ? before.receiver : receiver(keys.receive()));
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

    /** Decrypts what comes. */
    public SrtpReceiver receiver() {
        return receiver;
    }
}
