package org.offhook.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.offhook.ui.ScreenPictures.Screen;

/** The pictures of the administration. */
final class AdminPictures {
    private AdminPictures() {}

    static void addTo(Map<String, Screen> screens) {
        ScreenPictures.add(screens, "18-admin", Situation.paused(), scene -> admin(scene));
        ScreenPictures.add(screens, "18b-admin-users", Situation.paused(), scene -> admin(scene, "#admin-user"));
        ScreenPictures.add(
                screens, "18c-admin-user", Situation.paused(), scene -> admin(scene, "#admin-user", ".oh-primary"));
        ScreenPictures.add(screens, "18d-admin-campaign", Situation.paused(), scene -> {
            admin(scene, "#admin-campaign", ".oh-primary");
            ScreenPictures.press(scene, ".oh-primary");
        });
        ScreenPictures.add(screens, "18e-admin-list", Situation.paused(), scene -> {
            admin(scene, "#admin-list", ".oh-primary");
            ScreenPictures.fire(scene, "#admin-list-form-add");
        });
        ScreenPictures.add(screens, "18f-admin-dnc", Situation.paused(), scene -> admin(scene, "#admin-dnc"));
        ScreenPictures.add(
                screens, "18g-admin-numbers", Situation.paused(), scene -> admin(scene, "#admin-dnc", ".oh-primary"));
        ScreenPictures.add(screens, "18h-admin-import", Situation.paused(), scene -> admin(scene, "#admin-import"));
        ScreenPictures.add(screens, "18i-admin-export", Situation.paused(), scene -> admin(scene, "#admin-export"));
        ScreenPictures.add(screens, "18j-admin-remove", Situation.paused(), AdminPictures::removing);
        ScreenPictures.add(screens, "18k-admin-token", Situation.paused(), AdminPictures::tokenMade);
        ScreenPictures.add(screens, "18l-admin-mapping", Situation.paused(), scene -> mapping(scene, false));
        ScreenPictures.add(screens, "18m-admin-imported", Situation.paused(), scene -> mapping(scene, true));
        screens.put(
                "20d-narrow-admin-user",
                new Screen(Situation.paused(), 280, 600, scene -> admin(scene, "#admin-user", ".oh-primary")));
        screens.put("20e-narrow-admin", new Screen(Situation.paused(), 280, 600, scene -> admin(scene)));
        screens.put(
                "23c-wide-admin", new Screen(Situation.paused(), 960, 600, scene -> admin(scene, "#admin-campaign")));
    }

    /** Opens the administration and presses what {@code steps} name, one after the other. */
    private static void admin(Scene scene, String... steps) {
        ScreenPictures.key(scene, KeyCode.COMMA);
        ScreenPictures.settle(scene);
        ScreenPictures.fire(scene, "#topic-administration");
        ScreenPictures.settle(scene);
        for (String step : steps) {
            if (step.startsWith("#")) {
                ScreenPictures.fire(scene, step);
            } else {
                ScreenPictures.press(scene, step);
            }
            ScreenPictures.settle(scene);
        }
    }

    private static void openFirst(Scene scene) {
        var list = (ListView<?>) scene.lookup(".oh-list");
        list.getSelectionModel().selectFirst();
        list.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        ScreenPictures.settle(scene);
    }

    private static void removing(Scene scene) {
        admin(scene, "#admin-pause_code");
        openFirst(scene);
        ScreenPictures.press(scene, ".oh-dock-second");
    }

    private static void tokenMade(Scene scene) {
        admin(scene, "#admin-token", ".oh-primary");
        ((TextField) scene.lookup("#admin-token-label")).setText("Web shop");
        ((TextField) scene.lookup("#admin-token-host")).setText("shop.example");
        ((TextField) scene.lookup("#admin-token-policy")).setText("dial");
        ((ComboBox<?>) scene.lookup("#admin-token-user")).getSelectionModel().selectLast();
        ScreenPictures.press(scene, ".oh-primary");
        ScreenPictures.settle(scene);
    }

    private static void mapping(Scene scene, boolean through) {
        admin(scene, "#admin-import");
        try {
            Path file = Files.createTempDirectory("offhook-screens").resolve("may.csv");
            Files.writeString(file, "phone_number,First name,Budget,Shoe size\n7275550142,Lena,30,41\ncall me,Tom,,\n");
            ((TextField) scene.lookup("#admin-import-file")).setText(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ((ComboBox<?>) scene.lookup("#admin-import-list")).getSelectionModel().selectLast();
        ScreenPictures.press(scene, ".oh-primary");
        ScreenPictures.settle(scene);
        if (through) {
            ScreenPictures.press(scene, ".oh-primary");
            ScreenPictures.settle(scene);
        }
    }
}
