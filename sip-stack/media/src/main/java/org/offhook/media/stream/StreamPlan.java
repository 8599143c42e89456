package org.offhook.media.stream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.Format;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.OpusBand;
import org.offhook.core.media.OpusTerms;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.codec.SpeechDecoder;
import org.offhook.rtp.codec.SpeechEncoder;

/**
 * A {@link MediaPlan} made ready for the audio threads: addresses resolved, codecs made, absent payload types as −1. Immutable; the
 * threads notice a change by its identity. Encoder and decoders keep state and belong to the thread that uses them; a plan that goes
 * on with a codec goes on with its state.
 */
public final class StreamPlan {

    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int PAYLOAD_TYPES = 128;
    private static final int USUAL_PACKET_MILLIS = 20;
    private static final int USUAL_CLOCK = 8_000;

    /** What a stream does before any plan. */
    public static final StreamPlan NOTHING = new StreamPlan();

    final MediaPlan plan;
    final boolean sends;
    final boolean receives;
    final InetSocketAddress remoteRtp;
    final InetSocketAddress remoteRtcp;
    final Codec codec;
    final OpusTerms opus;
    final SpeechEncoder encoder;
    final int packetMillis;
    /** Event durations are so many times those of an 8000 Hz clock. */
    final int eventMultiple;

    final int sendPayloadType;
    final int sendEventPayloadType;
    final int receiveEventPayloadType;
    /** −1 where silence is sent as such. */
    final int noisePayloadType;
    /** What is negotiated now, then what was until this plan: packets of before are still on their way. */
    final List<Heard> heard;

    /** Null for a stream in the clear. */
    final @Nullable Protection protection;
    /** The same for reports, or one with keys of its own. */
    final @Nullable Protection reportProtection;
    /** False where reports could go in the clear only. */
    final boolean reports;

    private final @Nullable Heard[] heardByType = new Heard[PAYLOAD_TYPES];

    /**
     * A payload type that is understood.
     *
     * @param rateHertz of what the decoder gives
     * @param former negotiated by the plan before only
     */
    record Heard(int payloadType, Codec codec, int rateHertz, SpeechDecoder decoder, boolean former) {}

    private StreamPlan() {
        plan = MediaPlan.SILENT;
        sends = false;
        receives = false;
        remoteRtp = NOWHERE;
        remoteRtcp = NOWHERE;
        codec = Codec.PCMU;
        opus = OpusTerms.USUAL;
        encoder = G711.MU_LAW;
        packetMillis = USUAL_PACKET_MILLIS;
        eventMultiple = 1;
        sendPayloadType = -1;
        sendEventPayloadType = -1;
        receiveEventPayloadType = -1;
        noisePayloadType = -1;
        heard = List.of();
        protection = null;
        reportProtection = null;
        reports = false;
    }

    /** A plan after none. */
    public StreamPlan(MediaPlan plan) {
        this(plan, NOTHING, 0);
    }

    /** A plan whose keys, if any, are in it. */
    public StreamPlan(MediaPlan plan, StreamPlan before, int ssrc) {
        this(plan, before, ssrc, keysOf(plan));
    }

    private static StreamKeys keysOf(MediaPlan plan) {
        return plan.stream()
                .flatMap(RtpStream::security)
                .map(security -> switch (security) {
                    case Keys keys -> new StreamKeys.Shared(keys);
                    case DtlsPeer _ -> new StreamKeys.Awaited();
                })
                .orElseGet(StreamKeys.Plain::new);
    }

