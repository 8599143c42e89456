package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/** Who comes to the administration, how its lists and forms behave, and users. */
class AdministrationInWindowTest extends AdminFixture {
    @Test
    void theEntryIsThereForAnAdministratorOnly() {
        administration = AdministrationPort.NONE;
        open(Situation.paused());
        ctrl(KeyCode.COMMA);
        assertThat(shows("#topic-administration")).isFalse();
        closeWindow();

        admin.store().users.put("asha", User.of("asha", "Asha", 7, "ADMIN", Right.values()));
        administration = admin;
        open(Situation.paused());
        ctrl(KeyCode.COMMA);
        assertThat(shows("#topic-administration")).isFalse();
        closeWindow();

        admin.store().users.put("asha", User.of("asha", "Asha", 8, "ADMIN", Right.MODIFY_LISTS));
        openAdministration();
        assertThat(title()).isEqualTo("Administration");
        assertThat(shows("#admin-list")).isTrue();
        assertThat(shows("#admin-user")).isFalse();
        assertThat(texts(".oh-caption")).anyMatch(text -> text.startsWith("Without the right for it: Users, "));
        press(KeyCode.ESCAPE);
        assertThat(title()).isEqualTo("Settings");
    }

    @Test
    void whoLogsOutLeavesNothingToSee() {
        openKind("user");
        assertThat(rows()).isEqualTo(2);
        step(Situation.loggedOut());
        assertThat(shows(".oh-list")).isFalse();
        assertThat(texts(".oh-empty")).containsExactly("You are logged out. Log in again to administer.");
        dock();
        assertThat(title()).isEqualTo("Administration");
    }

    @Test
    void aListIsReadSearchedEmptyOrNotToBeHad() {
        admin = new FakeAdministration();
        openAdministration();
        admin.hold();
        fire("#admin-user");
        assertThat(shows(".oh-list")).isFalse();
        pass(java.time.Duration.ofMillis(300));
        assertThat(texts(".oh-empty")).containsExactly("Reading…");
        robot.interact(admin::release);
        settle();
        assertThat(rows()).isEqualTo(2);

        enter("#admin-search", "badri");
        assertThat(rows()).isEqualTo(1);
        enter("#admin-search", "nobody");
        assertThat(texts(".oh-empty")).containsExactly("Nothing found for ‘nobody’.");
        robot.interact(() -> find("#admin-search").requestFocus());
        press(KeyCode.ESCAPE);
        assertThat(rows()).isEqualTo(2);

        press(KeyCode.ESCAPE);
        admin.store().aliases.clear();
        fire("#admin-alias");
        settle();
        assertThat(texts(".oh-empty")).containsExactly("There are no group aliases yet.");
        press(KeyCode.ESCAPE);

        admin.failNext(new StoreException.StoreUnreachable("gone", new IllegalStateException()));
        fire("#admin-list");
        settle();
        assertThat(text(".oh-admin-trouble")).contains("OH-607");
        fire("#admin-again");
        settle();
        assertThat(shows(".oh-admin-trouble")).isFalse();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aNewUsersPasswordIsShownOnceAndKeptNowhereElse() {
        openKind("user");
        dock();
        assertThat(title()).isEqualTo("New user");
        enter("#admin-user-name", "carol");
        enter("#admin-user-fullname", "Carol Example");
        choose("#admin-user-level", "4");
        choose("#admin-user-group", "AGENTS");
        enter("#admin-user-phonesecret", "sip-secret");
        check("#admin-user-rights-modify_leads");
        choose("#admin-user-campaign", "SALES");
        enter("#admin-user-phonelogin", "2103");
        enter("#admin-user-voicemail", "2103");
        enter("#admin-user-email", "carol@example.com");
        enter("#admin-user-customthree", "crm-9");
        dock();

        User carol = stored(admin.store().users, "carol");
        assertThat(carol)
                .isEqualTo(new User(
                        "carol",
                        "Carol Example",
                        4,
                        "AGENTS",
                        Set.of(Right.USE_API, Right.MANUAL_DIAL, Right.MODIFY_LEADS),
                        true,
                        "SALES",
                        "2103",
                        "2103",
                        "carol@example.com",
                        "crm-9"));
        assertThat(admin.store().phoneSecrets).containsEntry("carol", Password.of("sip-secret"));
        String shown = text("#admin-once");
        assertThat(admin.store().passwords).containsEntry("carol", Password.of(shown));
        fire("#admin-once-copy");
        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo(shown));
        assertThat(admin.audit()).containsExactly("asha USER ADD carol");
        dock();
        assertThat(title()).isEqualTo("Users");
        assertThat(rows()).isEqualTo(3);
        openRow("carol");
        assertThat(shows("#admin-once")).isFalse();
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        openKind("user");
        dock();
        fire("#admin-user-generate");
        enter("#admin-user-name", "x");
        enter("#admin-user-fullname", "Carol");
        enter("#admin-user-email", "carol");
        dock();
        assertThat(errorAt("#admin-user-password")).isEqualTo("1 to 200 characters.");
        enter("#admin-user-password", "typed");
        dock();
        assertThat(errorAt("#admin-user-name")).startsWith("2 to 20 letters");
        assertThat(errorAt("#admin-user-email")).isEqualTo("This is no e-mail address.");
        assertThat(focused()).isEqualTo(find("#admin-user-name"));
        enter("#admin-user-name", "badri");
        enter("#admin-user-email", "");
        dock();
        assertThat(errorAt("#admin-user-name")).isEqualTo("There is one with this id already.");
        assertThat(admin.audit()).isEmpty();
        enter("#admin-user-name", "carol");
        robot.interact(() -> find("#admin-user-name").requestFocus());
        press(KeyCode.ENTER);
        assertThat(admin.store().passwords).containsEntry("carol", Password.of("typed"));
        assertThat(shows("#admin-once")).isFalse();
    }

