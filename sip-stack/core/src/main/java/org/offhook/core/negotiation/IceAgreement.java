package org.offhook.core.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.media.IceCredentials;
import org.offhook.core.media.IcePeer;
import org.offhook.core.media.IcePeer.Candidate;
import org.offhook.core.media.LocalMedia;

/**
 * What descriptions say of ICE (RFC 8839): fragments, passwords and candidates of both sides. Nothing here is needed for a call to come
 * about: who does not speak ICE, or names a default destination that is no candidate, is talked to by {@code c=} and {@code m=}.
 *
 * <pre>
 *   our first offer         ufrag, pwd, candidates     answer with the same → checks, we control
 *   their offer with them   the same in our answer     → checks; we control only when they are lite
 *   other fragments of theirs later → a restart: ours change, too; none → as without ICE
 * </pre>
 */
final class IceAgreement {
    private static final String FRAGMENT = "ice-ufrag";
    private static final String PASSWORD = "ice-pwd";
    private static final String LITE = "ice-lite";
    private static final String CANDIDATE = "candidate";
    private static final int MOST_CANDIDATES = 40;
    private static final int SHORTEST_FRAGMENT = 4;
    private static final int SHORTEST_PASSWORD = 22;
    private static final int LONGEST = 256;
    private static final long HOST = 126L << 24;
    private static final long REFLEXIVE = 100L << 24;
    private static final long ONLY_ADDRESS = 65_535L << 8;

    private IceAgreement() {}

    /**
     * What offer and answer come to.
     *
     * @param peer whom checks are done with; empty for none
     * @param lines ours in answer
     */
    record Agreed(Optional<IcePeer> peer, List<SdpAttribute> lines) {
        static final Agreed WITHOUT = new Agreed(Optional.empty(), List.of());
    }

    /**
     * What an offer of ours says.
     *
     * @param running whom checks are done with so far; empty in a first offer
     * @param first whether nothing is agreed yet
     * @param told our latest section: where it named other candidates than we have now, checks begin anew (RFC 8839 §4.4.1.1)
     */
    static List<SdpAttribute> offering(
            LocalMedia media, Optional<IcePeer> running, boolean first, Optional<MediaDescription> told) {
        if (media.ice().isEmpty() || (!first && running.isEmpty())) {
            return List.of();
        }
        int restarts = running.map(peer -> IceCredentials.restarts(peer.own())).orElse(0);
        List<SdpAttribute> asEver = lines(media, media.ice().get(), restarts);
        boolean moved = told.map(section -> candidateLines(section.attributes()))
                .filter(before -> !before.equals(candidateLines(asEver)))
                .isPresent();
        return moved && running.isPresent() ? lines(media, media.ice().get(), restarts + 1) : asEver;
    }

    private static List<SdpAttribute> candidateLines(List<SdpAttribute> attributes) {
        return attributes.stream().filter(one -> one.name().equals(CANDIDATE)).toList();
    }

    /** What an offer of theirs leads to. */
    static Agreed answering(
            SessionDescription theirs, MediaDescription section, LocalMedia media, Optional<IcePeer> running) {
        if (media.ice().isEmpty() || !speaks(theirs, section)) {
            return Agreed.WITHOUT;
        }
        if (!namesItsDefault(theirs, section)) {
            return new Agreed(Optional.empty(), List.of(SdpAttribute.flag("ice-mismatch"))); // RFC 8839 §4.2.5
        }
        IceCredentials own = media.ice().get();
        int restarts = running.map(peer -> IceCredentials.restarts(peer.own())).orElse(-1);
        boolean goesOn = running.filter(peer -> isOf(peer, theirs, section)).isPresent();
        int number = goesOn ? restarts : restarts + 1;
        IcePeer peer = goesOn ? running.get() : peer(theirs, section, false, own, number);
        return new Agreed(Optional.of(peer), lines(media, own, number));
    }

    /** What an answer of theirs leads to. */
    static Optional<IcePeer> answered(
            SessionDescription theirs,
            MediaDescription section,
            LocalMedia media,
            Optional<MediaDescription> ours,
            Optional<IcePeer> running) {
        Optional<String> told = ours.flatMap(said -> said.attribute(FRAGMENT));
        if (media.ice().isEmpty() || told.isEmpty() || !speaks(theirs, section) || !namesItsDefault(theirs, section)) {
            return Optional.empty();
        }
        int number = IceCredentials.restarts(told.get());
        return running.filter(peer -> isOf(peer, theirs, section) && peer.own().equals(told.get()))
                .or(() -> Optional.of(peer(theirs, section, true, media.ice().get(), number)));
    }

