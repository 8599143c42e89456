package org.offhook.media;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DigitReceived;
import org.offhook.core.call.CallInput.MediaLocated;
import org.offhook.core.call.CallInput.MediaRemapped;
import org.offhook.core.call.CallInput.MediaReserved;
import org.offhook.core.call.CallInput.MediaUnavailable;
import org.offhook.core.call.CallWishes.Ring;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.MicrophoneFacts;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.core.port.LevelSource;
import org.offhook.core.port.MediaPort;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.SoundCheckPort;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.recording.RecordingSubject;
import org.offhook.media.record.RecordingShelf;
import org.offhook.media.talk.CallLeg;
import org.offhook.media.talk.KeyTones;
import org.offhook.media.talk.TalkMixer;
import org.offhook.media.transport.MediaClock;
import org.offhook.media.transport.RealTime;
import org.offhook.media.transport.RtpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phone's media path: each call has sockets and streams, all share the agent's devices. What takes time happens on
 * threads of its own; the loop is never held up.
 */
public final class PhoneMedia implements MediaPort {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneMedia.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final MediaEngine engine;
    private final LocalAddress localAddress;
    private final CallRecordings recordings;
    private final MediaTerms terms;
    private final KeyTones keys = new KeyTones();
    private final TalkMixer mixer = new TalkMixer(keys, this::hasten);
    private final TalkDevices devices;
    private CompletionStage<?> calm = CompletableFuture.completedFuture(null);
    /** Calls that have asked for microphone and speaker; a socket that is kept for the next call has not. */
    private final Set<CallId> talking = ConcurrentHashMap.newKeySet();

    private final Map<CallId, CallLeg> legs = new ConcurrentHashMap<>();
    /** Calls between reserve and release: sockets that are bound too late are given back at once. */
    private final Set<CallId> wanted = ConcurrentHashMap.newKeySet();

    private volatile Optional<PhoneInbox> inbox = Optional.empty();
    private volatile Optional<MediaClock.Pace> pace = Optional.empty();
    private Optional<CallId> ringing = Optional.empty();

    /**
     * The phone's media over an engine, which it closes with itself.
     *
     * @param devices the agent's sound, closed with this
     * @param localAddress what to write into SDP
     * @param recordings which calls to record
     */
    public PhoneMedia(
            MediaEngine engine, AudioDevicePort devices, LocalAddress localAddress, RecordingRule recordings) {
        this(engine, devices, localAddress, recordings, MediaTerms.PLAIN);
    }

    /** @param terms what calls may agree on */
    public PhoneMedia(
            MediaEngine engine,
            AudioDevicePort devices,
            LocalAddress localAddress,
            RecordingRule recordings,
            MediaTerms terms) {
        this(engine, devices, localAddress, recordings, terms, RecordingShelf.NONE);
    }

    /** @param shelf where recordings go that are asked for in a call */
    public PhoneMedia(
            MediaEngine engine,
            AudioDevicePort devices,
            LocalAddress localAddress,
            RecordingRule recordings,
            MediaTerms terms,
            RecordingShelf shelf) {
        this.engine = engine;
        this.terms = terms;
        this.localAddress = localAddress;
        this.recordings = new CallRecordings(recordings, shelf);
        this.devices = new TalkDevices(devices, mixer, keys);
    }

    /** Warming up takes the processor that a window needs which is being drawn: it waits for {@code calm}. Before {@link #start}. */
    public void warmUpAfter(CompletionStage<?> newCalm) {
        calm = newCalm;
    }

    @Override
    public void start(PhoneInbox phoneInbox) {
        inbox = Optional.of(phoneInbox);
        engine.prepareIdentity(terms);
        engine.prepareTraversal();
        pace = Optional.of(engine.clock().start(mixer));
        devices.start(phoneInbox);
        calm.whenComplete(
                (_, _) -> Thread.ofPlatform().daemon().name("media-warm-up").start(() -> warmUp(phoneInbox)));
    }

    @Override
    public void reserve(CallId call) {
        bind(call, terms);
    }

    @Override
    public void reserve(CallId call, MediaTerms own) {
        engine.prepareIdentity(own);
        bind(call, own);
    }

    private void bind(CallId call, MediaTerms agreed) {
        wanted.add(call);
        Optional<RtpSession> ready =
                engine.identityReady(agreed) ? engine.sessions().poll() : Optional.empty();
        if (ready.isPresent()) {
            reserved(call, agreed, ready);
        } else {
            engine.sessions().whenReady(session -> reserved(call, agreed, session));
        }
    }

    private void reserved(CallId call, MediaTerms agreed, Optional<RtpSession> made) {
        PhoneInbox to = inbox.orElseThrow();
        if (made.isEmpty()) {
            to.callInput(call, new MediaUnavailable(ErrorCode.MEDIA_PORTS_TAKEN));
            return;
        }
        RtpSession session = made.get();
        Consumer<Optional<ReflexiveAddress>> located = outside -> {
            LocalMedia local = seat(call, agreed, session, outside, to);
            if (wanted.contains(call)) {
                to.callInput(call, new MediaReserved(local));
            } else {
                drop(call);
            }
        };
        engine.locate(session, agreed, located, outside -> to.callInput(call, new MediaRemapped(outside)));
    }

