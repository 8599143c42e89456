package org.offhook.core.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads SDP (RFC 8866) as the field sends it: any line ending, blank and unknown lines, missing {@code v=}, {@code o=}, {@code s=} or
 * {@code t=}, blanks at line ends, a connection address with a TTL. Refuses only what would make the stream ambiguous. Never throws.
 */
public final class SdpReader {
    static final int LONGEST_BODY = 65_536;
    private static final int MOST_SECTIONS = 64;
    private static final int MOST_ATTRIBUTES = 1_024;

    private String userName = "-";
    private String sessionId = "0";
    private String sessionVersion = "0";
    private String originAddress = "";
    private Optional<String> sessionAddress = Optional.empty();
    private final List<SdpAttribute> sessionAttributes = new ArrayList<>();
    private final List<MediaDescription> sections = new ArrayList<>();
    private int attributes;

    private Optional<String> type = Optional.empty();
    private int port;
    private String protocol = "";
    private List<String> formats = List.of();
    private Optional<String> mediaAddress = Optional.empty();
    private List<SdpAttribute> mediaAttributes = new ArrayList<>();

    private SdpReader() {}

    /** Reads a body of any content. */
    public static SdpReading read(String body) {
        if (body.length() > LONGEST_BODY) {
            return new SdpReading.Unreadable("longer than " + LONGEST_BODY + " characters");
        }
        return new SdpReader().readLines(body);
    }

    private SdpReading readLines(String body) {
        int number = 0;
        for (String raw : (Iterable<String>) body.lines()::iterator) {
            number++;
            String line = raw.strip();
            if (line.length() < 2 || line.charAt(1) != '=') {
                continue; // blank lines and gateway banners are seen in the field and mean nothing
            }
            Optional<String> wrong = readLine(line.charAt(0), line.substring(2).strip());
            if (wrong.isPresent()) {
                return new SdpReading.Unreadable("line " + number + ": " + wrong.get());
            }
        }
        endSection();
        if (sections.isEmpty()) {
            return new SdpReading.Unreadable("no media section");
        }
        return new SdpReading.Read(new SessionDescription(
                userName, sessionId, sessionVersion, originAddress, sessionAddress, sessionAttributes, sections));
    }

    /** Returns what is wrong with the line, if anything. */
    private Optional<String> readLine(char key, String value) {
        return switch (key) {
            case 'o' -> readOrigin(value);
            case 'c' -> readConnection(value);
            case 'm' -> readMedia(value);
            case 'a' -> readAttribute(value);
            default ->
                Optional.empty(); // RFC 8866 §5 orders unknown types ignored; v, s, t, b … tell an audio call nothing
        };
    }

    private Optional<String> readOrigin(String value) {
        String[] words = words(value);
        if (words.length
                >= 6) { // a shorter one is nobody's loss: only its change matters, and then nothing has changed
            userName = words[0];
            sessionId = words[1];
            sessionVersion = words[2];
            originAddress = words[5];
        }
        return Optional.empty();
    }

    private Optional<String> readConnection(String value) {
        String[] words = words(value);
        if (words.length < 3 || !words[0].equalsIgnoreCase("IN")) {
            return Optional.of("connection is not IN");
        }
        String address = words[2];
        int slash = address.indexOf('/');
        if (slash >= 0) {
            address = address.substring(0, slash);
        }
        if (type.isPresent()) {
            mediaAddress = Optional.of(address);
        } else {
            sessionAddress = Optional.of(address);
        }
        return Optional.empty();
    }

    private Optional<String> readMedia(String value) {
        endSection();
        if (sections.size() >= MOST_SECTIONS) {
            return Optional.of("too many media sections");
        }
        String[] words = words(value);
        if (words.length < 3) {
            return Optional.of("media line is too short");
        }
        String portWord = words[1];
        int slash = portWord.indexOf('/');
        int parsed = number(slash >= 0 ? portWord.substring(0, slash) : portWord);
        if (parsed < 0 || parsed > 65_535) {
            return Optional.of("port is not a number from 0 to 65535");
        }
        type = Optional.of(words[0]);
        port = parsed;
        protocol = words[2];
        formats = List.of(words).subList(3, words.length);
        mediaAddress = Optional.empty();
        mediaAttributes = new ArrayList<>();
        return Optional.empty();
    }

    private Optional<String> readAttribute(String value) {
        if (++attributes > MOST_ATTRIBUTES) {
            return Optional.of("too many attributes");
        }
        int colon = value.indexOf(':');
        SdpAttribute attribute = colon < 0
                ? SdpAttribute.flag(value)
                : new SdpAttribute(
                        value.substring(0, colon).strip(),
                        value.substring(colon + 1).strip());
        (type.isPresent() ? mediaAttributes : sessionAttributes).add(attribute);
        return Optional.empty();
    }

    private void endSection() {
        type.ifPresent(name ->
                sections.add(new MediaDescription(name, port, protocol, formats, mediaAddress, mediaAttributes)));
    }

    static String[] words(String value) {
        return value.strip().split("[ \t]+");
    }

    /** The number that {@code text} is, or -1 when it is none or has more than nine digits. */
    static int number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
