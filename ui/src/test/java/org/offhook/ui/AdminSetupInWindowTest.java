package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.Disposition.Meaning;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.setup.Recording;
import org.offhook.campaign.user.UserGroup;

/** Groups, campaigns, lists, codes, aliases, tokens, numbers not to call, future calls. */
class AdminSetupInWindowTest extends AdminFixture {
    @Test
    void aGroupIsMadeAndChanged() {
        openKind("group");
        dock();
        enter("#admin-group-id", "NIGHT");
        enter("#admin-group-name", "Night shift");
        check("#admin-group-campaigns-sales");
        dock();
        assertThat(admin.store().groups).containsEntry("NIGHT", new UserGroup("NIGHT", "Night shift", Set.of("SALES")));
        openRow("NIGHT");
        assertThat(find("#admin-group-id").isDisabled()).isTrue();
        check("#admin-group-campaigns-sales");
        dock();
        assertThat(stored(admin.store().groups, "NIGHT").campaigns()).isEmpty();
        assertThat(admin.audit()).containsExactly("asha GROUP ADD NIGHT", "asha GROUP CHANGE NIGHT");
    }

    @Test
    void everyRuleOfACampaignIsSet() {
        openKind("campaign");
        dock();
        enter("#admin-campaign-id", "CARE");
        enter("#admin-campaign-name", "Customer care");
        choose("#admin-campaign-apimanualdial", "Into the queue, always");
        choose("#admin-campaign-list", "1001");
        enter("#admin-campaign-country", "in");
        enter("#admin-campaign-phonecode", "91");
        enter("#admin-campaign-prefix", "9");
        fire("#admin-campaign-omit");
        enter("#admin-campaign-allowedcountries", "in, us");
        enter("#admin-campaign-allowedprefixes", "+9180 +4420");
        enter("#admin-campaign-refusedprefixes", "+91900");
        enter("#admin-campaign-callerid", "+918001234567");
        enter("#admin-campaign-callername", "Care");
        choose("#admin-campaign-calleridin", "Display name");
        enter("#admin-campaign-hours", "MON 09:00-18:00");
        choose("#admin-campaign-recording", "Always");
        enter("#admin-campaign-wrapup", "30");
        enter("#admin-campaign-ringlimit", "25");
        enter("#admin-campaign-queuelimit", "5");
        fire("#admin-campaign-dispositionforced");
        fire("#admin-campaign-pausecodeforced");
        dock();
        assertThat(stored(admin.store().campaigns, "CARE"))
                .isEqualTo(new Campaign(
                        "CARE",
                        "Customer care",
                        true,
                        Optional.of(ApiManualDial.QUEUE_AND_AUTOCALL),
                        new DialRules("9", "91", true),
                        "IN",
                        Set.of("IN", "US"),
                        List.of("+9180", "+4420"),
                        List.of("+91900"),
                        new CallerId("+918001234567", "Care", CallerId.Presentation.FROM_DISPLAY),
                        Recording.ALWAYS,
                        CallingHours.parse("MON 09:00-18:00").orElseThrow(),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(25),
                        5,
                        1001,
                        true,
                        true));
        openRow("CARE");
        second();
        assertThat(stored(admin.store().campaigns, "CARE").active()).isFalse();
    }

    @Test
    void unsavedEntriesAreLostOnlyAfterAQuestion() {
        openKind("campaign");
        openRow("SALES");
        press(javafx.scene.input.KeyCode.ESCAPE);
        settle();
        assertThat(shows("#admin-campaign-name")).as("nothing was entered").isFalse();

        openRow("SALES");
        enter("#admin-campaign-name", "Sales and care");
        fire(".oh-back");
        assertThat(text(".oh-admin-question")).isEqualTo("What you entered here is not saved.");
        assertThat(text(".oh-primary")).isEqualTo("Discard");
        second();
        assertThat(text("#admin-campaign-name")).as("kept editing").isEqualTo("Sales and care");
        assertThat(shows(".oh-admin-question")).isFalse();

        ctrl(javafx.scene.input.KeyCode.DIGIT4);
        assertThat(text(".oh-admin-question")).isEqualTo("What you entered here is not saved.");
        dock();
        settle();
        assertThat(shows("#admin-campaign-name")).isFalse();
        assertThat(shows(".oh-log") || shows(".oh-empty"))
                .as("where it was going")
                .isTrue();
        assertThat(admin.audit()).isEmpty();
        assertThat(stored(admin.store().campaigns, "SALES").name()).isEqualTo("Sales");
    }