    /**
     * Reads a plan.
     *
     * @param before what held until now
     * @param ssrc of what we send, which encryption depends on
     * @param keys what the stream is encrypted with
     * @throws IllegalStateException when the stream is to be encrypted and this machine cannot
     * @throws IllegalArgumentException when the remote address is not numeric; the negotiation gives only numeric ones
     */
    public StreamPlan(MediaPlan plan, StreamPlan before, int ssrc, StreamKeys keys) {
        this.plan = plan;
        RtpStream stream = plan.stream().orElse(null);
        if (stream == null) {
            sends = false;
            receives = false;
            remoteRtp = NOWHERE;
            remoteRtcp = NOWHERE;
            codec = before.codec;
            opus = before.opus;
            encoder = before.encoder;
            packetMillis = before.packetMillis;
            eventMultiple = 1;
            sendPayloadType = -1;
            sendEventPayloadType = -1;
            receiveEventPayloadType = -1;
            noisePayloadType = -1;
            heard = List.of();
            protection = before.protection;
            reportProtection = before.reportProtection;
            reports = false;
            return;
        }
        InetAddress address = InetAddress.ofLiteral(stream.remoteAddress());
        // RFC 3264 §8.4: 0.0.0.0 is the old way to say hold; nothing can be sent there.
        boolean reachable = !address.isAnyLocalAddress() && stream.remoteRtpPort() > 0;
        switch (keys) {
            case StreamKeys.Plain _ -> {
                protection = null;
                reportProtection = null;
            }
            case StreamKeys.Shared(Keys both) -> {
                protection = Protection.by(both, ssrc, before.protection);
                reportProtection = protection;
            }
            case StreamKeys.Awaited _ -> {
                protection = before.protection;
                reportProtection = before.reportProtection;
            }
            case StreamKeys.Apart(Keys speech, Optional<Keys> ofReports) -> {
                protection = Protection.by(speech, ssrc, before.protection);
                reportProtection = ofReports
                        .map(own -> Protection.by(own, ssrc, before.reportProtection))
                        .orElse(before.reportProtection);
            }
        }
        boolean plain = keys instanceof StreamKeys.Plain;
        boolean ready = plain || protection != null;
        reports = plain || reportProtection != null;
        sends = plan.direction().sends() && reachable && ready;
        receives = plan.direction().receives() && ready;
        remoteRtp = new InetSocketAddress(address, stream.remoteRtpPort());
        remoteRtcp = new InetSocketAddress(address, stream.remoteRtcpPort());
        codec = stream.codec();
        opus = stream.opus();
        boolean same = codec == before.codec && opus.equals(before.opus);
        encoder = same ? before.encoder : Codecs.encoder(stream);
        packetMillis = Codecs.packetMillis(codec, stream.ptimeMillis());
        eventMultiple = Math.max(1, stream.eventClockRate() / USUAL_CLOCK);
        sendPayloadType = stream.sendPayloadType();
        sendEventPayloadType = stream.sendEventPayloadType().orElse(-1);
        receiveEventPayloadType = stream.receiveEventPayloadType().orElse(-1);
        noisePayloadType = stream.noisePayloadType().orElse(-1);
        heard = List.copyOf(understood(stream, before));
        for (Heard one : heard) {
            heardByType[one.payloadType()] = one;
        }
    }

    private static List<Heard> understood(RtpStream stream, StreamPlan before) {
        List<Heard> all = new ArrayList<>();
        OpusBand band = stream.opus().band();
        add(all, new Format(stream.codec(), stream.receivePayloadType()), band, before);
        stream.further().forEach(format -> add(all, format, band, before));
        for (Heard earlier : before.heard) {
            boolean taken = all.stream().anyMatch(one -> one.payloadType() == earlier.payloadType());
            if (!earlier.former() && !taken) {
                all.add(new Heard(
                        earlier.payloadType(), earlier.codec(), earlier.rateHertz(), earlier.decoder(), true));
            }
        }
        return all;
    }

    private static void add(List<Heard> all, Format format, OpusBand band, StreamPlan before) {
        Heard earlier = before.heard(format.payloadType());
        // A codec that comes back after another one is begun anew by whoever speaks it: a decoder that remembers more
        // would burst.
        // One that goes on keeps its rate: any width of Opus is heard at any rate.
        if (earlier != null && !earlier.former() && earlier.codec() == format.codec()) {
            all.add(new Heard(format.payloadType(), format.codec(), earlier.rateHertz(), earlier.decoder(), false));
            return;
        }
        int rate = rate(format.codec(), band);
        all.add(new Heard(format.payloadType(), format.codec(), rate, Codecs.decoder(format.codec(), rate), false));
    }

    private static int rate(Codec codec, OpusBand band) {
        return codec == Codec.OPUS ? band.sampleRateHertz() : codec.sampleRate();
    }

    /** What a payload type means; null for one that was never agreed on. */
    @Nullable
    Heard heard(int payloadType) {
        return heardByType[payloadType];
    }

    /** What encrypts and decrypts the stream; null for one in the clear. */
    public @Nullable Protection protection() {
        return protection;
    }

    /** The same for reports; null for those in the clear. */
    public @Nullable Protection reportProtection() {
        return reportProtection;
    }

    /** Whether reports may go and come: not where they would be the only thing in the clear. */
    public boolean reports() {
        return reports;
    }

    /** Samples a second that the stream is spoken in. */
    public int sampleRateHertz() {
        return rate(codec, opus.band());
    }

    /** Length of a packet that is sent, in milliseconds. */
    public int packetMillis() {
        return packetMillis;
    }

    /** Tells the encoder how much of what we send gets lost. Media clock. */
    public void expectLoss(int percent) {
        encoder.expectLoss(percent);
    }

    /** The plan's revision: a new one lets the receiver latch again. */
    public int revision() {
        return plan.revision();
    }

    /** The plan this was made from. */
    public MediaPlan plan() {
        return plan;
    }

    /** Whether packets go out. */
    public boolean sends() {
        return sends;
    }

    /** Whether speech is to be heard as soon as there are keys for it. */
    public boolean awaitsKeys() {
        return !receives && protection == null && plan.direction().receives() && !heard.isEmpty();
    }

    /** Whether what comes in is heard. */
    public boolean receives() {
        return receives;
    }

    /** Where RTP goes unless the latch knows better. */
    public InetSocketAddress remoteRtp() {
        return remoteRtp;
    }

    /** Where RTCP goes unless the latch knows better. */
    public InetSocketAddress remoteRtcp() {
        return remoteRtcp;
    }
}
