package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.ui.look.Theme;
import org.testfx.api.FxToolkit;

/** On no screen does a text end in dots, but for names, devices and notes, which may be of any length. */
class NothingIsCutTest {
    /** What may be cut, by the start of the whole text. */
    private static final Set<String> OF_ANY_LENGTH = Set.of(
            "Headset (system choice)",
            "From your CRM · Spring list of customers",
            "Wilhelmina-Theodora",
            "+1 727 555 0155 · wants the offer");

    @BeforeAll
    static void startToolkit() throws TimeoutException {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    private static void cut(String screen, Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()) {
            node.lookupAll(".text").stream()
                    .filter(text -> labeled.equals(text.getParent()) && text.isVisible())
                    .map(text -> ((Text) text).getText())
                    .filter(seen -> !seen.equals(labeled.getText()) && !seen.isEmpty())
                    .filter(seen -> OF_ANY_LENGTH.stream().noneMatch(labeled.getText()::startsWith))
                    .forEach(seen -> found.add(screen + ": " + labeled.getText() + " -> " + seen));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> cut(screen, child, found));
        }
    }

    @Test
    void noScreenCutsAWord() {
        var done = new CompletableFuture<List<String>>();
        Platform.runLater(() -> {
            var found = new ArrayList<String>();
            try {
                for (Map.Entry<String, ScreenPictures.Screen> screen :
                        ScreenPictures.screens().entrySet()) {
                    OffhookWindow window = ScreenPictures.open(screen.getValue(), Theme.LIGHT, 100);
                    cut(screen.getKey(), window.scene().getRoot(), found);
                    window.close();
                }
                done.complete(found);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        assertThat(done.join()).isEmpty();
    }
}