    @Test
    void aCampaignsFaultsAreAllSaidAtOnce() {
        openKind("campaign");
        openRow("SALES");
        enter("#admin-campaign-hours", "sometimes");
        enter("#admin-campaign-wrapup", "soon");
        dock();
        assertThat(errorAt("#admin-campaign-hours")).startsWith("Write MON 09:00-18:00");
        assertThat(errorAt("#admin-campaign-wrapup")).isEqualTo("0 to 3600 seconds.");
        enter("#admin-campaign-hours", "");
        enter("#admin-campaign-wrapup", "3601");
        enter("#admin-campaign-ringlimit", "1");
        enter("#admin-campaign-queuelimit", "0");
        enter("#admin-campaign-country", "XX");
        enter("#admin-campaign-allowedcountries", "YY");
        enter("#admin-campaign-allowedprefixes", "9180");
        enter("#admin-campaign-refusedprefixes", "+");
        enter("#admin-campaign-callerid", "me");
        enter("#admin-campaign-prefix", "none");
        enter("#admin-campaign-phonecode", "none");
        dock();
        for (String field : List.of(
                "wrapup",
                "ringlimit",
                "queuelimit",
                "country",
                "allowedcountries",
                "allowedprefixes",
                "refusedprefixes",
                "callerid",
                "prefix",
                "phonecode")) {
            assertThat(errorAt("#admin-campaign-" + field)).as(field).isNotEmpty();
        }
        assertThat(admin.audit()).isEmpty();
        assertThat(focused()).isEqualTo(find("#admin-campaign-country"));
    }

    @Test
    void aListGetsACustomFormWhoseFieldsAreDroppedOnlyAfterAQuestion() {
        openKind("list");
        dock();
        enter("#admin-list-id", "1002");
        enter("#admin-list-name", "June leads");
        dock();
        assertThat(errorAt("#admin-list-campaign")).isEqualTo("Choose a campaign.");
        choose("#admin-list-campaign", "SALES");
        fire("#admin-list-form-add");
        field(0, 0, "Colour");
        field(0, 2, "many");
        dock();
        assertThat(texts(".oh-field-error")).contains("Longest is 1 to 2000.");
        field(0, 2, "30");
        fire("#admin-list-form-add");
        field(1, 0, "Budget");
        field(1, 1, "How much");
        robot.interact(() -> ((javafx.scene.control.Button)
                        scene().getRoot().lookupAll(".oh-admin-up").toArray()[1])
                .fire());
        dock();
        assertThat(stored(admin.store().lists, 1002L))
                .isEqualTo(new LeadList(
                        1002,
                        "June leads",
                        "SALES",
                        true,
                        List.of(new CustomField("Budget", "How much", 100), new CustomField("Colour", "Colour", 30))));

        openRow("June leads");
        field(1, 0, "Shade");
        dock();
        assertThat(text(".oh-admin-question")).isEqualTo("What leads hold in Colour will not be shown any more.");
        second();
        assertThat(stored(admin.store().lists, 1002L).form()).hasSize(2);
        dock();
        dock();
        assertThat(stored(admin.store().lists, 1002L).form().getLast().name()).isEqualTo("Shade");
        openRow("June leads");
        second();
        assertThat(stored(admin.store().lists, 1002L).active()).isFalse();
    }

    private void field(int row, int column, String text) {
        robot.interact(() -> {
            var rows = scene().getRoot()
                    .lookup(".oh-admin-fields")
                    .lookupAll(".oh-field")
                    .toArray();
            ((TextInputControl) rows[row * 3 + column]).setText(text);
        });
    }

    @Test
    void aPauseCodeIsMadeChangedAndRemovedAfterAQuestion() {
        openKind("pause_code");
        dock();
        enter("#admin-pausecode-code", "spaced out");
        enter("#admin-pausecode-name", "Break");
        enter("#admin-pausecode-limit", "1441");
        dock();
        assertThat(errorAt("#admin-pausecode-code")).startsWith("1 to 12 letters");
        assertThat(errorAt("#admin-pausecode-limit")).isEqualTo("0 to 1440 minutes.");
        enter("#admin-pausecode-code", "BREAK");
        enter("#admin-pausecode-limit", "15");
        choose("#admin-pausecode-campaign", "SALES");
        fire("#admin-pausecode-break");
        dock();
        assertThat(admin.store().pauseCodes)
                .containsEntry("SALES/BREAK", new PauseCode("SALES", "BREAK", "Break", true, Duration.ofMinutes(15)));
        openRow("BREAK");
        second();
        assertThat(text(".oh-admin-question")).isEqualTo("Pause code BREAK will not be offered any more.");
        press(KeyCode.ESCAPE);
        assertThat(shows(".oh-admin-question")).isFalse();
        second();
        dock();
        assertThat(admin.store().pauseCodes).doesNotContainKey("SALES/BREAK");
        assertThat(admin.audit())
                .containsExactly("asha PAUSE_CODE ADD SALES/BREAK", "asha PAUSE_CODE REMOVE SALES/BREAK");
    }

