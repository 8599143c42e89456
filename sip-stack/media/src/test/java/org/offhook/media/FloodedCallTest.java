package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
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
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;
import org.offhook.testkit.base.Seed;

/**
 * Two thousand bad datagrams a second at the ports of a running call, from its own far end or from somebody else: none is heard, each is counted, and
 * the call goes on both ways.
 */
class FloodedCallTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BAD = 4_000;
    private static final long APART_NANOS = 500_000;
    private static final int INTRUDER_HERTZ = 770;

    private final MediaEngine engine = MediaEngine.onLoopback("flooded");
    private final ToneEar agent = new ToneEar(620, INTRUDER_HERTZ);
    private final ToneEar customer = new ToneEar(440);

    /** What is thrown. */
    enum Flood {
        TOO_SHORT,
        LONGER_THAN_A_PACKET_MAY_BE,
        OF_A_TYPE_NEVER_OFFERED,
        SPEECH_OF_SOMEBODY_ELSE,
        ENCRYPTED_AND_CUT_SHORT,
        REPORTS_THAT_ARE_GARBAGE
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void noneIsHeardEachIsCountedAndTheCallGoesOn(Flood flood) throws Exception {
        RandomGenerator random = new Random(Seed.of("FloodedCallTest"));
        Optional<SrtpKey> here = flood == Flood.ENCRYPTED_AND_CUT_SHORT ? Optional.of(key(1)) : Optional.empty();
        Optional<SrtpKey> there = here.map(_ -> key(2));
        try (Way way = new Way();
                DatagramSocket somebody = new DatagramSocket(0, LOOPBACK);
                MediaEndpoint phone = MediaEndpoint.open(
                        engine, new ToneSource(CallTone.steady(440, -20)), agent, MediaEndpoint.DigitListener.NONE);
                MediaEndpoint far = MediaEndpoint.open(
                        engine,
                        new ToneSource(CallTone.steady(620, -20)),
                        customer,
                        MediaEndpoint.DigitListener.NONE)) {
            way.between(phone.rtpPort(), far.rtpPort());
            phone.apply(plan(way.port(), here, there));
            far.apply(plan(way.port(), there, here));
            Eventually.holds(
                    "both are heard", () -> agent.longestRunMillis(0) >= 200 && customer.longestRunMillis(0) >= 200);
            assertThat(phone.statistics().packetsRejected()).isZero();
            int agentBefore = agent.heardMillis(0);
            int customerBefore = customer.heardMillis(0);

            Intruder intruder = new Intruder();
            long due = System.nanoTime();
            for (int i = 0; i < BAD; i++) {
                byte[] bad = bad(flood, i, intruder, way, random);
                DatagramSocket from = switch (flood) {
                    case SPEECH_OF_SOMEBODY_ELSE -> somebody;
                    case REPORTS_THAT_ARE_GARBAGE -> way.reports;
                    default -> way.speech;
                };
                int port = flood == Flood.REPORTS_THAT_ARE_GARBAGE ? phone.rtpPort() + 1 : phone.rtpPort();
                from.send(new DatagramPacket(bad, bad.length, LOOPBACK, port));
                due += APART_NANOS;
                LockSupport.parkNanos(due - System.nanoTime());
            }

            Eventually.holds(
                    "counted, but for those that the system may have dropped",
                    () -> phone.statistics().packetsRejected() >= BAD * 9 / 10);
            assertThat(phone.statistics().packetsRejected()).isLessThanOrEqualTo(BAD);
            assertThat(agent.heardMillis(1)).as("of the intruder").isZero();
            assertThat(agent.heardMillis(0) - agentBefore).as("of the customer").isGreaterThan(1_500);
            assertThat(customer.heardMillis(0) - customerBefore)
                    .as("of the agent")
                    .isGreaterThan(1_500);
        }
    }

    private static byte[] bad(Flood flood, int i, Intruder intruder, Way way, RandomGenerator random) {
        return switch (flood) {
            case TOO_SHORT -> Arrays.copyOf(intruder.packet(0), i % RtpPacket.HEADER_BYTES);
            case LONGER_THAN_A_PACKET_MAY_BE -> Arrays.copyOf(intruder.packet(0), 2_000);
            case OF_A_TYPE_NEVER_OFFERED -> intruder.packet(96 + i % 5);
            case SPEECH_OF_SOMEBODY_ELSE -> intruder.packet(0);
            case ENCRYPTED_AND_CUT_SHORT -> Arrays.copyOf(way.latest, RtpPacket.HEADER_BYTES + i % 160);
            case REPORTS_THAT_ARE_GARBAGE -> {
                byte[] garbage = new byte[1 + random.nextInt(300)];
                random.nextBytes(garbage);
                yield garbage;
            }
        };
    }

    private static SrtpKey key(int filled) {
        SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        Arrays.fill(bytes, (byte) filled);
        return SrtpKey.of(suite, bytes);
    }

    private static MediaPlan plan(int port, Optional<SrtpKey> ours, Optional<SrtpKey> theirs) {
        Optional<Security> keys = ours.map(own -> new Keys(own, theirs.orElseThrow()));
        return new MediaPlan(
                1,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        port,
                        port + 1,
                        Codec.PCMU,
                        0,
                        0,
                        20,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        List.of(),
                        8_000,
                        OpusWishes.NONE,
                        keys)),
                Direction.SENDRECV,
                false,
                LocalTone.NONE);
    }

    /** Speaks a tone of its own, in packets that go on as a stream would. */
    private static final class Intruder {
        private final RatedTone tone = new RatedTone(CallTone.steady(INTRUDER_HERTZ, -10));
        private final short[] frame = new short[160];
        private int sequenceNumber;

        byte[] packet(int payloadType) {
            byte[] packet = new byte[RtpPacket.HEADER_BYTES + frame.length];
            sequenceNumber++;
            RtpPacket.writeHeader(packet, 0, false, payloadType, sequenceNumber, sequenceNumber * 160, 0x0bad);
            tone.generate(frame, 0, frame.length, 8_000);
            G711.MU_LAW.encode(frame, 0, frame.length, packet, RtpPacket.HEADER_BYTES);
            return packet;
        }
    }

    /** What both ends take for the other one: it hands packets on, and can speak in between as if it were that end. */
    private static final class Way implements AutoCloseable {
        private final DatagramSocket speech;
        private final DatagramSocket reports;
        private volatile byte[] latest = new byte[200];

        Way() throws IOException {
            DatagramSocket even;
            Optional<DatagramSocket> odd;
            do {
                even = new DatagramSocket(0, LOOPBACK);
                odd = neighbour(even);
                if (odd.isEmpty()) {
                    even.close();
                }
            } while (odd.isEmpty());
            speech = even;
            reports = odd.get();
        }

        private static Optional<DatagramSocket> neighbour(DatagramSocket even) {
            if (even.getLocalPort() % 2 != 0) {
                return Optional.empty();
            }
            try {
                return Optional.of(new DatagramSocket(even.getLocalPort() + 1, LOOPBACK));
            } catch (SocketException taken) {
                return Optional.empty();
            }
        }

        int port() {
            return speech.getLocalPort();
        }

        void between(int phone, int far) {
            Thread.ofPlatform().daemon().name("way").start(() -> {
                DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
                try {
                    while (true) {
                        packet.setLength(2_000);
                        speech.receive(packet);
                        boolean toPhone = packet.getPort() == far;
                        if (toPhone) {
                            latest = Arrays.copyOf(packet.getData(), packet.getLength());
                        }
                        packet.setPort(toPhone ? phone : far);
                        speech.send(packet);
                    }
                } catch (IOException closed) {
                    // the test is over
                }
            });
        }

        @Override
        public void close() {
            speech.close();
            reports.close();
        }
    }
}
