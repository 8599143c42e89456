package org.offhook.core.media;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything the audio threads need to know of a call, handed over as one immutable value through a volatile reference.
 *
 * @param revision grows with each plan that signalling caused; only a new revision lets the receiver latch onto another source
 *     (RFC 4961 symmetric RTP; a random packet must never move the stream)
 * @param stream where and how RTP flows; absent while nothing is negotiated (only the local tone is heard)
 * @param direction of the RTP stream
 * @param muted true sends silence: packets keep flowing so that NAT bindings and the far end's buffer live
 * @param tone what the agent hears in place of the far end
 */
public record MediaPlan(int revision, Optional<RtpStream> stream, Direction direction, boolean muted, LocalTone tone) {

    /** The plan of a call that has no media yet and plays nothing. */
    public static final MediaPlan SILENT =
            new MediaPlan(0, Optional.empty(), Direction.INACTIVE, false, LocalTone.NONE);

    /** A codec under the payload type that a description gives it. */
    public record Format(Codec codec, int payloadType) {}

    /** What protects a stream. */
    public sealed interface Security {}

    /**
     * Keys of an encrypted stream, from SDP.
     *
     * @param send ours: what we send is encrypted with it
     * @param receive the peer's
     */
    public record Keys(SrtpKey send, SrtpKey receive) implements Security {}

    /** Who of two begins a handshake (RFC 5763 §5). */
    public enum DtlsRole {
        /** We do: {@code a=setup:active}. */
        CLIENT,
        /** The peer does: {@code a=setup:passive}. */
        SERVER
    }

    /**
     * A peer with whom a handshake gives the keys. Until it is done nothing is sent and nothing heard. Equal ones are the same association.
     *
     * @param role ours
     * @param fingerprint that its certificate must have
     * @param tlsId the peer's name for the association (RFC 8842), or empty when it gives none
     * @param association counts those of the call: another number wants another handshake
     */
    public record DtlsPeer(DtlsRole role, Fingerprint fingerprint, String tlsId, int association) implements Security {}

