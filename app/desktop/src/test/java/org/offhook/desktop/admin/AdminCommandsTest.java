package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.Verdict;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;

class AdminCommandsTest {
    @TempDir
    private Path folder;

    private OfficeBench office = new OfficeBench(Path.of(""));

    @BeforeEach
    void open() {
        office = new OfficeBench(folder);
    }

    private void done(String line) {
        assertThat(office.type(line)).as(line + ": " + office.complained()).isEqualTo(ExitCode.DONE);
    }

    private String initialised() {
        done("init");
        return office.said()
                .lines()
                .filter(line -> line.startsWith("Password: "))
                .findFirst()
                .orElseThrow()
                .substring("Password: ".length());
    }

    @Test
    void initMakesOneAdministratorWhosePasswordIsSaidOnceAndNeverAgain() {
        String password = initialised();
        assertThat(password).hasSize(20);
        try (Store store = office.store()) {
            assertThat(store.users().verify("admin", Password.of(password))).isInstanceOf(Verdict.Proven.class);
            User admin = store.users().find("admin").orElseThrow();
            assertThat(admin.level()).isEqualTo(9);
            assertThat(admin.rights()).containsExactlyInAnyOrder(Right.values());
        }
        assertThat(office.type("init")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-610 ");
        assertThat(office.said()).isEmpty();
        assertThat(initialisedElsewhere()).isNotEqualTo(password);
    }

    private String initialisedElsewhere() {
        office = new OfficeBench(folder.resolve("other"));
        return initialised();
    }

    @Test
    void aUserIsAddedWithAPasswordFromTheTerminalChangedAndDeactivated() {
        initialised();
        assertThat(office.type(
                        List.of(
                                "users",
                                "add",
                                "asha",
                                "--full-name",
                                "Asha Example",
                                "--phone-login",
                                "2101",
                                "--custom-three",
                                "crm-7",
                                "--phone-secret"),
                        "asha-password",
                        "sip-secret"))
                .as(office.complained())
                .isEqualTo(ExitCode.DONE);
        done("users edit asha --level 4 --rights use_api,MODIFY_LEADS --email asha@example.com");
        try (Store store = office.store()) {
            User asha = store.users().find("asha").orElseThrow();
            assertThat(asha.fullName()).isEqualTo("Asha Example");
            assertThat(asha.level()).isEqualTo(4);
            assertThat(asha.group()).isEqualTo("AGENTS");
            assertThat(asha.rights()).isEqualTo(Set.of(Right.USE_API, Right.MODIFY_LEADS));
            assertThat(asha.phoneLogin()).isEqualTo("2101");
            assertThat(store.users().verify("asha", Password.of("asha-password")))
                    .isInstanceOf(Verdict.Proven.class);
        }
        assertThat(office.said()).doesNotContain("sip-secret").doesNotContain("asha-password");
        done("users deactivate asha");
        try (Store store = office.store()) {
            assertThat(store.users().verify("asha", Password.of("asha-password")))
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void thePhonesSecretIsReadableOnlyWithTheKeyThatTheCommandMade() throws IOException {
        initialised();
        assertThat(office.type(List.of("users", "phone-secret", "admin"), "sip-secret"))
                .isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(folder.resolve("dialer.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("sip-secret");
        Path keyFile = folder.resolve("store.key");
        done("store key " + keyFile);
        byte[] key =
                java.util.Base64.getDecoder().decode(Files.readString(keyFile).strip());
        try (Store store =
                Store.open(StoreAddress.sqlite(folder.resolve("dialer.db")), StoreOptions.DEFAULT.withKey(key))) {
            assertThat(store.users().phoneSecret("admin")).contains(Password.of("sip-secret"));
        }
        assertThat(office.type("store key " + keyFile)).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void everythingThatIsSetUpIsListedAsJson() throws IOException {
        initialised();
        assertThat(office.type(List.of(
                        "campaigns",
                        "add",
                        "SALES",
                        "--name",
                        "Sales",
                        "--country",
                        "in",
                        "--api-manual-dial",
                        "queue",
                        "--hours",
                        "MON 09:00-18:00",
                        "--wrap-up",
                        "30")))
                .as(office.complained())
                .isEqualTo(ExitCode.DONE);
        assertThat(office.type(List.of(
                        "lists",
                        "add",
                        "1001",
                        "--name",
                        "May leads",
                        "--campaign",
                        "SALES",
                        "--field",
                        "LeadSource:Source:30",
                        "--field",
                        "Budget")))
                .as(office.complained())
                .isEqualTo(ExitCode.DONE);
        done("campaigns edit SALES --manual-dial-list 1001");
        done("groups add NIGHT --campaigns SALES");
        done("codes add LUNCH --name Lunch --break true --limit 45");
        done("dispositions add SALE --campaign SALES --hotkey 1 --meanings HUMAN_ANSWERED,FINISHED");
        done("aliases add north --caller-id 08001234567");
        done("dnc add +917275551212 +44 --campaign SALES");
        assertThat(office.said()).contains("1 numbers were added, 1 were no numbers.");

        assertThat(json("campaigns list --json").get(0).path("api_manual_dial").asText())
                .isEqualTo("QUEUE");
        assertThat(json("campaigns list --json").get(0).path("manual_dial_list").asLong())
                .isEqualTo(1001);
        assertThat(json("lists list --json --count").toString())
                .contains("\"LeadSource:Source:30\"", "\"Budget:Budget:100\"", "\"leads\":0");
        assertThat(json("groups list --json").findValuesAsText("id")).containsExactly("ADMIN", "AGENTS", "NIGHT");
        assertThat(json("codes list --json").get(0).path("limit_minutes").asInt())
                .isEqualTo(45);
        assertThat(json("dispositions list --campaign SALES --json")
                        .get(0)
                        .path("hotkey")
                        .asText())
                .isEqualTo("1");
        assertThat(json("aliases list --json").get(0).path("active").asBoolean())
                .isTrue();
        assertThat(json("dnc list --campaign SALES --json").findValuesAsText("number"))
                .containsExactly("917275551212");
        assertThat(json("users list --json").get(0).path("rights")).hasSize(Right.values().length);
        assertThat(json("store status --json").get(0).path("users").asInt()).isEqualTo(1);
        try (Store store = office.store()) {
            Campaign sales = store.setup().campaign("SALES").orElseThrow();
            assertThat(sales.country()).isEqualTo("IN");
            assertThat(sales.apiManualDial()).contains(ApiManualDial.QUEUE);
            assertThat(sales.wrapUp()).isEqualTo(Duration.ofSeconds(30));
        }
    }

    private JsonNode json(String line) throws IOException {
        done(line);
        return new ObjectMapper().readTree(office.said());
    }

    @Test
    void aTableForPeopleHasItsColumnsSideBySide() {
        initialised();
        done("groups list");
        assertThat(office.said().lines())
                .containsExactly("id      name            campaigns", "ADMIN   Administrators", "AGENTS  Agents");
        done("codes list");
        assertThat(office.said()).isEqualTo("None.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "codes add LUNCH|codes remove LUNCH|codes list",
                "dispositions add SALE|dispositions remove SALE|dispositions list",
                "dnc add +917275551212|dnc remove +917275551212|dnc list",
            })
    void nothingIsLostWithoutAYes(String add, String remove, String list) {
        done(add);
        assertThat(office.type(List.of(remove.split(" ")), "no")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-803 ");
        assertThat(office.type(remove)).as("the end of input is no yes").isEqualTo(ExitCode.REFUSED);
        done(list);
        assertThat(office.said()).isNotEqualTo("None.\n").isNotEmpty();
        assertThat(office.type(List.of(remove.split(" ")), "yes")).isEqualTo(ExitCode.DONE);
        done(list);
        assertThat(office.said()).isIn("None.\n", "");
        done(add);
        done(remove + " --yes");
    }

    @Test
    void droppingAFieldOfAFormAsksFirst() {
        done("campaigns add SALES");
        assertThat(office.type(List.of(
                        "lists", "add", "1001", "--name", "May leads", "--campaign", "SALES", "--field", "Budget")))
                .isEqualTo(ExitCode.DONE);
        assertThat(office.type("lists edit 1001 --field Colour")).isEqualTo(ExitCode.REFUSED);
        done("lists edit 1001 --field Budget --field Colour");
        done("lists edit 1001 --field Colour --yes");
        done("lists deactivate 1001");
    }

    @Test
    void aTokensKeyIsSaidOnceAndWorksUntilItIsDeactivated() {
        initialised();
        done("tokens add crm --user admin --host crm.example --policy dial");
        String key = office.said().lines().findFirst().orElseThrow().substring("Hash-key: ".length());
        try (Store store = office.store()) {
            assertThat(store.tokens().match(Password.of(key), "crm.example", "dial"))
                    .isPresent();
        }
        done("tokens list --json");
        assertThat(office.said()).doesNotContain(key);
        done("tokens deactivate 1 --yes");
        try (Store store = office.store()) {
            assertThat(store.tokens().match(Password.of(key), "crm.example", "dial"))
                    .isEmpty();
        }
    }

    @Test
    void aFutureCallIsListedAndCancelledOnce() {
        NewFutureCall call = new NewFutureCall(
                "acme",
                "7",
                "admin",
                "2101",
                "2102",
                "",
                new WallTime(LocalDateTime.of(2030, 1, 2, 9, 30), ZoneId.of("Asia/Kolkata")),
                Duration.ofSeconds(30),
                1,
                Duration.ofMinutes(5));
        try (Store store = office.store()) {
            assertThat(store.futureCalls().add(call)).isInstanceOf(Added.Scheduled.class);
        }
        done("schedule list acme --json");
        assertThat(office.said()).contains("\"2030-01-02T09:30\"", "\"Asia/Kolkata\"");
        done("schedule cancel 1 --yes");
        assertThat(office.type("schedule cancel 1 --yes")).isEqualTo(ExitCode.REFUSED);
        done("schedule list acme");
        assertThat(office.said()).isEqualTo("None.\n");
    }

    @Test
    void aStoreIsCopiedAndComparedIntoAnEmptyOneOnly() {
        String password = initialised();
        Path other = folder.resolve("copy.db");
        done("store copy --to sqlite:" + other);
        assertThat(office.complained()).contains("users: 1 rows, the same in both");
        try (Store copy = Store.open(StoreAddress.sqlite(other))) {
            assertThat(copy.users().verify("admin", Password.of(password))).isInstanceOf(Verdict.Proven.class);
        }
        assertThat(office.type("store copy --to sqlite:" + other)).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).contains("OH-611");
        assertThat(office.type("store copy --to sqlite:dialer.db")).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users add x --generate",
                "users edit nobody --level 12",
                "campaigns add TOOLONGNAME",
                "campaigns add SALES --country XX",
                "campaigns add SALES --hours sometimes",
                "campaigns add SALES --ring-limit 1",
                "lists add 5 --name Leads-five --campaign SALES",
                "codes add spaced/out",
                "dispositions add TOOLONG",
                "store copy --to postgresql://user:password@host/db",
                "store copy --to mysql://host/db",
                "dnc add",
                "export calls out.csv --from yesterday",
            })
    void whatIsNotRightIsSaidWithoutDoingAnything(String line) throws IOException {
        initialised();
        assertThat(office.type(line)).isEqualTo(line.contains("nobody") ? ExitCode.REFUSED : ExitCode.USAGE);
        assertThat(office.complained())
                .startsWith("offhook: OH-")
                .contains("OH-" + (line.contains("nobody") ? "612" : "802"));
        assertThat(json("campaigns list --json")).isEmpty();
        assertThat(json("users list --json")).hasSize(1);
    }

    @Test
    void aStoreThatCannotBeOpenedIsSaidWithItsCode() {
        office.with("store.address=postgresql://offhook@127.0.0.1:1/none?connectTimeout=1");
        assertThat(office.type("users list")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-607 ");
        office = new OfficeBench(folder).with("store.address=nonsense");
        assertThat(office.type("users list")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-101 ");
    }

    @Test
    void whatIsInDoubtIsListedAndDecidedByAPerson() throws IOException {
        initialised();
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
        assertThat(json("queue list --json")).hasSize(2);
        assertThat(json("queue list asha --json").get(0).path("state").asText()).isEqualTo("IN_DOUBT");
        assertThat(json("schedule list --json").get(0).path("id").asLong()).isEqualTo(call);
        done("queue resolve " + dial);
        done("queue resolve " + (dial + 1) + " --dial-again");
        done("schedule resolve " + call + " --dial-again");
        assertThat(office.type("queue resolve " + dial)).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).contains("OH-612");
        assertThat(office.type("schedule resolve " + call)).isEqualTo(ExitCode.REFUSED);
        assertThat(json("queue list --json")).isEmpty();
        assertThat(json("queue list asha --json").get(0).path("state").asText()).isEqualTo("QUEUED");
        done("queue remove " + (dial + 1) + " --yes");
        assertThat(json("queue list asha --json")).isEmpty();
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

    @Test
    void worksBesideAPhoneThatHasTheFileOpen() {
        try (Store phone = office.store()) {
            initialised();
            assertThat(phone.users().find("admin")).isPresent();
            phone.setup().putCampaign(Campaign.of("SALES", "Sales"));
            done("campaigns deactivate SALES");
            assertThat(phone.setup().campaign("SALES").map(Campaign::active)).isEqualTo(Optional.of(false));
        }
    }

    @Test
    void everyCommandHasItsHelp() {
        picocli.CommandLine admin = AdminCommands.of(
                org.offhook.desktop.commandline.Console.system(),
                new org.offhook.desktop.commandline.Passwords(java.io.InputStream.nullInputStream()),
                () -> folder,
                List::of);
        helped(admin, "");
    }

    private void helped(picocli.CommandLine command, String words) {
        assertThat(office.type((words + " --help").strip())).as(words).isEqualTo(ExitCode.DONE);
        assertThat(office.said()).startsWith("Usage: ");
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(words)
                .isNotEmpty();
        command.getSubcommands().forEach((name, sub) -> helped(sub, (words + " " + name).strip()));
    }
}
