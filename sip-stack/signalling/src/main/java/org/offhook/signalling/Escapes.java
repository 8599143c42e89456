package org.offhook.signalling;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HexFormat;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import org.offhook.sip.SipMessages;

/** Texts as they may stand within a SIP URI (RFC 3261 §25.1), and as they stand in a telephone URI. */
final class Escapes {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escapes() {}

    /** Escapes what may not stand in a user part: user-unreserved. */
    static String user(String user) {
        return escaped(user, "-_.!~*'()&=+$,;?/");
    }

    /** The number of a telephone URI as it is dialled, without what only helps to read it (RFC 3966 §3, §5.1.1). */
    static String dialled(TelURL tel) {
        return (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber().replaceAll("[-.()]", "");
    }

    /** RFC 3261 §19.1.5: headers in a URI may say anything. */
    static SipURI withoutHeaders(SipURI uri, SipMessages messages) throws ParseException {
        String text = uri.toString();
        int headers = text.indexOf('?', uri.getUser() == null ? 0 : text.indexOf('@'));
        return (SipURI) messages.addresses().createURI(headers < 0 ? text : text.substring(0, headers));
    }

    /** Escapes what may not stand in a header of a URI: hnv-unreserved. */
    static String header(String value) {
        return escaped(value, "-_.!~*'()[]/?:+$");
    }

    private static String escaped(String text, String allowed) {
        StringBuilder escaped = new StringBuilder(text.length() + 24);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || allowed.indexOf(c) >= 0;
            if (plain) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.toHexDigits(b));
            }
        }
        return escaped.toString();
    }
}
