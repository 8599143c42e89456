package org.offhook.ui;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.offhook.agent.AgentCommand;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.look.Placement;
import org.offhook.ui.look.WindowPreferences;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.port.WindowSources;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A program of its own: the window on a real X server, over a fake desk, driven by keys that go through that server. It says each step before it is done, and
 * ends with 0 if all were.
 */
public final class KeysOnXServer {
    private static final CallId INCOMING = new CallId("i1");
    private static final CallId CURRENT = new CallId("c1");

    private final TestTime time = new TestTime(Situation.NOW);
    private final FakeAgentDesk desk =
            new FakeAgentDesk(Situation.paused().queue().log().snapshot());
    private final Stage stage;
    private final OffhookWindow window;
    private final Robot robot;

    private KeysOnXServer() {
        stage = new Stage();
        window = OffhookWindow.showAt(
                stage,
                desk,
                LevelSource.SILENT,
                WindowPreferences.inMemory(WindowSettings.DEFAULT.withPlacement(new Placement(20, 20, 340, 600))),
                WindowSources.NONE,
                AdministrationPort.NONE,
                time,
                time);
        robot = new Robot();
    }

    private static <T> T onWindow(Supplier<T> work) {
        var done = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        return done.join();
    }

    private static void onWindow(Runnable work) {
        onWindow(() -> {
            work.run();
            return true;
        });
    }

