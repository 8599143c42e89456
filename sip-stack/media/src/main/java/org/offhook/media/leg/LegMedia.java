package org.offhook.media.leg;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.port.LegMediaPort;
import org.offhook.core.recording.RecordingSubject;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegTone;
import org.offhook.core.thirdparty.Recording;
import org.offhook.media.FrameSink;
import org.offhook.media.FrameSource;
import org.offhook.media.LocalAddress;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.media.ToneSource;
import org.offhook.media.record.CallRecorder;
import org.offhook.media.record.RecordingShelf;
import org.offhook.rtp.tone.CallTone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media path of third-party calls, over the same clock and sockets as the phone's own. Methods come from the legs' loop and from the
 * thread that binds sockets, so they exclude each other; none of them waits for disk or network.
 */
public final class LegMedia implements LegMediaPort {
    private static final Logger LOG = LoggerFactory.getLogger(LegMedia.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int NARROW_HERTZ = 8_000;

    /** What legs are bridged in: wide, so that two who can hear each other wide do. */
    static final int RATE_HERTZ = 16_000;

    private final MediaEngine engine;
    private final LocalAddress localAddress;
    private final Announcements announcements;
    private final RecordingShelf recordings;
    private final MediaTerms terms;
    private final Executor disk = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("announcement-", 0).factory());
    private final Map<CallId, Seat> seats = new HashMap<>();
    private final Map<CallId, short[]> loaded = new HashMap<>();
    private volatile Optional<LegMediaInbox> inbox = Optional.empty();

    /** A leg between reserve and release; its endpoint comes when sockets are bound. */
    private static final class Seat {
        private Optional<MediaEndpoint> endpoint = Optional.empty();
        private Optional<CallRecorder> recorder = Optional.empty();
    }

    /**
     * Media over an engine, which somebody else closes.
     *
     * @param localAddress what to write into SDP
     * @param recordings where recordings of bridged calls go, named after their first leg
     */
    public LegMedia(
            MediaEngine engine, LocalAddress localAddress, Announcements announcements, RecordingShelf recordings) {
        this(engine, localAddress, announcements, recordings, MediaTerms.PLAIN);
    }

    /** @param terms of the account that the legs are called over: what holds for its calls holds for them */
    public LegMedia(
            MediaEngine engine,
            LocalAddress localAddress,
            Announcements announcements,
            RecordingShelf recordings,
            MediaTerms terms) {
        this.terms = terms;
        this.engine = engine;
        this.localAddress = localAddress;
        this.announcements = announcements;
        this.recordings = recordings;
        engine.prepareIdentity(terms);
    }

    @Override
    public void attach(LegMediaInbox newInbox) {
        inbox = Optional.of(newInbox);
    }

    private LegMediaInbox told() {
        return inbox.orElseThrow(() -> new IllegalStateException("nobody is attached"));
    }

    @Override
    public synchronized void reserve(CallId leg) {
        seats.put(leg, new Seat());
        MediaEndpoint.whenReady(
                engine,
                RATE_HERTZ,
                (digit, duration) -> told().legInput(leg, new LegInput.DigitReceived(digit)),
                made -> reserved(leg, made));
    }

    private synchronized void reserved(CallId leg, Optional<MediaEndpoint> made) {
        Seat seat = seats.get(leg);
        if (seat == null) { // given back before it was there
            made.ifPresent(MediaEndpoint::close);
        } else if (made.isEmpty()) {
            told().legInput(leg, new LegInput.MediaUnavailable(ErrorCode.MEDIA_PORTS_TAKEN));
        } else {
            seat.endpoint = made;
            made.get()
                    .locate(
                            terms,
                            outside -> located(leg, made.get(), outside),
                            outside -> told().legInput(leg, new LegInput.MediaRemapped(outside)));
        }
    }

    private synchronized void located(CallId leg, MediaEndpoint end, Optional<ReflexiveAddress> outside) {
        if (!endpoint(leg).equals(Optional.of(end))) {
            return; // given back meanwhile
        }
        told().legInput(
                        leg,
                        new LegInput.MediaReserved(end.described(
                                localAddress.current().orElse(LOOPBACK),
                                terms,
                                outside,
                                peer -> told().secured(leg, peer),
                                impostor -> told().legInput(
                                                leg,
                                                new LegInput.SecuringFailed(
                                                        impostor
                                                                ? ErrorCode.PEER_NOT_GENUINE
                                                                : ErrorCode.SPEECH_NOT_SECURED)))));
    }

