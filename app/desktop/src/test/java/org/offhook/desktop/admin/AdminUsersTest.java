package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.Verdict;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;

/** Who may do what: the first administrator, users, their phones, tokens. */
class AdminUsersTest {
    @TempDir
    private Path folder;

    private OfficeBench office = new OfficeBench(Path.of(""));

    @BeforeEach
    void open() {
        office = new OfficeBench(folder);
    }

    @Test
    void initMakesOneAdministratorWhosePasswordIsSaidOnceAndNeverAgain() {
        String password = office.initialised();
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
        return office.initialised();
    }

    @Test
    void aUserIsAddedWithAPasswordFromTheTerminalChangedAndDeactivated() {
        office.initialised();
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
        office.done("users edit asha --level 4 --rights use_api,MODIFY_LEADS --email asha@example.com");
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
        office.done("users deactivate asha --yes");
        try (Store store = office.store()) {
            assertThat(store.users().verify("asha", Password.of("asha-password")))
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void thePhonesSecretIsReadableOnlyWithTheKeyThatTheCommandMade() throws IOException {
        office.initialised();
        assertThat(office.type(List.of("users", "phone-secret", "admin"), "sip-secret"))
                .isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(folder.resolve("dialer.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("sip-secret");
        Path keyFile = folder.resolve("store.key");
        office.done("store key " + keyFile);
        byte[] key =
                java.util.Base64.getDecoder().decode(Files.readString(keyFile).strip());
        try (Store store =
                Store.open(StoreAddress.sqlite(folder.resolve("dialer.db")), StoreOptions.DEFAULT.withKey(key))) {
            assertThat(store.users().phoneSecret("admin")).contains(Password.of("sip-secret"));
        }
        assertThat(office.type("store key " + keyFile)).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void aTokensKeyIsSaidOnceAndWorksUntilItIsDeactivated() {
        office.initialised();
        office.done("tokens add crm --user admin --host crm.example --policy dial");
        String key = office.said().lines().findFirst().orElseThrow().substring("Hash-key: ".length());
        try (Store store = office.store()) {
            assertThat(store.tokens().match(Password.of(key), "crm.example", "dial"))
                    .isPresent();
        }
        office.done("tokens list --json");
        assertThat(office.said()).doesNotContain(key);
        office.done("tokens deactivate 1 --yes");
        try (Store store = office.store()) {
            assertThat(store.tokens().match(Password.of(key), "crm.example", "dial"))
                    .isEmpty();
        }
    }
}
