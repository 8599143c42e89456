package org.offhook.core.call;

/**
 * A call that rings elsewhere and whose place a call of ours takes (RFC 3891 §3, RFC 5359 §2.16). The texts are for signalling.
 *
 * @param uri SIP URI of the caller, as the watched phone's exchange tells it
 * @param replaces value of the Replaces header, as the caller knows its dialog
 */
public record CallPickup(String uri, String replaces) {
    /** Numbers stay out of logs. */
    @Override
    public String toString() {
        return "CallPickup[" + uri.length() + " characters]";
    }
}