    @Override
    public synchronized void locate(CallId leg, String address) {
        Consumer<Optional<ReflexiveAddress>> told =
                seen -> told().legInput(leg, new LegInput.MediaLocated(address, seen));
        endpoint(leg).ifPresentOrElse(end -> end.relocate(address, told), () -> told.accept(Optional.empty()));
    }

    private Optional<MediaEndpoint> endpoint(CallId leg) {
        return Optional.ofNullable(seats.get(leg)).flatMap(seat -> seat.endpoint);
    }

    @Override
    public synchronized void apply(CallId leg, MediaPlan plan) {
        endpoint(leg).ifPresent(end -> end.apply(plan));
    }

    @Override
    public synchronized void hush(CallId leg) {
        endpoint(leg).ifPresent(MediaEndpoint::hush);
    }

    @Override
    public synchronized void play(CallId leg, LegTone tone) {
        endpoint(leg)
                .ifPresent(end -> end.source(
                        switch (tone) {
                            case SILENCE -> FrameSource.SILENCE;
                            case RINGBACK -> new ToneSource(CallTone.RINGBACK, RATE_HERTZ);
                        }));
    }

    @Override
    public void load(CallId leg, String name) {
        disk.execute(() -> {
            Optional<short[]> samples = announcements.read(name, RATE_HERTZ);
            samples.ifPresent(sound -> keep(leg, sound));
            told().announcementLoaded(
                            leg, samples.isPresent() ? Optional.empty() : Optional.of(ErrorCode.ANNOUNCEMENT_MISSING));
        });
    }

    private synchronized void keep(CallId leg, short[] samples) {
        loaded.put(leg, samples);
    }

    @Override
    public synchronized void announce(CallId leg) {
        short[] samples = loaded.getOrDefault(leg, new short[0]);
        endpoint(leg)
                .ifPresent(end -> end.source(new AnnouncementSource(samples, () -> told().announcementPlayed(leg))));
    }

    @Override
    public synchronized void relay(CallId from, CallId to) {
        Optional<MediaEndpoint> speaks = endpoint(from);
        Optional<MediaEndpoint> hears = endpoint(to);
        if (speaks.isEmpty() || hears.isEmpty()) {
            LOG.warn("a leg without sockets was to hear the other");
            return;
        }
        PatchCord cord = new PatchCord(FrameSink.NONE);
        hears.get().source(cord);
        speaks.get().sink(cord);
    }

    @Override
    public synchronized void bridge(CallId first, CallId second, Recording recording) {
        Optional<MediaEndpoint> one = endpoint(first);
        Optional<MediaEndpoint> other = endpoint(second);
        if (one.isEmpty() || other.isEmpty()) {
            LOG.warn("a leg without sockets was to be bridged");
            return;
        }
        Optional<CallRecorder> recorder = switch (recording) {
            case BY_RULE ->
                Optional.of(new CallRecorder(
                        rate -> recordings.open(new RecordingSubject(first, "", false), rate),
                        wide(one.get()) || wide(other.get()) ? RATE_HERTZ : NARROW_HERTZ,
                        CallRecorder.Listener.NONE));
            case NONE -> Optional.empty();
        };
        Seat seat = seats.get(first);
        if (seat != null) {
            seat.recorder = recorder;
        }
        PatchCord toSecond = new PatchCord(recorder.<FrameSink>map(
                        file -> (samples, offset, count) -> file.agent(samples, offset, count, RATE_HERTZ))
                .orElse(FrameSink.NONE));
        PatchCord toFirst = new PatchCord(recorder.<FrameSink>map(
                        file -> (samples, offset, count) -> file.customer(samples, offset, count, RATE_HERTZ))
                .orElse(FrameSink.NONE));
        other.get().source(toSecond);
        one.get().source(toFirst);
        one.get().sink(toSecond);
        other.get().sink(toFirst);
    }

    /** Whether more of a party can be heard than a narrow recording would keep. */
    private static boolean wide(MediaEndpoint end) {
        return end.sampleRateHertz() > NARROW_HERTZ;
    }

    @Override
    public synchronized void release(CallId leg) {
        loaded.remove(leg);
        Seat seat = seats.remove(leg);
        if (seat != null) {
            seat.endpoint.ifPresent(MediaEndpoint::close);
            seat.recorder.ifPresent(CallRecorder::close);
        }
    }

    /** Latest counters; {@link MediaStatistics#NONE} for a leg that has no sockets of ours. Any thread. */
    public synchronized MediaStatistics statistics(CallId leg) {
        return endpoint(leg).map(MediaEndpoint::statistics).orElse(MediaStatistics.NONE);
    }

    /** Legs that hold sockets of ours. Any thread. */
    public synchronized int seated() {
        return seats.size();
    }
}
