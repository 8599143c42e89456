package org.offhook.core.phone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.MediaPort;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.port.WatchInput;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.registration.RegistrationInput;

/**
 * The phone: one thread that owns all mutable state. For each input it reads the clock once, steps the machine, carries out every
 * effect, shows its guest what happened, publishes the snapshot, and only then takes the next input.
 *
 * <p>{@link #start} gives it a thread of its own; a test drives it with {@link #pump} instead. Ports are called on the loop only;
 * what they throw becomes a {@link PhoneEvent.FaultRaised} and ends at most the call concerned, never the loop.
 */
public final class PhoneLoop implements PhoneInbox, LoopHost, AutoCloseable {
    /** How long a closing phone waits for the registrar to confirm that the binding is gone. */
    private static final Duration FAREWELL = Duration.ofMillis(1_500);

    /** A guest that never comes to rest must not stop the phone; what is left is told in the next step. */
    private static final int MOST_ROUNDS = 32;

    private final LinkedBlockingQueue<Runnable> inbox;
    private final InstantSource clock;
    private final LoopContext context;
    private final Lines lines;
    private final Accounts accounts;
    private final WatchDesk watch;
    private final Switchboard switchboard;
    private final Arrivals arrivals;
    private final LatestPicture picture;
    private final String idPrefix;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong overflowed = new AtomicLong();

    private LoopGuest guest = LoopGuest.NONE;
    private volatile @Nullable Thread owner;
    private volatile Stage stage = Stage.NEW;

    private enum Stage {
        NEW,
        RUNNING,
        LEAVING,
        CLOSED
    }

    /**
     * @param clock monotonic in practice: a {@link LoopClock}, or a test's own
     * @param idPrefix makes call ids unique beyond this process
     */
    public PhoneLoop(
            SignallingPort signalling, MediaPort media, PhoneSettings settings, InstantSource clock, String idPrefix) {
        this.inbox = new LinkedBlockingQueue<>(settings.inboxCapacity());
        this.clock = clock;
        this.context = new LoopContext(signalling, media);
        this.context.now = clock.instant();
        this.lines = new Lines(context, this::newCallId, settings.digitWay());
        this.watch = new WatchDesk(context, settings.watch(), settings.seed());
        this.accounts =
                new Accounts(context, lines, watch, settings.seed(), account -> new AccountInbox(this, account));
        context.agreeOn(accounts::terms);
        this.arrivals = new Arrivals(context, lines, settings.lines());
        this.switchboard = new Switchboard(context, lines, accounts, watch, settings.lines());
        this.picture = new LatestPicture(context, switchboard);
        this.idPrefix = idPrefix;
    }

    /** Before {@link #start} or the first {@link #pump}. */
    public void attach(LoopGuest newGuest) {
        guest = newGuest;
    }

    /** Gives the loop its thread and starts the ports on it. */
    public void start() {
        Thread thread = new Thread(this::run, "offhook-loop");
        thread.setDaemon(true);
        owner = thread;
        stage = Stage.RUNNING;
        thread.start();
    }

    // ---- any thread

    /** Gives the phone a command; completes on the loop, never exceptionally. */
    public CompletionStage<CommandOutcome> submit(PhoneCommand command) {
        CompletableFuture<CommandOutcome> answer = new CompletableFuture<>();
        if (!post(() -> {
            CommandOutcome outcome = command(command);
            publish(); // who has the answer and looks sees nothing older
            answer.complete(outcome);
        })) {
            answer.complete(new CommandOutcome.Refused(ErrorCode.INTERNAL, "the phone takes no more commands"));
        }
        return answer;
    }

    @Override
    public void callInput(CallId call, CallInput input) {
        post(() -> lines.happened(call, input));
    }

    @Override
    public void incomingCall(CallId call, CallInput.InviteReceived invite) {
        incomingCall(AccountId.MAIN, call, invite);
    }

    void incomingCall(AccountId account, CallId call, CallInput.InviteReceived invite) {
        post(() -> arrivals.ring(account, call, invite, this::rule));
    }

    @Override
    public void registrationInput(RegistrationInput input) {
        registrationInput(AccountId.MAIN, input);
    }

    void registrationInput(AccountId account, RegistrationInput input) {
        post(() -> {
            if (account.isMain() && input instanceof RegistrationInput.NetworkChanged) {
                lines.dropSpare();
            }
            accounts.happened(account, input);
        });
    }

    @Override
    public void watchInput(WatchInput input) {
        watchInput(AccountId.MAIN, input);
    }

    void watchInput(AccountId account, WatchInput input) {
        post(() -> watch.take(account, input));
    }

    @Override
    public void audioDevicesChanged(List<AudioDevice> devices, Optional<ErrorCode> problem) {
        List<AudioDevice> copy = List.copyOf(devices);
        post(() -> switchboard.audioFound(copy, problem));
    }

    @Override
    public void soundCheckOpened(Optional<ErrorCode> problem) {
        post(() -> switchboard.soundCheck().opened(problem));
    }

    @Override
    public void recordingInput(CallId call, RecordingInput input) {
        post(() -> lines.recordings().happened(call, input));
    }

    @Override
    public CallId newCallId() {
        return new CallId(idPrefix + ids.incrementAndGet());
    }

    @Override
    public boolean post(Runnable task) {
        if (stage == Stage.CLOSED || !inbox.offer(task)) {
            overflowed.incrementAndGet();
            return false;
        }
        return true;
    }

    /** The latest published state. */
    public PhoneSnapshot snapshot() {
        return picture.latest();
    }

