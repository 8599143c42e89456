package org.offhook.core.call;

/** How keys pressed in a call reach the far end. */
public enum DigitWay {
    /** As telephone events where they were agreed on, else by INFO in a call that is up, else as tones. */
    AUTO,
    /** RFC 4733. */
    TELEPHONE_EVENT,
    /** INFO with application/dtmf-relay or application/dtmf (RFC 2976; RFC 6086 §2 tells of this use). */
    INFO,
    /** As tones in the speech. */
    INBAND
}
