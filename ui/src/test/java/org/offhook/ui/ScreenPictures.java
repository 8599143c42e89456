package org.offhook.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.ManualDialMode;
import org.offhook.core.call.CallEnd;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.look.Placement;
import org.offhook.ui.look.Theme;
import org.offhook.ui.look.WindowPreferences;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.picture.WindowPicture;
import org.offhook.ui.port.WindowSources;

/**
 * Draws every screen in every theme into {@code target/screens}, to be looked at beside the reference pictures. Run with {@code
 * -Dglass.platform=Headless}; arguments choose screens by the start of their names.
 */
public final class ScreenPictures {
    /**
     * One picture's window.
     *
     * @param over the picture is of what has come up over the window, or in its place: a menu, a list, the small window
     */
    record Screen(
            Situation situation,
            double width,
            double height,
            Consumer<Scene> prepare,
            WindowSources sources,
            boolean over) {
        Screen(Situation situation, double width, double height, Consumer<Scene> prepare, WindowSources sources) {
            this(situation, width, height, prepare, sources, false);
        }

        Screen(Situation situation, double width, double height, Consumer<Scene> prepare) {
            this(situation, width, height, prepare, WindowSources.NONE);
        }
    }

    private static final LevelSource TALKING = new LevelSource() {
        @Override
        public float sentDbov() {
            return -22;
        }

        @Override
        public float receivedDbov() {
            return -37;
        }

        @Override
        public float microphoneDbov() {
            return -26;
        }
    };

    private ScreenPictures() {}