    /** On the loop, or after its end. */
    public LoopCounters counters() {
        return context.counters(overflowed.get());
    }

    // ---- the loop

    private void run() {
        context.now = clock.instant();
        step(this::startPorts);
        while (stage != Stage.CLOSED) {
            try {
                Runnable task = inbox.poll(waitNanos(), TimeUnit.NANOSECONDS);
                if (task != null) {
                    step(task);
                }
                catchUpAfterSleep();
                runDueTimers();
            } catch (InterruptedException wanted) {
                stage = Stage.CLOSED; // nobody interrupts this thread but to end it
            } catch (RuntimeException | Error thrown) {
                context.fault("loop", thrown);
            }
        }
        closePorts();
    }

    /** Never longer than a second: a sleeping machine is noticed by looking at the clock (see {@link LoopClock}). */
    private long waitNanos() {
        long most = TimeUnit.SECONDS.toNanos(1);
        return context.timers
                .next()
                .map(at -> Math.clamp(Duration.between(clock.instant(), at).toNanos(), 0, most))
                .orElse(most);
    }

    /** Timers that fell due while the machine slept are late, not lost. What the network lost, signalling finds out. */
    private void catchUpAfterSleep() {
        if (clock instanceof LoopClock own) {
            own.catchUpAfterSleep();
        }
    }

    /**
     * Handles everything that waits and every timer that is due; for tests that bring their own time. The first call starts the
     * ports and makes the calling thread the loop.
     *
     * @return whether there was anything to do
     */
    public boolean pump() {
        if (stage == Stage.NEW) {
            owner = Thread.currentThread();
            stage = Stage.RUNNING;
            context.now = clock.instant();
            step(this::startPorts);
        }
        boolean worked = false;
        for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
            step(task);
            worked = true;
        }
        return runDueTimers() || worked;
    }

    /** When the next timer is due; for tests that bring their own time. */
    public Optional<Instant> nextDeadline() {
        return context.timers.next();
    }

    private boolean runDueTimers() {
        boolean worked = false;
        for (Optional<Runnable> due = context.timers.takeDue(clock.instant());
                due.isPresent();
                due = context.timers.takeDue(clock.instant())) {
            step(due.get());
            worked = true;
        }
        return worked;
    }

    private void step(Runnable task) {
        context.now = clock.instant();
        context.guarded("step", task);
        settle();
    }

    private void startPorts() {
        context.guarded("signalling.start", () -> context.signalling.start(this));
        context.guarded("media.start", () -> context.media.start(this));
    }

    /** Everything that this step still causes, until nothing changes any more; then the next input may come. */
    private void settle() {
        List<PhoneEvent> events;
        int rounds = 0;
        do {
            for (Optional<Runnable> next = context.takeFollowUp(); next.isPresent(); next = context.takeFollowUp()) {
                context.guarded("follow-up", next.get());
            }
            switchboard.settle();
            watch.follow(accounts.main().view(), guest.presence());
            accounts.follow();
            if (accounts.main().usable() && stage == Stage.RUNNING) {
                lines.keepSpare();
            }
            publish();
            events = context.takeEvents();
            List<PhoneEvent> told = events;
            context.guarded("guest", () -> guest.onStep(picture.latest(), told, context.now));
        } while (!events.isEmpty() && ++rounds < MOST_ROUNDS);
        publish();
    }

    private void publish() {
        picture.publish();
    }

    // ---- on the loop

    @Override
    public CommandOutcome command(PhoneCommand command) {
        assertOnLoop();
        return switchboard.take(command);
    }

    private IncomingRuling rule(CallInput.InviteReceived invite) {
        return stage == Stage.RUNNING ? guest.rule(invite) : new IncomingRuling.TurnAway(480);
    }

    @Override
    public void startTimer(String name, Instant at, Runnable task) {
        context.timers.start(name, at, task);
    }

    @Override
    public void stopTimer(String name) {
        context.timers.stop(name);
    }

    @Override
    public Instant now() {
        return context.now;
    }

    @Override
    public PhoneSnapshot phone() {
        publish();
        return picture.latest();
    }

    @Override
    public void fault(String where, Throwable thrown) {
        context.fault(where, thrown);
    }

    @Override
    public void assertOnLoop() {
        if (!Objects.equals(owner, Thread.currentThread())) {
            throw new IllegalStateException(
                    "not on the loop: " + Thread.currentThread().getName());
        }
    }

    // ---- the end

    /** Hangs up, removes the registration, closes the ports; returns when all of it is done, within four seconds. */
    @Override
    public void close() {
        Thread thread = owner;
        if (thread == null
                || Objects.equals(thread, Thread.currentThread())) { // never started, or pumped by the caller
            if (stage == Stage.RUNNING) {
                pump();
                step(this::leave);
            }
            stage = Stage.CLOSED;
            closePorts();
            return;
        }
        if (!post(this::leave)) {
            thread.interrupt();
        }
        try {
            thread.join(Duration.ofSeconds(6));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void closePorts() {
        accounts.close();
        context.guarded("signalling.close", context.signalling::close);
        context.guarded("media.close", context.media::close);
    }

    private void leave() {
        stage = Stage.LEAVING;
        switchboard.take(new PhoneCommand.DisconnectAccount());
        switchboard.leaveNow();
        startTimer("farewell", context.now.plus(FAREWELL), () -> stage = Stage.CLOSED);
        closeWhenGone();
    }

    private void closeWhenGone() {
        if (accounts.allIdle()) {
            stage = Stage.CLOSED;
        } else {
            startTimer("gone", context.now.plusMillis(20), this::closeWhenGone);
        }
    }
}
