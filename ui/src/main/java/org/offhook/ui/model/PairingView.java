package org.offhook.ui.model;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.offhook.agent.PairingRequest;
import org.offhook.ui.text.Words;

/**
 * A page's wish to use the phone, as shown.
 *
 * @param origin host, and port when unusual; a name that mixes alphabets is shown in its coded form
 * @param wants "wants to use this phone · secure page"
 * @param warning why to be careful, or empty
 * @param code in two groups, or empty
 */
public record PairingView(String id, String origin, String wants, String asker, String warning, String code) {

    public static PairingView of(PairingRequest request, Words words) {
        String host = host(request.origin());
        boolean suspicious = mixesAlphabets(host);
        String wants = words.of(
                "state.second.join",
                words.of("pairing.wants"),
                words.of(request.secure() ? "pairing.secure" : "pairing.insecure"));
        String asker = request.program()
                .map(program -> words.of("pairing.askedFrom", program))
                .orElse(words.of("pairing.noProgram"));
        String code = request.code();
        return new PairingView(
                request.id(),
                suspicious ? coded(host) : host,
                wants,
                asker,
                suspicious ? words.of("pairing.lookalike") : "",
                code.length() == 4 ? code.substring(0, 2) + " " + code.substring(2) : code);
    }

    /** The host of an origin, with its port when one stands there. */
    public static String host(String origin) {
        int scheme = origin.indexOf("://");
        return scheme < 0 ? origin : origin.substring(scheme + 3);
    }

    private static String coded(String host) {
        try {
            return IDN.toASCII(host.replaceFirst(":[0-9]+$", ""));
        } catch (IllegalArgumentException e) {
            return host; // not a name at all: shown as it came
        }
    }

    /** Letters of more than one script in one name imitate another one (Unicode TR 39 §5.1, simplified). */
    static boolean mixesAlphabets(String host) {
        String name =
                host.toLowerCase(Locale.ROOT).startsWith("xn--") || host.contains(".xn--") ? IDN.toUnicode(host) : host;
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        for (String label : name.split("\\.", -1)) {
            scripts.clear();
            label.codePoints().filter(Character::isLetter).forEach(letter -> scripts.add(UnicodeScript.of(letter)));
            if (scripts.size() > 1) {
                return true;
            }
        }
        return false;
    }
}
