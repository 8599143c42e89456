package org.offhook.core.media;

/** How speech is kept from being read on its way. Each has a word in the message bundle as {@code call.security.<NAME>}. */
public enum SpeechSecurity {
    /** It is not. */
    NONE,
    /** SRTP with keys in SDP (RFC 4568): whoever reads the signalling reads the keys. */
    SDES,
    /** SRTP with keys that the two ends agreed on along the path of speech itself (RFC 5763). */
    DTLS
}
