package org.offhook.signalling;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * Asserted identity from the exchange that we trust (RFC 3325 §5), else From; the number of neither when the caller wanted it kept
     * back (RFC 3323 §4.2, RFC 3325 §9.3).
     */
    static CallParty caller(Request request, SipMessages messages) {
        if (wantsPrivacy(request)) {
            return CallParty.UNKNOWN;
        }
        Optional<CallParty> asserted = RequestSender.values(request, "P-Asserted-Identity").stream()
                .flatMap(value -> party(value, messages).stream())
                .filter(party -> !party.number().isEmpty())
                .findFirst();
        return asserted.orElseGet(() -> party(((FromHeader) request.getHeader(FromHeader.NAME)).getAddress()));
    }

    private static boolean wantsPrivacy(Request request) {
        return RequestSender.values(request, "Privacy").stream()
                .flatMap(value -> List.of(value.split("[;,]")).stream())
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .anyMatch(word -> word.equals("id") || word.equals("user"));
    }

    /**
     * Whom the caller wanted: the first one of the history (RFC 7044 §5), or the one that was diverted first (RFC 5806), else To. A
     * queue's or a colleague's number tells the agent more than the agent's own.
     */
    static CallParty called(Request request, SipMessages messages) {
        List<CallParty> history = parties(request, "History-Info", messages);
        if (history.size() > 1) {
            return history.getFirst();
        }
        List<CallParty> diversions = parties(request, "Diversion", messages);
        return diversions.isEmpty()
                ? party(((ToHeader) request.getHeader(ToHeader.NAME)).getAddress())
                : diversions.getLast(); // the newest stands first
    }

    /** Who sent the caller here, or shall have sent us (RFC 3892 §2.1). */
    static Optional<CallParty> referrer(Request request, SipMessages messages) {
        return parties(request, "Referred-By", messages).stream().findFirst();
    }

    private static List<CallParty> parties(Request request, String header, SipMessages messages) {
        List<CallParty> parties = new ArrayList<>();
        for (String value : RequestSender.values(request, header)) {
            for (String entry : entries(value)) {
                party(entry, messages)
                        .filter(party -> !party.number().isEmpty())
                        .ifPresent(parties::add);
            }
        }
        return parties;
    }

    /** Splits at the commas between addresses: those within quotes or brackets belong to one. */
    private static List<String> entries(String value) {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            quoted ^= c == '"' && !bracketed;
            bracketed = !quoted && (c == '<' || (bracketed && c != '>'));
            if (c == ',' && !quoted && !bracketed) {
                entries.add(entry.toString());
                entry.setLength(0);
            } else {
                entry.append(c);
            }
        }
        entries.add(entry.toString());
        return entries;
    }

    /** Without the parameters behind the brackets, and without the headers that a history has in its URIs. */
    private static Optional<CallParty> party(String value, SipMessages messages) {
        int end = value.indexOf('>');
        String address = end < 0 ? value.split(";", 2)[0] : value.substring(0, end + 1);
        try {
            return Optional.of(party(messages.addresses()
                    .createAddress(address.replaceFirst("\\?[^>]*", "").strip())));
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
            case TelURL tel -> Escapes.dialled(tel);
            default -> "";
        };
    }
}
