package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.desktop.DialerBench.CUSTOMER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.Fault;
import org.offhook.agent.QueuedDial;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.core.error.ErrorCode;
import org.offhook.practice.PracticeDirectory;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** A floor: one PostgreSQL, the API on a node without phone and window, desks that share the store with it. */
@Tag("interop")
class SharedFloorTest {
    private static final String ASHA = "asha";
    private static final String LENA = "lena";
    /** A lease runs out after half a minute, and the floor is swept every quarter. */
    private static final Duration UNTIL_SWEPT = Duration.ofSeconds(90);

    private static PostgresPeer postgres;

    @TempDir
    Path folder;

    private final List<PhoneBench> running = new ArrayList<>();
    private StoreAddress.PostgresServer address;
    private Store store;
    private PhoneBench server;

    @BeforeAll
    static void startPostgres() {
        postgres = PostgresPeer.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) { // it was not to be had
            postgres.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        address = (StoreAddress.PostgresServer) postgres.newDatabase();
        store = DialerBench.floor(address, ASHA, LENA);
        server = started("server", "api.enabled=true", "api.port=0", "api.voiptech.ownPhone=take");
    }

    @AfterEach
    void close() {
        running.forEach(PhoneBench::close);
        store.close();
    }

    private String[] shared(String... more) throws IOException {
        List<String> all = new ArrayList<>(PostgresPeer.settings(address, folder));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private PhoneBench started(String name, String... overrides) throws IOException {
        PhoneBench bench = PhoneBench.start(Files.createDirectories(folder.resolve(name)), shared(overrides));
        running.add(bench);
        return bench;
    }

    private PhoneBench desk(String agent) throws Exception {
        PhoneBench desk = started(agent, "account.exchange=practice");
        DialerBench.logIn(desk, store, agent);
        return desk;
    }

    private List<CallRecord> calls(String agent) {
        return store.callLog().search(CallLogQuery.of(agent, 50));
    }

    @Test
    void aRequestAtTheServerIsDialledAtTheAgentsDeskAndNowhereElse() throws Exception {
        PhoneBench asha = desk(ASHA);
        PhoneBench lena = desk(LENA);
        int port = DialerBench.port(server);
        assertThat(DialerBench.click(port, LENA, CUSTOMER)).contains("FUNCTION SET");
        DialerBench.awaitConnected(lena);
        DialerBench.hangUp(lena);
        assertThat(DialerBench.endedCall(store, LENA).answeredAt()).isPresent();
        assertThat(DialerBench.ameyo(port, ASHA, CUSTOMER)).startsWith("{\"result\":\"SUCCESS\"");
        DialerBench.awaitConnected(asha);
        DialerBench.hangUp(asha);
        assertThat(DialerBench.endedCall(store, ASHA).begun().node())
                .isNotEqualTo(calls(LENA).getFirst().begun().node());
        assertThat(calls(LENA)).hasSize(1);
        assertThat(calls(ASHA)).hasSize(1);
        assertThat(server.watch.latest().recentCalls()).isEmpty();
    }

    @Test
    void theNextLeadIsNeverGivenToTwoAgentsAndEveryNumberIsDialledOnce() throws Exception {
        Set<Long> leads = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            leads.add(DialerBench.lead(store, "727555017" + i));
        }
        PhoneBench asha = desk(ASHA);
        PhoneBench lena = desk(LENA);
        int port = DialerBench.port(server);
        List<String> answers =
                DialerBench.together(6, i -> DialerBench.click(port, i % 2 == 0 ? ASHA : LENA, "MANUALNEXT"));
        assertThat(answers)
                .filteredOn(answer -> answer.contains("FUNCTION SET"))
                .hasSize(4);
        assertThat(answers)
                .filteredOn(answer -> answer.contains("NO MORE LEADS"))
                .hasSize(2);
        int done = 0;
        while (done < 4) {
            for (PhoneBench desk : List.of(asha, lena)) {
                if (desk.watch.latest().phone().activeCall().isPresent()) {
                    DialerBench.awaitConnected(desk);
                    DialerBench.hangUp(desk);
                    desk.watch.await(snapshot -> snapshot.phone().activeCall().isEmpty(), PhoneBench.LIMIT);
                }
            }
            done = (int) IntStream.concat(ended(ASHA), ended(LENA)).count();
        }
        List<OptionalLong> dialled = new ArrayList<>();
        calls(ASHA).forEach(call -> dialled.add(call.begun().lead()));
        calls(LENA).forEach(call -> dialled.add(call.begun().lead()));
        assertThat(dialled.stream().map(OptionalLong::getAsLong)).containsExactlyInAnyOrderElementsOf(leads);
    }

