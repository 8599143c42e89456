package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.MediaPlan.Security;
import org.offhook.core.media.OpusWishes;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.tone.CallTone;

/** Two ends on real sockets that encrypt. */
class ProtectedCallTest {

    private final MediaEngine engine = MediaEngine.onLoopback("protected");

    @AfterEach
    void close() {
        engine.close();
    }

    private static SrtpKey key(SrtpSuite suite, int filled) {
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        Arrays.fill(bytes, (byte) filled);
        return SrtpKey.of(suite, bytes);
    }

    private static MediaPlan plan(int revision, int port, Optional<Security> keys, Direction direction) {
        return new MediaPlan(
                revision,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        port,
                        port + 1,
                        Codec.PCMU,
                        0,
                        0,
                        20,
                        OptionalInt.of(101),
                        OptionalInt.of(101),
                        List.of(),
                        8_000,
                        OpusWishes.NONE,
                        keys)),
                direction,
                false,
                LocalTone.NONE);
    }

    private static MediaPlan plan(int revision, int port, SrtpKey ours, SrtpKey theirs) {
        return plan(revision, port, Optional.of(new Keys(ours, theirs)), Direction.SENDRECV);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void eachHearsTheOtherThroughHoldsAndChangesOfKey(SrtpSuite suite) throws Exception {
        ToneEar left = new ToneEar(620);
        ToneEar right = new ToneEar(440);
        try (MediaEndpoint one = MediaEndpoint.open(
                        engine, new ToneSource(CallTone.steady(440, -20)), left, (digit, time) -> {});
                MediaEndpoint other = MediaEndpoint.open(
                        engine, new ToneSource(CallTone.steady(620, -20)), right, (digit, time) -> {})) {
            SrtpKey a = key(suite, 1);
            SrtpKey b = key(suite, 2);
            one.apply(plan(1, other.rtpPort(), a, b));
            other.apply(plan(1, one.rtpPort(), b, a));
            Eventually.holds("both are heard", () -> left.heardMillis(0) > 300 && right.heardMillis(0) > 300);
            one.apply(plan(2, other.rtpPort(), Optional.of(new Keys(a, b)), Direction.INACTIVE));
            one.apply(plan(3, other.rtpPort(), a, b));
            int before = right.heardMillis(0);
            Eventually.holds("heard after a hold with the same key", () -> right.heardMillis(0) > before + 300);
            SrtpKey c = key(suite, 3);
            other.apply(plan(2, one.rtpPort(), b, c));
            one.apply(plan(4, other.rtpPort(), c, b));
            int changed = right.heardMillis(0);
            Eventually.holds("heard with the new key", () -> right.heardMillis(0) > changed + 300);
        }
    }

    @Test
    void nothingInTheClearIsHeardAndNothingIsSentThatCouldBeRead() throws Exception {
        ToneEar ear = new ToneEar(440);
        try (MediaEndpoint encrypting = MediaEndpoint.open(
                        engine, new ToneSource(CallTone.steady(620, -20)), ear, (digit, time) -> {});
                DatagramSocket wire = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
            encrypting.apply(plan(1, wire.getLocalPort(), key(suite, 1), key(suite, 2)));
            byte[] bytes = new byte[400];
            DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
            wire.setSoTimeout(5_000);
            wire.receive(datagram);
            assertThat(datagram.getLength()).isEqualTo(12 + 160 + 10);
            byte[] plain = new byte[172];
            for (int i = 0; i < 100; i++) {
                RtpPacket.writeHeader(plain, 0, i == 0, 0, i, i * 160, 77);
                wire.send(new DatagramPacket(
                        plain, plain.length, InetAddress.ofLiteral("127.0.0.1"), encrypting.rtpPort()));
            }
            Eventually.holds("all are counted", () -> encrypting.statistics().packetsRejected() >= 100);
            assertThat(encrypting.statistics().packetsReceived()).isZero();
            assertThat(ear.heardMillis(0)).isZero();
        }
    }
}
