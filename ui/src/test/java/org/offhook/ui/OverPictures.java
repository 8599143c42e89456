package org.offhook.ui;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.offhook.agent.WrapUpView.Saving;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.ui.ScreenPictures.Screen;
import org.offhook.ui.port.WindowSources;

/** Pictures of what stands in a window of its own: the small window, and what opens over the large one. */
final class OverPictures {
    private OverPictures() {}

    static void addTo(Map<String, Screen> screens) {
        mini(screens, "30-mini-call", Situation.onCall());
        mini(screens, "30b-mini-muted", Situation.onCall(true));
        mini(screens, "30k-mini-poor", SoundingCall.of(2.9, 9, SpeechSecurity.NONE));
        mini(screens, "30c-mini-calling", Situation.dialling());
        mini(screens, "30d-mini-incoming", Situation.paused().call(SampleCalls.incoming("i1")));
        mini(screens, "30e-mini-wrap-up", Situation.wrapUp());
        mini(screens, "30f-mini-paused", Situation.paused());
        mini(screens, "30g-mini-ready", Situation.ready());
        mini(screens, "30h-mini-lost", Situation.paused().lost());
        mini(screens, "30i-mini-logged-out", Situation.loggedOut());
        mini(screens, "30j-mini-pairing", Situation.paused().pairing());
        over(screens, "31-menu-state", Situation.paused(), scene -> ScreenPictures.fire(scene, ".oh-state-menu"));
        over(screens, "31b-menu-after", Situation.onCall(), scene -> ScreenPictures.press(scene, ".oh-state-button"));
        over(
                screens,
                "31c-menu-decline",
                Situation.paused().call(SampleCalls.incoming("i1")),
                scene -> ScreenPictures.press(scene, ".oh-decline-more"));
        over(screens, "31d-list-microphone", Situation.paused(), scene -> {
            ScreenPictures.topic(scene, "audio");
            ScreenPictures.settle(scene);
            ((ComboBox<?>) scene.lookup("#microphone")).show();
        });
        over(
                screens,
                "31e-calendar",
                Situation.wrapUp().work(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.OPEN)),
                scene -> ((DatePicker) scene.lookup(".oh-date")).show());
    }

    private static void mini(Map<String, Screen> screens, String name, Situation situation) {
        over(screens, name, situation, scene -> {
            boolean mac = System.getProperty("os.name").startsWith("Mac");
            scene.getRoot().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.I, true, !mac, false, mac));
        });
    }

    private static void over(Map<String, Screen> screens, String name, Situation situation, Consumer<Scene> prepare) {
        screens.put(name, new Screen(situation, 340, 600, prepare, WindowSources.NONE, true));
    }

    /** The scene that came up last beside that of {@code window}, or that one where none did. */
    static Scene over(OffhookWindow window) {
        return others(window).stream().reduce(window.scene(), (before, later) -> later);
    }

    /** Lays out what stands beside {@code window}, and takes none of it away. */
    static void settle(OffhookWindow window) {
        others(window).forEach(ScreenPictures::settle);
    }

    private static List<Scene> others(OffhookWindow window) {
        return List.copyOf(Window.getWindows()).stream()
                .filter(Window::isShowing)
                .map(Window::getScene)
                .filter(scene -> scene != null && !scene.equals(window.scene()))
                .toList();
    }
}
