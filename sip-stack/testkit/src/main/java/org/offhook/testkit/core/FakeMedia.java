package org.offhook.testkit.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallWishes.Ring;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.MicrophoneFacts;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.port.LevelSource;
import org.offhook.core.port.MediaPort;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.SoundCheckPort;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.recording.RecordingSubject;
import org.offhook.core.soundcheck.SoundCheckFacts;
import org.offhook.core.soundcheck.SoundCheckKind;

/** The media path without sockets or sound: remembers plans, reserves at once, and can be told to fail. Any thread. */
public final class FakeMedia implements MediaPort {
    /** How a reservation is answered. */
    public enum Sockets {
        AT_ONCE,
        LATER,
        TAKEN
    }

    private final Set<CallId> reserved = ConcurrentHashMap.newKeySet();
    private final Set<CallId> ringing = ConcurrentHashMap.newKeySet();
    private final Map<CallId, MediaPlan> plans = new ConcurrentHashMap<>();
    private final Map<CallId, MediaTerms> terms = new ConcurrentHashMap<>();
    private final Map<CallId, String> digits = new ConcurrentHashMap<>();
    private final List<AudioChoice> choices = new CopyOnWriteArrayList<>();
    private final List<String> failing = new CopyOnWriteArrayList<>();
    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private final AtomicInteger notices = new AtomicInteger();
    private volatile Ring lastRing = Ring.USUAL;
    private final AtomicInteger nextPort = new AtomicInteger(40_000);
    private volatile @Nullable PhoneInbox inbox;
    private volatile Sockets sockets = Sockets.AT_ONCE;
    private volatile Set<CallId> joined = Set.of();
    private volatile MicrophoneFacts microphone = MicrophoneFacts.NONE;
    private volatile SoundCheckFacts checkFacts = SoundCheckFacts.NONE;
    private final List<String> checked = new CopyOnWriteArrayList<>();
    private volatile @Nullable ReflexiveAddress outside;
    private volatile boolean closed;

    public FakeMedia sockets(Sockets behaviour) {
        sockets = behaviour;
        return this;
    }

    /** What the microphone gave so far. */
    public FakeMedia microphone(MicrophoneFacts facts) {
        microphone = facts;
        return this;
    }

    /** Makes the port's method of that name throw, until {@link #recover}. */
    public FakeMedia failOn(String method) {
        failing.add(method);
        return this;
    }

    public void recover() {
        failing.clear();
    }

    @Override
    public void join(Set<CallId> calls) {
        joined = Set.copyOf(calls);
    }

    /** Calls whose parties hear one another. */
    public Set<CallId> joined() {
        return joined;
    }

    /** Calls that hold a socket pair. */
    public Set<CallId> reserved() {
        return Set.copyOf(reserved);
    }

    public Set<CallId> ringing() {
        return Set.copyOf(ringing);
    }

    /** Latest plan of a call that holds its media. */
    public Optional<MediaPlan> plan(CallId call) {
        return Optional.ofNullable(plans.get(call));
    }

    public String digits(CallId call) {
        return digits.getOrDefault(call, "");
    }

    public List<AudioChoice> choices() {
        return List.copyOf(choices);
    }

    public boolean isClosed() {
        return closed;
    }

    /** Answers a reservation that was told to come later. */
    public void deliver(CallId call) {
        LocalMedia usual = new LocalMedia("192.0.2.10", nextPort.getAndAdd(2));
        LocalMedia local = Optional.ofNullable(terms.get(call))
                .map(own -> new LocalMedia(usual.address(), usual.rtpPort(), own, List.of()))
                .orElse(usual);
        inbox().callInput(call, new CallInput.MediaReserved(local));
    }

    public PhoneInbox inbox() {
        PhoneInbox present = inbox;
        if (present == null) {
            throw new IllegalStateException("not started");
        }
        return present;
    }

    // ---- the port

    @Override
    public void start(PhoneInbox phone) {
        inbox = phone;
        check("start");
    }

    @Override
    public void reserve(CallId call) {
        check("reserve");
        switch (sockets) {
            case AT_ONCE -> {
                reserved.add(call);
                deliver(call);
            }
            case LATER -> reserved.add(call);
            case TAKEN -> inbox().callInput(call, new CallInput.MediaUnavailable(ErrorCode.MEDIA_PORTS_TAKEN));
        }
    }