    private IntStream ended(String agent) {
        return calls(agent).stream().filter(call -> call.endedAt().isPresent()).mapToInt(call -> 1);
    }

    @Test
    void aTwoLegCallAskedAtTheServerIsMadeAtTheAgentsDesk() throws Exception {
        PhoneBench asha = desk(ASHA);
        int port = DialerBench.port(server);
        String extension = asha.watch.latest().phone().registration().extension();
        assertThat(DialerBench.dialup(port, extension, CUSTOMER)).contains("\"status\":\"ok\"");
        DialerBench.awaitConnected(asha);
        DialerBench.hangUp(asha);
        assertThat(DialerBench.endedCall(store, ASHA).begun().source()).isEqualTo("voiptech");
    }

    /** The usual setting: the agent sees the number at the desk and presses Dial; the request waits for that and for the customer. */
    @Test
    void aTwoLegCallIsShownAtTheAgentsDeskAndMadeWhenTheAgentPressesDial() throws Exception {
        PhoneBench asha = desk(ASHA);
        PhoneBench ringing = started("ringing", "api.enabled=true", "api.port=0", "api.voiptech.ownPhone=ring");
        int port = DialerBench.port(ringing);
        String extension = asha.watch.latest().phone().registration().extension();
        try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> answer = caller.submit(() -> DialerBench.dialup(port, extension, CUSTOMER));
            assertThat(asha.watch.await(snapshot -> !snapshot.queue().isEmpty(), PhoneBench.LIMIT))
                    .as("shown to the agent: %s", asha.watch.latest())
                    .isTrue();
            QueuedDial shown = asha.watch.latest().queue().getFirst();
            assertThat(shown.preview()).as("it waits for the agent").isTrue();
            assertThat(asha.watch.latest().phone().activeCall()).isEmpty();
            assertThat(answer.isDone()).as("nobody has answered yet").isFalse();
            asha.submit(new AgentCommand.DialQueued(shown.id()));
            DialerBench.awaitConnected(asha);
            assertThat(answer.get(PhoneBench.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .contains("\"status\":\"ok\"");
        }
        DialerBench.hangUp(asha);
        CallRecord call = DialerBench.endedCall(store, ASHA);
        assertThat(call.answeredAt()).isPresent();
        assertThat(call.begun().source()).isEqualTo("voiptech");
        DialEntry entry =
                store.dialQueue().find(call.begun().dialEntry().orElseThrow()).orElseThrow();
        DialerBench.await(
                "the queue is done",
                () -> store.dialQueue().find(entry.id()).orElseThrow().state() == DialEntry.State.DONE);
    }

    @Test
    void aTwoLegCallThatTheAgentDoesNotWantIsToldAsNotAnsweredAndNobodyIsCalled() throws Exception {
        PhoneBench asha = desk(ASHA);
        PhoneBench ringing = started("ringing", "api.enabled=true", "api.port=0", "api.voiptech.ownPhone=ring");
        int port = DialerBench.port(ringing);
        String extension = asha.watch.latest().phone().registration().extension();
        try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> answer = caller.submit(() -> DialerBench.dialup(port, extension, CUSTOMER));
            assertThat(asha.watch.await(snapshot -> !snapshot.queue().isEmpty(), PhoneBench.LIMIT))
                    .isTrue();
            asha.submit(new AgentCommand.RemoveQueued(
                    asha.watch.latest().queue().getFirst().id()));
            assertThat(answer.get(PhoneBench.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .contains("\"reason\":\"No answer\"");
        }
        assertThat(calls(ASHA)).isEmpty();
        assertThat(asha.watch.latest().phone().activeCall()).isEmpty();
    }

    @Test
    void anAgentWhoLogsInAtASecondDeskGetsNothingThereAndIsToldSo() throws Exception {
        desk(ASHA);
        PhoneBench second = started("second", "account.exchange=practice");
        DialerBench.logIn(second, store, ASHA);
        assertThat(second.watch.await(
                        snapshot -> snapshot.fault()
                                .map(Fault::error)
                                .filter(ErrorCode.AGENT_AT_OTHER_DESK::equals)
                                .isPresent(),
                        PhoneBench.LIMIT))
                .isTrue();
        assertThat(DialerBench.click(DialerBench.port(server), ASHA, CUSTOMER)).contains("FUNCTION SET");
        DialerBench.awaitConnected(running.get(1));
        assertThat(second.watch.latest().phone().activeCall()).isEmpty();
    }

    @Test
    void aDeskThatIsKilledInACallLeavesAQuestionAndNobodyDialsAgain() throws Exception {
        Path data = Files.createDirectories(folder.resolve("killed"));
        List<String> arguments = new ArrayList<>(List.of("--headless", "--data", data.toString()));
        for (String override : shared(
                "account.exchange=practice", "audio.device=silent", "bridge.port=0", "secrets.useSystem=false")) {
            arguments.addAll(List.of("--set", override));
        }
        OffhookProcess desk = OffhookProcess.launch(folder, arguments);
        DialEntry dialled;
        try {
            DialerBench.await("the bridge is open", () -> Files.exists(data.resolve("bridge.json")));
            OffhookProcess.launch(folder, List.of("login", ASHA, "--data", data.toString()))
                    .typed(DialerBench.AGENT_PASSWORD + "\n\n");
            DialerBench.await("on the floor", () -> store.sessions().find(ASHA).isPresent());
            assertThat(DialerBench.apiDial(DialerBench.port(server), ASHA, PracticeDirectory.NEVER_ANSWERS))
                    .contains("FUNCTION SET");
            DialerBench.await("it rings", () -> !calls(ASHA).isEmpty());
            dialled = store.dialQueue().open(ASHA).getFirst();
            assertThat(dialled.state()).isEqualTo(DialEntry.State.DIALLED);
        } finally {
            desk.kill();
        }
        assertThat(server.watch.await(
                        snapshot -> snapshot.fault()
                                .map(Fault::error)
                                .filter(ErrorCode.CALL_IN_DOUBT::equals)
                                .isPresent(),
                        UNTIL_SWEPT))
                .as("a person is asked")
                .isTrue();
        assertThat(store.dialQueue().inDoubt(ASHA)).hasSize(1);

        PhoneBench again = started("killed", "account.exchange=practice");
        DialerBench.logIn(again, store, ASHA);
        assertThat(DialerBench.click(DialerBench.port(server), ASHA, CUSTOMER)).contains("FUNCTION SET");
        DialerBench.awaitConnected(again);
        DialerBench.hangUp(again);
        DialerBench.endedCall(store, ASHA);
        assertThat(store.dialQueue().find(dialled.id()).orElseThrow().state()).isEqualTo(DialEntry.State.IN_DOUBT);
        assertThat(calls(ASHA)).as("what was in doubt was not dialled again").hasSize(2);
        assertThat(calls(ASHA).getLast().end()).isEqualTo("INTERRUPTED");

        assertThat(store.dialQueue().resolve(dialled.id(), false)).isTrue();
        assertThat(again.watch.await(snapshot -> snapshot.fault().isEmpty(), UNTIL_SWEPT))
                .isTrue();
    }

    @Test
    void theStoreGoesAwayAndComesBackAndThePhoneGoesOn() throws Exception {
        PhoneBench asha = desk(ASHA);
        int port = DialerBench.port(server);
        postgres.stop();
        assertThat(asha.watch.await(
                        snapshot -> snapshot.fault()
                                .map(Fault::error)
                                .filter(ErrorCode.STORE_UNREACHABLE::equals)
                                .isPresent(),
                        PhoneBench.LIMIT))
                .isTrue();
        assertThat(DialerBench.click(port, ASHA, CUSTOMER)).contains("OH-607");
        postgres.begin();
        DialerBench.await("back", () -> DialerBench.click(port, ASHA, CUSTOMER).contains("FUNCTION SET"));
        DialerBench.awaitConnected(asha);
        assertThat(asha.watch.await(snapshot -> snapshot.fault().isEmpty(), PhoneBench.LIMIT))
                .isTrue();
    }
}
