package org.offhook.ui.settings;

import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.offhook.core.media.AudioChoice;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.text.Words;

/** How much is added to a level, in whole decibels; counts while it is moved. */
final class LevelSlider extends HBox {
    private final Words words;
    private final Slider slider = new Slider(AudioChoice.LEAST_DB, AudioChoice.MOST_DB, 0);
    private final Label value = Parts.leftToRight(Parts.label("", "oh-caption", "oh-level-value"));
    private int shown;

    /** @param asked hears of every other value that a person chooses */
    LevelSlider(Words words, String name, String id, IntConsumer asked) {
        this.words = words;
        getStyleClass().add("oh-level");
        setAlignment(Pos.CENTER_LEFT);
        slider.setId(id);
        slider.getStyleClass().add("oh-slider");
        slider.setAccessibleText(name);
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(3);
        slider.setMinorTickCount(2);
        slider.setSnapToTicks(true);
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label caption = Parts.label(words.of("settings.audio.level"), "oh-caption");
        caption.setLabelFor(slider);
        getChildren().addAll(caption, slider, value);
        slider.valueProperty().addListener((property, before, now) -> {
            int decibels = (int) Math.round(now.doubleValue());
            if (decibels != shown) {
                say(decibels);
                asked.accept(decibels);
            }
        });
        say(0);
    }

    /** What is; not while a person moves it. */
    void show(int decibels) {
        if (!slider.isValueChanging() && decibels != shown) {
            say(decibels);
            slider.setValue(decibels);
        }
    }

    private void say(int decibels) {
        shown = decibels;
        String sign = decibels > 0 ? "+" : decibels < 0 ? "\u2212" : "";
        value.setText(words.of("settings.audio.decibels", sign + Math.abs(decibels)));
        slider.setAccessibleHelp(value.getText());
    }
}
