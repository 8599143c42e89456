package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.ManualDial;
import org.offhook.agent.ManualDialMode;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.PhoneCommand;

class CallInWindowTest extends WindowFixture {
    private static AgentCommand phone(PhoneCommand command) {
        return new AgentCommand.Phone(command);
    }

    private static final AgentCommand ANSWER = phone(new PhoneCommand.AnswerCall(new CallId("i1")));
    private static final AgentCommand DECLINE = phone(new PhoneCommand.RejectCall(new CallId("i1")));
    private static final AgentCommand HANG_UP = phone(new PhoneCommand.HangUpCall(new CallId("c1")));

    private Situation ringing() {
        return Situation.paused().call(SampleCalls.incoming("i1"));
    }

    @Test
    void theCardShowsNameNumberStateAndRunningTime() {
        open(Situation.onCall());
        assertThat(text(".oh-call-name")).isEqualTo("Lena M.");
        assertThat(text(".oh-call-number")).isEqualTo("+1 727 555 0142");
        assertThat(text(".oh-state-timer")).isEqualTo("02:38");
        pass(Duration.ofSeconds(2));
        assertThat(text(".oh-state-timer")).isEqualTo("02:40");
        assertThat(text(".oh-call-state")).isEqualTo("Connected · 02:40");
    }

    @Test
    void hangUpEndsTheCallByThePointerAndByItsShortcut() {
        open(Situation.onCall());
        click(".oh-primary");
        ctrlShift(KeyCode.H);
        assertThat(asked()).containsExactly(HANG_UP, HANG_UP);
    }

    @Test
    void closingTheWindowAsksBeforeACallEndsByIt() {
        var closed = new AtomicInteger();
        open(Situation.onCall());
        robot.interact(() -> window().onClosed(closed::incrementAndGet));
        closeByTheSystem();
        assertThat(stage().isShowing()).isTrue();
        assertThat(closed).hasValue(0);
        assertThat(text(".oh-status-text")).isEqualTo("A call is on");
        click("#status-offer");
        assertThat(closed).hasValue(1);
        assertThat(stage().isShowing()).isFalse();
    }

    @Test
    void closingTheWindowAsksForACallThatRingsTooAndOtherwiseNot() {
        var closed = new AtomicInteger();
        open(ringing());
        robot.interact(() -> window().onClosed(closed::incrementAndGet));
        closeByTheSystem();
        assertThat(closed).hasValue(0);
        step(Situation.paused());
        closeByTheSystem();
        assertThat(closed).hasValue(1);
        assertThat(stage().isShowing()).isFalse();
    }