    @Override
    public void reserve(CallId call, MediaTerms own) {
        terms.put(call, own);
        reserve(call);
    }

    /** What a call may agree on, where it is not what all calls may. */
    public Optional<MediaTerms> terms(CallId call) {
        return Optional.ofNullable(terms.get(call));
    }

    @Override
    public void locate(CallId call, String address) {
        check("locate");
        inbox().callInput(call, new CallInput.MediaLocated(address, Optional.ofNullable(outside)));
    }

    /** A router maps the sockets of a call, or those kept for the next one, anew. */
    public void remap(CallId call, ReflexiveAddress address) {
        inbox().callInput(call, new CallInput.MediaRemapped(address));
    }

    /** How sockets look from outside once the machine has moved. */
    public FakeMedia seenAs(ReflexiveAddress address) {
        outside = address;
        return this;
    }

    @Override
    public void prepare(CallId call) {
        check("prepare");
    }

    @Override
    public void apply(CallId call, MediaPlan plan) {
        check("apply");
        plans.put(call, plan);
    }

    @Override
    public void sendDigits(CallId call, String keys) {
        check("sendDigits");
        digits.merge(call, keys, String::concat);
    }

    @Override
    public void playKeyTone(char digit) {
        check("playKeyTone");
    }

    @Override
    public void playNotice() {
        check("playNotice");
        notices.incrementAndGet();
    }

    /** Notices played to the agent. */
    public int notices() {
        return notices.get();
    }

    /** How it rang last. */
    public Ring lastRing() {
        return lastRing;
    }

    @Override
    public void startRinging(CallId call, Ring ring) {
        check("startRinging");
        ringing.add(call);
        lastRing = ring;
    }

    @Override
    public void stopRinging(CallId call) {
        check("stopRinging");
        ringing.remove(call);
    }

    @Override
    public void startRecording(RecordingSubject subject) {
        check("startRecording");
        recorded.add("open " + (subject.incoming() ? "from " : "to ") + subject.number());
        inbox().recordingInput(
                        subject.call(),
                        new RecordingInput.FileOpened("file-" + subject.call().value()));
    }

    @Override
    public void pauseRecording(CallId call, boolean silent) {
        check("pauseRecording");
        recorded.add(silent ? "silence" : "speech");
    }

    @Override
    public void stopRecording(CallId call) {
        check("stopRecording");
        recorded.add("close");
        inbox().recordingInput(call, new RecordingInput.FileFinished("file-" + call.value()));
    }

    /** What was ordered of recordings, in order. */
    public List<String> recorded() {
        return List.copyOf(recorded);
    }

    @Override
    public void release(CallId call) {
        check("release");
        reserved.remove(call);
        plans.remove(call);
    }

    @Override
    public void choose(AudioChoice choice) {
        check("choose");
        choices.add(choice);
    }

    @Override
    public MediaStatistics statistics(CallId call) {
        return MediaStatistics.NONE;
    }

    @Override
    public MicrophoneFacts microphone() {
        return microphone;
    }

    /** What a sound check's microphone gave so far. */
    public FakeMedia soundCheckFacts(SoundCheckFacts facts) {
        checkFacts = facts;
        return this;
    }

    /** What a sound check ordered, in order: the kind, "play back", "close". */
    public List<String> checked() {
        return List.copyOf(checked);
    }

    @Override
    public SoundCheckPort soundCheck() {
        return new SoundCheckPort() {
            @Override
            public void open(SoundCheckKind kind) {
                checked.add(kind.name());
            }

            @Override
            public void playBack() {
                checked.add("play back");
            }

            @Override
            public void close() {
                checked.add("close");
            }

            @Override
            public SoundCheckFacts facts() {
                return checkFacts;
            }
        };
    }

    @Override
    public LevelSource levels() {
        return LevelSource.SILENT;
    }

    @Override
    public void close() {
        closed = true;
        check("close");
    }

    private void check(String method) {
        if (failing.contains(method)) {
            throw new IllegalStateException("told to fail on " + method);
        }
    }
}
