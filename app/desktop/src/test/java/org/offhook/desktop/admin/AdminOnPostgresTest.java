package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Verdict;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** {@code offhook admin} on the PostgreSQL server of a floor, named by {@code --set} or by the settings. */
class AdminOnPostgresTest {
    private static PostgresPeer postgres;

    @TempDir
    private Path folder;

    private StoreAddress.PostgresServer address;
    private OfficeBench office = new OfficeBench(Path.of(""));

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
        office = new OfficeBench(folder).on(address);
    }

    @Test
    void theFirstAdministratorIsMadeOnceForAllMachinesOfTheFloor() throws IOException {
        String password = office.initialised();
        try (Store store = office.store()) {
            assertThat(store.users().verify("admin", Password.of(password))).isInstanceOf(Verdict.Proven.class);
        }
        assertThat(folder.resolve("dialer.db")).as("nothing is kept here").doesNotExist();
        OfficeBench other = new OfficeBench(Files.createDirectories(folder.resolve("other"))).on(address);
        assertThat(other.type("init")).isEqualTo(ExitCode.REFUSED);
        assertThat(other.complained()).startsWith("offhook: OH-610 ");
        assertThat(other.json("users list --json").findValuesAsText("name")).containsExactly("admin");
    }

    @Test
    void whatIsWrongWithTheServersAddressIsSaid() throws IOException {
        String there = PostgresPeer.addressOf(address);
        office.with("store.address=" + there.replaceFirst("/[^/]*$", "/nobodys"));
        assertThat(office.type("users list")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-607 ").contains("no database of this name");
        office.with("store.address=" + there)
                .with("store.passwordFile=" + Files.writeString(folder.resolve("wrong"), "wrong\n"));
        assertThat(office.type("users list")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-607 ").contains("does not let this user in");
    }

    @Test
    void theSettingsOfTheMachineNameTheServerToo() throws IOException {
        OfficeBench machine = new OfficeBench(Files.createDirectories(folder.resolve("machine")));
        machine.done("init");
        assertThat(machine.directory().resolve("dialer.db"))
                .as("without a word of settings it is a file")
                .exists();
        Files.writeString(
                machine.directory().resolve("settings.json"),
                "{\"store\":{\"address\":\"" + PostgresPeer.addressOf(address) + "\",\"passwordFile\":\""
                        + PostgresPeer.passwordFile(address, machine.directory()) + "\"}}");
        machine.done("init");
        machine.done("groups add NIGHT");
        assertThat(office.json("groups list --json").findValuesAsText("id")).contains("NIGHT");
    }

    @Test
    void usersCampaignsListsCodesNumbersAndTokensAreSetUpOnIt() throws IOException {
        office.initialised();
        office.done("campaigns add SALES --country in --api-manual-dial queue --wrap-up 30");
        assertThat(office.type(List.of(
                        "lists", "add", "1001", "--name", "May leads", "--campaign", "SALES", "--field", "Budget")))
                .isEqualTo(ExitCode.DONE);
        office.done("campaigns edit SALES --manual-dial-list 1001");
        assertThat(office.type(
                        List.of("users", "add", "asha", "--full-name", "Asha Example", "--campaign", "SALES"),
                        "asha-password"))
                .as(office.complained())
                .isEqualTo(ExitCode.DONE);
        office.done("users edit asha --level 4 --rights use_api,MODIFY_LEADS");
        office.done("codes add LUNCH --name Lunch --break true --limit 45");
        office.done("dispositions add SALE --campaign SALES --hotkey 1 --meanings HUMAN_ANSWERED,FINISHED");
        office.done("aliases add north --caller-id 08001234567");
        office.done("dnc add +917275551212 --campaign SALES");
        office.done("tokens add crm --user admin --host crm.example --policy dial");
        String key = office.said().lines().findFirst().orElseThrow().substring("Hash-key: ".length());

        assertThat(office.json("campaigns list --json")
                        .get(0)
                        .path("manual_dial_list")
                        .asLong())
                .isEqualTo(1001);
        assertThat(office.json("lists list --json --count").toString()).contains("\"Budget:Budget:100\"");
        assertThat(office.json("codes list --json").get(0).path("limit_minutes").asInt())
                .isEqualTo(45);
        assertThat(office.json("dispositions list --campaign SALES --json")).hasSize(1);
        assertThat(office.json("aliases list --json")).hasSize(1);
        assertThat(office.json("dnc list --campaign SALES --json").findValuesAsText("number"))
                .containsExactly("917275551212");
        assertThat(office.json("store status --json").get(0).path("users").asInt())
                .isEqualTo(2);
        try (Store store = office.store()) {
            assertThat(store.users().verify("asha", Password.of("asha-password")))
                    .isInstanceOf(Verdict.Proven.class);
            assertThat(store.tokens().match(Password.of(key), "crm.example", "dial"))
                    .isPresent();
        }
        office.done("users deactivate asha --yes");
        office.done("tokens deactivate 1 --yes");
        try (Store store = office.store()) {
            assertThat(store.users().verify("asha", Password.of("asha-password")))
                    .isInstanceOf(Verdict.Refused.class);
            assertThat(store.tokens().match(Password.of(key), "crm.example", "dial"))
                    .isEmpty();
        }
    }

    @Test
    void aFutureCallIsListedAndCancelledOnce() {
        office.listsAndCancelsAFutureCall();
    }

    /** Machines that share a server share the key, so none is made here. */
    @Test
    void aPhonesSecretWantsTheKeyOfTheFloor() throws IOException {
        office.initialised();
        assertThat(office.type(List.of("users", "phone-secret", "admin"), "sip-secret"))
                .isEqualTo(ExitCode.REFUSED);
        OfficeBench file = new OfficeBench(Files.createDirectories(folder.resolve("first")));
        file.initialised();
        Path key = folder.resolve("floor.key");
        file.done("store key " + key);
        office.with("store.keyFile=" + key);
        assertThat(office.type(List.of("users", "phone-secret", "admin"), "sip-secret"))
                .as(office.complained())
                .isEqualTo(ExitCode.DONE);
        assertThat(office.said()).doesNotContain("sip-secret");
    }

    @Test
    void aFileMovesToTheServerAndLeadsAreImportedAndExportedThere() throws IOException {
        OfficeBench file = new OfficeBench(Files.createDirectories(folder.resolve("first")));
        String password = file.initialised();
        file.done("campaigns add SALES --country US");
        assertThat(file.type(List.of("lists", "add", "1001", "--name", "May leads", "--campaign", "SALES")))
                .isEqualTo(ExitCode.DONE);
        file.done("store copy --to " + PostgresPeer.addressOf(address) + " --password-file "
                + PostgresPeer.passwordFile(address, file.directory()));
        try (Store store = office.store()) {
            assertThat(store.users().verify("admin", Password.of(password))).isInstanceOf(Verdict.Proven.class);
        }
        Path leads = Files.writeString(
                folder.resolve("leads.csv"), "Mobile,First Name\n(727) 555-1212,Asha\ncall me,Badri\n");
        office.type(List.of("import", "leads", leads.toString(), "--list", "1001", "--map", "Mobile=phone_number"));
        assertThat(office.json("lists list --json --count").toString()).contains("\"leads\":1");
        Path out = folder.resolve("out.csv");
        office.done("export leads " + out + " --list 1001");
        assertThat(Files.readString(out)).contains("7275551212");
    }
}
