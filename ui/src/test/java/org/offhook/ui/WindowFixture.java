package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.look.Placement;
import org.offhook.ui.look.Theme;
import org.offhook.ui.look.WindowPreferences;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.port.WindowSources;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A real window on the Headless platform over a fake desk, with time in the test's hands. One stage at a time. */
abstract class WindowFixture {
    final FxRobot robot = new QuickRobot();
    final TestTime time = new TestTime(Situation.NOW);
    FakeAgentDesk desk = new FakeAgentDesk(Situation.paused().snapshot());
    WindowPreferences preferences = WindowPreferences.inMemory(WindowSettings.DEFAULT);
    WindowSources sources = WindowSources.NONE;
    AdministrationPort administration = AdministrationPort.NONE;
    private @Nullable OffhookWindow window;
    private @Nullable Stage stage;

    @BeforeAll
    static void startToolkit() throws TimeoutException {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    void open(Situation situation) {
        open(situation, 340, 600, 100);
    }

    void open(Situation situation, double width, double height, int scale) {
        desk = new FakeAgentDesk(situation.snapshot());
        preferences = WindowPreferences.inMemory(WindowSettings.DEFAULT
                .withTheme(Theme.LIGHT)
                .withScalePercent(scale)
                .withPlacement(new Placement(0, 0, width, height)));
        robot.interact(() -> {
            var fresh = new Stage();
            stage = fresh;
            window = OffhookWindow.showAt(
                    fresh, desk, LevelSource.SILENT, preferences, sources, administration, time, time);
        });
        settle();
    }

    @AfterEach
    void closeWindow() {
        OffhookWindow open = window;
        if (open != null) {
            robot.release(new KeyCode[0]);
            robot.interact(open::close);
        }
    }

    OffhookWindow window() {
        return Objects.requireNonNull(window);
    }

    Stage stage() {
        return Objects.requireNonNull(stage);
    }

    /** Past every guard's time. */
    void settle() {
        QuickRobot.settle();
        pass(Duration.ofMillis(1100));
    }

    void pass(Duration duration) {
        robot.interact(() -> time.advance(duration));
        QuickRobot.settle();
    }

    void step(Situation situation, AgentEvent... events) {
        desk.step(situation.snapshot(), events);
        QuickRobot.settle();
    }

    Scene scene() {
        return window().scene();
    }

    /** The one visible node that {@code selector} finds. */
    Node find(String selector) {
        return scene().getRoot().lookupAll(selector).stream()
                .filter(WindowFixture::reallyVisible)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing visible is " + selector));
    }

    boolean shows(String selector) {
        return scene().getRoot().lookupAll(selector).stream().anyMatch(WindowFixture::reallyVisible);
    }

    static boolean reallyVisible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    String text(String selector) {
        Node node = find(selector);
        return node instanceof TextInputControl field ? field.getText() : ((Labeled) node).getText();
    }

    void click(String selector) {
        robot.clickOn(find(selector));
        QuickRobot.settle();
    }

    void press(KeyCode... keys) {
        robot.press(keys).release(keys);
        QuickRobot.settle();
    }

    void ctrl(KeyCode key) {
        press(KeyCode.CONTROL, key);
    }

    void ctrlShift(KeyCode key) {
        press(KeyCode.CONTROL, KeyCode.SHIFT, key);
    }

    void type(String text) {
        robot.write(text);
        QuickRobot.settle();
    }

    @Nullable
    Node focused() {
        return scene().getFocusOwner();
    }

    List<AgentCommand> asked() {
        return desk.commands();
    }

    AgentCommand lastAsked() {
        assertThat(asked()).isNotEmpty();
        return asked().getLast();
    }

    static void waitUntil(java.util.function.BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
    }
}
