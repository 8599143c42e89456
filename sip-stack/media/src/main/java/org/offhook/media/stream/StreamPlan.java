package org.offhook.media.stream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.rtp.codec.G711;

/**
 * A {@link MediaPlan} made ready for the audio threads: addresses resolved, codecs looked up, absent payload types as −1.
 * Immutable; the threads notice a change by its identity.
 */
public final class StreamPlan {

    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** What a stream does before any plan. */
    public static final StreamPlan NOTHING = new StreamPlan(MediaPlan.SILENT);

    final MediaPlan plan;
    final boolean sends;
    final boolean receives;
    final InetSocketAddress remoteRtp;
    final InetSocketAddress remoteRtcp;
    final G711 codec;
    final int sendPayloadType;
    final int receivePayloadType;
    final int sendEventPayloadType;
    final int receiveEventPayloadType;

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException when the remote address is not numeric; the negotiation gives only numeric ones
     */
    public StreamPlan(MediaPlan plan) {
        this.plan = plan;
        RtpStream stream = plan.stream().orElse(null);
        if (stream == null) {
            sends = false;
            receives = false;
            remoteRtp = NOWHERE;
            remoteRtcp = NOWHERE;
            codec = G711.MU_LAW;
            sendPayloadType = -1;
            receivePayloadType = -1;
            sendEventPayloadType = -1;
            receiveEventPayloadType = -1;
            return;
        }
        InetAddress address = InetAddress.ofLiteral(stream.remoteAddress());
        // RFC 3264 §8.4: 0.0.0.0 is the old way to say hold; nothing can be sent there.
        boolean reachable = !address.isAnyLocalAddress() && stream.remoteRtpPort() > 0;
        sends = plan.direction().sends() && reachable;
        receives = plan.direction().receives();
        remoteRtp = new InetSocketAddress(address, stream.remoteRtpPort());
        remoteRtcp = new InetSocketAddress(address, stream.remoteRtcpPort());
        codec = codec(stream.codec());
        sendPayloadType = stream.sendPayloadType();
        receivePayloadType = stream.receivePayloadType();
        sendEventPayloadType = stream.sendEventPayloadType().orElse(-1);
        receiveEventPayloadType = stream.receiveEventPayloadType().orElse(-1);
    }

    private static G711 codec(Codec codec) {
        return switch (codec) {
            case PCMU -> G711.MU_LAW;
            case PCMA -> G711.A_LAW;
        };
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
