package org.offhook.ui.dial;

import java.time.Duration;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.offhook.ui.fx.Alarm;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.text.Words;

/** Twelve keys. Left to right in every language. */
public final class DialPad extends GridPane {
    private static final Duration HOLD = Duration.ofMillis(500);
    private static final String[] DIGITS = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"};
    private static final String[] LETTERS = {"", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ", "", "+", ""};
    private static final int COLUMNS = 3;

    private final Alarm alarm;
    private Runnable cancelHold = () -> {};

    /**
     * @param pressed gets the digit, star or hash
     * @param heldZero runs when 0 was held: the digit that was typed becomes a plus
     */
    public DialPad(WindowContext context, Consumer<String> pressed, Runnable heldZero) {
        this.alarm = context.alarm();
        getStyleClass().add("oh-pad");
        setAlignment(Pos.CENTER);
        Parts.leftToRight(this);
        for (int column = 0; column < COLUMNS; column++) {
            var constraints = new ColumnConstraints();
            constraints.setPercentWidth(100.0 / COLUMNS);
            constraints.setHgrow(Priority.ALWAYS);
            constraints.setHalignment(HPos.CENTER);
            getColumnConstraints().add(constraints);
        }
        for (int row = 0; row < DIGITS.length / COLUMNS; row++) {
            var constraints = new RowConstraints();
            constraints.setValignment(VPos.CENTER);
            getRowConstraints().add(constraints);
        }
        for (int i = 0; i < DIGITS.length; i++) {
            String digit = DIGITS[i];
            Button key = key(digit, LETTERS[i], context.words());
            key.setOnAction(event -> pressed.accept(digit));
            if (digit.equals("0")) {
                key.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> hold(event, heldZero));
                key.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> cancelHold.run());
            }
            add(key, i % COLUMNS, i / COLUMNS);
        }
    }

    private static Button key(String digit, String letters, Words words) {
        var key = new Button();
        key.getStyleClass().add("oh-key");
        key.setMaxSize(Double.MAX_VALUE, Region.USE_COMPUTED_SIZE);
        Label shown = Parts.label(digit, "oh-key-digit");
        if (digit.equals("*")) {
            shown.getStyleClass().add("oh-key-star");
        }
        var face = new VBox(shown);
        face.getStyleClass().add("oh-key-face");
        if (!letters.isEmpty()) {
            face.getChildren().add(Parts.label(spaced(letters), "oh-key-letters"));
        }
        key.setGraphic(face);
        key.setId("key-" + (digit.equals("*") ? "star" : digit.equals("#") ? "hash" : digit));
        key.setAccessibleText(
                switch (digit) {
                    case "*" -> words.of("pad.star");
                    case "#" -> words.of("pad.hash");
                    case "0" -> words.of("pad.zero");
                    default ->
                        letters.isEmpty() ? words.of("pad.digit", digit) : words.of("pad.letters", digit, letters);
                });
        return key;
    }

    /** JavaFX has no letter spacing: hair spaces between the letters give the 1.2 px of the design. */
    private static String spaced(String letters) {
        return String.join("\u200a", letters.split(""));
    }

    private void hold(MouseEvent event, Runnable heldZero) {
        cancelHold.run();
        if (event.getButton() == MouseButton.PRIMARY) {
            Button key = (Button) event.getSource();
            cancelHold = alarm.after(HOLD, () -> {
                if (key.isPressed()) {
                    key.disarm(); // the release types no further digit
                    key.fire();
                    heldZero.run();
                }
            });
        }
    }
}
