package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.store.Store;

/** Calls that wait for a person: future ones, and those whose outcome nobody knows. */
class AdminDoubtsTest {
    @TempDir
    private Path folder;

    private OfficeBench office = new OfficeBench(Path.of(""));

    @BeforeEach
    void open() {
        office = new OfficeBench(folder);
    }

    @Test
    void aFutureCallIsListedAndCancelledOnce() {
        office.listsAndCancelsAFutureCall();
    }

    @Test
    void whatIsInDoubtIsListedAndDecidedByAPerson() throws IOException {
        office.initialised();
        long dial;
        long call;
        try (Store store = office.store()) {
            dial = inDoubt(store, "7275550163");
            inDoubt(store, "7275550164");
            call = ((Added.Scheduled) store.futureCalls().add(futureCall()))
                    .call()
                    .id();
            assertThat(store.futureCalls().claim(call, "node-1", Duration.ofMinutes(1)))
                    .isPresent();
            store.futureCalls().doubtOwn("node-1");
        }
        assertThat(office.json("queue list --json")).hasSize(2);
        assertThat(office.json("queue list asha --json").get(0).path("state").asText())
                .isEqualTo("IN_DOUBT");
        assertThat(office.json("schedule list --json").get(0).path("id").asLong())
                .isEqualTo(call);
        office.done("queue resolve " + dial);
        office.done("queue resolve " + (dial + 1) + " --dial-again");
        office.done("schedule resolve " + call + " --dial-again");
        assertThat(office.type("queue resolve " + dial)).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).contains("OH-612");
        assertThat(office.type("schedule resolve " + call)).isEqualTo(ExitCode.REFUSED);
        assertThat(office.json("queue list --json")).isEmpty();
        assertThat(office.json("queue list asha --json").get(0).path("state").asText())
                .isEqualTo("QUEUED");
        office.done("queue remove " + (dial + 1) + " --yes");
        assertThat(office.json("queue list asha --json")).isEmpty();
    }

    /** Claimed by a desk that went away. */
    private static long inDoubt(Store store, String number) {
        NewDial dial = new NewDial(
                "asha", "SALES", number, number, OptionalLong.empty(), false, false, "", "", "crm", number, Map.of());
        long id = ((Queued.Taken) store.dialQueue().add(dial, 10)).entry().id();
        AgentPosition here = new AgentPosition(
                "SALES", "2101", AgentPosition.State.PAUSED, "", false, "", 0, true, java.time.Instant.now());
        Lease lease = ((Claimed.Owned) store.sessions().claim("asha", "node-1", here, Duration.ofMinutes(1))).lease();
        assertThat(store.dialQueue().claim(id, lease)).isPresent();
        store.sessions().end(lease);
        store.dialQueue().doubtAbandoned();
        return id;
    }

    private static NewFutureCall futureCall() {
        return new NewFutureCall(
                "acme",
                "job-1",
                "api",
                "2101",
                "7275550163",
                "",
                WallTime.of(java.time.Instant.now().minusSeconds(60), ZoneId.of("UTC")),
                Duration.ofSeconds(20),
                0,
                Duration.ofMinutes(5));
    }
}