    private static boolean speaks(SessionDescription theirs, MediaDescription section) {
        return theirs.attributeOf(section, FRAGMENT)
                        .filter(text -> isWord(text, SHORTEST_FRAGMENT))
                        .isPresent()
                && theirs.attributeOf(section, PASSWORD)
                        .filter(text -> isWord(text, SHORTEST_PASSWORD))
                        .isPresent();
    }

    /** RFC 8839 §5.4: of so many ice-chars. */
    private static boolean isWord(String text, int least) {
        return text.length() >= least
                && text.length() <= LONGEST
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '+'
                                || c == '/');
    }

    private static boolean isOf(IcePeer peer, SessionDescription theirs, MediaDescription section) {
        return theirs.attributeOf(section, FRAGMENT).equals(Optional.of(peer.fragment()))
                && theirs.attributeOf(section, PASSWORD).equals(Optional.of(peer.password()));
    }

    /** RFC 8839 §4.2.5: something on the way that rewrites only {@code c=} and {@code m=} would be by-passed otherwise. */
    private static boolean namesItsDefault(SessionDescription theirs, MediaDescription section) {
        Optional<String> address = theirs.addressOf(section);
        if (address.filter(NumericAddress::isUnspecified).isPresent()) {
            return true; // a hold of the old kind names no destination
        }
        return candidates(section).stream()
                .anyMatch(one -> one.component() == 1
                        && one.port() == section.port()
                        && address.equals(Optional.of(one.address())));
    }

    private static IcePeer peer(
            SessionDescription theirs, MediaDescription section, boolean weOffered, IceCredentials own, int restarts) {
        boolean lite = theirs.attributeOf(section, LITE).isPresent();
        return new IcePeer(
                theirs.attributeOf(section, FRAGMENT).orElse(""),
                theirs.attributeOf(section, PASSWORD).orElse(""),
                lite,
                weOffered || lite,
                candidates(section),
                own.fragment(restarts),
                own.password(restarts));
    }

    /** {@code foundation component UDP priority address port typ …} (RFC 8839 §5.1); others than over UDP are of no use to us. */
    private static List<Candidate> candidates(MediaDescription section) {
        List<Candidate> found = new ArrayList<>();
        for (SdpAttribute attribute : section.attributes()) {
            if (!attribute.name().equalsIgnoreCase(CANDIDATE) || found.size() >= MOST_CANDIDATES) {
                continue;
            }
            String[] words = SdpReader.words(attribute.value());
            if (words.length >= 8 && words[2].equalsIgnoreCase("UDP") && usable(words[4])) {
                int component = SdpReader.number(words[1]);
                long priority = priority(words[3]);
                int port = SdpReader.number(words[5]);
                if ((component == 1 || component == 2) && priority > 0 && port > 0 && port <= 65_535) {
                    found.add(new Candidate(component, words[4], port, priority));
                }
            }
        }
        return found;
    }

    private static boolean usable(String address) {
        return NumericAddress.isNumeric(address)
                && !NumericAddress.isMulticast(address)
                && !NumericAddress.isUnspecified(address);
    }

    private static long priority(String text) {
        if (text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9') || text.isEmpty()) {
            return -1;
        }
        long value = Long.parseLong(text);
        return value <= Integer.MAX_VALUE ? value : -1;
    }

    private static List<SdpAttribute> lines(LocalMedia media, IceCredentials own, int restarts) {
        List<SdpAttribute> lines = new ArrayList<>();
        lines.add(new SdpAttribute(FRAGMENT, own.fragment(restarts)));
        lines.add(new SdpAttribute(PASSWORD, own.password(restarts)));
        lines.add(new SdpAttribute("ice-options", "ice2")); // RFC 8445 §10: nothing is nominated before it works
        for (int component = 1; component <= 2; component++) {
            lines.add(candidate(
                    "1 " + component,
                    HOST + ONLY_ADDRESS + 256 - component,
                    media.address() + ' ' + (media.rtpPort() + component - 1) + " typ host"));
        }
        media.outside().ifPresent(outside -> {
            lines.add(reflexive(media, outside.address(), outside.rtpPort(), 1));
            lines.add(reflexive(media, outside.rtcpAddress(), outside.rtcpPort(), 2));
        });
        return lines;
    }

    private static SdpAttribute reflexive(LocalMedia media, String address, int port, int component) {
        return candidate(
                "2 " + component,
                REFLEXIVE + ONLY_ADDRESS + 256 - component,
                address + ' ' + port + " typ srflx raddr " + media.address() + " rport "
                        + (media.rtpPort() + component - 1));
    }

    private static SdpAttribute candidate(String foundationAndComponent, long priority, String rest) {
        return new SdpAttribute(CANDIDATE, foundationAndComponent + " UDP " + priority + ' ' + rest);
    }
}
