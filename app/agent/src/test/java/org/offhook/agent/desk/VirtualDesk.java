package org.offhook.agent.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.DoubtView;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.ManualDial;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.SequencedEvent;
import org.offhook.agent.TlsFinding;
import org.offhook.agent.port.AccountStorePort;
import org.offhook.agent.port.CallLogPort;
import org.offhook.agent.port.PairingStorePort;
import org.offhook.agent.port.PracticeExchangePort;
import org.offhook.agent.port.TlsProbePort;
import org.offhook.agent.port.UserDirectoryPort;
import org.offhook.agent.port.Workplace;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.core.FakeMedia;
import org.offhook.testkit.core.FakeSignalling;
import org.offhook.testkit.core.VirtualTime;

/** A whole desk on fake ports in virtual time: the test's thread is the loop. */
final class VirtualDesk implements AutoCloseable {
    static final Account ACCOUNT = Account.of(
            "2101", "pbx.example", ServerAddress.of("pbx.example"), Transport.UDP, Secret.of("phone-secret"));
    static final Account PRACTICE = Account.of(
            "100", "practice.invalid", ServerAddress.of("127.0.0.1", 5_999), Transport.UDP, Secret.of("practice"));

    final VirtualTime time = new VirtualTime();
    final FakeSignalling signalling = new FakeSignalling();
    final FakeMedia media = new FakeMedia();
    final FakeUsers users = new FakeUsers();
    final FakeStore store = new FakeStore();
    final FakeWorkStore work = new FakeWorkStore();
    final LoopAgentDesk desk;
    final List<SequencedEvent> events = new ArrayList<>();
    final List<AgentSnapshot> snapshots = new ArrayList<>();
    private final PhoneLoop loop;
    private boolean practiceFails;

    VirtualDesk() {
        this(DeskSettings.defaults());
    }

    VirtualDesk(DeskSettings settings) {
        this(settings, ownExchange());
    }

    VirtualDesk(DeskSettings settings, DeskStart start) {
        this(settings, start, PhoneSettings.of(1));
    }

    private VirtualDesk(DeskSettings settings, DeskStart start, PhoneSettings phone) {
        loop = new PhoneLoop(signalling, media, phone, time, "t-");
        PracticeExchangePort practice = () -> practiceFails
                ? CompletableFuture.failedFuture(new IllegalStateException("told to fail"))
                : CompletableFuture.completedFuture(PRACTICE);
        desk = LoopAgentDesk.create(
                loop, new DeskPorts(users, store, store, practice, store, store, work), settings, start, "stream-1");
        desk.observe((snapshot, told) -> {
            snapshots.add(snapshot);
            events.addAll(told);
        });
        loop.pump();
    }

    static DeskStart ownExchange() {
        return new DeskStart(Setup.OWN_EXCHANGE, Optional.of(ACCOUNT), List.of(), List.of());
    }

    private static VirtualDesk twoLines() {
        return new VirtualDesk(
                DeskSettings.defaults(), ownExchange(), PhoneSettings.of(1).withLines(2));
    }

    /** Logged in and paused. */
    static VirtualDesk loggedIn() {
        return loggedIn(DeskSettings.defaults());
    }

    static VirtualDesk loggedIn(DeskSettings settings) {
        VirtualDesk desk = new VirtualDesk(settings);
        desk.ask(login("asha", "secret"));
        desk.signalling.forgetOrders();
        desk.events.clear();
        return desk;
    }

    /** A user of the dialer's store, logged in and paused. */
    static VirtualDesk ofTheStore(Consumer<FakeWorkStore> prepare) {
        VirtualDesk desk = new VirtualDesk(DeskSettings.defaults());
        prepare.accept(desk.work);
        desk.logInToTheStore();
        return desk;
    }

    /** The same with two lines. */
    static VirtualDesk withTwoLines() {
        VirtualDesk desk = twoLines();
        desk.logInToTheStore();
        return desk;
    }

    /** Without a store, with two lines, logged in and paused. */
    static VirtualDesk loggedInWithTwoLines() {
        VirtualDesk desk = twoLines();
        desk.ask(login("asha", "secret"));
        return desk;
    }

    void logInToTheStore() {
        users.place = () -> Optional.of(work.place());
        ask(login("asha", "secret"));
        signalling.forgetOrders();
        events.clear();
    }

    static AgentCommand.LogIn login(String user, String password) {
        return new AgentCommand.LogIn(user, Secret.of(password), Optional.empty(), Optional.empty());
    }

    static AgentCommand.ClickToCall crm(String number) {
        return new AgentCommand.ClickToCall(ManualDial.of(number, "crm"));
    }

