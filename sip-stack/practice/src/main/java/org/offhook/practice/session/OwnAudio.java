package org.offhook.practice.session;

import java.util.List;
import java.util.OptionalInt;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;

/**
 * What a far end says of its own audio.
 *
 * @param sessionId number in {@code o=}
 * @param version grows whenever the description changes (RFC 3264 §8)
 * @param address loopback address of the RTP socket
 * @param rtpPort its port
 * @param formats codecs with payload types, preferred first
 * @param eventPayloadType for telephone events
 * @param direction as the far end sees it
 */
public record OwnAudio(
        long sessionId,
        int version,
        String address,
        int rtpPort,
        List<Format> formats,
        OptionalInt eventPayloadType,
        Direction direction) {

    /** A codec under a payload type. */
    public record Format(Codec codec, int payloadType) {}

    /** The payload type under which an offer of ours lists telephone events. */
    public static final int OFFERED_EVENT_PAYLOAD_TYPE = 101;

    /** An offer of both codecs. */
    public static OwnAudio offer(long sessionId, int version, String address, int rtpPort, Direction direction) {
        return new OwnAudio(
                sessionId,
                version,
                address,
                rtpPort,
                List.of(
                        new Format(Codec.PCMU, Codec.PCMU.payloadType()),
                        new Format(Codec.PCMA, Codec.PCMA.payloadType())),
                OptionalInt.of(OFFERED_EVENT_PAYLOAD_TYPE),
                direction);
    }

    /** An answer: the chosen codec and events under the numbers of the offer, the direction mirrored (RFC 3264 §6.1). */
    public static OwnAudio answer(
            long sessionId, int version, String address, int rtpPort, PeerAudio offer, Direction wanted) {
        return new OwnAudio(
                sessionId,
                version,
                address,
                rtpPort,
                List.of(new Format(offer.codec(), offer.payloadType())),
                offer.eventPayloadType(),
                allowed(offer, wanted));
    }

    /** What {@code wanted} becomes when the peer's direction is respected. */
    static Direction allowed(PeerAudio peer, Direction wanted) {
        boolean send = wanted.sends() && peer.direction().receives() && !peer.addressIsZero();
        boolean receive = wanted.receives() && peer.direction().sends();
        if (send) {
            return receive ? Direction.SENDRECV : Direction.SENDONLY;
        }
        return receive ? Direction.RECVONLY : Direction.INACTIVE;
    }

    /** The description as text. */
    public String text() {
        StringBuilder sdp = new StringBuilder(400)
                .append("v=0\r\no=- ")
                .append(sessionId)
                .append(' ')
                .append(version)
                .append(" IN IP4 ")
                .append(address)
                .append("\r\ns=-\r\nc=IN IP4 ")
                .append(address)
                .append("\r\nt=0 0\r\nm=audio ")
                .append(rtpPort)
                .append(" RTP/AVP");
        formats.forEach(format -> sdp.append(' ').append(format.payloadType()));
        eventPayloadType.ifPresent(type -> sdp.append(' ').append(type));
        sdp.append("\r\n");
        for (Format format : formats) {
            sdp.append("a=rtpmap:")
                    .append(format.payloadType())
                    .append(' ')
                    .append(format.codec().encodingName())
                    .append("/8000\r\n");
        }
        eventPayloadType.ifPresent(type -> sdp.append("a=rtpmap:")
                .append(type)
                .append(" telephone-event/8000\r\na=fmtp:")
                .append(type)
                .append(" 0-15\r\n"));
        return sdp.append("a=ptime:20\r\na=")
                .append(direction.name().toLowerCase(java.util.Locale.ROOT))
                .append("\r\n")
                .toString();
    }
}
