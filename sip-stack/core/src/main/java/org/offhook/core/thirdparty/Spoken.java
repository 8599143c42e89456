package org.offhook.core.thirdparty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What one dialog has been told in SDP, so that descriptions of somebody else can be passed off as the same speaker's (RFC 3725 §4.4): the
 * {@code o=} line keeps its session and grows by one with each description (RFC 3264 §8), and media sections keep their places. Everything
 * else of a description goes across as it came. Immutable.
 *
 * @param sessionId of our {@code o=} line in this dialog
 * @param version of the latest description
 * @param origin address part of our {@code o=} line, such as {@code IN IP4 192.0.2.1}; empty until something was said
 * @param slots the sections of the dialog's latest description, in order
 * @param latest what was said last, word for word
 */
public record Spoken(long sessionId, long version, String origin, List<Slot> slots, Optional<String> latest) {
    private static final int MOST_SECTIONS = 64;

    /**
     * A media section's place.
     *
     * @param type {@code audio}, {@code video} …
     * @param rest protocol and formats: what a refused section repeats
     */
    public record Slot(String type, String rest) {
        String refused() {
            return "m=" + type + " 0 " + rest + "\r\n";
        }
    }

    /** A description for this dialog, and what is remembered of it. */
    public record Said(Spoken next, String sdp) {}

    public Spoken {
        slots = List.copyOf(slots);
    }

    /**
     * Nothing was said yet.
     *
     * @param sessionId unique on this host
     */
    static Spoken nothing(long sessionId) {
        return new Spoken(sessionId, sessionId - 1, "", List.of(), Optional.empty());
    }

    /**
     * Continues where our own negotiation ended.
     *
     * @param sdp its latest description
     */
    static Spoken after(long sessionId, long version, String sdp) {
        Sections read = Sections.of(sdp).orElse(new Sections(List.of(), List.of()));
        return new Spoken(sessionId, version, read.originAddress(), read.slots(), Optional.of(sdp));
    }

    /** The party has described itself: from now on its sections are the dialog's. */
    Spoken heard(String sdp) {
        return Sections.of(sdp)
                .map(read -> new Spoken(sessionId, version, origin, read.slots(), latest))
                .orElse(this);
    }

    /**
     * Offers somebody else's description: known sections in their places, those that it lacks refused, new ones at the end. Empty when it is no
     * description.
     */
    Optional<Said> offer(String sdp) {
        return Sections.of(sdp).map(read -> say(read, read.laid(slots, Sections.Extra.APPENDED)));
    }

    /** Answers the dialog's latest offer with somebody else's description: one section for each that was offered (RFC 3264 §6). */
    Optional<Said> answer(String sdp) {
        return Sections.of(sdp).map(read -> say(read, read.laid(slots, Sections.Extra.DROPPED)));
    }

    /** Refuses every section of an offer: what is owed where an ACK must go out and nobody is left to talk to. */
    static String refusal(String offer) {
        StringBuilder out = new StringBuilder("v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n");
        Sections.of(offer).ifPresent(read -> read.slots().forEach(slot -> out.append(slot.refused())));
        return out.toString();
    }

    /** Whether it can be passed on at all. */
    static boolean isDescription(String sdp) {
        return Sections.of(sdp).isPresent();
    }

    /** Whether each stream of it has a key, or what leads to one. */
    static boolean isProtected(String sdp) {
        return Sections.of(sdp).filter(read -> read.everyLive(Sections::hasKey)).isPresent();
    }

    /** Whether it can be agreed to with a key alone (RFC 3711 §8.1, RFC 5764 §8: SAVP). */
    static boolean demandsProtection(String sdp) {
        return Sections.of(sdp)
                .filter(read -> read.everyLive((_, section) -> Sections.isSecure(section)))
                .isPresent();
    }

    /**
     * Whether a stream of it leaves its party no other part in a handshake than this one (RFC 4145 §4).
     *
     * @param setup {@code active} or {@code passive}
     */
    static boolean insists(String sdp, String setup) {
        return Sections.of(sdp)
                .filter(read -> !read.everyLive((all, section) ->
                        !all.setup(section).map(setup::equalsIgnoreCase).orElse(false)))
                .isPresent();
    }

