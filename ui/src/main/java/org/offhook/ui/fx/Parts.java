package org.offhook.ui.fx;

import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.Tone;

/** Small makers of the parts that screens share. */
public final class Parts {
    private Parts() {}

    public static Label label(String text, String... styleClasses) {
        var label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** A label that breaks into lines and grows with them. */
    public static Label paragraph(String text, String... styleClasses) {
        Label label = label(text, styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A quiet button with a word. */
    public static Button button(String text, String... styleClasses) {
        var button = new Button(text);
        button.setAccessibleText(text);
        button.getStyleClass().add("oh-button");
        button.getStyleClass().addAll(styleClasses);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    public static Button button(IconName icon, String text, String... styleClasses) {
        Button button = button(text, styleClasses);
        button.setGraphic(new Icon(icon));
        return button;
    }

    /** A button that is an icon alone: it has a name and a tip. */
    public static Button iconButton(IconName icon, String name, String... styleClasses) {
        var button = new Button();
        button.getStyleClass().add("oh-icon-button");
        button.getStyleClass().addAll(styleClasses);
        button.setGraphic(new Icon(icon));
        name(button, name);
        return button;
    }

    /** Gives a control its name for screen readers and, on hover, as a tip. */
    public static void name(Control control, String name) {
        control.setAccessibleText(name);
        tip(control, control::getAccessibleText);
    }

    /** Puts a tip on a control when the pointer first comes to it: tips are not needed for the first picture. */
    public static void tip(Control control, Supplier<String> text) {
        control.addEventHandler(MouseEvent.MOUSE_ENTERED, new EventHandler<>() {
            @Override
            public void handle(MouseEvent event) {
                String now = text.get();
                if (now.isEmpty()) {
                    control.setTooltip(null);
                } else if (control.getTooltip() == null) {
                    control.setTooltip(new Tooltip(now));
                } else {
                    control.getTooltip().setText(now);
                }
            }
        });
    }

    /** Text that a person may want to copy: a field that looks like a label. */
    public static TextField copyable(String... styleClasses) {
        var field = new TextField();
        field.setEditable(false);
        field.getStyleClass().setAll("oh-copyable");
        field.getStyleClass().addAll(styleClasses);
        return field;
    }

    /** A number stays left to right in every language. */
    public static <T extends Node> T leftToRight(T node) {
        node.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        return node;
    }

    /** Takes the room that is left between its neighbours. */
    public static Region slack() {
        var slack = new Region();
        HBox.setHgrow(slack, Priority.ALWAYS);
        return slack;
    }

    public static HBox row(String styleClass, Node... children) {
        var row = new HBox(children);
        row.getStyleClass().add(styleClass);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Shows or takes away, with its place. */
    public static void present(Node node, boolean present) {
        node.setVisible(present);
        node.setManaged(present);
    }

    /** Gives {@code node} the role {@code tone} and takes all others from it. */
    public static void tone(Node node, Tone tone) {
        if (node.getStyleClass().contains(tone.styleClass())) {
            return;
        }
        node.getStyleClass().removeIf(name -> name.startsWith("tone-"));
        node.getStyleClass().add(tone.styleClass());
    }

    public static void pseudo(Node node, String name, boolean on) {
        node.pseudoClassStateChanged(PseudoClass.getPseudoClass(name), on);
    }
}
