package org.offhook.core.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.DtlsIdentity;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.Fingerprint;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.Format;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;

/**
 * One call's offer/answer (RFC 3264) for one audio stream. Immutable: every exchange gives the next one.
 *
 * <pre>
 *   offer(direction) ──▶ Written      readAnswer(sdp) ──▶ Agreed | NotAcceptable
 *   answer(offer, wanted) ──▶ Agreed | NotAcceptable
 * </pre>
 *
 * @param media our socket pair
 * @param sessionId of our {@code o=} line, the same for the whole call
 * @param version of our {@code o=} line; grows by one whenever what we say changes (RFC 3264 §8)
 * @param sent our latest description
 * @param wanted direction that we wanted in our latest description, whatever the peer made of it
 * @param stream the latest agreed stream: a peer that holds with 0.0.0.0 does not make us forget where it is
 */
public record Negotiation(
        LocalMedia media,
        long sessionId,
        long version,
        Optional<SessionDescription> sent,
        Direction wanted,
        Optional<RtpStream> stream) {

    /** What may be said before there is a socket: everything that any account could agree to. */
    private static final LocalMedia NO_SOCKET = new LocalMedia(
            "127.0.0.1",
            9,
            MediaTerms.WIDE.withEncryption(Encryption.OPTIONAL),
            Stream.of(SrtpSuite.values())
                    .map(suite -> SrtpKey.of(suite, new byte[suite.keyBytes() + suite.saltBytes()]))
                    .toList(),
            Optional.of(new DtlsIdentity(new Fingerprint("sha-256", ""), "")));

    /** @param sessionId unique on this host; RFC 8866 §5.2 suggests a time stamp */
    public static Negotiation of(LocalMedia media, long sessionId) {
        return new Negotiation(media, sessionId, sessionId, Optional.empty(), Direction.SENDRECV, Optional.empty());
    }

    /** A description of ours, and the negotiation that remembers it. */
    public record Written(Negotiation next, String sdp) {}

    /** Whether {@code offer} could be answered at all, before there is a socket for it; tells why not. */
    public static Optional<NotAcceptable> objection(String offer) {
        return of(NO_SOCKET, 0).answer(offer, Direction.SENDRECV) instanceof NotAcceptable refused
                ? Optional.of(refused)
                : Optional.empty();
    }

    /** Writes an offer. After a first agreement the codec stays what it is, so that the peer need not change. */
    public Written offer(Direction direction) {
        List<AudioFormat> formats = stream.map(
                        agreed -> List.of(new AudioFormat(agreed.codec(), agreed.receivePayloadType())))
                .orElseGet(() -> media.terms().codecs().stream()
                        .map(codec -> new AudioFormat(codec, codec.payloadType()))
                        .toList());
        OptionalInt events = stream.map(RtpStream::receiveEventPayloadType).orElse(OptionalInt.empty());
        List<SdpAttribute> further = new ArrayList<>(offeredSecurity());
        further.addAll(IceAgreement.offering(media, stream.flatMap(RtpStream::ice), stream.isEmpty(), ownSection()));
        OwnSection section = new OwnSection(protocol(), formats, further, direction);
        return say(List.of(section.offered(media, events)), direction);
    }

    private String protocol() {
        // What the peer once named stays: a change of the transport would be another stream (RFC 3264 §8.2).
        Optional<String> agreed =
                stream.flatMap(RtpStream::security).flatMap(any -> ownSection()).map(MediaDescription::protocol);
        return agreed.orElse(
                switch (media.terms().encryption()) {
                    case MANDATORY -> OwnSection.SECURE;
                    case DTLS_MANDATORY -> OwnSection.HANDSHAKE;
                    // RFC 8643: a peer that knows neither answers as ever
                    case OFF, OPTIONAL, DTLS_OPTIONAL -> OwnSection.PLAIN;
                });
    }

    private List<SdpAttribute> offeredSecurity() {
        return stream.map(agreed -> KeyAgreement.offeringAgain(media, agreed.security()))
                .orElseGet(() -> KeyAgreement.offering(media));
    }

    /** Our latest audio section: the one that was not refused. */
    private Optional<MediaDescription> ownSection() {
        return sent.stream()
                .flatMap(said -> said.media().stream())
                .filter(section -> section.type().equalsIgnoreCase("audio") && section.port() != 0)
                .findFirst();
    }

    /**
     * The latest description again, word for word: an offer that changes nothing (RFC 3264 §8, RFC 4028 §7.4). Where a later one was refused, its
     * version is used up, and the next one stands before the same words.
     */
    public Written repeat() {
        return sent.map(said -> said.sessionVersion().equals(Long.toString(version))
                        ? new Written(this, SdpWriter.write(said))
                        : say(said.media(), wanted))
                .orElseGet(() -> offer(wanted));
    }

    /**
     * Answers the peer's offer.
     *
     * @param wish what we would like: SENDRECV, or less while we hold
     */
    public Negotiated answer(String offer, Direction wish) {
        SdpReading reading = SdpReader.read(offer);
        if (reading instanceof SdpReading.Unreadable unreadable) {
            return new NotAcceptable(400, unreadable.reason());
        }
        SessionDescription theirs = ((SdpReading.Read) reading).description();
        String reason = "no audio stream";
        Optional<Agreed> plain = Optional.empty();
        for (MediaDescription section : theirs.media()) {
            if (!isUsableAudio(section)) {
                continue;
            }
            switch (answer(theirs, section, wish)) {
                case NotAcceptable refused -> reason = refused.reason();
                case Agreed agreed -> {
                    boolean encrypted =
                            agreed.stream().map(RtpStream::encrypted).orElse(true);
                    if (encrypted || !media.terms().encryption().offered()) {
                        return agreed;
                    }
                    plain = plain.isPresent() ? plain : Optional.of(agreed); // an encrypted one may follow
                }
            }
        }
        return plain.isPresent() ? plain.get() : new NotAcceptable(488, reason);
    }

    private Negotiated answer(SessionDescription theirs, MediaDescription section, Direction wish) {
        List<AudioFormat> common = AudioFormat.in(section, media.terms().codecs());
        if (common.isEmpty()) {
            return new NotAcceptable(488, "no common codec");
        }
        KeyAgreement.Chosen keys = KeyAgreement.answering(theirs, section, media, stream.flatMap(RtpStream::security));
        Optional<RemoteEnd> remote = RemoteEnd.of(theirs, section);
        if (keys.objection().isPresent() || remote.isEmpty()) {
            return new NotAcceptable(488, keys.objection().orElse("address of the stream is not usable"));
        }
        AudioFormat format = common.getFirst(); // RFC 3264 §6.1: the offerer's preference
        Events events = Events.in(section, format.codec());
        Direction direction = common(wish, direction(theirs, section), remote.get());
        IceAgreement.Agreed ice = IceAgreement.answering(theirs, section, media, stream.flatMap(RtpStream::ice));
        List<SdpAttribute> further = new ArrayList<>(
                keys.accepted().map(KeyAgreement.Accepted::lines).orElse(List.of()));
        further.addAll(ice.lines());
        OwnSection own = new OwnSection(section.protocol(), List.of(format), further, direction);
        Written answer = say(
                answerSections(theirs, section, own.answered(media, section, events.payloadType(), events.clockRate())),
                wish);
        // RFC 3264 §6.1: an answer uses the offer's payload types, so both directions share them
        Optional<RtpStream> agreed = remote.get().unspecified()
                ? stream
                : Optional.of(remote.get().stream(
                                theirs,
                                section,
                                format,
                                format.payloadType(),
                                media.terms(),
                                new RemoteEnd.Terms(
                                        events,
                                        events.payloadType(),
                                        List.of(),
                                        keys.accepted().map(KeyAgreement.Accepted::security)))
                        .checkedWith(ice.peer()));
        return new Agreed(answer.next().remembering(agreed), Optional.of(answer.sdp()), agreed, direction);
    }

    /**
     * Reads what a dialog says to our latest offer, which it may have said before. All its answers are one and the same (RFC 6337 §3.1.1): one that
     * was encrypted while it rang does not become plain in its last word, whatever the account would have agreed to.
     *
     * @param before what the same dialog has said already
     */
    public Negotiated readAnswer(String answer, Optional<Agreed> before) {
        boolean encrypted =
                before.flatMap(Agreed::stream).map(RtpStream::encrypted).orElse(false);
        return switch (readAnswer(answer)) {
            case Agreed good
            when encrypted && !good.stream().map(RtpStream::encrypted).orElse(true) ->
                new NotAcceptable(488, "an answer that was encrypted became plain");
            case Agreed good -> good;
            case NotAcceptable refused -> refused;
        };
    }

    /** Reads the answer to our latest offer. */
    public Negotiated readAnswer(String answer) {
        SdpReading reading = SdpReader.read(answer);
        if (reading instanceof SdpReading.Unreadable unreadable) {
            return new NotAcceptable(400, unreadable.reason());
        }
        SessionDescription theirs = ((SdpReading.Read) reading).description();
        MediaDescription section =
                theirs.media().getFirst(); // RFC 3264 §6: sections answer ours by place; we offer one
        if (!isUsableAudio(section)) {
            return new NotAcceptable(488, "the audio stream was rejected");
        }
        List<AudioFormat> common = AudioFormat.in(section, media.terms().codecs());
        if (common.isEmpty()) {
            return new NotAcceptable(488, "no common codec");
        }
        KeyAgreement.Chosen keys = KeyAgreement.answered(
                theirs, section, ownSection(), media.terms().encryption(), stream.flatMap(RtpStream::security));
        Optional<RemoteEnd> remote = RemoteEnd.of(theirs, section);
        if (keys.objection().isPresent() || remote.isEmpty()) {
            return new NotAcceptable(488, keys.objection().orElse("address of the stream is not usable"));
        }
        AudioFormat format = common.getFirst(); // RFC 3264 §7: send the answer's first format
        Events sendEvents = Events.in(section, format.codec());
        OptionalInt receiveEvents =
                sendEvents.payloadType().isPresent() ? offeredEvents(sendEvents.clockRate()) : OptionalInt.empty();
        List<Format> further = common.stream()
                .skip(1)
                .filter(other -> other.codec() != format.codec())
                .map(other -> new Format(other.codec(), offeredPayloadType(other.codec())))
                .toList();
        Direction direction = common(wanted, direction(theirs, section), remote.get());
        Optional<RtpStream> agreed = remote.get().unspecified()
                ? stream
                : Optional.of(remote.get().stream(
                                theirs,
                                section,
                                format,
                                offeredPayloadType(format.codec()),
                                media.terms(),
                                new RemoteEnd.Terms(
                                        sendEvents,
                                        receiveEvents,
                                        further,
                                        keys.accepted().map(KeyAgreement.Accepted::security)))
                        .checkedWith(IceAgreement.answered(
                                theirs, section, media, ownSection(), stream.flatMap(RtpStream::ice))));
        return new Agreed(remembering(agreed), Optional.empty(), agreed, direction);
    }

    /**
     * What is still agreed after the peer refused {@code offer}: everything as it was (RFC 3264 §4), except that the version of the
     * refused description is used up and never stands before other words.
     */
    public Negotiation afterRefusalOf(Negotiation offer) {
        return new Negotiation(media, sessionId, offer.version(), sent, wanted, stream);
    }

    /**
     * The same sockets, reached at another address from now on; the next description says so.
     *
     * @param outside how they look from outside there
     */
    public Negotiation at(String address, Optional<ReflexiveAddress> outside) {
        return new Negotiation(media.at(address, outside), sessionId, version, sent, wanted, stream);
    }

    /** True when the latest description names another address or port than ours. */
    public boolean hasMoved() {
        return sent.flatMap(SessionDescription::address)
                        .filter(told -> !told.equals(media.toldAddress()))
                        .isPresent()
                || ownSection()
                        .filter(section -> section.port() != media.toldRtpPort())
                        .isPresent();
    }

    /** What is agreed stays, and {@code offer} counts as told: a far end that refused to hear where we are is not told for ever. */
    public Negotiation toldAs(Negotiation offer) {
        return hasMoved() ? new Negotiation(media, sessionId, version, offer.sent(), wanted, stream) : this;
    }

    private boolean isUsableAudio(MediaDescription section) {
        return section.type().equalsIgnoreCase("audio")
                && section.port() != 0
                && KeyAgreement.knows(section, media.terms().encryption());
    }

    /** RFC 8866 §6.7: a section's own direction, else the session's, else both ways. */
    private static Direction direction(SessionDescription theirs, MediaDescription section) {
        return firstDirection(section.attributes())
                .or(() -> firstDirection(theirs.attributes()))
                .orElse(Direction.SENDRECV);
    }

    private static Optional<Direction> firstDirection(List<SdpAttribute> attributes) {
        for (SdpAttribute attribute : attributes) {
            for (Direction direction : Direction.values()) {
                if (attribute.name().equalsIgnoreCase(direction.name())) {
                    return Optional.of(direction);
                }
            }
        }
        return Optional.empty();
    }

    /** What is left when we want {@code ours} and the peer, seen from its side, wants {@code theirs} (RFC 3264 §6.1). */
    private static Direction common(Direction ours, Direction theirs, RemoteEnd remote) {
        boolean sends = ours.sends() && theirs.receives() && !remote.unspecified();
        boolean receives = ours.receives() && theirs.sends();
        if (sends) {
            return receives ? Direction.SENDRECV : Direction.SENDONLY;
        }
        return receives ? Direction.RECVONLY : Direction.INACTIVE;
    }

    /** One section for each of theirs, in their order; every one but {@code chosen} is rejected (RFC 3264 §6). */
    private static List<MediaDescription> answerSections(
            SessionDescription theirs, MediaDescription chosen, MediaDescription own) {
        List<MediaDescription> sections = new ArrayList<>();
        boolean answered = false;
        for (MediaDescription section : theirs.media()) {
            if (!answered && section.equals(chosen)) {
                sections.add(own);
                answered = true;
            } else {
                sections.add(new MediaDescription(
                        section.type(), 0, section.protocol(), section.formats(), Optional.empty(), List.of()));
            }
        }
        return sections;
    }

    private Written say(List<MediaDescription> sections, Direction wish) {
        SessionDescription same = description(sections, version);
        long said = sent.isEmpty() || sent.get().equals(same) ? version : version + 1;
        SessionDescription now = said == version ? same : description(sections, said);
        return new Written(
                new Negotiation(media, sessionId, said, Optional.of(now), wish, stream), SdpWriter.write(now));
    }

    private SessionDescription description(List<MediaDescription> sections, long sessionVersion) {
        return new SessionDescription(
                "-",
                Long.toString(sessionId),
                Long.toString(sessionVersion),
                media.toldAddress(),
                Optional.of(media.toldAddress()),
                List.of(),
                sections);
    }

    private Negotiation remembering(Optional<RtpStream> agreed) {
        return new Negotiation(media, sessionId, version, sent, wanted, agreed);
    }

    private OptionalInt offeredEvents(int clockRate) {
        return ownSection()
                .map(section -> AudioFormat.telephoneEvent(section, clockRate))
                .orElse(OptionalInt.empty());
    }

    private int offeredPayloadType(Codec codec) {
        return ownSection().stream()
                .flatMap(section -> AudioFormat.in(section).stream())
                .filter(format -> format.codec() == codec)
                .mapToInt(AudioFormat::payloadType)
                .findFirst()
                .orElse(codec.payloadType());
    }
}
