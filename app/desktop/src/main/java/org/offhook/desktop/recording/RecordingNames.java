package org.offhook.desktop.recording;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a recording's file is called, by a pattern: {@code {date}}, {@code {time}} (both local), {@code {agent}}, {@code {number}},
 * {@code {direction}} and {@code {call}} are filled in; a slash makes folders. Nothing that is filled in makes a folder, names a device or
 * hides a file, whatever a caller calls himself.
 */
record RecordingNames(String pattern, ZoneId zone) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    /** File systems take 255 bytes; an extension and a number behind it come on top. */
    private static final int LONGEST_PART = 160;

    private static final String NOBODY = "none";

    /** What a name is made of; empty texts are shown as {@code none}. */
    record Facts(Instant at, String agent, String number, boolean incoming, String call) {
        @Override
        public String toString() {
            return "Facts[" + call + "]"; // numbers stay out of logs
        }
    }

    /** Without an extension; parts of a path are parted by slashes. */
    String of(Facts facts) {
        List<String> parts = new ArrayList<>();
        for (String part : pattern.split("/", -1)) {
            String filled = part.replace("{date}", DATE.format(facts.at().atZone(zone)))
                    .replace("{time}", TIME.format(facts.at().atZone(zone)))
                    .replace("{direction}", facts.incoming() ? "in" : "out")
                    .replace("{agent}", orNone(facts.agent()))
                    .replace("{number}", orNone(facts.number()))
                    .replace("{call}", orNone(facts.call()));
            String safe = safe(filled);
            if (!safe.isEmpty()) {
                parts.add(safe);
            }
        }
        return parts.isEmpty() ? safe(facts.call()) : String.join("/", parts);
    }

    private static String orNone(String text) {
        return text.isBlank() ? NOBODY : text.replace('{', '_').replace('}', '_');
    }

    /** Letters, digits, and what no file system minds; no dot first or last. */
    private static String safe(String text) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < text.length() && made.length() < LONGEST_PART; i++) {
            char c = text.charAt(i);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            made.append(plain || c == '-' || c == '_' || c == '+' || (c == '.' && !made.isEmpty()) ? c : '_');
        }
        while (!made.isEmpty() && made.charAt(made.length() - 1) == '.') {
            made.setLength(made.length() - 1);
        }
        return made.toString();
    }
}