    private void closeByTheSystem() {
        robot.interact(() -> stage().fireEvent(new WindowEvent(stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        QuickRobot.settle();
    }

    private static boolean dimmed(Node glyph) {
        return glyph.getPseudoClassStates().contains(PseudoClass.getPseudoClass("dimmed"));
    }

    @Test
    void theShapeOfARingingCallDimsNowAndThenAndRestsWhenItIsMissed() {
        open(Situation.paused());
        step(ringing());
        Node glyph = find(".mark-ringing");
        pass(Duration.ofMillis(1190));
        assertThat(dimmed(glyph)).isFalse();
        pass(Duration.ofMillis(20));
        assertThat(dimmed(glyph)).isTrue();
        pass(Duration.ofMillis(150));
        assertThat(dimmed(glyph)).isFalse();
        pass(Duration.ofMillis(1050));
        assertThat(dimmed(glyph)).isTrue();
        step(Situation.paused()
                .call(SampleCalls.ended(SampleCalls.incoming("i1"), Cause.MISSED, Optional.empty(), Duration.ZERO)));
        assertThat(dimmed(glyph)).isFalse();
        pass(Duration.ofMillis(1210));
        assertThat(dimmed(glyph)).isFalse();
    }

    @Test
    void pointingAtAButtonChangesItsColourInSteps() throws TimeoutException {
        open(Situation.paused());
        var button = (Region) find(".oh-state-button");
        Set<Background> seen = ConcurrentHashMap.newKeySet();
        robot.interact(() -> button.backgroundProperty().addListener((property, was, now) -> seen.add(now)));
        waitUntil(() -> {
            robot.moveTo(button).moveTo(find(".oh-tabs"));
            return seen.size() > 2; // more than the two colours: steps between them
        });
        assertThat(seen).hasSizeGreaterThan(2);
    }

    private Situation ending() {
        return Situation.dialling()
                .call(SampleCalls.outgoing("c1", Phase.ENDING, Duration.ofSeconds(20), Optional.empty(), false));
    }

    @Test
    void aCancelThatTakesLongCanBeGivenUpAfterTwoSeconds() {
        open(Situation.dialling());
        click(".oh-primary");
        step(ending());
        assertThat(text(".oh-primary")).isEqualTo("Ending…");
        pass(Duration.ofMillis(1990));
        ctrlShift(KeyCode.H);
        assertThat(asked()).as("a press while it is ending asks nothing").containsExactly(HANG_UP);
        pass(Duration.ofMillis(10));
        assertThat(text(".oh-primary")).isEqualTo("End now");
        pass(Duration.ofMillis(500));
        robot.moveBy(9, 0);
        click(".oh-primary");
        assertThat(asked()).containsExactly(HANG_UP, HANG_UP);
    }

    @Test
    void enterAndSpaceNeverEndACall() {
        open(Situation.onCall());
        robot.interact(() -> find(".oh-primary").requestFocus());
        press(KeyCode.ENTER);
        press(KeyCode.SPACE);
        press(KeyCode.ESCAPE);
        assertThat(asked()).isEmpty();
    }

    @Test
    void muteByTileAndShortcutShowsWhatIsAndNotWhatWasAsked() {
        open(Situation.onCall());
        click("#tile-mute");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.MuteCall(new CallId("c1"), true)));
        assertThat(text("#tile-mute")).isEqualTo("Mute");
        step(Situation.onCall(true));
        assertThat(text("#tile-mute")).isEqualTo("Muted");
        assertThat(text(".oh-state-second")).isEqualTo("Muted");
        ctrlShift(KeyCode.M);
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.MuteCall(new CallId("c1"), false)));
    }

    @Test
    void theKeypadSendsDigitsByPointerAndKeyboard() {
        open(Situation.onCall());
        click("#tile-keypad");
        click("#key-4");
        type("7#");
        assertThat(asked())
                .containsExactly(
                        phone(new PhoneCommand.SendDigits(new CallId("c1"), "4")),
                        phone(new PhoneCommand.SendDigits(new CallId("c1"), "7")),
                        phone(new PhoneCommand.SendDigits(new CallId("c1"), "#")));
        press(KeyCode.ESCAPE);
        assertThat(shows(".oh-pad")).isFalse();
        ctrl(KeyCode.K);
        assertThat(shows(".oh-pad")).isTrue();
    }

    @Test
    void theDockSaysThatTheCallEndedBeforeItDialsAgain() {
        open(Situation.dialling());
        var call = SampleCalls.outgoing("c1", Phase.RINGING, Duration.ofSeconds(9), Optional.empty(), false);
        step(Situation.paused()
                .call(SampleCalls.ended(call, Cause.BUSY, Optional.of(ErrorCode.BUSY), Duration.ofMillis(-1100))));
        assertThat(text(".oh-primary")).isEqualTo("Call ended");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        assertThat(text(".oh-call-state")).isEqualTo("Busy (OH-501)");
        pass(Duration.ofMillis(800));
        assertThat(text(".oh-primary")).isEqualTo("Call again");
        pass(Duration.ofMillis(600));
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.ClickToCall(ManualDial.typed("+17275550142")));
        pass(Duration.ofSeconds(2));
        assertThat(shows(".oh-number-field")).isTrue();
    }

    @Test
    void aPressMeantToHangUpDoesNothingWhenTheFarEndWasFaster() {
        open(Situation.onCall());
        robot.moveTo(find(".oh-primary"));
        step(Situation.paused());
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        pass(Duration.ofMillis(700));
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        pass(Duration.ZERO);
        assertThat(asked()).isEmpty();
    }

    @Test
    void anIncomingCallIsAnsweredByThePointer() {
        open(Situation.paused());
        step(ringing());
        settle();
        click(".oh-answer");
        assertThat(asked()).containsExactly(ANSWER);
        assertThat(text(".oh-answer")).isEqualTo("Answering…");
    }

    @Test
    void anIncomingCallIsDeclinedByThePointer() {
        open(Situation.paused());
        step(ringing());
        settle();
        click(".oh-decline");
        assertThat(asked()).containsExactly(DECLINE);
    }

    @Test
    void anIncomingCallIsAnsweredAndDeclinedByItsShortcuts() {
        open(Situation.paused());
        step(ringing());
        settle();
        ctrlShift(KeyCode.A);
        ctrlShift(KeyCode.X);
        assertThat(asked()).containsExactly(ANSWER, DECLINE);
    }

    @Test
    void answerIsInertForHalfASecondAndUntilThePointerMoves() {
        open(Situation.paused());
        robot.moveTo(find(".oh-tabs")).moveBy(-100, 60);
        step(ringing());
        robot.moveTo(find(".oh-answer"));
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        ctrlShift(KeyCode.A);
        pass(Duration.ofMillis(499));
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        assertThat(asked()).isEmpty();
        pass(Duration.ofMillis(1));
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        pass(Duration.ZERO);
        assertThat(asked()).as("the pointer has not moved since").isEmpty();
        robot.moveBy(6, 0).press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        pass(Duration.ZERO);
        assertThat(asked()).containsExactly(ANSWER);
    }

    @Test
    void enterAndSpaceNeverAnswer() {
        open(Situation.paused());
        step(ringing());
        settle();
        for (String button : new String[] {".oh-answer", ".oh-decline"}) {
            robot.interact(() -> find(button).requestFocus());
            assertThat(focused()).isEqualTo(find(button));
            press(KeyCode.ENTER);
            press(KeyCode.SPACE);
            press(KeyCode.ESCAPE);
        }
        press(KeyCode.ENTER);
        assertThat(asked()).isEmpty();
    }

    @Test
    void anIncomingCallTakesNeitherFocusNorCaretNorSelection() {
        open(Situation.paused());
        click(".oh-number-field");
        type("72755501");
        var field = (TextField) find(".oh-number-field");
        robot.interact(() -> field.selectRange(2, 5));
        step(ringing(), new AgentEvent.AttentionAsked());
        assertThat(focused()).isEqualTo(field);
        assertThat(field.getSelection().getStart()).isEqualTo(2);
        assertThat(field.getSelection().getEnd()).isEqualTo(5);
        assertThat(shows(".oh-incoming")).isTrue();
        type("9");
        press(KeyCode.ENTER);
        assertThat(asked()).noneMatch(ANSWER::equals);
    }

    @Test
    void aMissedCallCanBeCalledBackAfterAMoment() {
        open(Situation.paused());
        step(Situation.paused()
                .call(SampleCalls.ended(
                        SampleCalls.incoming("i1"), Cause.MISSED, Optional.empty(), Duration.ofMillis(-1100))));
        assertThat(text(".oh-incoming-title")).isEqualTo("Missed call");
        click(".oh-answer");
        assertThat(asked()).isEmpty();
        pass(Duration.ofMillis(850));
        robot.moveBy(9, 0);
        click(".oh-answer");
        assertThat(asked()).containsExactly(new AgentCommand.ClickToCall(ManualDial.typed("+17275550168")));
        pass(Duration.ofSeconds(3));
        assertThat(shows(".oh-incoming")).isFalse();
    }

    @Test
    void aMissedCallSaysWhyItCannotBeCalledBack() {
        open(Situation.ready().mode(ManualDialMode.STANDARD));
        step(Situation.ready()
                .mode(ManualDialMode.STANDARD)
                .call(SampleCalls.ended(
                        SampleCalls.incoming("i1"), Cause.MISSED, Optional.empty(), Duration.ofMillis(-1100))));
        assertThat(text(".oh-incoming-about")).isEqualTo("Mark T. · Pause first to dial");
        assertThat(find(".oh-answer").isDisabled()).isTrue();
        assertThat(find(".oh-answer").getAccessibleHelp()).isEqualTo("Pause first to dial");
    }

    @Test
    void theMetersFollowTheLevels() {
        open(Situation.onCall());
        assertThat(shows(".oh-meter")).isTrue();
        pass(Duration.ofMillis(200));
        assertThat(scene().getRoot().lookupAll(".oh-meter-bar")).allMatch(bar -> !bar.isVisible());
    }

    @Test
    void afterCallChoosesWhatComesNext() {
        open(Situation.onCall());
        click(".oh-state-button");
        robot.clickOn("Ready");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.ChooseNextState(org.offhook.agent.AgentState.READY, Optional.empty()));
    }

    @Test
    void aCallThatTheCrmDialsComesToTheCallTabUnlessSomebodyTypes() {
        open(Situation.paused());
        ctrl(KeyCode.DIGIT4);
        step(Situation.dialling());
        assertThat(shows(".oh-call-card")).isTrue();
    }
}
