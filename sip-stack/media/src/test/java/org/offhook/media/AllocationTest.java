package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.OpusBand;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.media.record.CallRecorder;
import org.offhook.media.talk.CallLeg;
import org.offhook.media.talk.ConsentBeep;
import org.offhook.media.talk.KeyTones;
import org.offhook.media.talk.TalkMixer;
import org.offhook.media.transport.RtpSession;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.rtp.tone.CallTone;

/** In a running call no audio thread allocates: then no audio thread waits for the collector it caused. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FRAMES = 10_000;
    private static final int OPUS_FRAMES = 500;
    /** Bytes a packet. */
    private static final long MOST_OF_A_CIPHER = 200;

    @TempDir
    Path folder;

    private static long allocatedBy(long thread) {
        return THREADS.getThreadAllocatedBytes(thread);
    }

    private static long threadNamed(String name) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals(name))
                .findFirst()
                .orElseThrow()
                .getThreadId();
    }

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"PCMU", "PCMA", "G722"})
    void tenThousandFramesThroughMixerCodecSocketsAndJitterBufferAllocateNothing(Codec codec) throws Exception {
        FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(440, -20)));
        try (MediaEngine near = MediaEngine.onLoopback("near");
                MediaEngine far = MediaEngine.onLoopback("far")) {
            RtpSession session = near.sessions().take();
            EchoLoop echo = new EchoLoop(20);
            MediaEndpoint end = MediaEndpoint.open(far, echo, echo, (digit, duration) -> {});
            end.apply(plan(codec, session.rtpPort()));
            session.apply(plan(codec, end.rtpPort()));
            TalkMixer mixer = new TalkMixer(new KeyTones(), () -> {});
            mixer.add(new CallLeg(session));
            AudioLine line = devices.openTalk(devices.lastChoice, 8000, mixer);
            mixer.talkOn(Optional.of(line));
            long us = Thread.currentThread().threadId();
            long nearReceives = threadNamed("near-receive");
            long farReceives = threadNamed("far-receive");
            long farClock = threadNamed("far-clock");
            run(mixer, FRAMES);
            Eventually.holds(
                    "the far end has played for a while", () -> end.statistics().packetsSent() > 50);
            long[] before = {allocatedBy(us), allocatedBy(nearReceives), allocatedBy(farReceives), allocatedBy(farClock)
            };
            long farSent = end.statistics().packetsSent();
            run(mixer, FRAMES);
            long ours = allocatedBy(us) - before[0];
            Eventually.holds("and for a while more", () -> end.statistics().packetsSent() > farSent + 50);
            assertThat(ours).as("mixer, encoder, socket, jitter buffer").isLessThan(4_000);
            assertThat(allocatedBy(nearReceives) - before[1])
                    .as("receiving thread")
                    .isLessThan(4_000);
            assertThat(allocatedBy(farReceives) - before[2])
                    .as("receiving 10,000 packets")
                    .isLessThan(4_000);
            assertThat(allocatedBy(farClock) - before[3])
                    .as("clock with an endpoint")
                    .isLessThan(4_000);
            assertThat(session.statistics().packetsSent()).isGreaterThanOrEqualTo(2 * FRAMES - 10);
            System.out.printf(
                    "MEASURED bytes for %d frames: %d mixer, %d and %d receivers, %d far clock%n",
                    FRAMES,
                    ours,
                    allocatedBy(nearReceives) - before[1],
                    allocatedBy(farReceives) - before[2],
                    allocatedBy(farClock) - before[3]);
        }
    }

    @ParameterizedTest
    @EnumSource(OpusBand.class)
    void tenThousandFramesOfOpusAllocateNothingWhereTheMachineHasItsLibrary(OpusBand band) throws Exception {
        assumeTrue(OpusSpeech.prepare(), "this machine has no libopus");
        assertThat(garbageOfOpus(band, FRAMES)).isLessThan(4_000);
    }

    /** The translation allocates, and cannot be told not to (docs/adr/0018); either way nothing else does. */
    @Test
    void opusAllocatesWhatItsLibraryDoesAndNothingMore() throws Exception {
        assertThat(garbageOfOpus(OpusBand.WIDE, OPUS_FRAMES) / OPUS_FRAMES).isLessThan(120_000);
    }

    /** What it says is what it hears. */
    private static long garbageOfOpus(OpusBand band, int frames) throws Exception {
        FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(440, -20)));
        try (MediaEngine near = MediaEngine.onLoopback("near")) {
            RtpSession session = near.sessions().take();
            session.apply(Plans.opus(plan(Codec.OPUS, session.rtpPort()), band));
            TalkMixer mixer = new TalkMixer(new KeyTones(), () -> {});
            mixer.add(new CallLeg(session));
            mixer.talkOn(Optional.of(devices.openTalk(devices.lastChoice, 8000, mixer)));
            run(mixer, OPUS_FRAMES);
            long before = allocatedBy(Thread.currentThread().threadId());
            run(mixer, frames);
            long bytes = allocatedBy(Thread.currentThread().threadId()) - before;
            System.out.printf(
                    "MEASURED bytes for %d frames of Opus, %s band, by %s, encoded, sent, received, decoded: %d%n",
                    frames, band, OpusSpeech.libraryName(), bytes);
            return bytes;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"PCMU", "G722"})
    void recordingACallCostsItsAudioThreadsNoGarbage(Codec codec) throws Exception {
        FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(440, -20)));
        try (MediaEngine near = MediaEngine.onLoopback("near");
                CallRecorder recorder = new CallRecorder(folder.resolve(codec + ".wav"), codec.sampleRate())) {
            RtpSession session = near.sessions().take();
            session.apply(plan(codec, session.rtpPort()));
            TalkMixer mixer = new TalkMixer(new KeyTones(), () -> {});
            CallLeg leg = new CallLeg(session);
            leg.record(recorder, Optional.of(new ConsentBeep(Duration.ofSeconds(1))));
            mixer.add(leg);
            mixer.talkOn(Optional.of(devices.openTalk(devices.lastChoice, 8000, mixer)));
            run(mixer, FRAMES);
            long before = allocatedBy(Thread.currentThread().threadId());
            run(mixer, FRAMES);
            long bytes = allocatedBy(Thread.currentThread().threadId()) - before;
            System.out.printf("MEASURED bytes for %d frames of %s, recorded with a beep: %d%n", FRAMES, codec, bytes);
            assertThat(bytes).isLessThan(4_000);
        }
    }

    /** The library that encrypts allocates (docs/adr/0013); nothing else does. */
    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void anEncryptedCallAllocatesWhatItsLibraryDoesAndNothingMore(SrtpSuite suite) throws Exception {
        FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(440, -20)));
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        SrtpKey key = SrtpKey.of(suite, bytes);
        try (MediaEngine near = MediaEngine.onLoopback("near")) {
            RtpSession session = near.sessions().take();
            MediaPlan plain = plan(Codec.PCMU, session.rtpPort());
            session.apply(new MediaPlan(
                    plain.revision(),
                    plain.stream().map(stream -> stream.securedBy(new MediaPlan.Keys(key, key))),
                    plain.direction(),
                    plain.muted(),
                    plain.tone()));
            TalkMixer mixer = new TalkMixer(new KeyTones(), () -> {});
            mixer.add(new CallLeg(session));
            mixer.talkOn(Optional.of(devices.openTalk(devices.lastChoice, 8000, mixer)));
            long receives = threadNamed("near-receive");
            run(mixer, FRAMES);
            long sent = allocatedBy(Thread.currentThread().threadId());
            long received = allocatedBy(receives);
            run(mixer, FRAMES);
            sent = (allocatedBy(Thread.currentThread().threadId()) - sent) / FRAMES;
            received = (allocatedBy(receives) - received) / FRAMES;
            System.out.printf("MEASURED bytes a packet with %s: %d sent, %d received%n", suite, sent, received);
            assertThat(sent).isLessThan(MOST_OF_A_CIPHER);
            assertThat(received).isLessThan(MOST_OF_A_CIPHER);
        }
    }

    private static MediaPlan plan(Codec codec, int port) {
        return Plans.plan(1, port, Direction.SENDRECV, codec, 101, 101, false);
    }

    private static void run(TalkMixer mixer, int frames) {
        long due = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            mixer.tick(due);
            due += 20_000_000L;
        }
    }
}
