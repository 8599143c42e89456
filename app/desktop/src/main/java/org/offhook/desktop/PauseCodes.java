package org.offhook.desktop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.PauseCode;

/** Reads {@code CODE:Label} and {@code CODE:Label:minutes}. */
final class PauseCodes {
    private PauseCodes() {}

    /** @param faulty how many entries are no such thing; they are left out */
    record Read(List<PauseCode> codes, int faulty) {}

    static Read read(List<String> entries) {
        List<PauseCode> codes = new ArrayList<>();
        for (String entry : entries) {
            one(entry).ifPresent(codes::add);
        }
        return new Read(List.copyOf(codes), entries.size() - codes.size());
    }

    private static Optional<PauseCode> one(String entry) {
        String[] parts = entry.split(":", -1);
        boolean limited = parts.length == 3;
        if ((parts.length != 2 && !limited) || !parts[0].matches("[A-Z0-9_]{1,12}") || parts[1].isBlank()) {
            return Optional.empty();
        }
        if (limited && !parts[2].matches("[1-9]\\d{0,3}")) {
            return Optional.empty();
        }
        return Optional.of(new PauseCode(
                parts[0],
                parts[1].strip(),
                limited ? Optional.of(Duration.ofMinutes(Long.parseLong(parts[2]))) : Optional.empty()));
    }
}