    private LocalMedia seat(
            CallId call, MediaTerms agreed, RtpSession session, Optional<ReflexiveAddress> outside, PhoneInbox to) {
        session.digitsTo((digit, ticks) -> to.callInput(call, new DigitReceived(digit, Duration.ofMillis(ticks / 8))));
        CallLeg leg = new CallLeg(session);
        legs.put(call, leg);
        return engine.described(
                localAddress.current().orElse(LOOPBACK),
                session,
                agreed,
                outside,
                new SecuringNews(call, to, () -> flows(session)));
    }

    /** Goes the way of a call once, so that the first click does not pay for loading classes. */
    private void warmUp(PhoneInbox to) {
        CallId nobody = new CallId("warm-up");
        try {
            seat(nobody, terms, engine.sessions().take(), Optional.empty(), to);
            mixer.add(Objects.requireNonNull(legs.get(nobody)));
            drop(nobody);
        } catch (IOException e) {
            // The first call will be told that there are no ports.
            LOG.debug("Media stays cold: {}", e.getMessage());
        }
        WarmUp.run(engine);
        RealTime.prepare();
        RealTime.requestForPauses();
        WarmUp.later(terms);
    }

    @Override
    public void locate(CallId call, String address) {
        PhoneInbox to = inbox.orElseThrow();
        Consumer<Optional<ReflexiveAddress>> told = seen -> to.callInput(call, new MediaLocated(address, seen));
        Optional.ofNullable(legs.get(call))
                .ifPresentOrElse(
                        leg -> engine.relocate(leg.session(), address, told), () -> told.accept(Optional.empty()));
    }

    @Override
    public void prepare(CallId call) {
        talking.add(call);
        devices.openTalk();
    }

    @Override
    public void apply(CallId call, MediaPlan plan) {
        CallLeg leg = legs.get(call);
        if (leg == null) {
            return;
        }
        RtpSession session = leg.session();
        boolean sentBefore = session.plan().sends();
        session.apply(plan);
        mixer.add(leg); // not before: sockets kept for the next call would have the clock tick all day
        if (plan.stream().isPresent()) {
            talking.add(call);
            devices.openTalk();
            recordings.byRule(call, leg);
        }
        if (!sentBefore && session.plan().sends() && onlySender(session)) {
            // The first packet does not wait for the rest of a frame that nobody heard anyway.
            hasten();
        }
    }

    @Override
    public void startRecording(RecordingSubject subject) {
        CallId call = subject.call();
        CallLeg leg = legs.get(call);
        PhoneInbox to = inbox.orElseThrow();
        if (leg == null) {
            to.recordingInput(call, new RecordingInput.FileFailed(ErrorCode.CALL_STATE_WRONG, "the call has no media"));
        } else {
            recordings.asked(subject, leg, to);
        }
    }

    @Override
    public void pauseRecording(CallId call, boolean silent) {
        recordings.pause(call, silent);
    }

    @Override
    public void stopRecording(CallId call) {
        CallLeg leg = legs.get(call);
        if (leg != null) {
            leg.stopRecording();
            recordings.end(call);
        }
    }

    /** There are keys: the first packet leaves with them. */
    private void flows(RtpSession session) {
        if (session.plan().sends() && onlySender(session)) {
            hasten();
        }
    }

    private boolean onlySender(RtpSession session) {
        return legs.values().stream()
                .allMatch(
                        leg -> leg.session() == session || !leg.session().plan().sends());
    }

    @Override
    public void sendDigits(CallId call, String digits) {
        CallLeg leg = legs.get(call);
        if (leg != null) {
            digits.chars().forEach(digit -> leg.session().enterDigit((char) digit));
        }
    }

    @Override
    public void playKeyTone(char digit) {
        devices.keyTone(digit);
    }

    @Override
    public void playNotice() {
        devices.notice();
    }

    @Override
    public void join(Set<CallId> calls) {
        mixer.join(calls.stream().map(legs::get).filter(Objects::nonNull).toList());
    }

    @Override
    public void startRinging(CallId call, Ring ring) {
        ringing = Optional.of(call);
        devices.startRinging(RingTones.of(ring));
    }

    @Override
    public void stopRinging(CallId call) {
        if (ringing.equals(Optional.of(call))) {
            ringing = Optional.empty();
            devices.stopRinging();
        }
    }

    @Override
    public void release(CallId call) {
        stopRinging(call);
        wanted.remove(call);
        drop(call);
        talking.remove(call);
        if (talking.isEmpty()) {
            devices.closeTalk(talking::isEmpty);
        }
    }

    private void drop(CallId call) {
        CallLeg leg = legs.remove(call);
        if (leg != null) {
            mixer.remove(leg);
            leg.session().close();
            recordings.end(call);
        }
    }

    @Override
    public void choose(AudioChoice choice) {
        devices.choose(choice);
    }

    @Override
    public MediaStatistics statistics(CallId call) {
        CallLeg leg = legs.get(call);
        return leg == null ? MediaStatistics.NONE : leg.session().statistics();
    }

    @Override
    public MicrophoneFacts microphone() {
        return mixer.microphoneFacts();
    }

    @Override
    public SoundCheckPort soundCheck() {
        return devices.soundCheck();
    }

    @Override
    public LevelSource levels() {
        return mixer;
    }

    private void hasten() {
        pace.ifPresent(engine.clock()::hasten);
    }

    @Override
    public void close() {
        wanted.clear();
        legs.keySet().forEach(this::drop);
        devices.close();
        recordings.await();
        engine.close();
    }
}
