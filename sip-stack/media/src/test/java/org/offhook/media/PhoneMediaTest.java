package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallWishes;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaStatistics;
import org.offhook.media.talk.TalkMixer;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.pcm.WavHeader;
import org.offhook.rtp.tone.CallTone;

/** The phone's media against a real far end on loopback: what the agent hears, and what the customer hears. */
class PhoneMediaTest {

    private static final CallId CALL = new CallId("7");

    @TempDir
    Path folder;

    private final MediaEngine far = MediaEngine.onLoopback("far");
    private final FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(440, -20)));
    private final SpyInbox inbox = new SpyInbox();
    private final ToneEar customer = new ToneEar(440, 620, 770);
    private final ConcurrentLinkedQueue<String> customerDigits = new ConcurrentLinkedQueue<>();
    private PhoneMedia phone;
    private MediaEndpoint end;

    @BeforeEach
    void start() throws IOException {
        phone = new PhoneMedia(
                MediaEngine.onLoopback("phone"),
                devices,
                () -> Optional.of("127.0.0.1"),
                call -> Optional.of(folder.resolve("calls/call-" + call.value() + ".wav")));
        phone.start(inbox);
        end = MediaEndpoint.open(
                far,
                new ToneSource(CallTone.steady(620, -20)),
                customer,
                (digit, duration) -> customerDigits.add(digit + ":" + duration.toMillis()));
    }

    @AfterEach
    void close() {
        phone.close();
        end.close();
        far.close();
    }

    private MediaPlan connect() {
        phone.reserve(CALL);
        int port = inbox.reservedPort();
        phone.prepare(CALL);
        end.apply(Plans.talk(1, port));
        MediaPlan plan = Plans.talk(1, end.rtpPort());
        phone.apply(CALL, plan);
        return plan;
    }

    @Test
    void portsAreReservedAtOnceFromThePoolAndAreEven() {
        Eventually.holds("the pool is filled", () -> {
            phone.reserve(CALL);
            return inbox.inputs.stream().anyMatch(CallInput.MediaReserved.class::isInstance);
        });
        assertThat(inbox.reservedPort() % 2).isZero();
        CallInput.MediaReserved reserved = (CallInput.MediaReserved) inbox.inputs.peek();
        assertThat(reserved).isNotNull();
        assertThat(reserved.media().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void theClockSleepsWhileSocketsAreOnlyKeptForTheNextCall() {
        TalkMixer mixer = (TalkMixer) phone.levels();
        phone.reserve(CALL);
        int port = inbox.reservedPort();
        Eventually.holds("it sleeps beside bound sockets", mixer::isAsleep);
        phone.prepare(CALL);
        end.apply(Plans.talk(1, port));
        phone.apply(CALL, Plans.talk(1, end.rtpPort()));
        Eventually.holds("the customer hears the agent", () -> customer.longestRunMillis(0) >= 100);
        assertThat(mixer.isAsleep()).isFalse();
        phone.release(CALL);
        Eventually.holds("it sleeps again", mixer::isAsleep);
    }

    @Test
    void eachSideHearsTheOtherAndTheRecordingKeepsThemApart() throws Exception {
        connect();
        Eventually.holds("the agent hears the customer", () -> devices.speaker.longestRunMillis(1) >= 800);
        Eventually.holds("the customer hears the agent", () -> customer.longestRunMillis(0) >= 800);
        assertThat(devices.speaker.heardMillis(0))
                .as("the agent does not hear herself")
                .isZero();
        assertThat(customer.heardMillis(1)).isZero();
        assertThat(phone.levels().sentDbov()).isBetween(-23f, -17f);
        assertThat(phone.levels().receivedDbov()).isBetween(-23f, -17f);
        MediaStatistics statistics = phone.statistics(CALL);
        assertThat(statistics.packetsSent()).isGreaterThan(40);
        assertThat(statistics.packetsReceived()).isGreaterThan(40);
        assertThat(statistics.bufferMillis()).isBetween(10.0, 60.0);
        phone.release(CALL);
        Path recording = folder.resolve("calls/call-7.wav");
        Eventually.holds(
                "the recording is complete", () -> heardIn(recording, 0).heardMillis(0) >= 700);
        assertThat(heardIn(recording, 0).heardMillis(1))
                .as("620 on the agent's side")
                .isZero();
        assertThat(heardIn(recording, 1).heardMillis(1)).isGreaterThan(700);
        assertThat(heardIn(recording, 1).heardMillis(0))
                .as("440 on the customer's side")
                .isZero();
    }

    private static ToneEar heardIn(Path wav, int channel) {
        ToneEar ear = new ToneEar(440, 620);
        try {
            byte[] file = Files.readAllBytes(wav);
            Optional<WavHeader> header = WavHeader.read(file);
            if (header.isEmpty() || header.get().channels() != 2) {
                return ear;
            }
            ByteBuffer samples = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            int at = (int) header.get().dataOffset();
            long end = Math.min(file.length, at + header.get().dataBytes());
            short[] one = new short[1];
            for (; at + 4 <= end; at += 4) {
                one[0] = samples.getShort(at + 2 * channel);
                ear.accept(one, 0, 1);
            }
            return ear;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void mutedTheCustomerHearsSilenceWhilePacketsKeepComing() {
        MediaPlan plan = connect();
        Eventually.holds("audible", () -> customer.longestRunMillis(0) >= 200);
        phone.apply(CALL, Plans.muted(plan, true));
        Eventually.holds("silent", () -> customer.levelDbov() < -100);
        long packets = phone.statistics(CALL).packetsSent();
        Eventually.holds("packets keep flowing", () -> phone.statistics(CALL).packetsSent() > packets + 20);
        Eventually.holds("the meter falls", () -> phone.levels().sentDbov() == -127);
        phone.apply(CALL, plan);
        int heard = customer.heardMillis(0);
        Eventually.holds("audible again", () -> customer.heardMillis(0) > heard + 200);
    }

    @Test
    void ringbackIsHeardUntilEarlyMediaTakesItsPlace() {
        phone.reserve(CALL);
        int port = inbox.reservedPort();
        phone.prepare(CALL);
        phone.apply(CALL, Plans.toned(MediaPlan.SILENT, LocalTone.RINGBACK));
        // Ringback is 440 and 480 Hz at once: neither has nearly all of the energy, and the level tells.
        Eventually.holds("ringback", () -> devices.speaker.levelDbov() > -25);
        assertThat(customer.heardMillis(0)).isZero();
        end.apply(Plans.plan(1, port, Direction.SENDONLY, Codec.PCMU, 101, 101, false));
        phone.apply(CALL, Plans.talk(1, end.rtpPort()));
        Eventually.holds("the announcement in its place", () -> devices.speaker.longestRunMillis(1) >= 300);
    }

    @Test
    void digitsGoBothWays() {
        connect();
        Eventually.holds("media flows", () -> phone.statistics(CALL).packetsReceived() > 5);
        phone.sendDigits(CALL, "19#");
        Eventually.holds("the customer's menu gets them", () -> customerDigits.size() == 3);
        assertThat(customerDigits).containsExactly("1:100", "9:100", "#:100");
        end.sendDigits("5");
        Eventually.holds(
                "the phone is told",
                () -> inbox.inputs.contains(new CallInput.DigitReceived('5', Duration.ofMillis(100))));
    }

    @Test
    void aDeviceThatTakesItsTimeHoldsNobodyUpAndSilenceIsSentMeanwhile() {
        devices.opening = new CountDownLatch(1);
        connect();
        Eventually.holds(
                "packets flow without a microphone",
                () -> phone.statistics(CALL).packetsSent() > 20);
        assertThat(customer.heardMillis(0)).isZero();
        assertThat(phone.statistics(CALL).packetsReceived()).isPositive();
        devices.opening.countDown();
        Eventually.holds("heard as soon as it is open", () -> customer.longestRunMillis(0) >= 200);
    }

    @Test
    void aSpeakerThatDiesDoesNotStopTheCallNorItsRecording() {
        devices.speakerDead = true;
        connect();
        Eventually.holds("the clock listens in its place", () -> phone.levels().receivedDbov() > -30);
        Eventually.holds(
                "with no more delay than before", () -> phone.statistics(CALL).bufferMillis() < 100);
    }

    @Test
    void otherDevicesCountAtOnceAlsoInARunningCall() {
        connect();
        Eventually.holds("open", () -> devices.talkOpened.get() == 1);
        AudioChoice headset =
                new AudioChoice(Optional.of("headset"), Optional.empty(), Optional.empty(), true, false, false);
        phone.choose(headset);
        Eventually.holds("opened anew", () -> devices.talkOpened.get() == 2 && devices.talkClosed.get() == 1);
        assertThat(devices.lastChoice).isEqualTo(headset);
        int heard = customer.heardMillis(0);
        Eventually.holds("the call goes on", () -> customer.heardMillis(0) > heard + 200);
    }

    @Test
    void levelsCountAtOnceInARunningCallInBothDirections() {
        connect();
        Eventually.holds("both hear", () -> near(customer.levelDbov(), -20) && near(devices.speaker.levelDbov(), -20));
        phone.choose(AudioChoice.SYSTEM.at(6, -9));
        Eventually.holds("the customer hears six more", () -> near(customer.levelDbov(), -14));
        Eventually.holds("the agent hears nine less", () -> near(devices.speaker.levelDbov(), -29));
        assertThat(devices.talkOpened.get()).isEqualTo(1);
    }

    private static boolean near(float dbov, double wanted) {
        return Math.abs(dbov - wanted) < 1.5;
    }

    @Test
    void aMissingMicrophoneIsToldAndTheCallGoesOnListening() {
        devices.problem = Optional.of(ErrorCode.NO_MICROPHONE);
        connect();
        Eventually.holds("told", () -> inbox.audioProblems.contains(Optional.of(ErrorCode.NO_MICROPHONE)));
        Eventually.holds("heard all the same", () -> devices.speaker.longestRunMillis(1) >= 200);
    }

    @Test
    void itRingsOnTheRingerAndStops() {
        phone.startRinging(CALL, CallWishes.Ring.USUAL);
        Eventually.holds("ringing", () -> devices.ringer.levelDbov() > -20);
        assertThat(devices.speaker.levelDbov()).isEqualTo(-127);
        assertThat(devices.talkOpened.get()).isZero();
        phone.stopRinging(new CallId("99"));
        assertThat(devices.ringerClosed.get()).isZero();
        phone.stopRinging(CALL);
        Eventually.holds("quiet", () -> devices.ringerClosed.get() == 1);
    }

    @Test
    void aKeyIsHeardWithoutACallAndTheDeviceIsGivenBack() {
        phone.playKeyTone('5');
        Eventually.holds("the key's tone", () -> devices.ringer.levelDbov() > -35);
        Eventually.holds("given back", () -> devices.ringerClosed.get() == 1);
    }

    @Test
    void afterTheCallDevicesAndPortsAreGivenBack() {
        connect();
        int port = inbox.reservedPort();
        Eventually.holds("talking", () -> devices.talkOpened.get() == 1);
        phone.release(CALL);
        Eventually.holds("devices closed", () -> devices.talkClosed.get() == 1);
        Eventually.holds("ports free", () -> {
            try (DatagramSocket rtp =
                    new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))) {
                return rtp.isBound();
            } catch (IOException taken) {
                return false;
            }
        });
        assertThat(phone.statistics(CALL)).isEqualTo(MediaStatistics.NONE);
    }

    @Test
    void aReInviteMovesTheStreamToItsNewAddress() throws IOException {
        connect();
        Eventually.holds("talking", () -> customer.longestRunMillis(0) >= 200);
        ToneEar second = new ToneEar(440);
        try (MediaEndpoint moved =
                MediaEndpoint.open(far, new ToneSource(CallTone.steady(620, -20)), second, (digit, duration) -> {})) {
            moved.apply(Plans.talk(1, inbox.reservedPort()));
            Eventually.holds(
                    "not heard before signalling says so",
                    () -> phone.statistics(CALL).packetsRejected() > 10);
            assertThat(second.heardMillis(0)).isZero();
            phone.apply(CALL, Plans.talk(2, moved.rtpPort()));
            Eventually.holds("the new place hears the agent", () -> second.longestRunMillis(0) >= 200);
        }
    }

    @Test
    void theFirstPacketLeavesRightAfterThePlan() throws IOException {
        phone.reserve(CALL);
        inbox.reservedPort();
        phone.prepare(CALL);
        Eventually.holds("devices are open", () -> devices.talkOpened.get() == 1);
        try (DatagramSocket listener =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            listener.setSoTimeout(5000);
            byte[] buffer = new byte[300];
            DatagramPacket first = new DatagramPacket(buffer, buffer.length);
            long applied = System.nanoTime();
            phone.apply(CALL, Plans.talk(1, listener.getLocalPort()));
            listener.receive(first);
            long micros = (System.nanoTime() - applied) / 1000;
            System.out.println("MEASURED plan applied to first RTP: " + micros + " us");
            RtpPacket packet = new RtpPacket();
            assertThat(packet.parse(buffer, 0, first.getLength())).isEqualTo(RtpPacket.Verdict.OK);
            assertThat(packet.marker()).isTrue();
            assertThat(packet.payloadLength()).isEqualTo(160);
        }
    }
}
