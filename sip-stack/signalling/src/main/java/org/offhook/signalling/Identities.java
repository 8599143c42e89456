package org.offhook.signalling;

import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import org.offhook.core.call.CallParty;
import org.offhook.sip.SipMessages;

/** Who a request is from and for. */
final class Identities {
    private Identities() {}

    /** Asserted identity from the exchange that we trust (RFC 3325 §5), else From. */
    static CallParty caller(Request request, SipMessages messages) {
        Optional<CallParty> asserted =
                Bodies.header(request, "P-Asserted-Identity").flatMap(value -> party(value, messages));
        return asserted.orElseGet(() -> party(((FromHeader) request.getHeader(FromHeader.NAME)).getAddress()));
    }

    static CallParty called(Request request) {
        return party(((ToHeader) request.getHeader(ToHeader.NAME)).getAddress());
    }

    private static Optional<CallParty> party(String value, SipMessages messages) {
        try {
            return Optional.of(party(messages.addresses().createAddress(value)));
        } catch (ParseException notAnAddress) {
            return Optional.empty();
        }
    }

    private static CallParty party(Address address) {
        String name = Optional.ofNullable(address.getDisplayName()).orElse("").replace("\"", "");
        String number = number(address.getURI());
        boolean withheld = number.toLowerCase(Locale.ROOT).equals("anonymous");
        return new CallParty(withheld ? "" : number, name);
    }

    private static String number(URI uri) {
        return switch (uri) {
            case SipURI sip -> Optional.ofNullable(sip.getUser()).orElse("");
            case TelURL tel -> (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber();
            default -> "";
        };
    }
}
