package org.offhook.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.AgentState;
import org.offhook.agent.AgentView;
import org.offhook.agent.CampaignView;
import org.offhook.agent.Fault;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PauseCode;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.WorkView;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.phone.WatchView;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.soundcheck.SoundCheckView;

/** Builds snapshots of what a desk can be in, as the reference pictures show them. */
public final class Situation {
    /** The moment everything is drawn at: half past two on a Saturday afternoon, UTC. */
    public static final Instant NOW = Instant.parse("2026-11-21T14:32:00Z");

    private static long version;

    private Setup setup = Setup.OWN_EXCHANGE;
    private AgentView agent;
    private RegistrationView registration = SampleStates.registered();
    private final List<CallView> calls = new ArrayList<>();
    private final List<QueuedDial> queue = new ArrayList<>();
    private boolean autoDial;
    private List<PauseCode> codes = List.of(
            new PauseCode("BREAK", "Break", Optional.of(Duration.ofMinutes(15))),
            new PauseCode("LUNCH", "Lunch", Optional.of(Duration.ofMinutes(45))),
            new PauseCode("TRAINING", "Training", Optional.empty()));
    private final List<LoggedCall> log = new ArrayList<>();
    private final List<PairingRequest> requests = new ArrayList<>();
    private final List<AgentEvent> events = new ArrayList<>();
    private final List<PairedOrigin> origins = new ArrayList<>();
    private Optional<Fault> fault = Optional.empty();
    private final Map<CallId, Map<String, String>> facts = new HashMap<>();
    private List<AudioDevice> devices = List.of(
            new AudioDevice("mic", "Headset", AudioDevice.Kind.CAPTURE, true),
            new AudioDevice("cam", "Camera microphone", AudioDevice.Kind.CAPTURE, false),
            new AudioDevice("ear", "Headset", AudioDevice.Kind.PLAYOUT, true),
            new AudioDevice("desk", "Desk speakers", AudioDevice.Kind.PLAYOUT, false));
    private int lines = 2;
    private List<CallId> joined = List.of();
    private AudioChoice audio = AudioChoice.SYSTEM;
    private Optional<ErrorCode> audioProblem = Optional.empty();
    private WatchView watch = WatchView.NOTHING;
    private WorkView work = WorkView.NONE;
    private SoundCheckView soundCheck = SoundCheckView.NONE;
    private List<AccountView> accounts = List.of();
    private String country = "";
    private ManualDialMode mode = ManualDialMode.QUEUE;

    private Situation(AgentView agent) {
        this.agent = agent;
    }

    public static Situation firstRun() {
        var situation = new Situation(AgentView.LOGGED_OUT);
        situation.setup = Setup.NONE;
        situation.registration = RegistrationView.NONE;
        return situation;
    }

    public static Situation loggedOut() {
        var situation = new Situation(AgentView.LOGGED_OUT);
        situation.registration = SampleStates.of(RegistrationView.Status.NOT_REGISTERED);
        return situation;
    }

    public static Situation loggingIn() {
        var situation = new Situation(SampleStates.agent(AgentState.LOGGING_IN, Duration.ZERO));
        situation.registration = SampleStates.of(RegistrationView.Status.REGISTERING);
        return situation;
    }

    /** Paused for a break since 4:12, at most 15 minutes. */
    public static Situation paused() {
        return paused(Duration.ofSeconds(252));
    }

    public static Situation paused(Duration since) {
        return new Situation(
                SampleStates.agent(AgentState.PAUSED, "BREAK", since, Optional.of(Duration.ofMinutes(15))));
    }

    public static Situation ready() {
        return new Situation(SampleStates.agent(AgentState.READY, Duration.ofSeconds(47)));
    }

    /** Dialling Lena, ringing there for six seconds. */
    public static Situation dialling() {
        var situation =
                new Situation(SampleStates.thenBreak(SampleStates.agent(AgentState.CALLING, Duration.ofSeconds(6))));
        return situation.call(
                SampleCalls.outgoing("c1", Phase.RINGING, Duration.ofSeconds(6), Optional.empty(), false),
                "Spring list");
    }

    /** Talking to Lena for 2:37. */
    public static Situation onCall() {
        return onCall(false);
    }

    public static Situation onCall(boolean muted) {
        var situation =
                new Situation(SampleStates.thenBreak(SampleStates.agent(AgentState.ON_CALL, Duration.ofSeconds(157))));
        return situation.call(
                SampleCalls.outgoing(
                        "c1", Phase.CONNECTED, Duration.ofSeconds(165), Optional.of(Duration.ofSeconds(157)), muted),
                "Spring list");
    }

    /** Lena waits on hold and nobody hears the agent. */
    public static Situation onHold() {
        var situation = onCall();
        CallView call = situation.calls.getFirst();
        return situation.call(SecondLine.held(call), "Spring list");
    }

    /** Lena waits on hold while Mina's phone rings. */
    public static Situation consulting() {
        var situation = onCall();
        CallView lena = situation.calls.removeFirst();
        situation.calls.add(SecondLine.mina(Phase.RINGING, Duration.ofSeconds(4), Optional.empty()));
        return situation.call(SecondLine.held(lena), "Spring list");
    }

    /** Lena waits on hold while Mina is talked to. */
    public static Situation twoLines() {
        var situation = onCall();
        CallView lena = situation.calls.removeFirst();
        situation.calls.add(
                SecondLine.mina(Phase.CONNECTED, Duration.ofSeconds(50), Optional.of(Duration.ofSeconds(41))));
        return situation.call(SecondLine.held(lena), "Spring list");
    }

    /** All three hear one another. */
    public static Situation conference() {
        var situation = twoLines();
        situation.calls.replaceAll(SecondLine::talkedOn);
        situation.joined = situation.calls.stream().map(CallView::id).toList();
        return situation;
    }