    @Test
    void aLevelThatIsTooHighIsNeitherOfferedNorTaken() {
        admin = new FakeAdministration();
        admin.store().users.put("asha", User.of("asha", "Asha", 8, "ADMIN", Right.values()));
        admin.store().users.put("chief", User.of("chief", "Chief", 9, "ADMIN", Right.values()));
        openAdministration();
        fire("#admin-user");
        settle();
        openRow("badri");
        assertThat(((ComboBox<?>) find("#admin-user-level")).getItems()).hasSize(7);
        press(KeyCode.ESCAPE);
        openRow("chief");
        enter("#admin-user-fullname", "No Chief");
        dock();
        assertThat(errorAt("#admin-user-level")).startsWith("Nobody makes or changes users at or above");
        assertThat(stored(admin.store().users, "chief").fullName()).isEqualTo("Chief");
    }

    @Test
    void whoWasDemotedMeanwhileIsRefused() {
        openKind("user");
        openRow("badri");
        admin.store().users.put("asha", User.of("asha", "Asha", 8, "ADMIN", Right.MODIFY_LISTS));
        enter("#admin-user-fullname", "Other");
        dock();
        assertThat(text(".oh-admin-trouble")).isEqualTo("You do not have the right for this any more. (OH-438)");
        admin.store().users.put("asha", User.of("asha", "Asha", 7, "ADMIN", Right.values()));
        dock();
        assertThat(text(".oh-admin-trouble")).isEqualTo("You may not administer any more. (OH-438)");
        assertThat(stored(admin.store().users, "badri").fullName()).isEqualTo("Badri Example");
    }

    @Test
    void nobodyTakesTheirOwnAdministrationAway() {
        openKind("user");
        openRow("asha");
        choose("#admin-user-level", "7");
        dock();
        assertThat(errorAt("#admin-user-level")).startsWith("You cannot take your own administration away.");
        assertThat(stored(admin.store().users, "asha").level()).isEqualTo(9);
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
        openKind("user");
        openRow("badri");
        admin.store().users.computeIfPresent("badri", (_, user) -> user.withFullName("By another"));
        enter("#admin-user-email", "badri@example.com");
        dock();
        assertThat(text(".oh-admin-trouble"))
                .startsWith("Somebody else changed this meanwhile.")
                .endsWith("(OH-613)");
        assertThat(stored(admin.store().users, "badri").fullName()).isEqualTo("By another");
    }

    @Test
    void aDeactivationCanBeUndone() {
        openKind("user");
        openRow("badri");
        second();
        assertThat(stored(admin.store().users, "badri").active()).isFalse();
        assertThat(text(".oh-status-text")).isEqualTo("badri was deactivated");
        click("#status-offer");
        assertThat(stored(admin.store().users, "badri").active()).isTrue();
        assertThat(admin.audit()).containsExactly("asha USER CHANGE badri", "asha USER CHANGE badri");

        openRow("badri");
        second();
        openRow("badri");
        assertThat(text(".oh-dock-second")).isEqualTo("Activate");
        second();
        assertThat(stored(admin.store().users, "badri").active()).isTrue();
    }

    @Test
    void aPasswordIsSetTypedOrMadeUp() {
        openKind("user");
        openRow("badri");
        fire("#admin-user-setpassword");
        dock();
        String shown = text("#admin-once");
        assertThat(admin.store().passwords).containsEntry("badri", Password.of(shown));
        dock();
        fire("#admin-user-setpassword");
        fire("#admin-user-generate");
        dock();
        assertThat(errorAt("#admin-user-password")).isEqualTo("1 to 200 characters.");
        enter("#admin-user-password", "typed");
        dock();
        assertThat(admin.store().passwords).containsEntry("badri", Password.of("typed"));
        assertThat(admin.audit()).containsExactly("asha USER SET_PASSWORD badri", "asha USER SET_PASSWORD badri");
    }

    @Test
    void aPhonesSecretIsSetAndForgottenAfterAQuestion() {
        openKind("user");
        openRow("badri");
        fire("#admin-user-setphonesecret");
        enter("#admin-user-phonesecret", "sip-secret");
        dock();
        assertThat(admin.store().phoneSecrets).containsEntry("badri", Password.of("sip-secret"));
        fire("#admin-user-setphonesecret");
        second();
        assertThat(text(".oh-admin-question")).startsWith("The secret of badri will be forgotten.");
        second();
        assertThat(admin.store().phoneSecrets).containsKey("badri");
        second();
        dock();
        assertThat(admin.store().phoneSecrets).doesNotContainKey("badri");
    }

    @Test
    void whileItIsSavedNothingCanBePressedTwice() {
        openKind("user");
        openRow("badri");
        enter("#admin-user-fullname", "Badri B.");
        admin.hold();
        dock();
        assertThat(text(".oh-primary")).isEqualTo("Saving…");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        robot.interact(admin::release);
        settle();
        assertThat(title()).isEqualTo("Users");
        assertThat(admin.audit()).hasSize(1);
    }
}
