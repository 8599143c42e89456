package org.offhook.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan;
import org.offhook.media.Plans;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.packet.SequenceNumbers;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/** Both pipelines in virtual time, joined by a byte array. */
class StreamTest {

    private final SendStream sender = new SendStream(new Random(3));
    private final List<String> digits = new ArrayList<>();
    private final ReceiveStream receiver = new ReceiveStream((digit, ticks) -> digits.add(digit + ":" + ticks));
    private final ToneGenerator tone = new ToneGenerator(CallTone.steady(440, -20), 8000);
    private final short[] frame = new short[160];
    private final short[] heard = new short[160];
    private final RtpPacket packet = new RtpPacket();
    private final List<String> wire = new ArrayList<>();
    private final ToneDetector ear = new ToneDetector(8000, 440);
    private long nowNanos = 1_000_000_000L;

    private void exchange(int frames, MediaPlan sending, MediaPlan receiving) {
        StreamPlan send = new StreamPlan(sending);
        StreamPlan receive = new StreamPlan(receiving);
        for (int i = 0; i < frames; i++) {
            tone.generate(frame, 0, 160);
            int length = sender.next(frame, 0, send, nowNanos);
            if (length > 0) {
                packet.parse(sender.packet(), 0, length);
                wire.add((packet.marker() ? "M" : "-") + packet.payloadType() + "/" + packet.payloadLength());
                receiver.accept(sender.packet(), length, receive, nowNanos + 1_000_000);
            }
            receiver.pollEvents(nowNanos);
            receiver.pull(heard, 0, 160, receive, nowNanos + 5_000_000);
            ear.accept(heard, 0, 160);
            nowNanos += 20_000_000;
        }
    }

    @Test
    void speechGoesOutInPacketsOfTwentyMillisecondsAndIsHeardAtTheOtherEnd() {
        MediaPlan plan = Plans.talk(1, 4000);
        exchange(100, plan, plan);
        assertThat(wire.getFirst()).isEqualTo("M0/160");
        assertThat(wire.subList(1, 100)).allMatch("-0/160"::equals);
        assertThat(ear.heardMillis()).isGreaterThan(1900);
        assertThat(receiver.jitter().concealedSamples()).isZero();
        assertThat(receiver.levelDbov()).isBetween(-22f, -18f);
        assertThat(sender.levelDbov()).isBetween(-22f, -18f);
    }

    @Test
    void muteSendsSilenceWhilePacketsKeepFlowing() {
        MediaPlan plan = Plans.muted(Plans.talk(1, 4000), true);
        exchange(100, plan, plan);
        assertThat(wire).hasSize(100);
        assertThat(ear.heardMillis()).isZero();
        assertThat(sender.levelDbov()).isEqualTo(Level.SILENCE_DBOV);
        byte[] silence = new byte[160];
        Arrays.fill(silence, (byte) 0xff);
        assertThat(Arrays.copyOfRange(sender.packet(), 12, 172)).isEqualTo(silence);
    }

    @Test
    void numbersGoOnThroughHoldAndCodecChangeAndSpeechStartsWithAMarker() {
        MediaPlan talk = Plans.talk(1, 4000);
        MediaPlan held = Plans.plan(2, 4000, Direction.INACTIVE, Codec.PCMU, 101, 101, false);
        MediaPlan resumed = Plans.plan(3, 4000, Direction.SENDRECV, Codec.PCMA, 101, 101, false);
        exchange(10, talk, talk);
        packet.parse(sender.packet(), 0, 172);
        int sequence = packet.sequenceNumber();
        int timestamp = packet.timestamp();
        exchange(50, held, held);
        assertThat(wire).as("nothing is sent on hold").hasSize(10);
        exchange(1, resumed, resumed);
        packet.parse(sender.packet(), 0, 172);
        assertThat(wire.getLast()).isEqualTo("M8/160");
        assertThat(packet.sequenceNumber()).isEqualTo(SequenceNumbers.next(sequence));
        assertThat(packet.timestamp() - timestamp).as("time passed on hold").isEqualTo(51 * 160);
        exchange(100, resumed, resumed);
        assertThat(ear.longestRunMillis()).isGreaterThan(1900);
    }

