package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegLoop;
import org.offhook.agent.twoleg.TwoLegPlan;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.port.LegMediaPort;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegTone;
import org.offhook.core.thirdparty.Recording;
import org.offhook.core.thirdparty.loop.PairLoop;
import org.offhook.core.thirdparty.loop.TaskLoop;
import org.offhook.desktop.twoleg.SipLegs;
import org.offhook.media.MediaEngine;
import org.offhook.media.leg.Announcements;
import org.offhook.media.leg.LegMedia;
import org.offhook.media.record.RecordingShelf;
import org.offhook.media.record.WavWriter;
import org.offhook.rtp.pcm.WavHeader;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;
import org.offhook.signalling.JainSignalling;

/** The product's two-leg calls of other parties on a trial phone's stack, with the ports noted that their sockets had. */
final class TrialLegs implements AutoCloseable {
    private final Path folder;
    private final LegMedia media;
    private final PairLoop pairs;
    private final TwoLegLoop calls;
    private final List<Integer> ports = new CopyOnWriteArrayList<>();

    TrialLegs(JainSignalling signalling, MediaEngine engine, MediaTerms terms) {
        try {
            folder = Files.createTempDirectory("legs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        media = new LegMedia(
                engine,
                signalling::localAddress,
                new Announcements(folder),
                RecordingShelf.ofWav(call -> folder.resolve("recording.wav")),
                terms);
        pairs = new PairLoop(
                signalling.legs(),
                new Noted(),
                TaskLoop.onThread("third-party"),
                InstantSource.system(),
                new Random(),
                "leg-");
        calls = new TwoLegLoop(List.of(new SipLegs(pairs, () -> true)));
    }

    TwoLegCalls.Running start(String first, LegTarget second, TwoLegPlan.Joining joining) {
        return calls.start(new TwoLegPlan(
                new LegTarget.Dialled(first, ""), second, Duration.ofSeconds(20), Duration.ofSeconds(20), joining));
    }

    /** Packets that have come from a leg's party, the first leg's number being 1. */
    long received(int leg) {
        return media.statistics(new CallId("leg-" + leg)).packetsReceived();
    }

    /** The longest stretch of a tone in one channel of the recording; -1 while there is none. */
    int recordedMillis(int channel, int hertz) {
        try {
            byte[] all = Files.readAllBytes(recording());
            WavHeader header = WavHeader.read(all).orElseThrow();
            int frames = (int) Math.min(header.dataBytes(), all.length - header.dataOffset()) / 4;
            short[] samples = new short[frames];
            for (int i = 0; i < frames; i++) {
                int at = (int) header.dataOffset() + 4 * i + 2 * channel;
                samples[i] = (short) ((all[at] & 0xff) | (all[at + 1] << 8));
            }
            ToneDetector detector = new ToneDetector(header.sampleRateHertz(), hertz);
            detector.accept(samples, 0, samples.length);
            return detector.longestRunMillis();
        } catch (IOException | NoSuchElementException notYet) {
            return -1;
        }
    }

    static LegTarget dialled(String number) {
        return new LegTarget.Dialled(number, "");
    }

    static LegTarget announcement(String name, char key, String number) {
        return new LegTarget.Announcement(name, Map.of(key, new LegTarget.Dialled(number, "")));
    }

    /** Puts a file of ten seconds of tone into the folder of announcements. */
    void writeAnnouncement(String name, int hertz, int seconds) {
        try (WavWriter wav = new WavWriter(folder.resolve(name + ".wav"), 1, 16_000)) {
            short[] samples = new short[16_000 * seconds];
            new ToneGenerator(CallTone.steady(hertz, -18), 16_000).generate(samples, 0, samples.length);
            wav.write(samples, 0, samples.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path recording() {
        return folder.resolve("recording.wav");
    }

    /** Sockets of ours that a party could reach now. */
    int sockets() {
        return media.seated();
    }

    /** What still arrives where our sockets were: none of the parties' packets may. */
    void assertNothingReachesUs(InetAddress address) {
        assertThat(sockets()).isZero();
        assertThat(ports).isNotEmpty();
        for (int port : ports) {
            try (DatagramSocket listener = new DatagramSocket(port, address)) {
                listener.setSoTimeout(400);
                listener.receive(new DatagramPacket(new byte[2_048], 2_048));
                throw new AssertionError("a packet still came to our port " + port);
            } catch (SocketTimeoutException quiet) {
                // as it should be
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static StageOne stageOne(TwoLegCalls.Running call) {
        return get(call.stageOne().toCompletableFuture());
    }

    static TwoLegEnd end(TwoLegCalls.Running call) {
        return get(call.end().toCompletableFuture());
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the two-leg call does not get on", e);
        }
    }

    @Override
    public void close() {
        calls.close();
        pairs.close();
    }

    /** The media path, with the reserved ports noted. */
    private final class Noted implements LegMediaPort {
        @Override
        public void attach(LegMediaInbox inbox) {
            media.attach(new LegMediaInbox() {
                @Override
                public void secured(CallId leg, DtlsPeer peer) {
                    inbox.secured(leg, peer);
                }

                @Override
                public void announcementLoaded(CallId leg, Optional<ErrorCode> problem) {
                    inbox.announcementLoaded(leg, problem);
                }

                @Override
                public void announcementPlayed(CallId leg) {
                    inbox.announcementPlayed(leg);
                }

                @Override
                public void pathLost(CallId leg) {
                    inbox.pathLost(leg);
                }

                @Override
                public void legInput(CallId leg, LegInput input) {
                    if (input instanceof LegInput.MediaReserved(var local)) {
                        ports.add(local.rtpPort());
                    }
                    inbox.legInput(leg, input);
                }
            });
        }

        @Override
        public void reserve(CallId leg) {
            media.reserve(leg);
        }

        @Override
        public void locate(CallId leg, String address) {
            media.locate(leg, address);
        }

        @Override
        public void apply(CallId leg, MediaPlan plan) {
            media.apply(leg, plan);
        }

        @Override
        public void hush(CallId leg) {
            media.hush(leg);
        }

        @Override
        public void play(CallId leg, LegTone tone) {
            media.play(leg, tone);
        }

        @Override
        public void load(CallId leg, String name) {
            media.load(leg, name);
        }

        @Override
        public void announce(CallId leg) {
            media.announce(leg);
        }

        @Override
        public void relay(CallId from, CallId to) {
            media.relay(from, to);
        }

        @Override
        public void bridge(CallId first, CallId second, Recording recording) {
            media.bridge(first, second, recording);
        }

        @Override
        public void release(CallId leg) {
            media.release(leg);
        }
    }
}