    static AgentCommand.ClickToCall typed(String number) {
        return new AgentCommand.ClickToCall(ManualDial.typed(number));
    }

    void practiceFails() {
        practiceFails = true;
    }

    /** Asks, and lets nothing happen yet. */
    CompletableFuture<CommandOutcome> unsettled(AgentCommand command) {
        return desk.submit(command).toCompletableFuture();
    }

    /** Asks and does not wait. */
    CompletableFuture<CommandOutcome> submit(AgentCommand command) {
        CompletableFuture<CommandOutcome> outcome = unsettled(command);
        settle();
        return outcome;
    }

    /** Asks and wants the answer now. */
    CommandOutcome ask(AgentCommand command) {
        CompletableFuture<CommandOutcome> outcome = submit(command);
        if (!outcome.isDone()) {
            throw new AssertionError("no answer yet to " + command.getClass().getSimpleName());
        }
        return outcome.join();
    }

    CommandOutcome ask(PhoneCommand command) {
        return ask(new AgentCommand.Phone(command));
    }

    void settle() {
        for (boolean worked = true; worked; ) {
            worked = loop.pump();
        }
    }

    void pass(Duration duration) {
        settle();
        Instant end = time.instant().plus(duration);
        for (Optional<Instant> next = loop.nextDeadline();
                next.isPresent() && !next.get().isAfter(end);
                next = loop.nextDeadline()) {
            time.passUntil(next.get());
            settle();
        }
        time.passUntil(end);
        settle();
    }

    AgentSnapshot snapshot() {
        return desk.snapshot();
    }

    <T extends AgentEvent> List<T> events(Class<T> kind) {
        return events.stream()
                .map(SequencedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void close() {
        desk.close();
    }

    /** Knows nobody and takes everybody until told otherwise. */
    static final class FakeUsers implements UserDirectoryPort {
        final Map<String, Secret> known = new HashMap<>();
        final List<CompletableFuture<Verdict>> held = new ArrayList<>();
        boolean holding;
        boolean failing;
        Supplier<Optional<Workplace>> place = Optional::empty;
        List<DoubtView> doubts = List.of();

        @Override
        public CompletionStage<Verdict> verify(String userName, Secret password) {
            if (failing) {
                throw new IllegalStateException("told to fail");
            }
            if (holding) {
                CompletableFuture<Verdict> later = new CompletableFuture<>();
                held.add(later);
                return later;
            }
            boolean right = known.isEmpty()
                    || known.getOrDefault(userName, Secret.of("")).equals(password);
            Optional<ErrorCode> refused = right ? Optional.empty() : Optional.of(ErrorCode.LOGIN_REFUSED);
            String name = userName.toUpperCase(java.util.Locale.ROOT);
            Optional<Workplace> work = place.get();
            return CompletableFuture.completedFuture(
                    work.isPresent() ? new Verdict(refused, name, work) : new Verdict(refused, name, work, doubts));
        }
    }

    /** Remembers what was stored, or refuses. */
    static final class FakeStore implements AccountStorePort, PairingStorePort, TlsProbePort, CallLogPort {
        final List<Object> saved = new ArrayList<>();
        final List<ServerAddress> probed = new ArrayList<>();
        Optional<ErrorCode> error = Optional.empty();
        CompletionStage<TlsFinding> tls = CompletableFuture.completedFuture(TlsFinding.ABSENT);

        @Override
        public CompletionStage<TlsFinding> probe(ServerAddress server) {
            probed.add(server);
            return tls;
        }

        @Override
        public CompletionStage<Optional<ErrorCode>> save(Account account) {
            return keep(account);
        }

        @Override
        public CompletionStage<Optional<ErrorCode>> savePractice() {
            return keep("practice");
        }

        @Override
        public CompletionStage<Optional<ErrorCode>> saveExtra(ExtraAccount extra) {
            return keep(extra);
        }

        @Override
        public CompletionStage<Optional<ErrorCode>> removeExtra(AccountId account) {
            return keep("removed " + account);
        }

        @Override
        public CompletionStage<Optional<ErrorCode>> save(PairedOrigin origin) {
            return keep(origin);
        }

        @Override
        public CompletionStage<Optional<ErrorCode>> remove(String origin) {
            return keep("removed " + origin);
        }

        @Override
        public CompletionStage<Optional<ErrorCode>> append(LoggedCall call) {
            return keep(call);
        }

        private CompletionStage<Optional<ErrorCode>> keep(Object what) {
            if (error.isEmpty()) {
                saved.add(what);
            }
            return CompletableFuture.completedFuture(error);
        }
    }
}
