package org.offhook.core.negotiation;

import java.net.Inet6Address;

/** Judges addresses in SDP without ever asking a name server: the loop may not wait. */
final class NumericAddress {
    private NumericAddress() {}

    static boolean isIpv4(String text) {
        int octets = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                if (value < 0 || value > 255) {
                    return false;
                }
                octets++;
                value = -1;
            } else if (c >= '0' && c <= '9') {
                value = Math.max(value, 0) * 10 + (c - '0');
                if (value > 255) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return octets == 4;
    }

    static boolean isIpv6(String text) {
        if (text.indexOf(':') < 0 || text.length() > 45 || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
            return false;
        }
        try {
            Inet6Address.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    static boolean isNumeric(String text) {
        return isIpv4(text) || isIpv6(text);
    }

    /** 0.0.0.0 or ::, which mean "send me nothing" (RFC 3264 §8.4). */
    static boolean isUnspecified(String text) {
        return isIpv4(text)
                ? text.chars().noneMatch(c -> c >= '1' && c <= '9')
                : isIpv6(text) && Inet6Address.ofLiteral(text).isAnyLocalAddress();
    }

    /** A call is between two: a group address would make us a source of traffic to strangers. */
    static boolean isMulticast(String text) {
        if (isIpv4(text)) {
            int first = Integer.parseInt(text.substring(0, text.indexOf('.')));
            return first >= 224;
        }
        return isIpv6(text) && Inet6Address.ofLiteral(text).isMulticastAddress();
    }
}
