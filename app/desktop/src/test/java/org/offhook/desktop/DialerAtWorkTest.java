package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.desktop.DialerBench.CUSTOMER;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.Fault;
import org.offhook.campaign.callback.Callback;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.desktop.instance.ApiFile;
import org.offhook.practice.PracticeDirectory;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;

/** The whole product on its own store: a request to the API becomes an INVITE, the practice customer answers, and the store knows. */
class DialerAtWorkTest {
    private static final String ASHA = "asha";

    @TempDir
    Path data;

    private Store store;
    private Optional<PhoneBench> running = Optional.empty();

    @BeforeEach
    void open() {
        store = DialerBench.floor(StoreAddress.sqlite(data.resolve("dialer.db")), ASHA);
    }

    @AfterEach
    void close() {
        running.ifPresent(PhoneBench::close);
        store.close();
    }

    private PhoneBench start(String... overrides) {
        java.util.ArrayList<String> all =
                new java.util.ArrayList<>(List.of("account.exchange=practice", "api.enabled=true", "api.port=0"));
        all.addAll(List.of(overrides));
        PhoneBench phone = PhoneBench.start(data, all.toArray(String[]::new));
        running = Optional.of(phone);
        return phone;
    }

    private PhoneBench loggedIn(String... overrides) throws Exception {
        PhoneBench phone = start(overrides);
        DialerBench.logIn(phone, store, ASHA);
        return phone;
    }

    private void end() {
        running.ifPresent(PhoneBench::close);
        running = Optional.empty();
    }

    private DialEntry entryOf(CallRecord call) {
        return store.dialQueue().find(call.begun().dialEntry().orElseThrow()).orElseThrow();
    }

    @Test
    void aClickOfTheElisionCrmIsDialledAnsweredAndWrittenDown() throws Exception {
        PhoneBench phone = loggedIn();
        assertThat(DialerBench.click(DialerBench.port(phone), ASHA, CUSTOMER)).contains("external_dial FUNCTION SET");
        DialerBench.awaitConnected(phone);
        DialerBench.await(
                "the answer is in the log",
                () -> DialerBench.newestCall(store, ASHA)
                        .flatMap(CallRecord::answeredAt)
                        .isPresent());
        DialerBench.hangUp(phone);
        CallRecord call = DialerBench.endedCall(store, ASHA);
        assertThat(call.begun().number()).isEqualTo("1" + CUSTOMER);
        assertThat(call.begun().lead()).as("a lead was made for the number").isPresent();
        DialerBench.await("the queue is done", () -> entryOf(call).state() == DialEntry.State.DONE);
        assertThat(store.dialQueue().open(ASHA)).isEmpty();
    }

    @Test
    void theElisionApiTakesOneNumberForAPausedAgentAndNoSecond() throws Exception {
        PhoneBench phone = loggedIn();
        int port = DialerBench.port(phone);
        assertThat(DialerBench.apiDial(port, ASHA, CUSTOMER)).contains("EXTERNAL_DIAL FUNCTION SET");
        DialerBench.awaitConnected(phone);
        DialerBench.await(
                "the floor knows of the call",
                () -> DialerBench.apiDial(port, ASHA, "7275550164").contains("AGENT_USER IS NOT PAUSED"));
        DialerBench.hangUp(phone);
        assertThat(DialerBench.endedCall(store, ASHA).answeredAt()).isPresent();
    }

