package org.offhook.core.negotiation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaPlan.Format;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.MediaPlan.Security;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusTerms;
import org.offhook.core.media.OpusWishes;

/** Where the peer wants RTP. An unspecified address is a hold of the old kind (RFC 3264 §8.4). */
record RemoteEnd(String address, int port) {
    private static final int LONGEST_PTIME_MILLIS = 60;

    /** @param receiveEvents payload type we asked for */
    record Terms(Events events, OptionalInt receiveEvents, List<Format> further, Optional<Security> security) {}

    /** Empty when the address could not be sent to without asking a name server, or is a group's. */
    static Optional<RemoteEnd> of(SessionDescription theirs, MediaDescription section) {
        return theirs.addressOf(section)
                .filter(NumericAddress::isNumeric)
                .filter(address -> !NumericAddress.isMulticast(address))
                .map(address -> new RemoteEnd(address, section.port()));
    }

    boolean unspecified() {
        return NumericAddress.isUnspecified(address);
    }

    /**
     * The stream there.
     *
     * @param format what the peer wants
     * @param receivePayloadType what we asked for
     * @param own packet length when the peer wishes none, and width of Opus
     */
    RtpStream stream(
            SessionDescription theirs,
            MediaDescription section,
            AudioFormat format,
            int receivePayloadType,
            MediaTerms own,
            Terms terms) {
        int rtcpPort = section.attribute("rtcp") // RFC 3605
                .map(value -> SdpReader.number(SdpReader.words(value)[0]))
                .filter(one -> one > 0 && one <= 65_535)
                .orElse(port + 1);
        return new RtpStream(
                address,
                port,
                Math.min(rtcpPort, 65_535),
                format.codec(),
                format.payloadType(),
                receivePayloadType,
                ptimeMillis(theirs, section, own.ptimeMillis()),
                terms.events().payloadType(),
                terms.receiveEvents(),
                terms.further(),
                terms.events().clockRate(),
                format.codec() == Codec.OPUS
                        ? OpusParameters.of(section, format.payloadType(), own.opusBand())
                        : new OpusTerms(own.opusBand(), OpusWishes.NONE),
                terms.security(),
                Optional.empty(),
                own.pauses() ? AudioFormat.comfortNoise(section, format.codec()) : OptionalInt.empty());
    }

    /** The peer's wish (RFC 8866 §6.4) where the media path can grant it: 10 to 60 ms in steps of 10. */
    private static int ptimeMillis(SessionDescription theirs, MediaDescription section, int usual) {
        int wish = theirs.attributeOf(section, "ptime").map(RemoteEnd::millis).orElse(usual);
        int most =
                theirs.attributeOf(section, "maxptime").map(RemoteEnd::millis).orElse(LONGEST_PTIME_MILLIS);
        int chosen = Math.min(wish < 1 ? usual : wish, most < 1 ? LONGEST_PTIME_MILLIS : most);
        return chosen >= 10 && chosen <= LONGEST_PTIME_MILLIS && chosen % 10 == 0 ? chosen : usual;
    }

    private static int millis(String value) {
        int point = value.indexOf('.');
        return SdpReader.number(point < 0 ? value : value.substring(0, point));
    }
}
