package org.offhook.core.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.RtpStream;
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

    /** Payload type that we ask telephone events to have; any dynamic one would do (RFC 4733 §2.4.1). */
    public static final int EVENT_PAYLOAD_TYPE = 101;

    /** Packet length when the peer wishes none (RFC 3551 §4.2). */
    public static final int PTIME_MILLIS = 20;

    private static final LocalMedia NO_SOCKET = new LocalMedia("127.0.0.1", 9);

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
        List<AudioFormat> formats = new ArrayList<>();
        stream.ifPresentOrElse(
                agreed -> formats.add(new AudioFormat(agreed.codec(), agreed.receivePayloadType())), () -> {
                    for (Codec codec : Codec.values()) {
                        formats.add(new AudioFormat(codec, codec.payloadType()));
                    }
                });
        int events = stream.map(RtpStream::receiveEventPayloadType)
                .orElse(OptionalInt.empty())
                .orElse(EVENT_PAYLOAD_TYPE);
        MediaDescription audio = audio("RTP/AVP", formats, OptionalInt.of(events), direction);
        return say(List.of(audio), direction);
    }

    /** The latest description again, word for word: an offer that changes nothing (RFC 3264 §8, RFC 4028 §7.4). */
    public Written repeat() {
        return sent.map(said -> new Written(this, SdpWriter.write(said))).orElseGet(() -> offer(wanted));
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
        for (MediaDescription section : theirs.media()) {
            if (!isUsableAudio(section)) {
                continue;
            }
            List<AudioFormat> common = AudioFormat.in(section);
            if (common.isEmpty()) {
                reason = "no common codec";
                continue;
            }
            AudioFormat format = common.getFirst(); // RFC 3264 §6.1: the offerer's preference
            OptionalInt events =
                    AudioFormat.telephoneEvent(section, format.codec().clockRate());
            Optional<RemoteEnd> remote = remoteEnd(theirs, section);
            if (remote.isEmpty()) {
                reason = "address of the stream is not usable";
                continue;
            }
            Direction direction = common(wish, direction(theirs, section), remote.get());
            Written answer = say(answerSections(theirs, section, format, events, direction), wish);
            // RFC 3264 §6.1: an answer uses the offer's payload types, so both directions share them
            Optional<RtpStream> agreed =
                    streamTo(remote.get(), section, theirs, format, format.payloadType(), events, events);
            return new Agreed(answer.next().remembering(agreed), Optional.of(answer.sdp()), agreed, direction);
        }
        return new NotAcceptable(488, reason);
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
        List<AudioFormat> common = AudioFormat.in(section);
        if (common.isEmpty()) {
            return new NotAcceptable(488, "no common codec");
        }
        Optional<RemoteEnd> remote = remoteEnd(theirs, section);
        if (remote.isEmpty()) {
            return new NotAcceptable(488, "address of the stream is not usable");
        }
        AudioFormat format = common.getFirst(); // RFC 3264 §7: send the answer's first format
        OptionalInt sendEvents =
                AudioFormat.telephoneEvent(section, format.codec().clockRate());
        OptionalInt receiveEvents = sendEvents.isPresent() ? offeredEvents() : OptionalInt.empty();
        Direction direction = common(wanted, direction(theirs, section), remote.get());
        Optional<RtpStream> agreed = streamTo(
                remote.get(), section, theirs, format, offeredPayloadType(format.codec()), sendEvents, receiveEvents);
        return new Agreed(remembering(agreed), Optional.empty(), agreed, direction);
    }

    /**
     * What is still agreed after the peer refused {@code offer}: everything as it was (RFC 3264 §4), except that the version of the
     * refused description is used up and never stands before other words.
     */
    public Negotiation afterRefusalOf(Negotiation offer) {
        return new Negotiation(media, sessionId, offer.version(), sent, wanted, stream);
    }

    /** Where the peer wants RTP. An unspecified address is a hold of the old kind (RFC 3264 §8.4). */
    private record RemoteEnd(String address, int port) {
        boolean unspecified() {
            return NumericAddress.isUnspecified(address);
        }
    }

    private static Optional<RemoteEnd> remoteEnd(SessionDescription theirs, MediaDescription section) {
        return theirs.addressOf(section)
                .filter(NumericAddress::isNumeric)
                .filter(address -> !NumericAddress.isMulticast(address))
                .map(address -> new RemoteEnd(address, section.port()));
    }

    private Optional<RtpStream> streamTo(
            RemoteEnd remote,
            MediaDescription section,
            SessionDescription theirs,
            AudioFormat format,
            int receivePayloadType,
            OptionalInt sendEvents,
            OptionalInt receiveEvents) {
        if (remote.unspecified()) {
            return stream;
        }
        int rtcpPort = section.attribute("rtcp") // RFC 3605
                .map(value -> SdpReader.number(SdpReader.words(value)[0]))
                .filter(port -> port > 0 && port <= 65_535)
                .orElse(remote.port() + 1);
        return Optional.of(new RtpStream(
                remote.address(),
                remote.port(),
                Math.min(rtcpPort, 65_535),
                format.codec(),
                format.payloadType(),
                receivePayloadType,
                ptimeMillis(theirs, section),
                sendEvents,
                receiveEvents));
    }

    private static boolean isUsableAudio(MediaDescription section) {
        String protocol = section.protocol().toUpperCase(Locale.ROOT);
        return section.type().equalsIgnoreCase("audio")
                && section.port() != 0
                && (protocol.equals("RTP/AVP") || protocol.equals("RTP/AVPF"));
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

    /** The peer's wish (RFC 8866 §6.4) where the media path can grant it: 10 to 60 ms in steps of 10. */
    private static int ptimeMillis(SessionDescription theirs, MediaDescription section) {
        int wish = theirs.attributeOf(section, "ptime").map(Negotiation::millis).orElse(PTIME_MILLIS);
        int most =
                theirs.attributeOf(section, "maxptime").map(Negotiation::millis).orElse(60);
        int chosen = Math.min(wish < 1 ? PTIME_MILLIS : wish, most < 1 ? 60 : most);
        return chosen >= 10 && chosen <= 60 && chosen % 10 == 0 ? chosen : PTIME_MILLIS;
    }

    private static int millis(String value) {
        int point = value.indexOf('.');
        return SdpReader.number(point < 0 ? value : value.substring(0, point));
    }

    /** One section for each of theirs, in their order; every one but {@code chosen} is rejected (RFC 3264 §6). */
    private List<MediaDescription> answerSections(
            SessionDescription theirs,
            MediaDescription chosen,
            AudioFormat format,
            OptionalInt events,
            Direction direction) {
        List<MediaDescription> sections = new ArrayList<>();
        boolean answered = false;
        for (MediaDescription section : theirs.media()) {
            if (!answered && section.equals(chosen)) {
                sections.add(audio(section.protocol(), List.of(format), events, direction));
                answered = true;
            } else {
                sections.add(new MediaDescription(
                        section.type(), 0, section.protocol(), section.formats(), Optional.empty(), List.of()));
            }
        }
        return sections;
    }

    private MediaDescription audio(
            String protocol, List<AudioFormat> formats, OptionalInt events, Direction direction) {
        List<String> payloadTypes = new ArrayList<>();
        List<SdpAttribute> attributes = new ArrayList<>();
        for (AudioFormat format : formats) {
            payloadTypes.add(Integer.toString(format.payloadType()));
            attributes.add(new SdpAttribute(
                    "rtpmap",
                    format.payloadType() + " " + format.codec().encodingName() + '/'
                            + format.codec().clockRate()));
        }
        events.ifPresent(payloadType -> {
            payloadTypes.add(Integer.toString(payloadType));
            int clockRate = formats.getFirst().codec().clockRate();
            attributes.add(new SdpAttribute("rtpmap", payloadType + " telephone-event/" + clockRate));
            attributes.add(new SdpAttribute("fmtp", payloadType + " 0-15"));
        });
        attributes.add(new SdpAttribute("ptime", Integer.toString(PTIME_MILLIS)));
        attributes.add(SdpAttribute.flag(direction.name().toLowerCase(Locale.ROOT)));
        return new MediaDescription("audio", media.rtpPort(), protocol, payloadTypes, Optional.empty(), attributes);
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
                media.address(),
                Optional.of(media.address()),
                List.of(),
                sections);
    }

    private Negotiation remembering(Optional<RtpStream> agreed) {
        return new Negotiation(media, sessionId, version, sent, wanted, agreed);
    }

    private OptionalInt offeredEvents() {
        return sent.map(said -> AudioFormat.telephoneEvent(said.media().getFirst(), Codec.PCMU.clockRate()))
                .orElse(OptionalInt.empty());
    }

    private int offeredPayloadType(Codec codec) {
        return sent.stream()
                .flatMap(said -> AudioFormat.in(said.media().getFirst()).stream())
                .filter(format -> format.codec() == codec)
                .mapToInt(AudioFormat::payloadType)
                .findFirst()
                .orElse(codec.payloadType());
    }
}