    /** Its document has no queue: a number that was accepted is dialled, whatever the desk's queue is set to. */
    @Test
    void theElisionApiDialsAlthoughTheDesksQueueDoesNotDialByItself() throws Exception {
        PhoneBench phone = loggedIn();
        assertThat(phone.submit(new AgentCommand.SetAutoDial(false))).isInstanceOf(CommandOutcome.Accepted.class);
        int port = DialerBench.port(phone);
        DialerBench.await(
                "the floor knows",
                () -> store.sessions()
                        .find(ASHA)
                        .filter(row -> !row.position().autoDial())
                        .isPresent());
        assertThat(DialerBench.click(port, ASHA, "7275550164"))
                .as("the other document's request waits for the agent")
                .contains("FUNCTION SET");
        DialEntry waits = store.dialQueue().open(ASHA).getFirst();
        assertThat(store.dialQueue().remove(waits.id())).as("it waited").isTrue();
        assertThat(DialerBench.apiDial(port, ASHA, CUSTOMER)).contains("EXTERNAL_DIAL FUNCTION SET");
        DialerBench.awaitConnected(phone);
        DialerBench.hangUp(phone);
        assertThat(DialerBench.endedCall(store, ASHA).begun().number()).endsWith(CUSTOMER);
    }

    @Test
    void anAmeyoRequestIsAnsweredWhenTheCustomerAnswersOrDoesNot() throws Exception {
        PhoneBench phone = loggedIn();
        int port = DialerBench.port(phone);
        assertThat(DialerBench.ameyo(port, ASHA, CUSTOMER)).startsWith("{\"result\":\"SUCCESS\"");
        DialerBench.awaitConnected(phone);
        DialerBench.hangUp(phone);
        DialerBench.endedCall(store, ASHA);
        assertThat(DialerBench.ameyo(port, ASHA, PracticeDirectory.BUSY))
                .contains("\"result\":\"FAILURE\"")
                .contains("Party.did.not.answer");
    }

    @Test
    void aTwoLegCallToTheAgentsOwnPhoneRingsTheCustomer() throws Exception {
        PhoneBench phone = loggedIn("api.voiptech.ownPhone=take");
        String own = phone.watch.latest().phone().registration().extension();
        assertThat(DialerBench.dialup(DialerBench.port(phone), own, CUSTOMER)).contains("\"status\":\"ok\"");
        DialerBench.awaitConnected(phone);
        assertThat(DialerBench.dialup(DialerBench.port(phone), own, CUSTOMER))
                .as("one call at a time")
                .contains("\"reason\":\"Busy\"");
        DialerBench.hangUp(phone);
    }

    @Test
    void aNumberThatMustNotBeCalledIsNotDialledAndTheLogSaysWhy() throws Exception {
        store.dnc().add("", List.of("1" + CUSTOMER));
        PhoneBench phone = loggedIn();
        assertThat(DialerBench.click(DialerBench.port(phone), ASHA, CUSTOMER)).contains("FUNCTION SET");
        CallRecord call = DialerBench.endedCall(store, ASHA);
        assertThat(call.end()).isEqualTo("DNC");
        assertThat(call.answeredAt()).isEmpty();
        assertThat(phone.watch.latest().phone().activeCall()).isEmpty();
    }

    @Test
    void endingTheProgramInACallLeavesNothingInDoubt() throws Exception {
        PhoneBench phone = loggedIn();
        assertThat(DialerBench.click(DialerBench.port(phone), ASHA, CUSTOMER)).contains("FUNCTION SET");
        DialerBench.awaitConnected(phone);
        DialerBench.await(
                "the log has it", () -> DialerBench.newestCall(store, ASHA).isPresent());
        end();
        CallRecord call = DialerBench.newestCall(store, ASHA).orElseThrow();
        assertThat(call.endedAt()).isPresent();
        assertThat(entryOf(call).state()).isEqualTo(DialEntry.State.DONE);
        assertThat(store.sessions().find(ASHA)).as("off the floor").isEmpty();
        assertThat(data.resolve("api.json")).doesNotExist();
    }

    @Test
    void theNodeKeepsItsNameOverRestarts() throws Exception {
        loggedIn();
        String first = store.sessions().find(ASHA).orElseThrow().lease().node();
        end();
        loggedIn();
        assertThat(store.sessions().find(ASHA).orElseThrow().lease().node()).isEqualTo(first);
        assertThat(Files.readString(data.resolve("node")).strip()).isEqualTo(first);
    }

