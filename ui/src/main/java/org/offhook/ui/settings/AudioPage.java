package org.offhook.ui.settings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.fx.WindowContext;

/** Microphone, speaker, ringer and what is done to the microphone's sound. A change counts at once, in a call too. */
public final class AudioPage extends SettingsSubPage {
    /** A choice in a list of devices. */
    record Choice(Optional<String> id, String name) {}

    private final VBox root = new VBox();
    private final ComboBox<Choice> microphone;
    private final ComboBox<Choice> speaker;
    private final ComboBox<Choice> ringer;
    private final FormField microphoneField;
    private final Switch echo;
    private final Switch noise;
    private final Switch volume;
    private AudioChoice choice = AudioChoice.SYSTEM;
    private boolean filling;

    public AudioPage(WindowContext context) {
        super(context, "settings.audio");
        microphone = combo("microphone");
        speaker = combo("speaker");
        ringer = combo("ringer");
        microphoneField = new FormField(context.words().of("settings.audio.microphone"), microphone, "").compact();
        var speakerField = new FormField(context.words().of("settings.audio.speaker"), speaker, "").compact();
        var ringerField = new FormField(context.words().of("settings.audio.ringer"), ringer, "").compact();
        echo = toggle("settings.audio.echo", "remove-echo");
        noise = toggle("settings.audio.noise", "remove-noise");
        volume = toggle("settings.audio.volume", "even-volume");
        echo.setOnAsked(() -> ask(new AudioChoice(
                choice.captureId(),
                choice.playoutId(),
                choice.ringerId(),
                !choice.removeEcho(),
                choice.removeNoise(),
                choice.evenVolume())));
        noise.setOnAsked(() -> ask(new AudioChoice(
                choice.captureId(),
                choice.playoutId(),
                choice.ringerId(),
                choice.removeEcho(),
                !choice.removeNoise(),
                choice.evenVolume())));
        volume.setOnAsked(() -> ask(new AudioChoice(
                choice.captureId(),
                choice.playoutId(),
                choice.ringerId(),
                choice.removeEcho(),
                choice.removeNoise(),
                !choice.evenVolume())));
        var toggles = new VBox(echo, noise, volume);
        toggles.getStyleClass().addAll("oh-card", "oh-switch-list");
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        root.getChildren().addAll(microphoneField, speakerField, ringerField, toggles);
    }

    private Switch toggle(String key, String id) {
        var toggle = new Switch(context.words().of(key), "");
        toggle.setId(id);
        return toggle;
    }

    private ComboBox<Choice> combo(String id) {
        var combo = new ComboBox<Choice>();
        combo.getStyleClass().add("oh-combo");
        combo.setId(id);
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setConverter(new Names());
        combo.valueProperty().addListener((property, before, now) -> chosen());
        return combo;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public Node firstFocus() {
        return microphone;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        choice = snapshot.phone().audioChoice();
        List<AudioDevice> devices = snapshot.phone().audioDevices();
        filling = true;
        fill(microphone, devices, AudioDevice.Kind.CAPTURE, choice.captureId());
        fill(speaker, devices, AudioDevice.Kind.PLAYOUT, choice.playoutId());
        fill(ringer, devices, AudioDevice.Kind.PLAYOUT, choice.ringerId());
        filling = false;
        boolean none = devices.stream().noneMatch(device -> device.kind() == AudioDevice.Kind.CAPTURE);
        microphoneField.showError(none ? context.words().of("settings.audio.none") : "");
        echo.setSelected(choice.removeEcho());
        noise.setSelected(choice.removeNoise());
        volume.setSelected(choice.evenVolume());
    }

    private void fill(
            ComboBox<Choice> combo, List<AudioDevice> devices, AudioDevice.Kind kind, Optional<String> chosen) {
        var choices = new ArrayList<Choice>();
        String system = devices.stream()
                .filter(device -> device.kind() == kind && device.systemDefault())
                .map(device -> context.words().of("settings.audio.systemNamed", device.name()))
                .findFirst()
                .orElse(context.words().of("settings.audio.system"));
        choices.add(new Choice(Optional.empty(), system));
        for (AudioDevice device : devices) {
            if (device.kind() == kind) {
                choices.add(new Choice(Optional.of(device.id()), device.name()));
            }
        }
        if (chosen.isPresent() && choices.stream().noneMatch(one -> one.id().equals(chosen))) {
            choices.add(new Choice(chosen, context.words().of("settings.audio.missing", chosen.get())));
        }
        if (!combo.getItems().equals(choices)) {
            combo.getItems().setAll(choices);
        }
        choices.stream().filter(one -> one.id().equals(chosen)).findFirst().ifPresent(combo::setValue);
    }

    private void chosen() {
        if (!filling && microphone.getValue() != null && speaker.getValue() != null && ringer.getValue() != null) {
            ask(new AudioChoice(
                    microphone.getValue().id(),
                    speaker.getValue().id(),
                    ringer.getValue().id(),
                    choice.removeEcho(),
                    choice.removeNoise(),
                    choice.evenVolume()));
        }
    }

    private void ask(AudioChoice wanted) {
        if (!wanted.equals(choice)) {
            context.door().ask(new PhoneCommand.ChooseAudio(wanted));
        }
    }

    private static final class Names extends StringConverter<Choice> {
        @Override
        public String toString(@Nullable Choice choice) {
            return choice == null ? "" : choice.name();
        }

        @Override
        public Choice fromString(String text) {
            throw new UnsupportedOperationException("the list is not editable");
        }
    }
}
