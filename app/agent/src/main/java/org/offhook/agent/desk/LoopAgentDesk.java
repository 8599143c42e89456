package org.offhook.agent.desk;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentView;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.Fault;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.LoggedSound;
import org.offhook.agent.SequencedEvent;
import org.offhook.agent.WorkView;
import org.offhook.agent.session.AgentMachine;
import org.offhook.agent.session.AgentViews;
import org.offhook.agent.session.IncomingDesk;
import org.offhook.agent.session.SessionInput;
import org.offhook.agent.session.WorkInput;
import org.offhook.agent.session.WorkViews;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.CallSummary;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.IncomingRuling;
import org.offhook.core.phone.LoopGuest;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.publication.Presence;

/**
 * The desk on the phone's loop: every command from a button, the CRM or the command line comes through here, and every observer sees
 * the same snapshot and the same numbered events.
 */
public final class LoopAgentDesk implements AgentDesk, AutoCloseable {
    /** How long a fault of our own is shown. */
    private static final java.time.Duration INTERNAL_FAULT = java.time.Duration.ofSeconds(10);

    private final PhoneLoop loop;
    private final DeskSettings settings;
    private final DeskMachines machines;
    private final EventStream events;
    private final FaultBoard faults = new FaultBoard();
    private final CallLog log;
    private final Map<CallId, Begun> begun = new HashMap<>();
    private final Map<CallId, LoggedQuality> sounds = new HashMap<>();
    /** Why the newest call is not durable. */
    private Optional<ErrorCode> unstored = Optional.empty();

    /** What is known of a call from its beginning. */
    private record Begun(Instant at, AccountId account) {}

    private final AtomicLong tickets = new AtomicLong();
    private final List<AgentObserver> observers = new CopyOnWriteArrayList<>();
    private volatile AgentSnapshot snapshot;

    private LoopAgentDesk(PhoneLoop loop, DeskPorts ports, DeskSettings settings, DeskStart start, String stream) {
        this.loop = loop;
        this.settings = settings;
        this.events = new EventStream(stream);
        this.log = new CallLog(start.recentCalls());
        this.machines = new DeskMachines(loop, ports, settings, start, log, this::tell);
        this.snapshot = new AgentSnapshot(
                0,
                stream,
                0,
                start.setup(),
                AgentView.LOGGED_OUT,
                PhoneSnapshot.INITIAL,
                List.of(),
                machines.session().autoDial(),
                settings.pauseCodes(),
                log.calls(),
                List.of(),
                machines.pairing().paired(),
                Optional.empty(),
                Map.of(),
                settings.country(),
                WorkView.NONE,
                settings.mode());
    }

    /**
     * Makes a desk and seats it on {@code loop}, which must not have been started yet.
     *
     * @param stream id of the event stream, new for each process
     */
    public static LoopAgentDesk create(
            PhoneLoop loop, DeskPorts ports, DeskSettings settings, DeskStart start, String stream) {
        LoopAgentDesk desk = new LoopAgentDesk(loop, ports, settings, start, stream);
        loop.attach(desk.new Seat());
        return desk;
    }

    // ---- any thread

    @Override
    public CompletionStage<CommandOutcome> submit(AgentCommand command) {
        CompletableFuture<CommandOutcome> answer = new CompletableFuture<>();
        long ticket = tickets.incrementAndGet();
        if (!loop.post(() -> {
            machines.await(ticket, answer);
            machines.take(ticket, command);
        })) {
            answer.complete(new Refused(ErrorCode.TOO_MANY_REQUESTS, "the phone takes no more commands"));
        }
        return answer;
    }

    @Override
    public AgentSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Subscription observe(AgentObserver observer) {
        loop.post(() -> {
            observers.add(observer);
            show(observer, List.of());
        });
        return () -> {
            observers.remove(observer);
            loop.post(() -> observers.remove(observer)); // it may not have been added yet
        };
    }

    /** Shows a fault of what surrounds the phone (bridge, store, start) until {@link #clearFault}. */
    public void raiseFault(ErrorCode error, String detail) {
        loop.post(() -> surroundings(error, faults.raise(new Fault(error, detail, loop.now()))));
    }

    public void clearFault(ErrorCode error) {
        loop.post(() -> surroundings(error, faults.clear(error)));
    }

    /** Ends calls and registration, closes the ports, and tells everyone who still waits. Returns within six seconds. */
    @Override
    public void close() {
        loop.post(machines::answerAll);
        loop.close();
        machines.answerAll(); // what came in between; the loop's thread has ended
    }

    // ---- on the loop

    private void tell(AgentEvent event) {
        events.tell(event, loop.now());
    }

    private void surroundings(ErrorCode error, List<AgentEvent> changed) {
        changed.forEach(this::tell);
        if (error == ErrorCode.CALL_IN_DOUBT && !changed.isEmpty()) {
            machines.feed(new WorkInput.DoubtsTold()); // which they are, the store knows
        }
    }

    /** The desk's place on the loop. */
    private final class Seat implements LoopGuest {
        @Override
        public void onStep(PhoneSnapshot phone, List<PhoneEvent> happened, Instant now) {
            for (PhoneEvent event : happened) {
                tell(new AgentEvent.PhoneHappened(event));
                phoneHappened(event, now);
            }
            machines.settleAccounts();
            faults.observe(phone, now).forEach(LoopAgentDesk.this::tell);
            publish();
            machines.tellAnswers();
        }

        @Override
        public OptionalInt turnAway(CallParty caller, CallParty called) {
            return AgentMachine.mayRing(machines.session().session()) ? OptionalInt.empty() : OptionalInt.of(480);
        }

