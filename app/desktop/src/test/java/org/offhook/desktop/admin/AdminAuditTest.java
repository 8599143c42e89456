package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.store.Store;

/** Every change that is made on the command line leaves its line in the log of the data directory, as one in the window does. */
class AdminAuditTest {
    private static final String WHO = " INFO audit - os:" + System.getProperty("user.name") + " ";
    private static final String NUMBER = "7275551212";

    @TempDir
    private Path folder;

    private OfficeBench office = new OfficeBench(Path.of(""));

    @BeforeEach
    void open() {
        office = new OfficeBench(folder);
    }

    private String log() throws IOException {
        Path file = folder.resolve("offhook.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** What was done, without time and account. */
    private List<String> audited() throws IOException {
        assertThat(log().lines()).allSatisfy(line -> assertThat(line).contains(WHO));
        return log().lines()
                .map(line -> line.substring(line.indexOf(WHO) + WHO.length()))
                .toList();
    }

    @Test
    void usersGroupsAndTokens() throws IOException {
        String password = office.initialised();
        office.done("users add asha --generate");
        office.done("users edit asha --level 4");
        office.done("users password asha --generate");
        assertThat(office.type(List.of("users", "phone-secret", "asha"), "sip-secret"))
                .isEqualTo(ExitCode.DONE);
        office.done("users phone-secret asha --erase --yes");
        office.done("users deactivate asha --yes");
        office.done("groups add NIGHT");
        office.done("groups edit NIGHT --name Nights");
        office.done("tokens add crm --user admin --host crm.example --policy dial");
        String key = office.said().lines().findFirst().orElseThrow().substring("Hash-key: ".length());
        office.done("tokens deactivate 1 --yes");
        assertThat(audited())
                .containsExactly(
                        "ADD GROUP ADMIN",
                        "ADD GROUP AGENTS",
                        "ADD USER admin",
                        "ADD USER asha",
                        "CHANGE USER asha",
                        "SET_PASSWORD USER asha",
                        "SET_PHONE_SECRET USER asha",
                        "ERASE_PHONE_SECRET USER asha",
                        "CHANGE USER asha",
                        "ADD GROUP NIGHT",
                        "CHANGE GROUP NIGHT",
                        "ADD TOKEN 1",
                        "REMOVE TOKEN 1");
        assertThat(log()).doesNotContain(password, key, "sip-secret");
    }

    @Test
    void whatCallsAreMadeBy() throws IOException {
        office.done("campaigns add SALES");
        office.done("campaigns edit SALES --wrap-up 30");
        office.done("campaigns deactivate SALES --yes");
        office.done("lists add 1001 --name May-leads --campaign SALES");
        office.done("lists edit 1001 --active true");
        office.done("lists deactivate 1001 --yes");
        office.done("codes add LUNCH");
        office.done("codes edit LUNCH --limit 45");
        office.done("codes remove LUNCH --yes");
        office.done("codes add LUNCH --campaign SALES");
        office.done("dispositions add SALE --campaign SALES");
        office.done("dispositions remove SALE --campaign SALES --yes");
        office.done("aliases add north --caller-id 08001234567");
        office.done("aliases deactivate north --yes");
        office.done("dnc add +91" + NUMBER + " --campaign SALES");
        office.done("dnc remove +91" + NUMBER + " --campaign SALES --yes");
        office.done("dnc add +91" + NUMBER);
        assertThat(audited())
                .containsExactly(
                        "ADD CAMPAIGN SALES",
                        "CHANGE CAMPAIGN SALES",
                        "CHANGE CAMPAIGN SALES",
                        "ADD LIST 1001",
                        "CHANGE LIST 1001",
                        "CHANGE LIST 1001",
                        "ADD PAUSE_CODE LUNCH",
                        "CHANGE PAUSE_CODE LUNCH",
                        "REMOVE PAUSE_CODE LUNCH",
                        "ADD PAUSE_CODE SALES/LUNCH",
                        "ADD DISPOSITION SALES/SALE",
                        "REMOVE DISPOSITION SALES/SALE",
                        "ADD ALIAS north",
                        "CHANGE ALIAS north",
                        "ADD DNC 1 in SALES",
                        "REMOVE DNC 1 in SALES",
                        "ADD DNC 1");
        assertThat(log()).as("customers' numbers").doesNotContain(NUMBER);
    }

    @Test
    void leadsCallsAndTheStoreItself() throws IOException {
        office.done("campaigns add SALES");
        office.done("lists add 1001 --name May-leads --campaign SALES");
        Path leads = Files.writeString(folder.resolve("leads.csv"), "phone_number\n" + NUMBER + "\n");
        office.done("import leads " + leads + " --list 1001");
        office.done("export leads " + folder.resolve("out.csv") + " --list 1001");
        office.done("export calls " + folder.resolve("calls.csv"));
        long dial;
        long call;
        try (Store store = office.store()) {
            NewDial asked = NewDial.of("asha", "SALES", NUMBER, "crm", "r");
            dial = ((Queued.Taken) store.dialQueue().add(asked, 10)).entry().id();
            call = ((Added.Scheduled) store.futureCalls().add(futureCall()))
                    .call()
                    .id();
        }
        office.done("queue remove " + dial + " --yes");
        office.done("schedule cancel " + call + " --yes");
        office.done("store copy --to sqlite:copy.db");
        List<String> lines = audited();
        assertThat(lines.subList(2, lines.size() - 2))
                .containsExactly(
                        "BEGIN IMPORT 1001",
                        "END IMPORT 1001: 1",
                        "BEGIN EXPORT list 1001",
                        "END EXPORT list 1001: 1",
                        "BEGIN EXPORT calls",
                        "END EXPORT calls: 0",
                        "REMOVE QUEUE_ENTRY " + dial,
                        "REMOVE FUTURE_CALL " + call);
        assertThat(lines.get(lines.size() - 2)).startsWith("BEGIN STORE copy to ");
        assertThat(lines.getLast()).startsWith("END STORE copy to ");
        assertThat(log()).as("customers' numbers").doesNotContain(NUMBER);
    }

    private static NewFutureCall futureCall() {
        return new NewFutureCall(
                "acme",
                "job-1",
                "api",
                "2101",
                NUMBER,
                "",
                WallTime.of(Instant.now().plusSeconds(3_600), ZoneId.of("UTC")),
                Duration.ofSeconds(20),
                0,
                Duration.ofMinutes(5));
    }

    @Test
    void whatIsReadRefusedOrNotAgreedToLeavesNoLine() throws IOException {
        office.done("users list");
        office.done("campaigns list --json");
        office.done("store status");
        assertThat(office.type("users edit nobody --level 3")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.type("campaigns add TOOLONGNAME")).isEqualTo(ExitCode.USAGE);
        assertThat(log()).isEmpty();
        office.done("codes add LUNCH");
        assertThat(office.type(List.of("codes", "remove", "LUNCH"), "no")).isEqualTo(ExitCode.REFUSED);
        assertThat(audited()).containsExactly("ADD PAUSE_CODE LUNCH");
    }

    @Test
    void itGoesToTheTerminalWhereTheLogDoes() throws IOException {
        office.with("log.to=stderr");
        office.done("campaigns add SALES");
        assertThat(office.complained()).contains(WHO + "ADD CAMPAIGN SALES");
        assertThat(log()).isEmpty();
    }

    @Test
    void linesAreAddedToWhatARunningPhoneHasWritten() throws IOException {
        Files.writeString(folder.resolve("offhook.log"), "the phone's own line\n");
        office.done("campaigns add SALES");
        assertThat(log()).startsWith("the phone's own line\n").endsWith("ADD CAMPAIGN SALES" + System.lineSeparator());
    }
}
