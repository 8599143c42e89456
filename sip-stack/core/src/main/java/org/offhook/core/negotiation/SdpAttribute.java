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
}
