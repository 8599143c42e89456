package org.offhook.core.negotiation;

/**
 * An {@code a=} line (RFC 8866 §5.13).
 *
 * @param name before the colon
 * @param value after the colon; empty for a flag
 */
public record SdpAttribute(String name, String value) {
    static SdpAttribute flag(String name) {
        return new SdpAttribute(name, "");
    }

    /** A key (RFC 4568) must not get into a log by way of a state that is printed. */
    @Override
    public String toString() {
        return name.equalsIgnoreCase("crypto") || name.equalsIgnoreCase("ice-pwd") ? name + ":•••" : name + ':' + value;
    }
}