    /** Both wait. */
    public static Situation twoLinesOnHold() {
        var situation = twoLines();
        situation.calls.replaceAll(call -> call.held() ? call : SecondLine.held(call));
        return situation;
    }

    /** Lena's call is recorded, or this is paused. */
    public static Situation recorded(CallRecording recording) {
        var situation = onCall();
        return situation.call(SecondLine.recorded(situation.calls.getFirst(), recording), "Spring list");
    }

    /** Lena is being sent to somebody else. */
    public static Situation transferring() {
        var situation = onCall();
        return situation.call(SecondLine.transferring(situation.calls.getFirst()), "Spring list");
    }

    public Situation call(CallView call) {
        calls.removeIf(other -> other.id().equals(call.id()));
        calls.add(call);
        return this;
    }

    public Situation call(CallView call, String fact) {
        facts.put(call.id(), Map.of("list", fact));
        return call(call);
    }

    public Situation setup(Setup which) {
        setup = which;
        return this;
    }

    /** The queue, whose first number is dialled by itself in a moment. */
    public Situation queueCountingDown() {
        queue();
        queue.set(0, queue.getFirst().dialledAt(NOW.plusSeconds(4)));
        return this;
    }

    /** The queue, two of whose numbers the campaign's rules speak against. */
    public Situation queueWithBarred() {
        queue();
        queue.addAll(SampleQueue.barred());
        return this;
    }

    public Situation queue() {
        queue.addAll(SampleQueue.waiting());
        return this;
    }

    public Situation autoDial() {
        autoDial = true;
        return this;
    }

    public Situation withoutPauseCodes() {
        codes = List.of();
        return this;
    }

    public Situation log() {
        log.addAll(SampleCalls.log());
        return this;
    }

    /** The newest call of the log was over this account. */
    public Situation lastOver(AccountId account) {
        log.addFirst(SampleCalls.over(account));
        return this;
    }

    public Situation atBackup(String server) {
        registration = registration.atBackup(Optional.of(server));
        return this;
    }

    public Situation lost() {
        registration = SampleStates.lost();
        agent = SampleStates.agent(AgentState.PAUSED, "LOST", Duration.ofSeconds(440), Optional.empty());
        return this;
    }

    /** The registration is lost, whatever the agent does. */
    public Situation lostRegistration() {
        registration = SampleStates.lost();
        return this;
    }

    /** What the exchange tells of mailbox and other phones. */
    public Situation watch(WatchView told) {
        watch = told;
        return this;
    }

    public Situation audioProblem(ErrorCode error) {
        audioProblem = Optional.of(error);
        return this;
    }

    public Situation withoutDevices() {
        devices = List.of();
        return this;
    }

    public Situation audio(AudioChoice choice) {
        audio = choice;
        return this;
    }

    public Situation fault(ErrorCode error) {
        fault = Optional.of(new Fault(error, "", NOW));
        return this;
    }

    public Situation pairing() {
        return pairing("p1", "https://crm.example");
    }

    public Situation pairing(String id, String origin) {
        requests.add(SamplePairing.request(id, origin));
        return this;
    }

    /** A page asked, and nobody answered. */
    public Situation unanswered(String origin) {
        events.add(new AgentEvent.PairingUnanswered(SamplePairing.request("p1", origin), NOW.plusSeconds(600)));
        return this;
    }

    /** What has just happened. */
    public AgentEvent[] events() {
        return events.toArray(AgentEvent[]::new);
    }

    /** Accounts beside the main one. */
    public Situation beside(AccountView... further) {
        accounts = List.of(further);
        return this;
    }

    public Situation paired() {
        origins.addAll(SamplePairing.paired());
        return this;
    }

    /** Devices are tried out. */
    public Situation soundCheck(SoundCheckView view) {
        soundCheck = view;
        return this;
    }

    /** The country that the phone is set up with. */
    public Situation country(String code) {
        country = code;
        return this;
    }

    /** Numbers are dialled by hand in this mode. */
    public Situation mode(ManualDialMode dialled) {
        mode = dialled;
        return this;
    }

    /** What the store gives the agent; see {@link WorkSituation}. */
    public Situation work(WorkSituation what) {
        work = what.view();
        return this;
    }

    /** The call to Lena is over and its result is being noted; 24 s are left. */
    public static Situation wrapUp() {
        var situation =
                new Situation(SampleStates.thenBreak(SampleStates.agent(AgentState.WRAP_UP, Duration.ofSeconds(16))));
        situation.call(SampleCalls.ended(
                SampleCalls.outgoing(
                        "c1", Phase.CONNECTED, Duration.ofSeconds(216), Optional.of(Duration.ofSeconds(208)), false),
                CallEnd.Cause.HUNG_UP,
                Optional.empty(),
                Duration.ofSeconds(16)));
        return situation.work(WorkSituation.campaign().wrapUp());
    }

    public AgentSnapshot snapshot() {
        version++;
        return new AgentSnapshot(
                version,
                "test",
                version,
                setup,
                agent,
                new PhoneSnapshot(
                        version,
                        registration,
                        List.copyOf(calls),
                        lines,
                        joined,
                        devices,
                        audio,
                        audioProblem,
                        watch,
                        soundCheck,
                        accounts),
                List.copyOf(queue),
                autoDial,
                codes,
                List.copyOf(log),
                List.copyOf(requests),
                List.copyOf(origins),
                fault,
                Map.copyOf(facts),
                work.campaign()
                        .map(CampaignView::country)
                        .filter(named -> !named.isEmpty())
                        .orElse(country),
                work,
                work.campaign().map(CampaignView::mode).orElse(mode));
    }
}
