package org.offhook.core.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;

/**
 * Our own {@code m=audio} section, offered or answered.
 *
 * @param protocol {@code RTP/AVP}, {@code RTP/SAVP} or {@code UDP/TLS/RTP/SAVP}, or as the offer had it
 * @param formats codecs, preferred first
 * @param further lines about keys and candidates; empty without encryption and ICE
 * @param direction as we see it
 */
record OwnSection(String protocol, List<AudioFormat> formats, List<SdpAttribute> further, Direction direction) {

    /** Payload type that we ask telephone events to have; any dynamic one would do (RFC 4733 §2.4.1). */
    static final int EVENTS_AT_8000 = 101;

    /** The same beside codecs whose clock is 48 kHz. */
    static final int EVENTS_AT_48000 = 110;

    static final String PLAIN = "RTP/AVP";
    static final String SECURE = "RTP/SAVP";
    static final String HANDSHAKE = "UDP/TLS/RTP/SAVP";

    /** The type we give events in an offer, by the clock they share with the codec. */
    static int eventType(int clockRate) {
        return clockRate == Codec.OPUS.clockRate() ? EVENTS_AT_48000 : EVENTS_AT_8000;
    }

    /** An offer, with events for the clock of every codec in it. */
    MediaDescription offered(LocalMedia media, OptionalInt agreedEvents) {
        Set<Integer> clocks = new TreeSet<>();
        formats.forEach(format -> clocks.add(format.codec().clockRate()));
        List<Events> events = new ArrayList<>();
        for (int clock : clocks) {
            boolean agreed = agreedEvents.isPresent() && clocks.size() == 1;
            events.add(new Events(agreed ? agreedEvents.getAsInt() : eventType(clock), clock));
        }
        return written(media, media.terms().pauses() && clocks.contains(AudioFormat.NOISE_CLOCK), events);
    }

    /** An answer: comfort noise where the offer named it and the account leaves silence out; events under the offer's number, or none. */
    MediaDescription answered(LocalMedia media, MediaDescription offer, OptionalInt events, int eventClock) {
        boolean noise = media.terms().pauses()
                && AudioFormat.comfortNoise(offer, formats.getFirst().codec()).isPresent();
        return written(
                media, noise, events.isPresent() ? List.of(new Events(events.getAsInt(), eventClock)) : List.of());
    }

    private record Events(int payloadType, int clockRate) {}

    private MediaDescription written(LocalMedia media, boolean noise, List<Events> events) {
        List<String> payloadTypes = new ArrayList<>();
        List<SdpAttribute> attributes = new ArrayList<>();
        for (AudioFormat format : formats) {
            payloadTypes.add(Integer.toString(format.payloadType()));
            attributes.add(new SdpAttribute(
                    "rtpmap", format.payloadType() + " " + format.codec().rtpmap()));
            if (format.codec() == Codec.OPUS) {
                attributes.add(
                        new SdpAttribute("fmtp", format.payloadType() + " " + OpusParameters.ours(media.terms())));
            }
        }
        if (noise) {
            payloadTypes.add(Integer.toString(AudioFormat.NOISE));
            attributes.add(new SdpAttribute("rtpmap", AudioFormat.NOISE + " CN/" + AudioFormat.NOISE_CLOCK));
        }
        for (Events event : events) {
            payloadTypes.add(Integer.toString(event.payloadType()));
            attributes.add(new SdpAttribute("rtpmap", event.payloadType() + " telephone-event/" + event.clockRate()));
            attributes.add(new SdpAttribute("fmtp", event.payloadType() + " 0-15"));
        }
        attributes.add(new SdpAttribute("ptime", Integer.toString(media.terms().ptimeMillis())));
        rtcp(media).ifPresent(attributes::add);
        attributes.addAll(further);
        attributes.add(SdpAttribute.flag(direction.name().toLowerCase(Locale.ROOT)));
        return new MediaDescription("audio", media.toldRtpPort(), protocol, payloadTypes, Optional.empty(), attributes);
    }

    /** Where our RTCP is, when a router on the way has not kept it beside RTP (RFC 3605 §2.1). */
    private static Optional<SdpAttribute> rtcp(LocalMedia media) {
        return media.outside()
                .filter(outside -> outside.rtcpPort() != outside.rtpPort() + 1
                        || !outside.rtcpAddress().equals(outside.address()))
                .map(outside -> new SdpAttribute(
                        "rtcp",
                        outside.rtcpAddress().equals(outside.address())
                                ? Integer.toString(outside.rtcpPort())
                                : outside.rtcpPort()
                                        + (outside.rtcpAddress().indexOf(':') < 0 ? " IN IP4 " : " IN IP6 ")
                                        + outside.rtcpAddress()));
    }
}
