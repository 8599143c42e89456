package org.offhook.desktop.stored;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;

/** The pages that an administrator lets use the phone without asking a person: {@code ORIGIN=READ+STATE+DIAL}. */
public final class ApprovedOrigins {
    private ApprovedOrigins() {}

    /** @param faulty entries that are no such thing, for the log */
    public record Read(List<PairedOrigin> approved, List<String> faulty) {}

    public static Read read(List<String> entries, Instant now) {
        List<PairedOrigin> approved = new ArrayList<>();
        List<String> faulty = new ArrayList<>();
        for (String entry : entries) {
            one(entry, now).ifPresentOrElse(approved::add, () -> faulty.add(entry));
        }
        return new Read(List.copyOf(approved), List.copyOf(faulty));
    }

    private static Optional<PairedOrigin> one(String entry, Instant now) {
        int equals = entry.lastIndexOf('=');
        // An origin is scheme, host and port, without a path (RFC 6454 §6.2): anything else would never match one.
        String origin = equals < 0 ? entry : entry.substring(0, equals);
        if (!origin.matches("(https?|chrome-extension|moz-extension)://[^/\\s?#]+")) {
            return Optional.empty();
        }
        Set<PairingScope> scopes = EnumSet.noneOf(PairingScope.class);
        if (equals < 0) {
            scopes = EnumSet.allOf(PairingScope.class);
        } else {
            for (String word : entry.substring(equals + 1).split("\\+", -1)) {
                try {
                    scopes.add(PairingScope.valueOf(word.strip().toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new PairedOrigin(origin, Set.copyOf(scopes), now, true));
    }
}
