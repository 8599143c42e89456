package org.offhook.ui;

import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.offhook.core.recording.CallRecording;

/** Pictures of held calls, two lines, and whom to send a call to. */
final class LinePictures {
    private LinePictures() {}

    static void addTo(Map<String, ScreenPictures.Screen> screens) {
        Consumer<Scene> nothing = scene -> {};
        ScreenPictures.add(screens, "07d-held", Situation.onHold().queue(), nothing);
        ScreenPictures.add(screens, "07e-two-lines", Situation.twoLines().queue(), nothing);
        ScreenPictures.add(screens, "07f-consulting", Situation.consulting().queue(), nothing);
        ScreenPictures.add(screens, "07g-waiting", Situation.onCall().queue().call(Situation.incoming("i1")), nothing);
        ScreenPictures.add(screens, "07i-conference", Situation.conference().queue(), nothing);
        for (CallRecording recording : new CallRecording[] {CallRecording.RECORDING, CallRecording.PAUSED}) {
            ScreenPictures.add(
                    screens,
                    "07i-" + recording.name().toLowerCase(java.util.Locale.ROOT),
                    Situation.recorded(recording).queue(),
                    nothing);
        }
        ScreenPictures.add(screens, "07h-transferring", Situation.transferring().queue(), nothing);
        ScreenPictures.add(screens, "08c-transfer", Situation.onCall().queue().log(), scene -> transfer(scene, ""));
        ScreenPictures.add(
                screens, "08d-transfer-typed", Situation.onCall().queue().log(), scene -> transfer(scene, "7200"));
        ScreenPictures.add(
                screens, "08e-transfer-now", Situation.onCall().queue().log(), scene -> {
                    transfer(scene, "7200");
                    ScreenPictures.fire(scene, "#target-send-now");
                });
        screens.put("20f-narrow-two-lines", new ScreenPictures.Screen(Situation.twoLines(), 280, 600, nothing));
        screens.put("21e-smallest-two-lines", new ScreenPictures.Screen(Situation.twoLines(), 280, 420, nothing));
        screens.put(
                "23d-wide-transfer",
                new ScreenPictures.Screen(
                        Situation.twoLines().queue().log(), 800, 600, scene -> transfer(scene, "7200")));
    }

    private static void transfer(Scene scene, String text) {
        ScreenPictures.key(scene, KeyCode.T);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        ((TextField) scene.lookup("#target-search")).setText(text);
    }
}
