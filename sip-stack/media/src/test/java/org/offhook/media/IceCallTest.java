package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.rtp.stun.StunMessage;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.rtp.stun.StunReader;
import org.offhook.rtp.stun.StunReading;
import org.offhook.rtp.stun.StunWriter;
import org.offhook.rtp.tone.CallTone;

/** Calls whose way is found by checks, on real sockets: with a lite peer, with another full one, and with one that does not answer. */
class IceCallTest {
    private static final MediaTerms TERMS = MediaTerms.PLAIN.withIce(true);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String PEER_PASSWORD = "asd88fgpdd777uzjYhagZg";

    private final MediaEngine engine = MediaEngine.onLoopback("checking");
    private final MediaEngine others = MediaEngine.onLoopback("others");
    private final ToneEar left = new ToneEar(620);
    private final ToneEar right = new ToneEar(440);

    @AfterEach
    void close() {
        engine.close();
        others.close();
    }

    private MediaEndpoint one() throws IOException {
        return MediaEndpoint.open(engine, new ToneSource(CallTone.steady(440, -20)), left, (digit, time) -> {});
    }

    private static Negotiation side(MediaEndpoint end, MediaTerms terms) {
        List<Optional<ReflexiveAddress>> outside = new CopyOnWriteArrayList<>();
        end.locate(terms, outside::add);
        Optional<ReflexiveAddress> seen = outside.isEmpty() ? Optional.empty() : outside.getLast();
        return Negotiation.of(end.described("127.0.0.1", terms, seen, failed -> {}), 7);
    }

    private static MediaPlan plan(int revision, Agreed agreed) {
        return new MediaPlan(revision, agreed.stream(), agreed.direction(), false, LocalTone.NONE);
    }

    /** A lite peer: one live port that answers checks and notes what comes, beside a default destination where nobody is. */
    private static final class LitePeer implements AutoCloseable {
        final DatagramSocket live = new DatagramSocket(0, LOOPBACK);
        final DatagramSocket dead = new DatagramSocket(0, LOOPBACK);
        final List<StunMessage> checks = new CopyOnWriteArrayList<>();
        final AtomicInteger speech = new AtomicInteger();

        LitePeer() throws IOException {
            Thread.ofPlatform().daemon().name("test-lite").start(this::serve);
        }

        private void serve() {
            byte[] buffer = new byte[2_048];
            while (!live.isClosed()) {
                try {
                    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                    live.receive(packet);
                    if (StunReader.read(buffer, packet.getLength()) instanceof StunReading.Read(StunMessage check)) {
                        checks.add(check);
                        byte[] answer = new StunWriter(Kind.SUCCESS, check.id())
                                .mapped((InetSocketAddress) packet.getSocketAddress())
                                .signed(PEER_PASSWORD);
                        live.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    } else if (buffer[0] == (byte) 0x80) {
                        speech.incrementAndGet();
                        live.send(packet); // what it hears it says again
                    }
                } catch (IOException closed) {
                    return;
                }
            }
        }

        String answer() {
            int def = dead.getLocalPort();
            return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\na=ice-lite\r\nm=audio "
                    + def
                    + " RTP/AVP 0\r\na=ice-ufrag:8hhY\r\na=ice-pwd:" + PEER_PASSWORD
                    + "\r\na=candidate:1 1 UDP 2130706431 127.0.0.1 " + live.getLocalPort() + " typ host"
                    + "\r\na=candidate:2 1 UDP 1694498815 127.0.0.1 " + def + " typ srflx raddr 127.0.0.1 rport 9\r\n";
        }

        @Override
        public void close() {
            live.close();
            dead.close();
        }
    }

    @Test
    void speechTakesTheLitePeersWayThatWorksAndIsHeardFromThere() throws Exception {
        ToneEar own = new ToneEar(440);
        try (LitePeer peer = new LitePeer();
                MediaEndpoint end = MediaEndpoint.open(
                        engine, new ToneSource(CallTone.steady(440, -20)), own, (digit, time) -> {})) {
            Negotiation.Written offer = side(end, TERMS).offer(Direction.SENDRECV);
            end.apply(plan(1, (Agreed) offer.next().readAnswer(peer.answer())));
            Eventually.holds("speech arrives where the checks went", () -> peer.speech.get() > 25);
            Eventually.holds("and comes back from there", () -> own.heardMillis(0) > 300);
            assertThat(peer.checks.getFirst().useCandidate()).isFalse();
            assertThat(peer.checks).anyMatch(StunMessage::useCandidate);
            assertThat(peer.checks).allMatch(check -> check.controlling().isPresent());
            assertThat(peer.checks).allMatch(check -> check.authentic(PEER_PASSWORD.getBytes(StandardCharsets.UTF_8)));
            assertThat(peer.checks.getFirst().username().orElseThrow()).startsWith("8hhY:");
        }
    }

    @Test
    void twoFullOnesAgreeAndHearEachOther() throws Exception {
        try (MediaEndpoint one = one();
                MediaEndpoint other = MediaEndpoint.open(
                        others, new ToneSource(CallTone.steady(620, -20)), right, (digit, time) -> {})) {
            Negotiation.Written offer = side(one, TERMS).offer(Direction.SENDRECV);
            Agreed answered = (Agreed) side(other, TERMS).answer(offer.sdp(), Direction.SENDRECV);
            Agreed agreed = (Agreed) offer.next().readAnswer(answered.sdp().orElseThrow());
            assertThat(agreed.stream().orElseThrow().ice()).isPresent();
            one.apply(plan(1, agreed));
            other.apply(plan(1, answered));
            Eventually.holds("both are heard", () -> left.heardMillis(0) > 300 && right.heardMillis(0) > 300);
            assertThat(one.statistics().packetsRejected())
                    .as("speech may overtake the plan, for a moment")
                    .isLessThan(10);
        }
    }

    @Test
    void aPeerThatAnswersNoCheckIsTalkedToAsWithoutIce() throws Exception {
        try (MediaEndpoint one = one();
                MediaEndpoint other = MediaEndpoint.open(
                        others, new ToneSource(CallTone.steady(620, -20)), right, (digit, time) -> {})) {
            int port = other.rtpPort();
            Negotiation.Written offer = side(one, TERMS).offer(Direction.SENDRECV);
            String answer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                    + " RTP/AVP 0\r\na=ice-ufrag:8hhY\r\na=ice-pwd:" + PEER_PASSWORD
                    + "\r\na=candidate:1 1 UDP 2130706431 127.0.0.1 " + port + " typ host\r\n";
            one.apply(plan(1, (Agreed) offer.next().readAnswer(answer)));
            LocalMedia plain = other.described("127.0.0.1", MediaTerms.PLAIN, failed -> {});
            other.apply(plan(1, (Agreed) Negotiation.of(plain, 8).answer(offer.sdp(), Direction.SENDRECV)));
            Eventually.holds("both are heard", () -> left.heardMillis(0) > 300 && right.heardMillis(0) > 300);
        }
    }
}
