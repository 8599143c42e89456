package org.offhook.testkit.peer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A real GStreamer that sends RTP of its own making from one port of loopback, one stream after the other; it signals nothing. */
public final class GstreamerPeer implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int PACKET_MILLIS = 20;

    private final int port = FreePort.rtpPair(LOOPBACK);
    private final List<PeerProcess> running = new ArrayList<>();

    /**
     * A stream of packets of 20 ms.
     *
     * @param law {@code mu} or {@code a}
     * @param hertz of its tone
     * @param millis how long it is
     * @param ssrc its source
     * @param sequenceNumber of its first packet
     * @param timestamp of its first packet
     * @param reports whether reports (RTCP) go to the port of speech, as where both share one
     */
    public record Stream(
            String law, int hertz, int millis, long ssrc, int sequenceNumber, long timestamp, boolean reports) {}

    /** A peer that sends nothing yet. */
    public GstreamerPeer() {
        PeerAvailability.program("gst-launch-1.0");
    }

    /** Where everything comes from. */
    public int port() {
        return port;
    }

    /** Sends a stream to a port of loopback. Returns at once; {@link #awaitEnd} waits. */
    public void send(Stream stream, int to) {
        List<String> command = new ArrayList<>(
                List.of(PeerAvailability.program("gst-launch-1.0").toString(), "-q"));
        List<String> speech = words(String.format(
                Locale.ROOT,
                """
                audiotestsrc is-live=true freq=%d volume=0.25 samplesperbuffer=160 num-buffers=%d \
                ! audio/x-raw,rate=8000,channels=1 ! %slawenc \
                ! rtppcm%spay ssrc=%d seqnum-offset=%d timestamp-offset=%d min-ptime=20000000 max-ptime=20000000""",
                stream.hertz,
                stream.millis / PACKET_MILLIS,
                stream.law,
                stream.law.equals("mu") ? "u" : "a",
                stream.ssrc,
                stream.sequenceNumber,
                stream.timestamp));
        List<String> wire = words(String.format(
                Locale.ROOT, "udpsink host=127.0.0.1 port=%d bind-port=%d sync=false async=false", to, port));
        if (stream.reports) {
            command.addAll(words("rtpbin name=session funnel name=both !"));
            command.addAll(wire);
            command.addAll(speech);
            command.addAll(
                    words("! session.send_rtp_sink_0 session.send_rtp_src_0 ! both. session.send_rtcp_src_0 ! both."));
        } else {
            command.addAll(speech);
            command.add("!");
            command.addAll(wire);
        }
        running.add(PeerProcess.start(PeerProcess.freshFolder("gstreamer"), command));
    }

    private static List<String> words(String pipeline) {
        return List.of(pipeline.strip().split("\\s+"));
    }

    /** Waits until the stream that was sent last is over. */
    public void awaitEnd(Duration atMost) {
        int code = running.getLast().awaitExit(atMost);
        if (code != 0) {
            throw new AssertionError("GStreamer ended with " + code + "; "
                    + running.getLast().log().tail());
        }
    }

    @Override
    public void close() {
        running.forEach(PeerProcess::close);
    }
}
