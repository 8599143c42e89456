package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.Rejection;

/** Not taking a call that rings: with a cause of the agent's choice, or by forwarding it. */
class RefusalInWindowTest extends WindowFixture {
    private static final CallId CALL = new CallId("i1");
    private static final String MORE = ".oh-decline-more";

    private static Situation ringing() {
        return Situation.paused().log().call(SampleCalls.incoming("i1"));
    }

    private void ring() {
        open(Situation.paused());
        step(ringing());
        settle();
    }

    private static Optional<ContextMenu> menu() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .findFirst();
    }

    private void choose(String id) {
        List<MenuItem> items = menu().orElseThrow().getItems();
        MenuItem item =
                items.stream().filter(one -> id.equals(one.getId())).findFirst().orElseThrow();
        robot.interact(() -> {
            menu().orElseThrow().hide();
            item.fire();
        });
        settle();
    }

    private static AgentCommand refused(Rejection why) {
        return new AgentCommand.Phone(new PhoneCommand.RejectCall(CALL, why));
    }

    @Test
    void theMenuRefusesWithTheCauseThatIsChosen() {
        ring();
        for (String cause : List.of("refuse-busy", "refuse-unavailable", "refuse-declined")) {
            click(MORE);
            choose(cause);
        }
        assertThat(asked())
                .containsExactly(refused(Rejection.BUSY), refused(Rejection.UNAVAILABLE), refused(Rejection.DECLINED));
    }

    @Test
    void theKeyboardOpensTheMenuAndDoesNothingElse() {
        ring();
        assertThat(find(MORE).getAccessibleText()).isEqualTo("Other ways not to take the call");
        robot.interact(() -> find(MORE).requestFocus());
        press(KeyCode.SPACE);
        settle();
        assertThat(menu()).isPresent();
        assertThat(asked()).isEmpty();
        press(KeyCode.ESCAPE);
        settle();
        assertThat(menu()).isEmpty();
        robot.interact(() -> find(MORE).requestFocus());
        for (KeyCode twice : List.of(KeyCode.SPACE, KeyCode.ENTER)) {
            press(twice);
            press(twice);
            settle();
        }
        assertThat(asked()).as("a key that is pressed twice refuses nothing").isEmpty();
    }

    @Test
    void theMenuGoesWhenTheCallRingsNoMore() {
        ring();
        click(MORE);
        assertThat(menu()).isPresent();
        step(Situation.paused()
                .call(SampleCalls.ended(
                        SampleCalls.incoming("i1"), Cause.MISSED, Optional.empty(), Duration.ofMillis(100))));
        settle();
        assertThat(menu()).isEmpty();
        assertThat(shows(MORE)).isFalse();
    }

    @Test
    void aCallIsForwardedToATypedNumberByThePressOnTheDockAndNotByEnter() {
        ring();
        click(MORE);
        choose("refuse-forward");
        assertThat(text(".oh-primary")).isEqualTo("Forward");
        assertThat(shows(".oh-answer")).as("it can still be answered").isTrue();
        type("7200");
        press(KeyCode.ENTER);
        assertThat(asked()).isEmpty();
        assertThat(text(".oh-primary")).isEqualTo("Forward to 7200");
        settle();
        robot.moveBy(0, -8);
        click(".oh-primary");
        assertThat(asked()).containsExactly(new AgentCommand.Phone(new PhoneCommand.TransferCall(CALL, "7200")));
    }

    @Test
    void thePageForForwardingClosesWhenTheCallIsAnswered() {
        ring();
        click(MORE);
        choose("refuse-forward");
        assertThat(shows("#target-search")).isTrue();
        step(Situation.onCall());
        settle();
        assertThat(shows("#target-search")).isFalse();
    }
}
