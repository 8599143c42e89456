package org.offhook.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.TlsFinding;
import org.offhook.agent.desk.DeskPorts;
import org.offhook.agent.desk.LoopAgentDesk;
import org.offhook.agent.floor.FloorClerk;
import org.offhook.agent.floor.FloorReport;
import org.offhook.agent.floor.FloorSettings;
import org.offhook.agent.port.KeepsNothing;
import org.offhook.agent.port.UserDirectoryPort;
import org.offhook.bridge.api.ApiServer;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.LoopClock;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.testkit.core.FakeMedia;
import org.offhook.testkit.core.FakeSignalling;

/**
 * {@code manual_dial} over HTTP to the INVITE that the desk orders from the SIP stack: the API, the store's queue, the claim and the desk are
 * the product's own, only the stack behind the order is played. One clock runs from before the request is sent, the other from when its
 * acceptance has been read; an INVITE that is ordered before that counts as zero there.
 */
final class DialMeasures {
    private static final int DIALS = 300;
    private static final int WARM_UP = 50;
    /** Nobody has queued anything for this one. */
    static final String AGENT = "dialler";

    private final String database;
    private final Figures figures;

    DialMeasures(String database, Figures figures) {
        this.database = database;
        this.figures = figures;
    }

    void measure(StoreAddress address, int leads) throws IOException {
        FakeSignalling signalling = new FakeSignalling().farEnd(FakeSignalling.FarEnd.RINGS);
        PhoneLoop loop = new PhoneLoop(signalling, new FakeMedia(), PhoneSettings.of(1), new LoopClock(), "bench-");
        try (Store store = Store.open(address);
                LoopAgentDesk desk = desk(loop, account());
                FloorClerk floor = new FloorClerk(
                        desk, store, FloorSettings.of("n1"), InstantSource.system(), ZoneOffset.UTC, FloorReport.NONE);
                ApiServer server = ApiUnderLoad.serve(store, floor);
                HttpLine line = new HttpLine(server.port(), ApiMeasures.basic())) {
            loop.start();
            answer(desk, new AgentCommand.LogIn(AGENT, Secret.of("a"), Optional.empty(), Optional.empty()));
            floor.start();
            await(
                    "the agent is on the floor",
                    () -> store.sessions().find(AGENT).isPresent());
            List<Double> sent = new ArrayList<>();
            List<Double> accepted = new ArrayList<>();
            for (int i = -WARM_UP; i < DIALS; i++) {
                Dialled dialled = dial(desk, signalling, line, i + WARM_UP, leads);
                if (i >= 0) {
                    sent.add(dialled.sinceSent());
                    accepted.add(dialled.sinceAccepted());
                }
            }
            put("manual_dial_to_invite_ms", Quantiles.of(sent));
            put("manual_dial_accepted_to_invite_ms", Quantiles.of(accepted));
        }
    }

    private void put(String key, Quantiles quantiles) {
        figures.put(database, key + ".p50", quantiles.median());
        figures.put(database, key + ".p99", quantiles.at(99));
    }

    /** Milliseconds until the INVITE was ordered. */
    private record Dialled(double sinceSent, double sinceAccepted) {}

    private static Dialled dial(AgentDesk desk, FakeSignalling signalling, HttpLine line, int i, int leads)
            throws IOException {
        try {
            await(
                    "the agent is free",
                    () -> desk.snapshot().agent().state() == AgentState.PAUSED
                            && desk.snapshot().phone().calls().stream().noneMatch(CallView::live));
        } catch (MeasurementFailed e) {
            throw new MeasurementFailed(
                    e.getMessage() + ": " + desk.snapshot().agent().state() + ", "
                            + desk.snapshot().phone().calls());
        }
        long earlier = signalling.lastInviteNanos();
        OpenLoop.Sent sent = ApiMeasures.dial(AGENT, 900_000 + i, leads);
        long from = System.nanoTime();
        if (!line.get(sent.path()).contains(sent.expected())) {
            throw new MeasurementFailed("the dial was not taken");
        }
        long accepted = System.nanoTime();
        await("the INVITE", () -> signalling.lastInviteNanos() != earlier);
        long invited = signalling.lastInviteNanos();
        await(
                "the call is on the screen",
                () -> desk.snapshot().phone().calls().stream().anyMatch(CallView::live));
        for (CallView call : desk.snapshot().phone().calls()) {
            answer(desk, new AgentCommand.Phone(new PhoneCommand.HangUpCall(call.id())));
        }
        return new Dialled((invited - from) / 1e6, Math.max(0, invited - accepted) / 1e6);
    }

    private static void await(String what, BooleanSupplier condition) {
        Waiting.until(what, Duration.ofSeconds(20), Duration.ofMillis(1), condition);
    }

    private static void answer(AgentDesk desk, AgentCommand command) {
        try {
            desk.submit(command).toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new MeasurementFailed("the desk does not answer: " + e);
        }
    }

    private static Account account() {
        return Account.of(
                "2101", "pbx.example", ServerAddress.of("pbx.example"), Transport.UDP, Secret.of("phone-secret"));
    }

    /** A desk that keeps nothing, whose agent may log in with any password. */
    static LoopAgentDesk desk(PhoneLoop loop, Account account) {
        Optional<ErrorCode> kept = Optional.empty();
        DeskPorts ports = new DeskPorts(
                (name, _) -> CompletableFuture.completedFuture(new UserDirectoryPort.Verdict(kept, name)),
                new KeepsNothing(),
                new KeepsNothing(),
                () -> CompletableFuture.completedFuture(account),
                _ -> CompletableFuture.completedFuture(TlsFinding.ABSENT),
                _ -> CompletableFuture.completedFuture(kept));
        return LoopAgentDesk.create(
                loop,
                ports,
                DeskSettings.defaults(),
                new DeskStart(Setup.OWN_EXCHANGE, Optional.of(account), List.of(), List.of()),
                "bench-" + Instant.now().toEpochMilli());
    }
}
