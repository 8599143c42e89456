package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.ManualDial;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.core.phone.WatchView;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.ui.model.TargetRow;

/** Hold, the other line, transfer and a second call, by pointer and keyboard. */
class LinesInWindowTest extends WindowFixture {
    private static final CallId FIRST = new CallId("c1");
    private static final CallId SECOND = new CallId("c2");

    private static AgentCommand phone(PhoneCommand command) {
        return new AgentCommand.Phone(command);
    }

    private static AgentCommand consult(String number) {
        return new AgentCommand.Consult(ManualDial.typed(number));
    }

    private boolean off(String selector) {
        return find(selector).isDisabled();
    }

    // ---- hold

    @Test
    void holdByTileAndShortcutShowsWhatIsAndNotWhatWasAsked() {
        open(Situation.onCall());
        click("#tile-hold");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.HoldCall(FIRST, true)));
        assertThat(text("#tile-hold")).isEqualTo("Hold");
        step(Situation.onHold());
        assertThat(text("#tile-hold")).isEqualTo("Resume");
        ctrlShift(KeyCode.L);
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.HoldCall(FIRST, false)));
    }

    @Test
    void aHeldCallLooksHeldInBarAndCard() {
        open(Situation.onHold());
        assertThat(text(".oh-state-word")).isEqualTo("On hold");
        assertThat(shows(".oh-state-bar.tone-neutral"))
                .as("a filled bar would say that somebody hears the agent")
                .isTrue();
        assertThat(shows(".mark-held")).isTrue();
        assertThat(text(".oh-call-state")).startsWith("On hold");
        assertThat(text(".oh-primary")).as("it can still be ended").isEqualTo("Hang up Lena M.");
    }

    @Test
    void nothingCanBeHeldOrSentAwayBeforeTheAnswer() {
        open(Situation.dialling());
        assertThat(off("#tile-hold")).isTrue();
        assertThat(off("#tile-transfer")).isTrue();
        assertThat(off("#tile-addCall")).isTrue();
        ctrlShift(KeyCode.L);
        ctrl(KeyCode.T);
        assertThat(asked()).isEmpty();
        assertThat(shows("#target-search")).isFalse();
    }

    // ---- two lines

    @Test
    void theOtherLineIsARowWithItsTimeAndSwapTakesItBack() {
        open(Situation.twoLines());
        assertThat(text(".oh-call-name")).isEqualTo("Mina D.");
        assertThat(text(".oh-line-name")).isEqualTo("Lena M.");
        pass(Duration.ofSeconds(9));
        assertThat(text(".oh-line .oh-caption")).startsWith("On hold 00:1");
        assertThat(text(".oh-line-take")).isEqualTo("Swap");
        assertThat(find(".oh-line-take").getAccessibleText()).contains("Lena M.");
        click(".oh-line-take");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.HoldCall(FIRST, false)));
        ctrlShift(KeyCode.S);
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.SwapCalls()));
    }

    @Test
    void aLineThatWaitsAloneIsResumed() {
        open(Situation.twoLinesOnHold());
        assertThat(text(".oh-line-take")).isEqualTo("Resume");
    }

    @Test
    void aCallThatIsBeingDialledCannotBeHeldForTheOther() {
        open(Situation.consulting());
        assertThat(text(".oh-primary")).isEqualTo("Cancel call");
        assertThat(off(".oh-line-take")).isTrue();
    }

    @Test
    void connectsTheOneWhoWaitsWithTheOneTheAgentTalksTo() {
        open(Situation.onCall());
        assertThat(shows("#tile-connect")).as("there is one call only").isFalse();
        assertThat(shows("#tile-record")).as("Record has its place then").isTrue();
        step(Situation.twoLines());
        click("#tile-connect");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.ConnectCalls(FIRST, SECOND)));
    }

    @Test
    void aSecondCallSaysThatAnsweringPutsTheFirstOnHold() {
        open(Situation.onCall());
        step(Situation.onCall().call(SampleCalls.incoming("i1")));
        settle();
        assertThat(text(".oh-incoming-title")).startsWith("Waiting call");
        assertThat(text(".oh-answer")).isEqualTo("Answer and hold");
        click(".oh-answer");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.AnswerCall(new CallId("i1"))));
        assertThat(shows("#tile-mute")).as("the tiles stay in sight").isTrue();
    }

    // ---- three

    @Test
    void joinsTwoCallsInThePlaceOfAddCall() {
        open(Situation.twoLines());
        assertThat(text("#tile-addCall")).isEqualTo("Join calls");
        click("#tile-addCall");
        ctrl(KeyCode.J);
        assertThat(asked()).containsExactly(phone(new PhoneCommand.JoinCalls()), phone(new PhoneCommand.JoinCalls()));
    }

    @Test
    void aConversationOfThreeIsOneCardWithARowForEachAndLeavingConnectsTheOthers() {
        open(Situation.conference());
        assertThat(text(".oh-call-number")).isEqualTo("3 people");
        assertThat(scene().getRoot().lookupAll(".oh-line")).hasSize(2);
        assertThat(text("#tile-addCall")).isEqualTo("Joined");
        assertThat(off("#tile-transfer")).as("nobody says which of them").isTrue();
        ctrl(KeyCode.T);
        assertThat(shows("#target-search")).isFalse();
        assertThat(text(".oh-primary")).isEqualTo("Leave call");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.ConnectCalls(SECOND, FIRST)));
        click(".oh-line-take");
        assertThat(lastAsked()).as("one is dropped").isEqualTo(phone(new PhoneCommand.HangUpCall(SECOND)));
        click("#tile-addCall");
        assertThat(lastAsked()).as("apart again").isEqualTo(phone(new PhoneCommand.HoldCall(FIRST, true)));
    }

    // ---- transfer

    @Test
    void sendsTheCallToATypedNumberByTheDockAlone() {
        open(Situation.onCall().log());
        click("#tile-transfer");
        assertThat(text(".oh-page-title")).isEqualTo("Transfer Lena M.");
        assertThat(focused()).isEqualTo(find("#target-search"));
        click("#target-send-now");
        click("#target-search");
        type("7300");
        press(KeyCode.ENTER);
        press(KeyCode.ENTER);
        assertThat(asked()).as("Enter sends nobody away").isEmpty();
        settle();
        assertThat(text(".oh-primary")).isEqualTo("Send to 7300");
        robot.moveBy(3, 0);
        click(".oh-primary");
        assertThat(asked()).containsExactly(phone(new PhoneCommand.TransferCall(FIRST, "7300")));
        assertThat(shows("#target-search")).as("back at the call").isFalse();
        step(Situation.transferring());
        assertThat(text(".oh-call-state")).startsWith("Transferring…");
        assertThat(off("#tile-transfer")).isTrue();
    }

    @Test
    void asksFirstAnybodyOfTheLastCalls() {
        open(Situation.onCall().log());
        ctrl(KeyCode.T);
        var list = (ListView<?>) find(".oh-list");
        int all = list.getItems().size();
        type("nora");
        assertThat(list.getItems()).hasSizeLessThan(all).hasSize(1);
        press(KeyCode.DOWN);
        settle();
        assertThat(text(".oh-primary")).isEqualTo("Call Nora V. first");
        robot.moveBy(3, 0);
        click(".oh-primary");
        assertThat(asked()).containsExactly(consult("+17275550119"));
    }

    @Test
    void colleaguesStandFirstWithTheShapeAndWordOfWhatTheyDo() {
        open(Situation.onCall().log().watch(LinePictures.watch()));
        ctrl(KeyCode.T);
        @SuppressWarnings("unchecked")
        var list = (ListView<TargetRow>) find(".oh-targets");
        assertThat(list.getItems().getFirst().heading()).isTrue();
        assertThat(shows(".oh-targets .mark-ready")).isTrue();
        assertThat(shows(".oh-targets .mark-ringing")).isTrue();
        press(KeyCode.DOWN);
        settle();
        assertThat(text(".oh-primary")).as("never the heading").isEqualTo("Call Ines R. first");
        WatchedPhone ines = LinePictures.watch().lamps().getFirst().phone();
        step(Situation.onCall()
                .log()
                .watch(new WatchView(
                        Optional.empty(),
                        List.of(new LampView(ines, LampView.Light.BUSY, new CallParty("", ""))),
                        Optional.empty(),
                        FeatureCodes.USUAL)));
        assertThat(shows(".oh-targets .mark-on-call")).isTrue();
        assertThat(text(".oh-primary")).as("still the chosen one").isEqualTo("Call Ines R. first");
        press(KeyCode.UP);
        assertThat(text(".oh-primary")).isEqualTo("Call Ines R. first");
        type("no");
        assertThat(list.getItems())
                .as("nobody else is called so")
                .singleElement()
                .satisfies(row -> assertThat(row.who()).isEqualTo("Nora V."));
    }

    @Test
    void addsACallByEnter() {
        open(Situation.onCall());
        click("#tile-addCall");
        assertThat(text(".oh-page-title")).isEqualTo("Add a call");
        type("7200");
        press(KeyCode.ENTER);
        assertThat(asked()).containsExactly(consult("7200"));
    }

    @Test
    void saysWhyAndStaysWhenItIsRefused() {
        open(Situation.onCall());
        desk.answer(_ -> CommandOutcome.Refused.of(ErrorCode.NUMBER_NOT_ALLOWED));
        ctrl(KeyCode.T);
        type("7200");
        press(KeyCode.ENTER);
        assertThat(shows(".oh-banner")).isTrue();
        assertThat(((TextField) find("#target-search")).getText()).isEqualTo("7200");
    }

    @Test
    void theCallCanBeEndedWhileAnotherNumberIsLookedFor() {
        open(Situation.onCall());
        ctrl(KeyCode.T);
        ctrlShift(KeyCode.H);
        assertThat(asked()).containsExactly(phone(new PhoneCommand.HangUpCall(FIRST)));
        step(Situation.paused());
        assertThat(shows("#target-search")).as("nothing is left to send").isFalse();
    }

    @Test
    void escapeClearsTheSearchThenGoesBackAndNeverTouchesTheCall() {
        open(Situation.onCall());
        ctrl(KeyCode.T);
        type("72");
        press(KeyCode.ESCAPE);
        assertThat(((TextField) find("#target-search")).getText()).isEmpty();
        press(KeyCode.ESCAPE);
        assertThat(shows("#target-search")).isFalse();
        assertThat(asked()).isEmpty();
    }

    @Test
    void noLineIsFreeForAThirdCall() {
        open(Situation.twoLines());
        ctrl(KeyCode.T);
        assertThat(off("#target-ask-first")).isTrue();
        type("7200");
        settle();
        assertThat(text(".oh-primary")).isEqualTo("Send to 7200");
    }

    @Test
    void theRecordTileRecordsPausesAndGoesOnAndSaysWhatIsSo() {
        open(Situation.onCall());
        click("#tile-record");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.RecordCall(FIRST, RecordingOrder.START)));
        assertThat(text("#tile-record")).as("it shows what is").isEqualTo("Record");

        step(Situation.recorded(CallRecording.RECORDING));
        assertThat(text("#tile-record")).isEqualTo("Recording");
        assertThat(text(".oh-recording")).isEqualTo("Recording");
        click("#tile-record");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.RecordCall(FIRST, RecordingOrder.PAUSE)));

        step(Situation.recorded(CallRecording.PAUSED));
        assertThat(text("#tile-record")).isEqualTo("Not recording");
        assertThat(text(".oh-recording")).isEqualTo("Recording paused");
        assertThat(find("#tile-record").getAccessibleText()).contains("Press to go on");
        ctrlShift(KeyCode.R);
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.RecordCall(FIRST, RecordingOrder.RESUME)));
    }

    @Test
    void everyTileHasANameForThoseWhoDoNotSeeIt() {
        open(Situation.twoLines());
        for (String tile : new String[] {"mute", "hold", "keypad", "transfer", "addCall", "connect"}) {
            Node node = find("#tile-" + tile);
            assertThat(node.getAccessibleText()).as(tile).isNotBlank();
            assertThat(node.isFocusTraversable()).as(tile).isTrue();
        }
    }
}