    static Map<String, Screen> screens() {
        var screens = new LinkedHashMap<String, Screen>();
        Consumer<Scene> nothing = scene -> {};
        add(
                screens,
                "01-first-run",
                Situation.firstRun(),
                scene -> field(scene, 0).setText("pbx.example"));
        add(screens, "01b-practice", Situation.firstRun(), scene -> fire(scene, "#choice-practice"));
        add(screens, "01c-first-run-error", Situation.firstRun(), scene -> press(scene, ".oh-primary"));
        add(screens, "02-logged-out", Situation.loggedOut(), nothing);
        add(screens, "02b-logging-in", Situation.loggingIn(), nothing);
        add(screens, "02c-practice", Situation.loggedOut().setup(AgentSnapshot.Setup.PRACTICE_EXCHANGE), nothing);
        add(screens, "03-paused", Situation.paused().queue().log(), nothing);
        add(screens, "03b-over", Situation.paused(Duration.ofMinutes(18)), nothing);
        add(screens, "04-ready", Situation.ready().queue().log(), nothing);
        add(screens, "05-number", Situation.paused().queue().log(), scene -> number(scene, "+1 (727) 555-0142"));
        add(screens, "05b-number-letters", Situation.paused(), scene -> number(scene, "1-800-FLOWERS"));
        add(screens, "06-dialling", Situation.dialling().queue(), nothing);
        add(screens, "07-in-call", Situation.onCall().queue(), nothing);
        add(screens, "07b-muted", Situation.onCall(true).queue(), nothing);
        add(
                screens,
                "07c-keypad",
                Situation.onCall()
                        .call(SampleCalls.keyed(
                                SampleCalls.outgoing(
                                        "c1",
                                        Phase.CONNECTED,
                                        Duration.ofSeconds(165),
                                        Optional.of(Duration.ofSeconds(157)),
                                        false),
                                "4711#")),
                scene -> fire(scene, "#tile-keypad"));
        LinePictures.addTo(screens);
        var call = SampleCalls.outgoing("c1", Phase.RINGING, Duration.ofSeconds(20), Optional.empty(), false);
        add(
                screens,
                "08-ended-busy",
                Situation.paused()
                        .call(SampleCalls.ended(
                                call, CallEnd.Cause.BUSY, Optional.of(ErrorCode.BUSY), Duration.ofMillis(1500))),
                nothing);
        add(
                screens,
                "08b-just-ended",
                Situation.paused()
                        .call(SampleCalls.ended(call, CallEnd.Cause.HUNG_UP, Optional.empty(), Duration.ofMillis(100))),
                nothing);
        add(
                screens,
                "09-incoming",
                Situation.paused().log().call(SampleCalls.incoming("i1")),
                scene -> number(scene, "72755501"));
        add(screens, "09b-incoming-in-call", Situation.onCall().call(SampleCalls.incoming("i1")), nothing);
        add(
                screens,
                "09c-missed",
                Situation.paused()
                        .call(SampleCalls.ended(
                                SampleCalls.incoming("i1"),
                                CallEnd.Cause.MISSED,
                                Optional.empty(),
                                Duration.ofSeconds(1))),
                nothing);
        add(
                screens,
                "09d-missed-pause-first",
                Situation.ready()
                        .mode(ManualDialMode.STANDARD)
                        .call(SampleCalls.ended(
                                SampleCalls.incoming("i1"),
                                CallEnd.Cause.MISSED,
                                Optional.empty(),
                                Duration.ofSeconds(1))),
                nothing);
        add(screens, "12-log", Situation.paused().log().queue(), scene -> key(scene, KeyCode.DIGIT4));
        add(screens, "12b-log-empty", Situation.paused(), scene -> key(scene, KeyCode.DIGIT4));
        add(screens, "13-queue", Situation.paused().queue(), scene -> key(scene, KeyCode.DIGIT3));
        add(screens, "13b-queue-empty", Situation.paused(), scene -> key(scene, KeyCode.DIGIT3));
        add(screens, "14-pairing", Situation.paused().pairing(), nothing);
        add(screens, "14b-pairing-http", Situation.paused().pairing("p1", "http://сrm.example"), nothing);
        add(screens, "14c-pairing-in-call", Situation.onCall().pairing(), nothing);
        add(screens, "15-settings", Situation.paused(), scene -> key(scene, KeyCode.COMMA));
        AdminPictures.addTo(screens);
        add(screens, "15b-audio", Situation.paused(), scene -> topic(scene, "audio"));
        SoundPictures.addTo(screens);
        add(screens, "15c-look", Situation.paused(), scene -> topic(scene, "look"));
        add(screens, "15d-pages", Situation.paused().paired(), scene -> topic(scene, "pages"));
        add(screens, "15e-account", Situation.paused(), scene -> {
            topic(scene, "account");
            settle(scene);
            fire(scene, "#account-main");
        });
        add(
                screens,
                "16-help",
                Situation.paused(),
                scene -> scene.getRoot()
                        .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F1, false, false, false, false)));
        add(screens, "17-lost", Situation.paused().lost().queue(), scene -> number(scene, "+17275550142"));
        add(screens, "17b-lost-in-call", Situation.onCall().lostRegistration(), nothing);
        add(screens, "17c-no-microphone", Situation.paused().audioProblem(ErrorCode.NO_MICROPHONE), nothing);
        add(screens, "17d-bridge", Situation.paused().fault(ErrorCode.BRIDGE_PORT_TAKEN), nothing);
        add(screens, "17e-login-silent", Situation.loggedOut().lostRegistration(), nothing);
        screens.put("20-narrow-paused", new Screen(Situation.paused().queue(), 280, 600, nothing));
        screens.put("20b-narrow-call", new Screen(Situation.onCall().queue(), 280, 600, nothing));
        screens.put(
                "20c-narrow-incoming",
                new Screen(
                        Situation.paused().call(SampleCalls.incoming("i1")),
                        280,
                        600,
                        scene -> number(scene, "72755501")));
        screens.put("20g-narrow-lost", new Screen(Situation.paused().lost(), 280, 600, nothing));
        add(screens, "14d-pairing-unanswered", Situation.paused().queue().unanswered("https://crm.example"), nothing);
        screens.put("20h-narrow-lost-in-call", new Screen(Situation.onCall().lostRegistration(), 280, 600, nothing));
        screens.put("21-smallest", new Screen(Situation.paused().queue(), 280, 420, nothing));
        screens.put(
                "21b-smallest-pad",
                new Screen(Situation.paused().queue(), 280, 420, scene -> fire(scene, ".oh-pad-button")));
        screens.put("21c-smallest-first-run", new Screen(Situation.firstRun(), 280, 420, nothing));
        screens.put("21d-smallest-call", new Screen(Situation.onCall(), 280, 420, nothing));
        screens.put(
                "21f-smallest-keypad", new Screen(Situation.onCall(), 280, 420, scene -> fire(scene, "#tile-keypad")));
        screens.put(
                "21g-lowest-keypad",
                new Screen(
                        Situation.onCall()
                                .call(SampleCalls.keyed(
                                        SampleCalls.outgoing(
                                                "c1",
                                                Phase.CONNECTED,
                                                Duration.ofSeconds(165),
                                                Optional.of(Duration.ofSeconds(157)),
                                                false),
                                        "4711#0123456789")),
                        341,
                        384,
                        scene -> fire(scene, "#tile-keypad")));
        screens.put(
                "22b-short-keypad",
                new Screen(Situation.onCall().lostRegistration(), 340, 520, scene -> fire(scene, "#tile-keypad")));
        screens.put("22-short", new Screen(Situation.paused().queue(), 340, 520, nothing));
        screens.put("23-wide", new Screen(Situation.onCall().queue().log(), 800, 600, nothing));
        screens.put(
                "23b-wide-log",
                new Screen(Situation.paused().queue().log(), 800, 600, scene -> key(scene, KeyCode.DIGIT4)));
        screens.put("24-middle", new Screen(Situation.onCall().queue(), 560, 600, nothing));
        screens.put("24b-middle-pad", new Screen(Situation.paused().queue(), 560, 600, nothing));
        WorkPictures.addTo(screens);
        AccountPictures.addTo(screens);
        OverPictures.addTo(screens);
        return screens;
    }

    static void add(Map<String, Screen> screens, String name, Situation situation, Consumer<Scene> prepare) {
        screens.put(name, new Screen(situation, 340, 600, prepare));
    }

    private static TextField field(Scene scene, int index) {
        return (TextField) scene.getRoot().lookupAll(".oh-field").stream()
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    static void number(Scene scene, String text) {
        var field = (TextField) scene.lookup(".oh-number-field");
        field.setText(text);
        field.requestFocus();
        field.end();
    }

    static void fire(Scene scene, String selector) {
        Node node = scene.lookup(selector);
        if (node instanceof ToggleButton toggle) {
            toggle.fire();
        } else {
            ((ButtonBase) node).fire();
        }
    }

    static void press(Scene scene, String selector) {
        ((ButtonBase) scene.lookup(selector)).getOnAction().handle(null);
    }

    static void key(Scene scene, KeyCode code) {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        scene.getRoot().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, !mac, false, mac));
    }

    static void topic(Scene scene, String name) {
        key(scene, KeyCode.COMMA);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        fire(scene, "#topic-" + name);
    }

    /** See the class. */
    public static void main(String[] names) throws IOException, InterruptedException {
        Locale.setDefault(Locale.of(System.getProperty("offhook.screens.language", "en")));
        Path folder = Path.of(System.getProperty("offhook.screens", "target/screens"));
        Files.createDirectories(folder);
        var done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST}) {
                    for (int scale : new int[] {100, 200}) {
                        for (Map.Entry<String, Screen> screen : screens().entrySet()) {
                            if (names.length == 0 || matches(screen.getKey(), names)) {
                                draw(folder, screen.getKey(), screen.getValue(), theme, scale);
                            }
                        }
                    }
                }
            } finally {
                done.countDown();
            }
        });
        if (!done.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("drawing did not end");
        }
        Platform.exit();
    }

    private static boolean matches(String name, String[] starts) {
        for (String start : starts) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static void draw(Path folder, String name, Screen screen, Theme theme, int scale) {
        OffhookWindow window = open(screen, theme, scale);
        String file = name + "-" + theme.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + scale + ".png";
        double sharpness = scale == 100 ? 2 : 1;
        Scene drawn = screen.over() ? OverPictures.over(window) : window.scene();
        WindowPicture.save(drawn, folder.resolve(file), sharpness)
                .toCompletableFuture()
                .join();
        window.close();
    }

    /** The window as it is to be looked at. JavaFX thread only. */
    static OffhookWindow open(Screen screen, Theme theme, int scale) {
        var time = new TestTime(Situation.NOW);
        var desk = new FakeAgentDesk(screen.situation().snapshot());
        desk.answer(command -> CommandOutcome.Refused.of(ErrorCode.SERVER_SILENT));
        var stage = new Stage();
        var settings = WindowSettings.DEFAULT
                .withTheme(theme)
                .withScalePercent(scale)
                .withPlacement(new Placement(0, 0, screen.width() * scale / 100, screen.height() * scale / 100));
        OffhookWindow window = OffhookWindow.showAt(
                stage,
                desk,
                TALKING,
                WindowPreferences.inMemory(settings),
                screen.sources(),
                new FakeAdministration(),
                time,
                time);
        desk.step(screen.situation().snapshot(), screen.situation().events());
        pulse(window);
        window.scene().getStylesheets().removeIf(sheet -> sheet.contains("/motion.")); // colours change at once
        // Before its first layout everything lies at 0, 0, where the Headless pointer is: it has to move to be over
        // nothing.
        new Robot().mouseMove(1, 1);
        pulse(window);
        time.advance(Duration.ofMillis(60));
        screen.prepare().accept(window.scene());
        time.advance(Duration.ofMillis(300)); // past every pause in typing
        pulse(window);
        OverPictures.settle(window);
        return window;
    }

    /** Lets what was put off happen, then lays out. */
    private static void pulse(OffhookWindow window) {
        settle(window.scene());
    }

    static void settle(Scene scene) {
        for (int i = 0; i < 3; i++) {
            Object key = new Object();
            Platform.runLater(() -> Platform.exitNestedEventLoop(key, null));
            Platform.enterNestedEventLoop(key);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
    }
}