    /**
     * A negotiated RTP stream.
     *
     * @param remoteAddress numeric address of the far end
     * @param remoteRtpPort its RTP port
     * @param remoteRtcpPort its RTCP port: the next one unless {@code a=rtcp} (RFC 3605) says otherwise
     * @param codec codec of both directions
     * @param sendPayloadType payload type the peer wants to receive
     * @param receivePayloadType payload type we asked for
     * @param ptimeMillis packet length in milliseconds that we send
     * @param sendEventPayloadType telephone-event payload type the peer asked for (RFC 4733); may differ from ours
     * @param receiveEventPayloadType telephone-event payload type we asked for
     * @param further what else both named and the peer may send without a word (RFC 3264 §5.1), under our payload types
     * @param eventClockRate ticks a second of event durations; the codec's clock unless the peer knows 8000 only
     * @param opus how Opus is spoken, where it is
     * @param security of an encrypted stream; absent for a plain one
     * @param ice whose candidates are to be checked; until a pair is settled on, and where none works, packets go to the remote address
     * @param noisePayloadType comfort noise that goes out in pauses in place of speech (RFC 3389), where both sides named it
     */
    public record RtpStream(
            String remoteAddress,
            int remoteRtpPort,
            int remoteRtcpPort,
            Codec codec,
            int sendPayloadType,
            int receivePayloadType,
            int ptimeMillis,
            OptionalInt sendEventPayloadType,
            OptionalInt receiveEventPayloadType,
            List<Format> further,
            int eventClockRate,
            OpusTerms opus,
            Optional<Security> security,
            Optional<IcePeer> ice,
            OptionalInt noisePayloadType) {
        public RtpStream {
            further = List.copyOf(further);
        }

        /** A stream without comfort noise. */
        public RtpStream(
                String remoteAddress,
                int remoteRtpPort,
                int remoteRtcpPort,
                Codec codec,
                int sendPayloadType,
                int receivePayloadType,
                int ptimeMillis,
                OptionalInt sendEventPayloadType,
                OptionalInt receiveEventPayloadType,
                List<Format> further,
                int eventClockRate,
                OpusTerms opus,
                Optional<Security> security,
                Optional<IcePeer> ice) {
            this(
                    remoteAddress,
                    remoteRtpPort,
                    remoteRtcpPort,
                    codec,
                    sendPayloadType,
                    receivePayloadType,
                    ptimeMillis,
                    sendEventPayloadType,
                    receiveEventPayloadType,
                    further,
                    eventClockRate,
                    opus,
                    security,
                    ice,
                    OptionalInt.empty());
        }

        /** A stream without ICE, Opus in wide band. */
        public RtpStream(
                String remoteAddress,
                int remoteRtpPort,
                int remoteRtcpPort,
                Codec codec,
                int sendPayloadType,
                int receivePayloadType,
                int ptimeMillis,
                OptionalInt sendEventPayloadType,
                OptionalInt receiveEventPayloadType,
                List<Format> further,
                int eventClockRate,
                OpusWishes opus,
                Optional<Security> security) {
            this(
                    remoteAddress,
                    remoteRtpPort,
                    remoteRtcpPort,
                    codec,
                    sendPayloadType,
                    receivePayloadType,
                    ptimeMillis,
                    sendEventPayloadType,
                    receiveEventPayloadType,
                    further,
                    eventClockRate,
                    new OpusTerms(OpusBand.WIDE, opus),
                    security,
                    Optional.empty());
        }

        /** A plain stream of one codec. */
        public RtpStream(
                String remoteAddress,
                int remoteRtpPort,
                int remoteRtcpPort,
                Codec codec,
                int sendPayloadType,
                int receivePayloadType,
                int ptimeMillis,
                OptionalInt sendEventPayloadType,
                OptionalInt receiveEventPayloadType) {
            this(
                    remoteAddress,
                    remoteRtpPort,
                    remoteRtcpPort,
                    codec,
                    sendPayloadType,
                    receivePayloadType,
                    ptimeMillis,
                    sendEventPayloadType,
                    receiveEventPayloadType,
                    List.of(),
                    codec.clockRate(),
                    OpusWishes.NONE,
                    Optional.empty());
        }

        /** The same with comfort noise in pauses, or without. */
        public RtpStream withNoise(OptionalInt payloadType) {
            return new RtpStream(
                    remoteAddress,
                    remoteRtpPort,
                    remoteRtcpPort,
                    codec,
                    sendPayloadType,
                    receivePayloadType,
                    ptimeMillis,
                    sendEventPayloadType,
                    receiveEventPayloadType,
                    further,
                    eventClockRate,
                    opus,
                    security,
                    ice,
                    payloadType);
        }

        /** The same with digits that go out as tones, though the far end would take events. */
        public RtpStream withoutSentEvents() {
            return new RtpStream(
                    remoteAddress,
                    remoteRtpPort,
                    remoteRtcpPort,
                    codec,
                    sendPayloadType,
                    receivePayloadType,
                    ptimeMillis,
                    OptionalInt.empty(),
                    receiveEventPayloadType,
                    further,
                    eventClockRate,
                    opus,
                    security,
                    ice,
                    noisePayloadType);
        }

        /** The same with somebody whose candidates are checked, or without. */
        public RtpStream checkedWith(Optional<IcePeer> peer) {
            return new RtpStream(
                    remoteAddress,
                    remoteRtpPort,
                    remoteRtcpPort,
                    codec,
                    sendPayloadType,
                    receivePayloadType,
                    ptimeMillis,
                    sendEventPayloadType,
                    receiveEventPayloadType,
                    further,
                    eventClockRate,
                    opus,
                    security,
                    peer,
                    noisePayloadType);
        }

        /** The same under other keys. */
        public RtpStream securedBy(Security other) {
            return new RtpStream(
                    remoteAddress,
                    remoteRtpPort,
                    remoteRtcpPort,
                    codec,
                    sendPayloadType,
                    receivePayloadType,
                    ptimeMillis,
                    sendEventPayloadType,
                    receiveEventPayloadType,
                    further,
                    eventClockRate,
                    opus,
                    Optional.of(other),
                    ice,
                    noisePayloadType);
        }

        /** Whether what is said cannot be read on the way. */
        public boolean encrypted() {
            return security.isPresent();
        }

        /** Keys that were in SDP. */
        public Optional<Keys> keys() {
            return security.flatMap(one -> one instanceof Keys keys ? Optional.of(keys) : Optional.empty());
        }

        /** The peer of a handshake. */
        public Optional<DtlsPeer> dtls() {
            return security.flatMap(one -> one instanceof DtlsPeer peer ? Optional.of(peer) : Optional.empty());
        }

        /** How the stream is protected. */
        public SpeechSecurity secured() {
            return security.map(one -> switch (one) {
                        case Keys _ -> SpeechSecurity.SDES;
                        case DtlsPeer _ -> SpeechSecurity.DTLS;
                    })
                    .orElse(SpeechSecurity.NONE);
        }
    }
}
