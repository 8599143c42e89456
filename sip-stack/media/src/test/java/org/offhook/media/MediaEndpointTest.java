package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.tone.CallTone;

/** Two endpoints over real sockets on loopback: what each ear hears. */
class MediaEndpointTest {

    private final MediaEngine engine = MediaEngine.onLoopback("test");
    private final ToneEar left = new ToneEar(440, 620);
    private final ToneEar right = new ToneEar(440, 620);
    private final ConcurrentLinkedQueue<String> digits = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        engine.close();
    }

    private MediaEndpoint open(FrameSource source, FrameSink sink) throws IOException {
        return MediaEndpoint.open(
                engine, source, sink, (digit, duration) -> digits.add(digit + ":" + duration.toMillis()));
    }

    @Test
    void eachEndHearsTheOtherAndNotItself() throws IOException {
        try (MediaEndpoint a = open(new ToneSource(CallTone.steady(440, -20)), left);
                MediaEndpoint b = open(new ToneSource(CallTone.steady(620, -20)), right)) {
            assertThat(a.rtpPort() % 2).isZero();
            a.apply(Plans.talk(1, b.rtpPort()));
            b.apply(Plans.talk(1, a.rtpPort()));
            Eventually.holds("620 at the left ear", () -> left.longestRunMillis(1) >= 400);
            Eventually.holds("440 at the right ear", () -> right.longestRunMillis(0) >= 400);
            assertThat(left.heardMillis(0)).isZero();
            assertThat(right.heardMillis(1)).isZero();
            assertThat(a.statistics().packetsReceived()).isGreaterThan(20);
            assertThat(a.statistics().packetsRejected()).isZero();
        }
    }

    @Test
    void digitsArriveOnceEach() throws IOException {
        try (MediaEndpoint a = open(FrameSource.SILENCE, FrameSink.NONE);
                MediaEndpoint b = open(FrameSource.SILENCE, FrameSink.NONE)) {
            a.apply(Plans.talk(1, b.rtpPort()));
            b.apply(Plans.talk(1, a.rtpPort()));
            a.sendDigits("42*");
            Eventually.holds("three digits", () -> digits.size() >= 3);
            assertThat(digits).containsExactly("4:100", "2:100", "*:100");
        }
    }

    @Test
    void anEchoComesBack() throws IOException {
        EchoLoop echo = new EchoLoop(100);
        try (MediaEndpoint a = open(new ToneSource(CallTone.steady(440, -20)), left);
                MediaEndpoint b = open(echo, echo)) {
            a.apply(Plans.plan(1, b.rtpPort(), Direction.SENDRECV, Codec.PCMA, -1, -1, false));
            b.apply(Plans.plan(1, a.rtpPort(), Direction.SENDRECV, Codec.PCMA, -1, -1, false));
            Eventually.holds("our own tone again", () -> left.longestRunMillis(0) >= 300);
        }
    }

    @Test
    void strangersAreDroppedAndCountedAndGarbageEndsNothing() throws IOException {
        try (MediaEndpoint a = open(FrameSource.SILENCE, left);
                MediaEndpoint b = open(new ToneSource(CallTone.steady(620, -20)), right);
                DatagramSocket stranger =
                        new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.3"), 0))) {
            a.apply(Plans.talk(1, b.rtpPort()));
            b.apply(Plans.talk(1, a.rtpPort()));
            Eventually.holds("the call runs", () -> left.longestRunMillis(1) >= 200);
            byte[] packet = new byte[172];
            for (int i = 0; i < 200; i++) {
                RtpPacket.writeHeader(packet, 0, false, 0, i, i * 160, 7);
                int length = i % 3 == 0 ? i % 12 : 172;
                stranger.send(new DatagramPacket(packet, length, InetAddress.ofLiteral("127.0.0.1"), a.rtpPort()));
                stranger.send(new DatagramPacket(packet, length, InetAddress.ofLiteral("127.0.0.1"), a.rtpPort() + 1));
            }
            Eventually.holds("all are counted", () -> a.statistics().packetsRejected() >= 200);
            int before = left.heardMillis(1);
            Eventually.holds("the call goes on", () -> left.heardMillis(1) >= before + 300);
            assertThat(a.statistics().concealedSamples()).isLessThan(800);
        }
    }

    @Test
    void whatComesBeforeAnyPlanIsCountedAndNotHeard() throws IOException {
        try (MediaEndpoint a = open(FrameSource.SILENCE, left);
                MediaEndpoint b = open(new ToneSource(CallTone.steady(620, -20)), right)) {
            b.apply(Plans.talk(1, a.rtpPort()));
            Eventually.holds("early packets are refused", () -> a.statistics().packetsRejected() >= 10);
            assertThat(left.heardMillis(1)).isZero();
            a.apply(Plans.talk(1, b.rtpPort()));
            Eventually.holds("heard once there is a plan", () -> left.longestRunMillis(1) >= 200);
        }
    }

    @Test
    @Tag("long")
    void reportsCrossAndTheRoundTripIsKnownAfterTwoOfThem() throws IOException {
        try (MediaEndpoint a = open(new ToneSource(CallTone.steady(440, -20)), left);
                MediaEndpoint b = open(new ToneSource(CallTone.steady(620, -20)), right)) {
            a.apply(Plans.talk(1, b.rtpPort()));
            b.apply(Plans.talk(1, a.rtpPort()));
            Eventually.holds(
                    "a round trip on loopback",
                    Duration.ofSeconds(40),
                    () -> a.statistics().roundTripMillis() >= 0);
            assertThat(a.statistics().roundTripMillis()).isLessThan(1000);
            assertThat(a.statistics().packetsRejected()).isZero();
        }
    }

    @Test
    void closingGivesThePortsBack() throws IOException {
        MediaEndpoint a = open(FrameSource.SILENCE, FrameSink.NONE);
        int port = a.rtpPort();
        a.close();
        Eventually.holds("both ports are free", () -> {
            try (DatagramSocket rtp =
                            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
                    DatagramSocket rtcp =
                            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port + 1))) {
                return rtp.isBound() && rtcp.isBound();
            } catch (IOException taken) {
                return false;
            }
        });
    }
}