        @Override
        public Optional<Presence> presence() {
            return switch (AgentViews.of(machines.session().session()).state()) {
                case READY -> Optional.of(Presence.READY);
                // who notes a result is as little to be had as who has a break
                case PAUSED, WRAP_UP -> Optional.of(Presence.PAUSED);
                case CALLING, ON_CALL -> Optional.of(Presence.ON_CALL);
                case LOGGED_OUT, LOGGING_IN, LOGGING_OUT -> Optional.empty();
            };
        }

        @Override
        public IncomingRuling rule(InviteReceived invite) {
            return IncomingDesk.rule(machines.session().session(), settings.incoming(), invite.wishes());
        }
    }

    private void phoneHappened(PhoneEvent event, Instant now) {
        switch (event) {
            case PhoneEvent.RegistrationChanged _ -> machines.registrationSeen();
            case PhoneEvent.CallDialled(CallId call, CallParty party, AccountId account) -> {
                begun.put(call, new Begun(now, account));
                if (loop.phone().call(call).flatMap(CallView::transferredBy).isPresent()) {
                    machines.feed(new SessionInput.CallFollowed(call, party, account));
                }
            }
            case PhoneEvent.CallOffered(CallId call, CallParty party, AccountId account) -> {
                begun.put(call, new Begun(now, account));
                machines.feed(new SessionInput.CallOffered(call, party, account));
            }
            case PhoneEvent.CallConnected(CallId call) -> {
                machines.feed(new SessionInput.CallConnected(call));
                machines.recordByRule(call);
            }
            case PhoneEvent.CallSummed(CallId call, CallSummary summary) -> {
                sounds.put(call, LoggedSound.of(summary));
                machines.feed(new SessionInput.CallSummed(call, summary));
            }
            case PhoneEvent.RecordingFinished(CallId call, String file) ->
                machines.feed(new SessionInput.CallRecorded(call, file));
            case PhoneEvent.CallEnded ended -> {
                Begun known = Optional.ofNullable(begun.remove(ended.call())).orElse(new Begun(now, AccountId.MAIN));
                keep(new LoggedCall(
                        ended.call(),
                        ended.direction(),
                        ended.party(),
                        known.at(),
                        ended.talked(),
                        ended.end(),
                        Optional.ofNullable(sounds.remove(ended.call())),
                        known.account()));
                machines.feed(new SessionInput.CallEnded(
                        ended.call(), ended.direction(), ended.party(), ended.end(), known.at(), ended.talked()));
            }
            case PhoneEvent.FaultRaised(ErrorCode error, String detail) -> showAWhile(new Fault(error, detail, now));
            case PhoneEvent.RequestRefused(CallId _, ErrorCode error, int status) ->
                showAWhile(new Fault(error, "SIP " + status, now));
            case PhoneEvent.AccountChanged _,
                    PhoneEvent.CallProgressed _,
                    PhoneEvent.CallMuted _,
                    PhoneEvent.CallRecordingChanged _,
                    PhoneEvent.CallHeld _,
                    PhoneEvent.CallsJoined _,
                    PhoneEvent.CallTransferred _,
                    PhoneEvent.CallTransferProgressed _,
                    PhoneEvent.CallHeldByFarEnd _,
                    PhoneEvent.CallSounded _,
                    PhoneEvent.DigitHeard _,
                    PhoneEvent.MailboxChanged _,
                    PhoneEvent.LampChanged _,
                    PhoneEvent.AudioChanged _ -> {}
        }
    }

    /** Something that failed once and is over: shown for a while. */
    private void showAWhile(Fault fault) {
        faults.raiseInternal(fault).forEach(this::tell);
        loop.startTimer(
                "fault-shown",
                fault.at().plus(INTERNAL_FAULT),
                () -> faults.clearInternal().forEach(this::tell));
    }

    /** Shown at once, stored as soon as the disk has time; a disk that refuses costs the entry its durability and nothing else. */
    private void keep(LoggedCall call) {
        log.add(call);
        machines.store(call, error -> {
            if (!unstored.equals(error)) {
                unstored.ifPresent(before -> faults.clear(before).forEach(this::tell));
                error.ifPresent(now ->
                        faults.raise(new Fault(now, "calls.json", loop.now())).forEach(this::tell));
                unstored = error;
            }
        });
    }

    private void publish() {
        PhoneSnapshot phone = loop.phone();
        machines.keepFactsOf(phone.calls().stream().map(CallView::id).toList());
        List<SequencedEvent> told = events.take();
        AgentSnapshot before = snapshot;
        AgentSnapshot after = picture(before.version(), before.seq(), phone);
        if (told.isEmpty() && after.equals(before)) {
            return;
        }
        snapshot = picture(before.version() + 1, events.seq(), phone);
        for (AgentObserver observer : observers) {
            show(observer, told);
        }
    }

    private AgentSnapshot picture(long version, long seq, PhoneSnapshot phone) {
        return new AgentSnapshot(
                version,
                events.stream(),
                seq,
                machines.setup().settled().setup(),
                AgentViews.of(machines.session().session()),
                phone,
                machines.session().queued(),
                machines.session().autoDial(),
                machines.session().pauseCodes(settings),
                log.calls(),
                machines.pairing().waiting(),
                machines.pairing().paired(),
                faults.shown(),
                machines.facts(),
                machines.session().country(settings),
                WorkViews.of(machines.session()),
                machines.session().inForce(settings).mode());
    }

    /** An observer's mistake is its own: the loop and the other observers go on. */
    private void show(AgentObserver observer, List<SequencedEvent> told) {
        try {
            observer.onStep(snapshot, told);
        } catch (RuntimeException | Error thrown) {
            observers.remove(observer);
            loop.fault("observer", thrown);
        }
    }
}
