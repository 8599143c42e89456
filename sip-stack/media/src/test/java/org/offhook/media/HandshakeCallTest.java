package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Direction;
import org.offhook.core.media.DtlsIdentity;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.Fingerprint;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.rtp.tone.CallTone;
import org.offhook.testkit.base.Seed;

/** Two ends on real sockets that come to their keys by a handshake, as their descriptions say. */
class HandshakeCallTest {

    private static final MediaTerms TERMS = MediaTerms.PLAIN.withEncryption(Encryption.DTLS_MANDATORY);

    private final MediaEngine engine = MediaEngine.onLoopback("handshake");
    private final MediaEngine others = MediaEngine.onLoopback("others");
    private final ToneEar left = new ToneEar(620);
    private final ToneEar right = new ToneEar(440);
    private final List<Boolean> failures = new CopyOnWriteArrayList<>();
    private int revision;

    @AfterEach
    void close() {
        engine.close();
        others.close();
    }

    private MediaPlan plan(Agreed agreed) {
        revision++;
        return new MediaPlan(revision, agreed.stream(), agreed.direction(), false, LocalTone.NONE);
    }

    private record Two(MediaEndpoint one, MediaEndpoint other) implements AutoCloseable {
        @Override
        public void close() {
            one.close();
            other.close();
        }
    }

    private Two two() throws Exception {
        return new Two(
                MediaEndpoint.open(engine, new ToneSource(CallTone.steady(440, -20)), left, (digit, time) -> {}),
                MediaEndpoint.open(others, new ToneSource(CallTone.steady(620, -20)), right, (digit, time) -> {}));
    }

    private Negotiation side(MediaEndpoint end) {
        return Negotiation.of(end.described("127.0.0.1", TERMS, failures::add), 7);
    }

    /** What each agreed on. */
    private record Both(Agreed one, Agreed other) {}

    private static Both exchange(Negotiation one, Negotiation other) {
        Negotiation.Written offer = one.offer(Direction.SENDRECV);
        Agreed answered = (Agreed) other.answer(offer.sdp(), Direction.SENDRECV);
        Agreed read = (Agreed) offer.next().readAnswer(answered.sdp().orElseThrow());
        return new Both(read, answered);
    }

    @Test
    void eachHearsTheOtherThroughHoldsAndANewHandshake() throws Exception {
        try (Two ends = two()) {
            Both first = exchange(side(ends.one()), side(ends.other()));
            ends.one().apply(plan(first.one()));
            ends.other().apply(plan(first.other()));
            Eventually.holds("both are heard", () -> left.heardMillis(0) > 300 && right.heardMillis(0) > 300);
            assertThat(ends.one().statistics().packetsRejected()
                            + ends.other().statistics().packetsRejected())
                    .as("what overtook the last word of the handshake is early, and nothing else was refused")
                    .isZero();
            assertThat(ends.one().statistics().packetsEarly()
                            + ends.other().statistics().packetsEarly())
                    .isLessThan(50);
            MediaPlan held = plan(first.one());
            ends.one().apply(new MediaPlan(held.revision(), held.stream(), Direction.INACTIVE, false, LocalTone.NONE));
            ends.one().apply(plan(first.one()));
            int before = right.heardMillis(0);
            Eventually.holds("heard after a hold", () -> right.heardMillis(0) > before + 300);

            Both second = again(first);
            ends.one().apply(plan(second.one()));
            ends.other().apply(plan(second.other()));
            int leftThen = left.heardMillis(0);
            int rightThen = right.heardMillis(0);
            Eventually.holds(
                    "heard after a new handshake",
                    () -> left.heardMillis(0) > leftThen + 700 && right.heardMillis(0) > rightThen + 700);
            assertThat(failures).isEmpty();
        }
    }

    /** RFC 5763 §5: who answers begins at once, and its answer may be slower than that. */
    @Test
    void aHandshakeThatOvertakesTheAnswerWaitsForIt() throws Exception {
        try (Two ends = two()) {
            Both agreed = exchange(side(ends.one()), side(ends.other()));
            ends.other().apply(plan(agreed.other()));
            Eventually.holds(
                    "the first words on both sockets",
                    () -> ends.one().statistics().packetsEarly() >= 2);
            ends.one().apply(plan(agreed.one()));
            Eventually.holds("both are heard", () -> left.heardMillis(0) > 300 && right.heardMillis(0) > 300);
            assertThat(ends.one().statistics().packetsRejected()).isZero();
        }
    }

