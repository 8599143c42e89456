package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.ManualDial;
import org.offhook.agent.ManualDialMode;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;

class DiallingInWindowTest extends WindowFixture {
    private static AgentCommand dial(String number) {
        return new AgentCommand.ClickToCall(ManualDial.typed(number));
    }

    private String number() {
        return text(".oh-number-field");
    }

    @Test
    void everyKeyOfThePadTypesItsSign() {
        open(Situation.paused());
        for (String key : new String[] {"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}) {
            click("#key-" + key);
        }
        assertThat(number()).isEqualTo("123 456 7890");
        click("#key-star");
        click("#key-hash");
        assertThat(number()).isEqualTo("1234567890*#");
    }

    @Test
    void aHeldZeroIsAPlusAndNoDigit() {
        open(Situation.paused());
        robot.moveTo(find("#key-0")).press(MouseButton.PRIMARY);
        pass(Duration.ofMillis(500));
        robot.release(MouseButton.PRIMARY);
        pass(Duration.ZERO);
        assertThat(number()).isEqualTo("+");
        click("#key-0");
        assertThat(number()).isEqualTo("+0");
    }

    @Test
    void aTypedNumberIsGroupedAndTheDockCallsIt() {
        open(Situation.paused());
        click(".oh-number-field");
        type("7275550142");
        assertThat(number()).isEqualTo("727 555 0142");
        click(".oh-primary");
        assertThat(asked()).containsExactly(dial("7275550142"));
        assertThat(number()).isEmpty();
    }

    @Test
    void enterInTheFieldCalls() {
        open(Situation.paused());
        click(".oh-number-field");
        type("*97");
        press(KeyCode.ENTER);
        assertThat(asked()).containsExactly(dial("*97"));
    }

    @Test
    void aPastedNumberIsNormalised() {
        open(Situation.paused());
        robot.interact(() -> {
            var content = new ClipboardContent();
            content.putString("+1 (727) 555-1212");
            Clipboard.getSystemClipboard().setContent(content);
        });
        click(".oh-number-end");
        assertThat(number()).isEqualTo("+1 727 555 1212");
        ctrl(KeyCode.D);
        ctrl(KeyCode.V);
        assertThat(number()).isEqualTo("+1 727 555 1212");
        click(".oh-primary");
        assertThat(asked()).containsExactly(dial("+17275551212"));
    }

    @Test
    void theCaretStaysWhereOneTypes() {
        open(Situation.paused());
        click(".oh-number-field");
        type("7550142");
        var field = (TextField) find(".oh-number-field");
        robot.interact(() -> field.positionCaret(1));
        type("27");
        assertThat(number()).isEqualTo("727 550 142");
        assertThat(field.getCaretPosition()).isEqualTo(3);
        press(KeyCode.RIGHT);
        press(KeyCode.BACK_SPACE);
        assertThat(number())
                .as("backspace over a blank takes the digit before it")
                .isEqualTo("725 501 42");
    }

    @Test
    void deleteTakesOneDigitAndHeldAllOfThem() {
        open(Situation.paused());
        click(".oh-number-field");
        type("72755");
        click(".oh-number-end");
        assertThat(number()).isEqualTo("7275");
        robot.moveTo(find(".oh-number-end")).press(MouseButton.PRIMARY);
        pass(Duration.ofMillis(500));
        robot.release(MouseButton.PRIMARY);
        pass(Duration.ZERO);
        assertThat(number()).isEmpty();
        robot.interact(() -> ((TextField) find(".oh-number-field")).undo());
        assertThat(number()).isEqualTo("7275");
    }

    @Test
    void upAndDownStepThroughTheLastNumbers() {
        open(Situation.paused().log());
        click(".oh-number-field");
        press(KeyCode.UP);
        assertThat(number()).isEqualTo("+1 727 555 0142");
        press(KeyCode.UP);
        assertThat(number()).isEqualTo("+1 727 555 0117");
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        assertThat(number()).isEmpty();
    }

    @Test
    void aDigitTypedOutsideAFieldBeginsTheNumber() {
        open(Situation.paused());
        robot.interact(() -> find(".oh-state-menu").requestFocus());
        type("72");
        assertThat(number()).isEqualTo("72");
        assertThat(focused()).isEqualTo(find(".oh-number-field"));
    }

    @Test
    void lettersAreNamedAndNothingIsDialled() {
        open(Situation.paused());
        click(".oh-number-field");
        type("1-800-flowers");
        assertThat(text(".oh-error-text")).isEqualTo("Not a phone number: letters are in it.");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        press(KeyCode.ENTER);
        assertThat(asked()).isEmpty();
    }

    @Test
    void aRefusedDialIsSaidWithItsCodeAndTheNumberStays() {
        open(Situation.paused());
        desk.answer(command -> CommandOutcome.Refused.of(ErrorCode.ALREADY_QUEUED));
        click(".oh-number-field");
        type("7275550142");
        click(".oh-primary");
        assertThat(text(".oh-banner-title")).isEqualTo("Already in your queue");
        assertThat(number()).isEqualTo("727 555 0142");
        click(".oh-banner-close");
        assertThat(shows(".oh-banner")).isFalse();
    }

    @Test
    void dialNextTakesTheOldestOfTheQueue() {
        open(Situation.paused().queue());
        click("#dial-next");
        assertThat(asked()).containsExactly(new AgentCommand.DialNext());
    }

    @Test
    void inStandardAReadyAgentIsToldToPauseFirst() {
        open(Situation.ready().mode(ManualDialMode.STANDARD).log());
        click(".oh-number-field");
        type("7275550142");
        assertThat(text(".oh-dock .oh-primary")).isEqualTo("Call");
        assertThat(find(".oh-dock .oh-primary").isDisabled()).isTrue();
        assertThat(find(".oh-dock .oh-primary").getAccessibleHelp()).isEqualTo("Pause first to dial");
        robot.moveTo(find(".oh-dock .oh-primary"));
        assertThat(find(".oh-dock").getProperties().values())
                .as("the tip of what is off")
                .anySatisfy(value -> assertThat(value)
                        .isInstanceOfSatisfying(
                                Tooltip.class, tip -> assertThat(tip.getText()).isEqualTo("Pause first to dial")));
        press(KeyCode.ENTER);
        assertThat(asked()).isEmpty();
        step(Situation.paused().mode(ManualDialMode.STANDARD));
        settle();
        click(".oh-dock .oh-primary");
        assertThat(asked()).containsExactly(dial("7275550142"));
    }

    @Test
    void withoutConnectionNothingCanBeDialled() {
        open(Situation.paused().lost());
        click(".oh-number-field");
        type("7275550142");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        assertThat(find(".oh-primary").getAccessibleHelp()).isEqualTo("The phone is not connected");
    }
}
