package org.offhook.core.call;

/**
 * Our own name of a call, unique in a process and shown to the CRM. Not the SIP Call-ID, which belongs to signalling.
 */
public record CallId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
