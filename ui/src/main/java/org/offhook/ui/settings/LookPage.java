package org.offhook.ui.settings;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.look.Theme;
import org.offhook.ui.look.WindowSettings;

/** Theme, size, always on top, how numbers are written. */
public final class LookPage extends SettingsSubPage {
    private static final int SCALE_STEP_PERCENT = 25;

    private final VBox root = new VBox();
    private final Map<Theme, RadioButton> themes = new EnumMap<>(Theme.class);
    private final Label scale = Parts.label("", "oh-scale-value");
    private final Button smaller;
    private final Button larger;
    private final Switch onTop;
    private final ComboBox<CountryChoice> country = new ComboBox<>();
    private final Runnable changed;

    /** @param changed runs after a setting was changed, to dress the window again */
    public LookPage(WindowContext context, Runnable changed) {
        super(context, "settings.look");
        this.changed = changed;
        var group = new ToggleGroup();
        var list = new VBox();
        list.getStyleClass().addAll("oh-card", "oh-switch-list");
        for (Theme theme : Theme.values()) {
            var radio = new RadioButton(context.words().of("settings.look.theme.", theme));
            radio.getStyleClass().add("oh-radio");
            radio.setId("theme-" + theme.name().toLowerCase(Locale.ROOT));
            radio.setToggleGroup(group);
            radio.setAccessibleText(
                    context.words().of("row.two", context.words().of("settings.look.theme"), radio.getText()));
            radio.setMaxWidth(Double.MAX_VALUE);
            radio.setOnAction(event -> change(settings().withTheme(theme)));
            themes.put(theme, radio);
            list.getChildren().add(radio);
        }
        smaller = Parts.button("−", "oh-quiet", "oh-step");
        larger = Parts.button("+", "oh-quiet", "oh-step");
        smaller.setId("scale-smaller");
        larger.setId("scale-larger");
        smaller.setAccessibleText(context.words().of("settings.look.smaller"));
        larger.setAccessibleText(context.words().of("settings.look.larger"));
        smaller.setOnAction(event -> step(-SCALE_STEP_PERCENT));
        larger.setOnAction(event -> step(SCALE_STEP_PERCENT));
        scale.setAlignment(Pos.CENTER);
        var size = new HBox(
                Parts.label(context.words().of("settings.look.scale"), "oh-text"),
                Parts.slack(),
                smaller,
                scale,
                larger);
        size.getStyleClass().addAll("oh-card", "oh-scale-row");
        size.setAlignment(Pos.CENTER_LEFT);
        onTop = new Switch(
                context.words().of("settings.look.onTop"), context.words().of("settings.look.onTop.second"));
        onTop.getStyleClass().add("oh-card");
        onTop.setId("always-on-top");
        onTop.setOnAsked(() -> change(settings().withAlwaysOnTop(!settings().alwaysOnTop())));
        country.getItems().setAll(CountryChoice.all(context.words(), Locale.getDefault()));
        country.setId("country");
        country.getStyleClass().add("oh-combo");
        country.setMaxWidth(Double.MAX_VALUE);
        country.setAccessibleText(context.words().of("settings.look.country"));
        country.setOnAction(event -> chosen());
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        root.getChildren()
                .addAll(
                        Parts.label(context.words().of("settings.look.theme"), "oh-section"),
                        list,
                        size,
                        onTop,
                        Parts.label(context.words().of("settings.look.country"), "oh-section"),
                        country);
        showSettings();
    }

    private WindowSettings settings() {
        return context.preferences().current();
    }

    private void chosen() {
        CountryChoice choice = country.getValue();
        if (choice != null && !choice.code().equals(settings().country())) {
            change(settings().withCountry(choice.code()));
        }
    }

    private void step(int percent) {
        change(settings().withScalePercent(settings().scalePercent() + percent));
    }

    private void change(WindowSettings settings) {
        context.preferences().change(settings);
        showSettings();
        changed.run();
    }

    private void showSettings() {
        WindowSettings now = settings();
        themes.forEach((theme, radio) -> radio.setSelected(theme == now.theme()));
        scale.setText(context.words().of("settings.look.scale.value", now.scalePercent()));
        smaller.setDisable(now.scalePercent() <= WindowSettings.LEAST_SCALE_PERCENT);
        larger.setDisable(now.scalePercent() >= WindowSettings.GREATEST_SCALE_PERCENT);
        country.getItems().stream()
                .filter(choice -> choice.code().equals(now.country()))
                .findFirst()
                .ifPresent(country::setValue);
        onTop.setSelected(now.alwaysOnTop());
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public Node firstFocus() {
        return java.util.Objects.requireNonNull(themes.get(settings().theme()));
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {}
}
