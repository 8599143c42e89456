package org.offhook.rtp.srtp;

import org.jitsi.srtp.SrtpPolicy;

/** Ways to encrypt and authenticate packets, by their names in SDP (RFC 4568 §6.2, RFC 7714 §14.2). */
public enum SrtpProfile {
    AES_CM_128_HMAC_SHA1_80(16, 14, 10),
    AES_CM_128_HMAC_SHA1_32(16, 14, 4),
    AEAD_AES_128_GCM(16, 12, 16),
    AEAD_AES_256_GCM(32, 12, 16);

    /** RFC 3711 §5.2: reports keep the long tag whatever speech has. */
    private static final int CONTROL_TAG_BYTES = 10;

    private static final int HMAC_KEY_BYTES = 20;

    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int keyBytes, int saltBytes, int tagBytes) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /** Length of the master key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of the master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    private boolean authenticatesItself() {
        return this == AEAD_AES_128_GCM || this == AEAD_AES_256_GCM;
    }

    SrtpPolicy speech() {
        return policy(tagBytes);
    }

    SrtpPolicy control() {
        return policy(authenticatesItself() ? tagBytes : CONTROL_TAG_BYTES);
    }

    private SrtpPolicy policy(int tag) {
        return authenticatesItself()
                ? new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION, keyBytes, SrtpPolicy.NULL_AUTHENTICATION, 0, tag, saltBytes)
                : new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        keyBytes,
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        HMAC_KEY_BYTES,
                        tag,
                        saltBytes);
    }
}
