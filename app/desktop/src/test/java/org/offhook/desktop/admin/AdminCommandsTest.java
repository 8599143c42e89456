package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.campaign.user.Verdict;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;

/** {@code offhook admin}: setting up, listing, moving; what is refused, and what a person is asked before. */
class AdminCommandsTest {
    @TempDir
    private Path folder;

    private OfficeBench office = new OfficeBench(Path.of(""));

    @BeforeEach
    void open() {
        office = new OfficeBench(folder);
    }

    @Test
    void everythingThatIsSetUpIsListedAsJson() throws IOException {
        office.initialised();
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
        office.done("campaigns edit SALES --manual-dial-list 1001");
        office.done("groups add NIGHT --campaigns SALES");
        office.done("codes add LUNCH --name Lunch --break true --limit 45");
        office.done("dispositions add SALE --campaign SALES --hotkey 1 --meanings HUMAN_ANSWERED,FINISHED");
        office.done("aliases add north --caller-id 08001234567");
        office.done("dnc add +917275551212 +44 --campaign SALES");
        assertThat(office.said()).contains("1 numbers were added, 1 were no numbers.");

        assertThat(office.json("campaigns list --json")
                        .get(0)
                        .path("api_manual_dial")
                        .asText())
                .isEqualTo("QUEUE");
        assertThat(office.json("campaigns list --json")
                        .get(0)
                        .path("manual_dial_list")
                        .asLong())
                .isEqualTo(1001);
        assertThat(office.json("lists list --json --count").toString())
                .contains("\"LeadSource:Source:30\"", "\"Budget:Budget:100\"", "\"leads\":0");
        assertThat(office.json("groups list --json").findValuesAsText("id"))
                .containsExactly("ADMIN", "AGENTS", "NIGHT");
        assertThat(office.json("codes list --json").get(0).path("limit_minutes").asInt())
                .isEqualTo(45);
        assertThat(office.json("dispositions list --campaign SALES --json")
                        .get(0)
                        .path("hotkey")
                        .asText())
                .isEqualTo("1");
        assertThat(office.json("aliases list --json").get(0).path("active").asBoolean())
                .isTrue();
        assertThat(office.json("dnc list --campaign SALES --json").findValuesAsText("number"))
                .containsExactly("917275551212");
        assertThat(office.json("users list --json").get(0).path("rights")).hasSize(Right.values().length);
        assertThat(office.json("store status --json").get(0).path("users").asInt())
                .isEqualTo(1);
        try (Store store = office.store()) {
            Campaign sales = store.setup().campaign("SALES").orElseThrow();
            assertThat(sales.country()).isEqualTo("IN");
            assertThat(sales.apiManualDial()).contains(ApiManualDial.QUEUE);
            assertThat(sales.wrapUp()).isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void aTableForPeopleHasItsColumnsSideBySide() {
        office.initialised();
        office.done("groups list");
        assertThat(office.said().lines())
                .containsExactly(
                        "id      name            campaigns", "ADMIN   Administrators  -", "AGENTS  Agents          -");
        office.done("codes list");
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
        office.done(add);
        assertThat(office.type(List.of(remove.split(" ")), "no")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-803 ");
        assertThat(office.type(remove)).as("the end of input is no yes").isEqualTo(ExitCode.REFUSED);
        office.done(list);
        assertThat(office.said()).isNotEqualTo("None.\n").isNotEmpty();
        assertThat(office.type(List.of(remove.split(" ")), "yes")).isEqualTo(ExitCode.DONE);
        office.done(list);
        assertThat(office.said()).isIn("None.\n", "");
        office.done(add);
        office.done(remove + " --yes");
    }

    @Test
    void nothingIsDeactivatedWithoutAYes() throws IOException {
        try (Store store = office.store()) {
            store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
            store.users().add(User.of("asha", "Asha", 1, "AGENTS"), Password.of("secret"), Optional.empty());
            store.setup().putCampaign(Campaign.of("SALES", "Sales"));
            store.lists().add(new LeadList(1001, "May leads", "SALES", true, List.of()));
            store.setup().putGroupAlias(new GroupAlias("north", "North", "08001234567", "", true));
        }
        Map<String, String> kinds = Map.of("users", "asha", "campaigns", "SALES", "lists", "1001", "aliases", "north");
        for (Map.Entry<String, String> each : kinds.entrySet()) {
            String kind = each.getKey();
            List<String> deactivate = List.of(kind, "deactivate", each.getValue());
            assertThat(office.type(deactivate, "no")).as(kind).isEqualTo(ExitCode.REFUSED);
            assertThat(office.complained()).startsWith("offhook: OH-803 ");
            assertThat(isActive(kind, each.getValue())).as(kind).isTrue();
            assertThat(office.type(deactivate, "yes")).as(kind).isEqualTo(ExitCode.DONE);
            assertThat(isActive(kind, each.getValue())).as(kind).isFalse();
            assertThat(office.type(List.of(kind, "deactivate", "7")))
                    .as("%s: what is not there is not asked about", kind)
                    .isEqualTo(ExitCode.REFUSED);
            assertThat(office.complained()).startsWith("offhook: OH-612 ");
        }
    }

    private boolean isActive(String kind, String id) throws IOException {
        for (JsonNode entry : office.json(kind + " list --json")) {
            if (entry.path("id").asText(entry.path("name").asText()).equals(id)) {
                return entry.path("active").asBoolean();
            }
        }
        throw new AssertionError(kind + " has no " + id);
    }

    @Test
    void whatWasTypedWrongNamesTheHelpOfItsOwnCommand() {
        office.initialised();
        assertThat(office.type("users edit admin --level 12")).isEqualTo(ExitCode.USAGE);
        assertThat(office.complained().lines().toList().getLast())
                .isEqualTo("  admin users edit --help lists what it takes.");
    }

    @Test
    void droppingAFieldOfAFormAsksFirst() {
        office.done("campaigns add SALES");
        assertThat(office.type(List.of(
                        "lists", "add", "1001", "--name", "May leads", "--campaign", "SALES", "--field", "Budget")))
                .isEqualTo(ExitCode.DONE);
        assertThat(office.type("lists edit 1001 --field Colour")).isEqualTo(ExitCode.REFUSED);
        office.done("lists edit 1001 --field Budget --field Colour");
        office.done("lists edit 1001 --field Colour --yes");
        office.done("lists deactivate 1001 --yes");
    }

    @Test
    void aStoreIsCopiedAndComparedIntoAnEmptyOneOnly() {
        String password = office.initialised();
        Path other = folder.resolve("copy.db");
        office.done("store copy --to sqlite:" + other);
        assertThat(office.complained()).contains("users: 1 rows, the same in both");
        try (Store copy = Store.open(StoreAddress.sqlite(other))) {
            assertThat(copy.users().verify("admin", Password.of(password))).isInstanceOf(Verdict.Proven.class);
        }
        assertThat(office.type("store copy --to sqlite:" + other)).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).contains("OH-611");
        assertThat(office.type("store copy --to sqlite:dialer.db")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatIsNotRightIsSaidWithoutDoingAnything() throws IOException {
        office.initialised();
        for (String line : List.of(
                "users add x --generate",
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
                "export calls out.csv --from yesterday")) {
            assertThat(office.type(line)).as(line).isEqualTo(ExitCode.USAGE);
            assertThat(office.complained()).as(line).startsWith("offhook: OH-802 ");
        }
        assertThat(office.type("users edit nobody --level 12")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-612 ");
        assertThat(office.json("campaigns list --json")).isEmpty();
        assertThat(office.json("users list --json")).hasSize(1);
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
    void worksBesideAPhoneThatHasTheFileOpen() {
        try (Store phone = office.store()) {
            office.initialised();
            assertThat(phone.users().find("admin")).isPresent();
            phone.setup().putCampaign(Campaign.of("SALES", "Sales"));
            office.done("campaigns deactivate SALES --yes");
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
        helped(admin, admin, "");
    }

    @Test
    void theCommandsThatErrorsNameAreThere() throws IOException {
        List<String> named = Pattern.compile("offhook admin ([a-z]+(?: [a-z]+)?)")
                .matcher(Files.readString(Path.of("../../docs/errors.md")))
                .results()
                .map(found -> found.group(1).replaceFirst(" and$", ""))
                .toList();
        assertThat(named).hasSizeGreaterThan(4);
        for (String words : named) {
            assertThat(office.type(words + " --help")).as(words).isEqualTo(ExitCode.DONE);
        }
    }

    private static void helped(picocli.CommandLine admin, picocli.CommandLine command, String words) {
        StringWriter said = new StringWriter();
        admin.setOut(new PrintWriter(said, true));
        assertThat(admin.execute((words + " --help").strip().split(" ")))
                .as(words)
                .isEqualTo(ExitCode.DONE);
        assertThat(said.toString()).as(words).startsWith("Usage: " + ("admin " + words).strip());
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(words)
                .isNotEmpty();
        command.getSubcommands().forEach((name, sub) -> helped(admin, sub, (words + " " + name).strip()));
    }
}