    @Test
    void anOldPeersHoldByAddressZeroSendsNothing() {
        StreamPlan plan = new StreamPlan(new MediaPlan(
                2,
                Plans.talk(1, 4000).stream()
                        .map(stream -> new MediaPlan.RtpStream(
                                "0.0.0.0",
                                4000,
                                4001,
                                Codec.PCMU,
                                0,
                                0,
                                20,
                                stream.sendEventPayloadType(),
                                stream.receiveEventPayloadType())),
                Direction.SENDRECV,
                false,
                org.offhook.core.media.LocalTone.NONE));
        assertThat(sender.next(frame, 0, plan, 0)).isZero();
    }

    @Test
    void digitsAreEventsWithTheirPeersPayloadTypeAndReplaceSpeech() {
        // RFC 3264 §5.1: each side names the type it wants to receive; the two may differ.
        MediaPlan ours = Plans.plan(1, 4000, Direction.SENDRECV, Codec.PCMU, 96, 101, false);
        MediaPlan theirs = Plans.plan(1, 4000, Direction.SENDRECV, Codec.PCMU, 101, 96, false);
        exchange(20, ours, theirs);
        for (char digit : "19#".toCharArray()) {
            assertThat(sender.enter(digit, new StreamPlan(ours))).isTrue();
        }
        exchange(60, ours, theirs);
        assertThat(digits).containsExactly("1:800", "9:800", "#:800");
        assertThat(wire.stream().filter("M96/4"::equals)).hasSize(3);
        assertThat(wire.stream().filter("-96/4"::equals)).hasSize(3 * 6);
        assertThat(receiver.jitter().lostPackets()).isZero();
        assertThat(sender.sendingDigits()).isFalse();
    }

    @Test
    void digitsAreTonesForAPeerThatOfferedNoEvents() {
        MediaPlan plan = Plans.plan(1, 4000, Direction.SENDRECV, Codec.PCMU, -1, -1, false);
        StreamPlan ready = new StreamPlan(plan);
        sender.enter('5', ready);
        ToneDetector low = new ToneDetector(8000, 770);
        ToneDetector high = new ToneDetector(8000, 1336);
        short[] decoded = new short[160];
        double lowest = 1;
        for (int i = 0; i < 5; i++) {
            sender.next(frame, 0, ready, 0);
            G711.MU_LAW.decode(sender.packet(), 12, 160, decoded, 0);
            low.accept(decoded, 0, 160);
            high.accept(decoded, 0, 160);
            lowest = Math.min(lowest, low.share() + high.share());
        }
        assertThat(lowest).isGreaterThan(0.85);
        tone.generate(frame, 0, 160);
        for (int i = 0; i < 3; i++) {
            sender.next(frame, 0, ready, 0);
        }
        assertThat(Level.dbov(sender.spoken(), 0, 160))
                .as("pause after the digit")
                .isEqualTo(-127);
        sender.next(frame, 0, ready, 0);
        assertThat(Level.dbov(sender.spoken(), 0, 160)).as("speech again").isGreaterThan(-25);
    }

    @Test
    void whatWasNeverOfferedOrIsMalformedIsCountedAndNotHeard() {
        StreamPlan plan = new StreamPlan(Plans.talk(1, 4000));
        byte[] g729 = new byte[32];
        RtpPacket.writeHeader(g729, 0, false, 18, 1, 1, 1);
        assertThat(receiver.accept(g729, 32, plan, 0)).isFalse();
        assertThat(receiver.accept(new byte[5], 5, plan, 0)).isFalse();
        byte[] rtcp = new byte[32];
        RtpPacket.writeHeader(rtcp, 0, true, 72, 1, 1, 1);
        assertThat(receiver.accept(rtcp, 32, plan, 0)).isFalse();
        assertThat(receiver.rejected()).isEqualTo(3);
        receiver.pull(heard, 0, 160, plan, 0);
        assertThat(Level.dbov(heard, 0, 160)).isEqualTo(-127);
    }

    @Test
    void comfortNoiseIsPlayedAtItsLevelAndIsNoLoss() {
        MediaPlan plan = Plans.talk(1, 4000);
        exchange(50, plan, plan);
        byte[] noise = new byte[13];
        packet.parse(sender.packet(), 0, 172);
        RtpPacket.writeHeader(
                noise, 0, false, 13, packet.sequenceNumber() + 1, packet.timestamp() + 160, sender.ssrc());
        noise[12] = 60;
        StreamPlan ready = new StreamPlan(plan);
        assertThat(receiver.accept(noise, 13, ready, nowNanos)).isTrue();
        for (int i = 0; i < 50; i++) {
            receiver.pull(heard, 0, 160, ready, nowNanos);
            nowNanos += 20_000_000;
        }
        assertThat(Level.dbov(heard, 0, 160)).isBetween(-64f, -56f);
        assertThat(receiver.jitter().concealedSamples()).isZero();
    }

