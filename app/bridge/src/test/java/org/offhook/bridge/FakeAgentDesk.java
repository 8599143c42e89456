package org.offhook.bridge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentView;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;
import org.offhook.agent.SequencedEvent;
import org.offhook.agent.WorkView;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.Transfer;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView;

/** A desk with a loop of its own that remembers what it was told, answers as it is told to, and keeps paired origins. */
public final class FakeAgentDesk implements AgentDesk, AutoCloseable {
    public static final String STREAM = "stream-1";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final ExecutorService loop = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("fake-desk").factory());
    private final List<AgentObserver> observers = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<AgentCommand> commands = new LinkedBlockingQueue<>();
    private volatile AgentSnapshot snapshot;
    private volatile Function<AgentCommand, CommandOutcome> answers = _ -> CommandOutcome.Accepted.of("done");
    private volatile boolean pairsByItself;
    private volatile Optional<PairingRequest> question = Optional.empty();
    private volatile CompletableFuture<CommandOutcome> questionOutcome = new CompletableFuture<>();

    public FakeAgentDesk(PairedOrigin... paired) {
        snapshot = new AgentSnapshot(
                1,
                STREAM,
                0,
                AgentSnapshot.Setup.PRACTICE_EXCHANGE,
                AgentView.LOGGED_OUT,
                PhoneSnapshot.INITIAL,
                List.of(),
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(paired),
                Optional.empty(),
                Map.of(),
                "",
                WorkView.NONE);
    }

    public static PairedOrigin paired(String origin, PairingScope... scopes) {
        Set<PairingScope> granted = scopes.length == 0 ? Set.of(PairingScope.values()) : Set.of(scopes);
        return new PairedOrigin(origin, granted, NOON, false);
    }

    /** How commands are answered from now on. */
    public void answer(Function<AgentCommand, CommandOutcome> how) {
        answers = how;
    }

    /** The next command that reached the desk. */
    public AgentCommand nextCommand() throws InterruptedException {
        AgentCommand command = commands.poll(10, TimeUnit.SECONDS);
        if (command == null) {
            throw new AssertionError("no command reached the desk");
        }
        return command;
    }

    public List<AgentCommand> commandsSoFar() {
        return List.copyOf(commands);
    }

    @Override
    public CompletionStage<CommandOutcome> submit(AgentCommand command) {
        CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
        loop.execute(() -> {
            if (pairsByItself && command instanceof AgentCommand.RequestPairing) {
                outcome.complete(CommandOutcome.Accepted.of("already paired"));
            } else if (command instanceof AgentCommand.RequestPairing(PairingRequest request)) {
                question = Optional.of(request);
                questionOutcome = outcome;
                step(new AgentEvent.PairingAsked(request));
                commands.add(command);
            } else {
                commands.add(command);
                outcome.complete(answers.apply(command));
            }
        });
        return outcome;
    }

    /** A person presses Allow. */
    public void allow(PairingScope... scopes) {
        loop.execute(() -> {
            PairingRequest request = question.orElseThrow();
            PairedOrigin granted = paired(request.origin(), scopes);
            List<PairedOrigin> all = new ArrayList<>(snapshot.pairedOrigins());
            all.add(granted);
            snapshot = withPaired(all);
            step(new AgentEvent.PairingAnswered(request, Optional.of(granted)));
            questionOutcome.complete(CommandOutcome.Accepted.of("paired"));
        });
    }

    /** From now on an origin that is paired gets a yes without a person. */
    public void answerPairingByItself() {
        pairsByItself = true;
    }

    /** A person presses Refuse, or nobody does anything for a minute. */
    public void refusePairing() {
        refusePairing("");
    }

    /** The same, and the desk says why. */
    public void refusePairing(String why) {
        loop.execute(() -> {
            step(new AgentEvent.PairingAnswered(question.orElseThrow(), Optional.empty()));
            questionOutcome.complete(new CommandOutcome.Refused(ErrorCode.PAIRING_REFUSED, why));
        });
    }

    public void revoke(String origin) {
        loop.execute(() -> {
            snapshot = withPaired(snapshot.pairedOrigins().stream()
                    .filter(one -> !one.origin().equals(origin))
                    .toList());
            step(new AgentEvent.PairingRevoked(origin));
        });
    }

    public void phoneHappened(PhoneEvent event) {
        loop.execute(() -> step(new AgentEvent.PhoneHappened(event)));
    }

    /** Something happened to leads, results or callbacks, and this is how it is from now on. */
    public void workHappened(AgentEvent event, WorkView work) {
        loop.execute(() -> {
            AgentSnapshot now = snapshot;
            snapshot = new AgentSnapshot(
                    now.version() + 1,
                    now.stream(),
                    now.seq(),
                    now.setup(),
                    now.agent(),
                    now.phone(),
                    now.queue(),
                    now.autoDial(),
                    now.pauseCodes(),
                    now.recentCalls(),
                    now.pairingRequests(),
                    now.pairedOrigins(),
                    now.fault(),
                    now.callFacts(),
                    now.country(),
                    work);
            step(event);
        });
    }

    /** A call is up from now on. */
    public void showCall(String id, CallView.Phase phase) {
        CallView call = new CallView(
                new CallId(id),
                CallView.CallDirection.INCOMING,
                phase,
                new CallParty("7275551212", "Customer"),
                CallParty.UNKNOWN,
                NOON,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                Transfer.NONE,
                Optional.empty(),
                Optional.empty(),
                "");
        AgentSnapshot now = snapshot;
        snapshot = copy(
                now,
                now.seq(),
                new PhoneSnapshot(
                        now.phone().version() + 1,
                        RegistrationView.NONE,
                        List.of(call),
                        1,
                        List.of(),
                        List.of(),
                        now.phone().audioChoice(),
                        Optional.empty(),
                        now.phone().watch()),
                now.pairedOrigins());
    }

    /** An account beside the main one is there from now on. */
    public void showAccount(AccountView account) {
        AgentSnapshot now = snapshot;
        PhoneSnapshot phone = now.phone();
        snapshot = copy(
                now,
                now.seq(),
                new PhoneSnapshot(
                        phone.version() + 1,
                        phone.registration(),
                        phone.calls(),
                        phone.lines(),
                        phone.joined(),
                        phone.audioDevices(),
                        phone.audioChoice(),
                        phone.audioProblem(),
                        phone.watch(),
                        phone.soundCheck(),
                        List.of(account)),
                now.pairedOrigins());
    }

    private AgentSnapshot withPaired(List<PairedOrigin> paired) {
        return copy(snapshot, snapshot.seq(), snapshot.phone(), paired);
    }

    private static AgentSnapshot copy(AgentSnapshot now, long seq, PhoneSnapshot phone, List<PairedOrigin> paired) {
        return new AgentSnapshot(
                now.version() + 1,
                now.stream(),
                seq,
                now.setup(),
                now.agent(),
                phone,
                now.queue(),
                now.autoDial(),
                now.pauseCodes(),
                now.recentCalls(),
                now.pairingRequests(),
                paired,
                now.fault(),
                now.callFacts(),
                now.country(),
                now.work());
    }

    private void step(AgentEvent event) {
        AgentSnapshot now = snapshot;
        snapshot = copy(now, now.seq() + 1, now.phone(), now.pairedOrigins());
        SequencedEvent happened = new SequencedEvent(STREAM, snapshot.seq(), NOON, event);
        observers.forEach(observer -> observer.onStep(snapshot, List.of(happened)));
    }

    @Override
    public AgentSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Subscription observe(AgentObserver observer) {
        observer.onStep(snapshot, List.of());
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    /** Waits until everything that was ordered so far is done. */
    public void settle() throws Exception {
        loop.submit(() -> {}).get(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        loop.shutdown();
    }
}