    @Test
    void aDispositionIsMadeWithItsKeyAndMeanings() {
        openKind("disposition");
        dock();
        enter("#admin-disposition-code", "NO");
        enter("#admin-disposition-name", "Not interested");
        enter("#admin-disposition-hotkey", "22");
        dock();
        assertThat(errorAt("#admin-disposition-hotkey")).isEqualTo("One letter or digit.");
        enter("#admin-disposition-hotkey", "2");
        check("#admin-disposition-meanings-human_answered");
        check("#admin-disposition-meanings-finished");
        dock();
        assertThat(admin.store().dispositions)
                .containsEntry(
                        "/NO",
                        new Disposition(
                                "", "NO", "Not interested", "2", Set.of(Meaning.HUMAN_ANSWERED, Meaning.FINISHED)));
        openRow("SALE");
        second();
        dock();
        assertThat(admin.store().dispositions).doesNotContainKey("SALES/SALE");
    }

    @Test
    void aGroupAliasIsMadeAndSwitchedOff() {
        openKind("alias");
        dock();
        enter("#admin-alias-id", "south");
        enter("#admin-alias-name", "South");
        enter("#admin-alias-number", "call me");
        enter("#admin-alias-callername", "Care");
        dock();
        assertThat(errorAt("#admin-alias-number")).isEqualTo("A number of at most 18 digits.");
        enter("#admin-alias-number", "08007654321");
        dock();
        assertThat(admin.store().aliases)
                .containsEntry("south", new GroupAlias("south", "South", "08007654321", "Care", true));
        openRow("south");
        second();
        assertThat(stored(admin.store().aliases, "south").active()).isFalse();
    }

    @Test
    void numbersGoOnAListAndOffAfterAQuestionAndNeverIntoTheAudit() {
        openKind("dnc");
        assertThat(rows()).isEqualTo(2);
        choose("#admin-dnc-campaign", "SALES");
        assertThat(rows()).isZero();
        dock();
        dock();
        assertThat(errorAt("#admin-numbers")).isEqualTo("Enter a number first.");
        enter("#admin-numbers", "(727) 555-0199\n\ncall me\n+442079460018\n");
        dock();
        assertThat(text(".oh-status-text")).isEqualTo("Added: 2 · no numbers: 1");
        assertThat(stored(admin.store().dnc, "SALES")).containsExactly("17275550199", "442079460018");
        openRow("17275550199");
        assertThat(((TextInputControl) find("#admin-numbers")).getText()).isEqualTo("+17275550199");
        dock();
        assertThat(text(".oh-admin-question")).isEqualTo("These numbers may be called again.");
        second();
        assertThat(stored(admin.store().dnc, "SALES")).hasSize(2);
        dock();
        dock();
        assertThat(stored(admin.store().dnc, "SALES")).containsExactly("442079460018");
        second();
        assertThat(title()).isEqualTo("Allow again");
        assertThat(admin.audit()).containsExactly("asha DNC ADD 2 in SALES", "asha DNC REMOVE 1 in SALES");
    }

    @Test
    void aLongListOfNumbersIsReadAPartAtATime() {
        admin = new FakeAdministration();
        var many = stored(admin.store().dnc, "");
        for (int i = 0; i < 300; i++) {
            many.add("1727555" + (1000 + i));
        }
        openAdministration();
        fire("#admin-dnc");
        settle();
        assertThat(rows()).isEqualTo(200);
        fire("#admin-dnc-more");
        assertThat(rows()).isEqualTo(302);
        assertThat(shows("#admin-dnc-more")).isFalse();
    }

    @Test
    void aFutureCallThatWaitsIsCancelledAfterAQuestion() {
        openKind("future_call");
        assertThat(texts(".oh-empty")).containsExactly("Enter the organisation whose calls you want to see.");
        enter("#admin-organisation", "acme");
        dock();
        assertThat(rows()).isEqualTo(1);
        fire("#admin-schedule-over");
        assertThat(rows()).isEqualTo(2);
        robot.interact(
                () -> ((ListView<?>) find(".oh-list")).getSelectionModel().select(1));
        robot.interact(() -> find(".oh-list").requestFocus());
        press(KeyCode.ENTER);
        assertThat(shows(".oh-dock-second")).as("it is over").isFalse();
        press(KeyCode.ESCAPE);
        robot.interact(
                () -> ((ListView<?>) find(".oh-list")).getSelectionModel().select(0));
        robot.interact(() -> find(".oh-list").requestFocus());
        press(KeyCode.ENTER);
        second();
        assertThat(text(".oh-admin-question")).isEqualTo("Future call 7 will not be made.");
        second();
        second();
        dock();
        assertThat(stored(admin.store().futureCalls, 7L).state()).isEqualTo(FutureCall.State.CANCELLED);
        assertThat(admin.audit()).containsExactly("asha FUTURE_CALL REMOVE 7");
    }
}
