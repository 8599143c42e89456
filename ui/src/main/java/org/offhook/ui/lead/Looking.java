package org.offhook.ui.lead;

import java.time.Duration;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;

/** A lead's outline while one is being fetched; comes only when that takes a moment. Nothing in it moves. */
final class Looking extends VBox {
    private static final Duration SOON_ENOUGH = Duration.ofMillis(300);
    private static final int BARS = 4;

    private final WindowContext context;
    private Runnable cancel = () -> {};
    private boolean asked;
    private boolean late;

    Looking(WindowContext context, String text) {
        this.context = context;
        getStyleClass().addAll("oh-card", "oh-looking");
        getChildren().add(Parts.label(text, "oh-caption"));
        for (int i = 0; i < BARS; i++) {
            var bar = new Region();
            bar.getStyleClass().add("oh-looking-bar");
            Parts.pseudo(bar, "odd", i % 2 == 1);
            getChildren().add(bar);
        }
        Parts.present(this, false);
    }

    void begin() {
        asked = true;
        late = false;
        cancel.run();
        cancel = context.alarm().after(SOON_ENOUGH, () -> {
            late = asked;
            context.navigator().refresh();
        });
    }

    void end() {
        asked = false;
        late = false;
        cancel.run();
    }

    boolean on() {
        return asked && late;
    }

    boolean asked() {
        return asked;
    }

    void show() {
        Parts.present(this, on());
    }
}