    /** A party that is told of somebody else's sockets would take a late word of ours for one of theirs. */
    @Test
    void oneThatIsHushedSaysNothingMoreNotEvenThatItIsOver() throws Exception {
        List<DtlsPeer> done = new CopyOnWriteArrayList<>();
        try (Two ends = two()) {
            LocalMedia ours = ends.one().described("127.0.0.1", TERMS, Optional.empty(), done::add, failures::add);
            Both agreed = exchange(Negotiation.of(ours, 7), side(ends.other()));
            ends.one().apply(plan(agreed.one()));
            ends.other().apply(plan(agreed.other()));
            Eventually.holds("both are heard", () -> left.heardMillis(0) > 300 && right.heardMillis(0) > 300);
            assertThat(done)
                    .as("whose handshake is done is told")
                    .containsExactly(agreed.one().stream().orElseThrow().dtls().orElseThrow());
            ends.one().hush();
            long onTheWay = ends.other().statistics().packetsReceived() + 2;
            long heardThen = ends.one().statistics().packetsReceived();
            Eventually.holds(
                    "half a second of the other's speech",
                    () -> ends.one().statistics().packetsReceived() > heardThen + 25);
            assertThat(ends.other().statistics().packetsReceived()).isLessThanOrEqualTo(onTheWay);
            ends.one().apply(plan(agreed.one()));
            Eventually.holds("it speaks again", () -> ends.other().statistics().packetsReceived() > onTheWay + 10);
        }
    }

    /** The same with the next association on both sides: what a peer's new tls-id would bring. */
    private static Both again(Both first) {
        return new Both(next(first.one()), next(first.other()));
    }

    private static Agreed next(Agreed agreed) {
        return new Agreed(
                agreed.next(),
                agreed.sdp(),
                agreed.stream().map(stream -> {
                    DtlsPeer peer = stream.dtls().orElseThrow();
                    return stream.securedBy(
                            new DtlsPeer(peer.role(), peer.fingerprint(), peer.tlsId(), peer.association() + 1));
                }),
                agreed.direction());
    }

    @Test
    void whoeverShowsAnotherCertificateIsNeitherHeardNorSpokenTo() throws Exception {
        try (Two ends = two()) {
            LocalMedia honest = ends.other().described("127.0.0.1", TERMS, failures::add);
            LocalMedia lying = new LocalMedia(
                    honest.address(),
                    honest.rtpPort(),
                    honest.terms(),
                    honest.keys(),
                    honest.identity()
                            .map(one -> new DtlsIdentity(
                                    new Fingerprint("sha-256", "00" + ":11".repeat(31)), one.callToken())));
            Both agreed = exchange(side(ends.one()), Negotiation.of(lying, 7));
            ends.one().apply(plan(agreed.one()));
            ends.other().apply(plan(agreed.other()));
            Eventually.holds("the impostor is told of", () -> failures.contains(true));
            assertThat(ends.one().statistics().packetsSent()).isZero();
            assertThat(left.heardMillis(0)).isZero();
            assertThat(right.heardMillis(0)).isZero();
        }
    }

    @Test
    void beforeTheKeysNothingIsSentAndGarbageIsCounted() throws Exception {
        Random random = new Random(Seed.of("HandshakeCallTest"));
        try (Two ends = two();
                DatagramSocket wire = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            Negotiation.Written offer = side(ends.one()).offer(Direction.SENDRECV);
            String answer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                    + wire.getLocalPort()
                    + " UDP/TLS/RTP/SAVP 0\r\na=setup:active\r\na=fingerprint:sha-256 00" + ":11".repeat(31) + "\r\n";
            ends.one().apply(plan((Agreed) offer.next().readAnswer(answer)));
            for (int i = 0; i < 200; i++) {
                byte[] junk = new byte[20 + random.nextInt(150)];
                random.nextBytes(junk);
                junk[0] = (byte) (i % 2 == 0 ? 20 + random.nextInt(44) : 0x80);
                wire.send(new DatagramPacket(
                        junk,
                        junk.length,
                        InetAddress.ofLiteral("127.0.0.1"),
                        ends.one().rtpPort()));
                if (i % 50 == 49) { // the system keeps only so many for a thread that is held up
                    int sent = i + 1;
                    Eventually.holds(
                            "all are counted",
                            () -> ends.one().statistics().packetsRejected()
                                            + ends.one().statistics().packetsEarly()
                                    >= sent - 10);
                }
            }
            assertThat(ends.one().statistics().packetsSent()).isZero();
            assertThat(ends.one().statistics().packetsReceived()).isZero();
            assertThat(left.heardMillis(0)).isZero();
        }
    }
}