    @Test
    void onlySignallingMovesTheStreamAndOnlyToItsOwnAddress() {
        InetSocketAddress signalled = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 4000);
        InetSocketAddress natted = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5555);
        InetSocketAddress third = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 6666);
        InetSocketAddress stranger = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 4000);
        SourceLatch latch = new SourceLatch(1, signalled);
        assertThat(latch.accepts(stranger)).isFalse();
        assertThat(latch.accepts(natted)).as("same address, the NAT's port").isTrue();
        assertThat(latch.target(1, signalled)).isEqualTo(natted);
        assertThat(latch.accepts(third)).as("no second move").isFalse();
        assertThat(latch.accepts(natted)).isTrue();
        latch.signalled(1, signalled);
        assertThat(latch.accepts(third))
                .as("the same plan again allows nothing")
                .isFalse();
        latch.signalled(2, signalled);
        assertThat(latch.target(2, signalled))
                .as("sending goes on to where the peer is")
                .isEqualTo(natted);
        assertThat(latch.accepts(third)).as("one move per plan").isTrue();
        assertThat(latch.accepts(natted)).isFalse();
        assertThat(latch.accepts(signalled))
                .as("what signalling named is always the peer")
                .isTrue();
        InetSocketAddress moved = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 4000);
        assertThat(latch.target(3, moved))
                .as("a plan the receiver has not seen yet")
                .isEqualTo(moved);
        latch.signalled(3, moved);
        assertThat(latch.accepts(third)).isFalse();
        assertThat(latch.accepts(moved)).isTrue();
        assertThat(latch.target(3, moved)).isEqualTo(moved);
    }

    @Test
    void stragglersFromWhereThePeerWasDoNotHoldTheStreamBack() {
        InetSocketAddress before = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 4000);
        InetSocketAddress after = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 4400);
        SourceLatch latch = new SourceLatch(1, before);
        assertThat(latch.accepts(before)).isTrue();
        latch.signalled(2, after);
        assertThat(latch.accepts(before)).isFalse();
        assertThat(latch.accepts(after)).isTrue();
        assertThat(latch.target(2, after)).isEqualTo(after);
    }

    @Test
    void reportsTellLossAndMeasureTheRoundTrip() {
        MediaPlan plan = Plans.talk(1, 4000);
        SendStream peerSends = new SendStream(new Random(8));
        ReceiveStream peerReceives = new ReceiveStream((digit, ticks) -> {});
        StreamPlan ready = new StreamPlan(plan);
        long epoch = 1_750_000_000_000L;
        RtcpExchange ours = new RtcpExchange(sender, receiver.reception(), "a", new Random(1), 0);
        RtcpExchange theirs = new RtcpExchange(peerSends, peerReceives.reception(), "b", new Random(2), 0);
        for (int i = 0; i < 100; i++) {
            int length = sender.next(frame, 0, ready, i * 20_000_000L);
            if (i % 4 != 1) {
                peerReceives.accept(sender.packet(), length, ready, i * 20_000_000L);
            }
        }
        assertThat(ours.dueNanos()).isBetween(2_500_000_000L, 7_500_000_000L);
        int sr = ours.report(2_000_000_000L, epoch, false);
        theirs.accept(ours.packet(), sr, 2_030_000_000L, epoch + 30);
        int rr = theirs.report(3_030_000_000L, epoch + 1030, false);
        ours.accept(theirs.packet(), rr, 3_070_000_000L, epoch + 1070);
        assertThat(ours.roundTripMillis()).isBetween(69.0, 71.0);
        assertThat(ours.remoteLossShare()).isBetween(0.23, 0.26);
        assertThat(theirs.packet()[1] & 0xff)
                .as("nothing sent: a receiver report")
                .isEqualTo(201);
        assertThat(ours.packet()[1] & 0xff).isEqualTo(200);
        ours.accept(new byte[3], 3, 0, 0);
        assertThat(ours.rejected()).isEqualTo(1);
        int bye = theirs.report(4_000_000_000L, epoch, true);
        ours.accept(theirs.packet(), bye, 0, epoch);
        assertThat(ours.goodbyeHeard()).isTrue();
    }
}