    private static void until(String what, BooleanSupplier condition) throws TimeoutException {
        System.out.println(what);
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onWindow(condition::getAsBoolean));
    }

    /** Presses the keys one after the other and lets them go in the opposite order, as fingers do. */
    private void keys(KeyCode... keys) {
        onWindow(() -> {
            var held = new ArrayDeque<KeyCode>();
            for (KeyCode key : keys) {
                robot.keyPress(key);
                held.push(key);
            }
            held.forEach(robot::keyRelease);
        });
    }

    private void ctrl(KeyCode key) {
        keys(KeyCode.CONTROL, key);
    }

    private void ctrlShift(KeyCode key) {
        keys(KeyCode.CONTROL, KeyCode.SHIFT, key);
    }

    private void is(Situation situation) {
        onWindow(() -> desk.step(situation.snapshot()));
        onWindow(() -> time.advance(Duration.ofMillis(1100)));
    }

    private List<Node> seen(String selector) {
        return window.scene().getRoot().lookupAll(selector).stream()
                .filter(WindowFixture::reallyVisible)
                .toList();
    }

    private String tab() {
        return seen(".oh-tab").stream()
                .map(ToggleButton.class::cast)
                .filter(ToggleButton::isSelected)
                .map(ToggleButton::getText)
                .findFirst()
                .orElse("");
    }

    private boolean focusInside(String selector) {
        for (Node at = window.scene().getFocusOwner(); at != null; at = at.getParent()) {
            if (seen(selector).contains(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean asked(PhoneCommand command) {
        return desk.commands().contains(new AgentCommand.Phone(command));
    }

    private void tabs() throws TimeoutException {
        ctrl(KeyCode.DIGIT2);
        until("Ctrl+2 opens the lead", () -> tab().equals("Lead"));
        ctrl(KeyCode.DIGIT3);
        until("Ctrl+3 opens the queue", () -> tab().equals("Queue"));
        ctrl(KeyCode.DIGIT4);
        until("Ctrl+4 opens the log", () -> tab().equals("Log"));
        ctrl(KeyCode.DIGIT1);
        until("Ctrl+1 opens the call", () -> tab().equals("Call"));
    }

    private void numberField() throws TimeoutException {
        ctrl(KeyCode.D);
        until("Ctrl+D goes to the number", () -> focusInside(".oh-number-field"));
        keys(KeyCode.DIGIT7);
        keys(KeyCode.DIGIT2);
        until(
                "digits are typed into it",
                () -> ((TextField) seen(".oh-number-field").getFirst())
                        .getText()
                        .equals("72"));
        ctrl(KeyCode.DIGIT3);
        until("Ctrl+3 leaves it", () -> tab().equals("Queue"));
        ctrl(KeyCode.D);
        until(
                "Ctrl+D comes back and selects what stands there",
                () -> tab().equals("Call")
                        && focusInside(".oh-number-field")
                        && ((TextField) seen(".oh-number-field").getFirst())
                                .getSelectedText()
                                .equals("72"));
    }

    private void regions() throws TimeoutException {
        keys(KeyCode.F6);
        until("F6 goes from the body to the dock", () -> focusInside(".oh-dock"));
        keys(KeyCode.F6);
        until("F6 goes to the status line", () -> focusInside(".oh-status"));
        keys(KeyCode.F6);
        until("F6 goes to the state bar", () -> focusInside(".oh-state-bar"));
        keys(KeyCode.F6);
        until("F6 goes to the tabs", () -> focusInside(".oh-tabs"));
        keys(KeyCode.SHIFT, KeyCode.F6);
        until("Shift+F6 goes back to the state bar", () -> focusInside(".oh-state-bar"));
    }

    private void help() throws TimeoutException {
        keys(KeyCode.F1);
        until("F1 opens the help", () -> !seen(".oh-help").isEmpty());
        keys(KeyCode.ESCAPE);
        until("Esc closes it", () -> seen(".oh-help").isEmpty());
    }

    private void incoming() throws TimeoutException {
        is(Situation.paused().call(SampleCalls.incoming("i1")));
        until("a call rings", () -> !seen(".oh-answer").isEmpty());
        for (String button : List.of(".oh-answer", ".oh-decline")) {
            onWindow(() -> seen(button).getFirst().requestFocus());
            keys(KeyCode.ENTER);
            keys(KeyCode.SPACE);
            keys(KeyCode.ESCAPE);
        }
        ctrl(KeyCode.DIGIT3);
        until(
                "Enter, Space and Esc neither answer nor decline",
                () -> tab().equals("Queue") && desk.commands().isEmpty());
        ctrlShift(KeyCode.A);
        until("Ctrl+Shift+A answers from any tab", () -> asked(new PhoneCommand.AnswerCall(INCOMING)));
        ctrlShift(KeyCode.X);
        until("Ctrl+Shift+X declines", () -> asked(new PhoneCommand.RejectCall(INCOMING)));
        onWindow(desk::forgetCommands);
    }

    private void call() throws TimeoutException {
        is(Situation.onCall());
        ctrl(KeyCode.DIGIT1);
        until("the call is on", () -> !seen(".oh-call-card").isEmpty());
        ctrlShift(KeyCode.M);
        until("Ctrl+Shift+M mutes", () -> asked(new PhoneCommand.MuteCall(CURRENT, true)));
        ctrlShift(KeyCode.L);
        until("Ctrl+Shift+L holds", () -> asked(new PhoneCommand.HoldCall(CURRENT, true)));
        ctrl(KeyCode.K);
        until("Ctrl+K opens the keypad", () -> !seen(".oh-call-keys").isEmpty());
        keys(KeyCode.DIGIT5);
        until("a digit is sent", () -> asked(new PhoneCommand.SendDigits(CURRENT, "5")));
        onWindow(desk::forgetCommands);
        keys(KeyCode.ESCAPE);
        until("Esc closes the keypad", () -> seen(".oh-call-keys").isEmpty());
        keys(KeyCode.ESCAPE);
        ctrl(KeyCode.DIGIT4);
        until(
                "Esc does nothing to the call",
                () -> tab().equals("Log") && desk.commands().isEmpty());
        ctrlShift(KeyCode.H);
        until("Ctrl+Shift+H hangs up from any tab", () -> asked(new PhoneCommand.HangUpCall(CURRENT)));
    }

    /** See the class. */
    public static void main(String[] none) throws TimeoutException {
        Locale.setDefault(Locale.ENGLISH);
        var started = new CompletableFuture<Boolean>();
        Platform.startup(() -> started.complete(true));
        started.join();
        var program = onWindow(KeysOnXServer::new);
        try {
            onWindow(() -> program.time.advance(Duration.ofMillis(1100)));
            until("the window has the keyboard", program.stage::isFocused);
            program.tabs();
            program.numberField();
            program.regions();
            program.help();
            program.incoming();
            program.call();
            System.out.println("all keys do what they are for");
        } finally {
            onWindow(program.window::close);
            Platform.exit();
        }
    }
}
