package org.offhook.desktop.commandline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the phone was asked to start.
 *
 * @param data data directory; absent means the system's custom
 * @param overrides {@code key=value} each
 * @param link a {@code tel:}, {@code callto:} or {@code sip:} link that somebody pressed
 */
public record StartRequest(Optional<Path> data, boolean headless, List<String> overrides, Optional<String> link) {
    /** System property of the launcher {@code offhook-server}, whatever arguments it is given. */
    static final String SERVER = "offhook.headless";

    public StartRequest {
        headless = headless || Boolean.getBoolean(SERVER);
    }

    /**
     * Understands the plain start by hand, because loading the real command line costs tens of milliseconds before the phone can even
     * begin to register. Anything else (a subcommand, help, a slip) is left to it, so that there is one judge of what is wrong.
     */
    public static Optional<StartRequest> plain(String[] arguments) {
        Optional<Path> data = Optional.empty();
        boolean headless = false;
        List<String> overrides = new ArrayList<>();
        Optional<String> link = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean hasNext = i + 1 < arguments.length;
            if (argument.equals("--headless")) {
                headless = true;
            } else if (argument.equals("--data") && hasNext && !arguments[i + 1].isBlank()) {
                data = Optional.of(Path.of(arguments[++i]));
            } else if (argument.equals("--set") && hasNext) {
                overrides.add(arguments[++i]);
            } else if (isLink(argument) && link.isEmpty()) {
                link = Optional.of(argument);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new StartRequest(data, headless, List.copyOf(overrides), link));
    }

    /** Whether it is a link that the system hands to a telephone. */
    public static boolean isLink(String argument) {
        String lower = argument.toLowerCase(Locale.ROOT);
        return lower.startsWith("tel:")
                || lower.startsWith("callto:")
                || lower.startsWith("sip:")
                || lower.startsWith("sips:");
    }
}