    /** A state changes its rules while the program is off: what was stored under the old ones is an hour off. */
    @Test
    void aPromisedCallIsDueAtItsWallClockTimeAgainAsSoonAsANodeStarts() throws Exception {
        WallTime at = new WallTime(LocalDateTime.parse("2027-05-01T10:00"), ZoneId.of("Asia/Jerusalem"));
        store.callbacks().add(new Callback(0, 1, DialerBench.CAMPAIGN, ASHA, at, "", Callback.State.WAITING));
        try (Connection underOldRules = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("dialer.db"));
                Statement statement = underOldRules.createStatement()) {
            statement.execute("UPDATE callbacks SET due_ms = due_ms + 3600000");
        }
        assertThat(store.callbacks().due(ASHA, DialerBench.CAMPAIGN, at.instant()))
                .as("an hour late")
                .isEmpty();
        start();
        DialerBench.await(
                "it is due when it was promised",
                () -> store.callbacks()
                                .due(ASHA, DialerBench.CAMPAIGN, at.instant())
                                .size()
                        == 1);
    }

    @Test
    void whatIsReadyIsSaidInAFile() throws Exception {
        PhoneBench phone = start("api.profiles=ameyo,voiptech", "api.ameyo.order=agent-first");
        int port = DialerBench.port(phone);
        ApiFile.Listening said = ApiFile.read(data).orElseThrow();
        assertThat(said.port()).isEqualTo(port);
        assertThat(said.scheme()).isEqualTo("http");
        assertThat(said.profiles()).containsExactly("ameyo", "voiptech");
        assertThat(DialerBench.click(port, ASHA, CUSTOMER))
                .as("not switched on")
                .contains("OH-718");
    }

    @Test
    void aFurtherPortServesTheSame() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        PhoneBench phone = start("api.furtherPorts=" + free);
        DialerBench.port(phone);
        assertThat(DialerBench.click(free, ASHA, CUSTOMER)).contains("AGENT_USER IS NOT LOGGED IN");
    }

    @Test
    void aPortThatIsTakenIsShownThePhoneGoesOnAndTheApiComesWhenThePortIsFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PhoneBench phone = start("api.port=" + taken.getLocalPort());
            assertThat(phone.watch.await(
                            snapshot -> shows(snapshot.fault(), ErrorCode.API_PORT_TAKEN), PhoneBench.LIMIT))
                    .isTrue();
            DialerBench.logIn(phone, store, ASHA);
            assertThat(data.resolve("api.json")).doesNotExist();
        }
        PhoneBench phone = running.orElseThrow();
        assertThat(DialerBench.port(phone)).isPositive();
        assertThat(phone.watch.await(snapshot -> snapshot.fault().isEmpty(), PhoneBench.LIMIT))
                .isTrue();
    }

    @Test
    void beyondThisMachineItNeedsTls() throws Exception {
        PhoneBench phone = start("api.host=0.0.0.0");
        assertThat(phone.watch.await(
                        snapshot -> shows(snapshot.fault(), ErrorCode.API_ADDRESS_UNSAFE), PhoneBench.LIMIT))
                .isTrue();
    }

    @Test
    void aStandardCampaignNeverTakesTwoRequestsAtOnce() throws Exception {
        store.setup()
                .putCampaign(store.setup()
                        .campaign(DialerBench.CAMPAIGN)
                        .orElseThrow()
                        .withApiManualDial(ApiManualDial.STANDARD));
        PhoneBench phone = loggedIn();
        int port = DialerBench.port(phone);
        List<String> answers = DialerBench.together(8, i -> DialerBench.click(port, ASHA, "727555016" + i));
        assertThat(answers)
                .filteredOn(answer -> answer.contains("FUNCTION SET"))
                .hasSize(1);
    }

    private static boolean shows(Optional<Fault> fault, ErrorCode error) {
        return fault.map(Fault::error).filter(error::equals).isPresent();
    }
}