    private Said say(Sections read, List<String> sections) {
        String address = origin.isEmpty() ? read.originAddress() : origin;
        StringBuilder out = new StringBuilder(512);
        boolean named = false;
        for (String line : read.session()) {
            if (line.startsWith("o=")) {
                named = true;
                out.append(originLine(address));
            } else {
                out.append(line).append("\r\n");
            }
            if (line.startsWith("v=") && !read.hasOrigin()) {
                named = true;
                out.append(originLine(address));
            }
        }
        if (!named) {
            out.insert(0, "v=0\r\n" + originLine(address));
        }
        sections.forEach(out::append);
        String sdp = out.toString();
        Spoken next = new Spoken(
                sessionId,
                version + 1,
                address,
                Sections.of(sdp).map(Sections::slots).orElse(slots),
                Optional.of(sdp));
        return new Said(next, sdp);
    }

    private String originLine(String address) {
        return "o=- " + sessionId + ' ' + (version + 1) + ' ' + address + "\r\n";
    }

    /**
     * The lines of a description by section.
     *
     * @param session lines before the first {@code m=}
     * @param media each section's lines, its {@code m=} first
     */
    private record Sections(List<String> session, List<List<String>> media) {
        private static final String FINGERPRINT = "a=fingerprint:";
        private static final String SETUP = "a=setup:";

        private enum Extra {
            APPENDED,
            DROPPED
        }

        static Optional<Sections> of(String sdp) {
            List<String> session = new ArrayList<>();
            List<List<String>> media = new ArrayList<>();
            for (String raw : (Iterable<String>) sdp.lines()::iterator) {
                String line = raw.strip();
                if (line.length() < 2 || line.charAt(1) != '=') {
                    continue;
                }
                if (line.startsWith("m=")) {
                    if (line.split(" +").length < 4 || media.size() >= MOST_SECTIONS) {
                        return Optional.empty();
                    }
                    media.add(new ArrayList<>(List.of(line)));
                } else {
                    (media.isEmpty() ? session : media.getLast()).add(line);
                }
            }
            return media.isEmpty() ? Optional.empty() : Optional.of(new Sections(session, media));
        }

        boolean hasOrigin() {
            return session.stream().anyMatch(line -> line.startsWith("o="));
        }

        /** {@code IN IP4 …} of the {@code o=} line. */
        String originAddress() {
            for (String line : session) {
                String[] words = line.split(" +");
                if (line.startsWith("o=") && words.length >= 6) {
                    return words[3] + ' ' + words[4] + ' ' + words[5];
                }
            }
            return "IN IP4 0.0.0.0";
        }

        /** Streams that are refused are left out (RFC 3264 §6: port 0). */
        boolean everyLive(BiPredicate<Sections, List<String>> wanted) {
            return media.stream()
                    .filter(section -> !section.getFirst().matches("m=\\S+ +0(/\\d+)? .*"))
                    .allMatch(section -> wanted.test(this, section));
        }

        boolean hasKey(List<String> section) {
            return isSecure(section)
                    || names(section, "a=crypto:")
                    || names(section, FINGERPRINT)
                    || names(session, FINGERPRINT);
        }

        /** A section's own {@code a=setup}, else the session's. */
        Optional<String> setup(List<String> section) {
            return value(section, SETUP).or(() -> value(session, SETUP));
        }

        private static Optional<String> value(List<String> lines, String attribute) {
            return lines.stream()
                    .filter(line -> line.startsWith(attribute))
                    .findFirst()
                    .map(line -> line.substring(attribute.length()).strip());
        }

        static boolean isSecure(List<String> section) {
            return slot(section).rest().contains("/SAVP");
        }

        private static boolean names(List<String> lines, String attribute) {
            return lines.stream().anyMatch(line -> line.startsWith(attribute));
        }

        List<Slot> slots() {
            return media.stream().map(Sections::slot).toList();
        }

        private static Slot slot(List<String> section) {
            String[] words = section.getFirst().substring(2).split(" +", 3);
            return new Slot(words[0], words[2]);
        }

        /** This description's sections in the places of {@code slots}. */
        List<String> laid(List<Slot> slots, Extra extra) {
            List<List<String>> left = new ArrayList<>(media);
            List<String> out = new ArrayList<>();
            for (Slot slot : slots) {
                Optional<List<String>> match = left.stream()
                        .filter(section -> slot(section).type().equals(slot.type()))
                        .findFirst();
                match.ifPresent(left::remove);
                out.add(match.map(Sections::text).orElseGet(slot::refused));
            }
            if (extra == Extra.APPENDED || slots.isEmpty()) {
                left.forEach(section -> out.add(text(section)));
            }
            return out;
        }

        private static String text(List<String> section) {
            return String.join("\r\n", section) + "\r\n";
        }
    }
}
