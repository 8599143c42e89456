package org.offhook.ui.settings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.soundcheck.SoundCheckKind;
import org.offhook.core.soundcheck.SoundCheckView;
import org.offhook.core.soundcheck.SoundCheckView.Phase;
import org.offhook.ui.fx.BesideOrBelow;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Meter;
import org.offhook.ui.fx.Metered;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.IconName;

/**
 * Microphone, speaker, ringer, their levels, and what is done to the microphone's sound. A change counts at once, in a call too. While no
 * call is up the devices can be tried out here: the microphone's level is shown as long as the page is open.
 */
public final class AudioPage extends SettingsSubPage implements Metered {
    /** A choice in a list of devices. */
    record Choice(Optional<String> id, String name) {}

    private final VBox root = new VBox();
    private final ComboBox<Choice> microphone;
    private final ComboBox<Choice> speaker;
    private final ComboBox<Choice> ringer;
    private final FormField microphoneField;
    private final Meter meter;
    private final Label heard = Parts.label("", "oh-caption", "oh-heard");
    private final Button testSpeaker;
    private final Button testRinger;
    private final LevelSlider microphoneLevel;
    private final LevelSlider speakerLevel;
    private final SoundCheckCard card;
    private final Switch echo;
    private final Switch noise;
    private final Switch volume;
    private AudioChoice choice = AudioChoice.SYSTEM;
    private List<AudioDevice> devices = List.of();
    private SoundCheckView check = SoundCheckView.NONE;
    private boolean inCall;
    private boolean filling;
    /** The microphone was asked for since there was last a reason to. */
    private boolean asked;

    public AudioPage(WindowContext context) {
        super(context, "settings.audio");
        microphone = combo("microphone", IconName.MIC);
        speaker = combo("speaker", IconName.HEADSET);
        ringer = combo("ringer", IconName.RINGER);
        microphoneField = new FormField(context.words().of("settings.audio.microphone"), microphone, "").compact();
        meter = new Meter(context.words().of("settings.audio.meter"));
        HBox.setHgrow(meter, Priority.ALWAYS);
        meter.setMaxWidth(Double.MAX_VALUE);
        heard.setId("heard");
        HBox level = Parts.row("oh-heard-row", meter, heard);
        testSpeaker = test("test-speaker", "settings.audio.test.speaker", SoundCheckKind.SPEAKER, Phase.SPEAKER);
        testRinger = test("test-ringer", "settings.audio.test.ringer", SoundCheckKind.RINGER, Phase.RINGER);
        microphoneLevel = new LevelSlider(
                context.words(),
                context.words().of("settings.audio.level.microphone"),
                "microphone-level",
                decibels -> ask(choice.at(decibels, choice.speakerDb())));
        speakerLevel = new LevelSlider(
                context.words(),
                context.words().of("settings.audio.level.speaker"),
                "speaker-level",
                decibels -> ask(choice.at(choice.microphoneDb(), decibels)));
        card = new SoundCheckCard(context.words());
        echo = toggle("settings.audio.echo", "remove-echo");
        noise = toggle("settings.audio.noise", "remove-noise");
        volume = toggle("settings.audio.volume", "even-volume");
        echo.setOnAsked(() -> ask(choice.processed(!choice.removeEcho(), choice.removeNoise(), choice.evenVolume())));
        noise.setOnAsked(() -> ask(choice.processed(choice.removeEcho(), !choice.removeNoise(), choice.evenVolume())));
        volume.setOnAsked(() -> ask(choice.processed(choice.removeEcho(), choice.removeNoise(), !choice.evenVolume())));
        var toggles = new VBox(echo, noise, volume);
        toggles.getStyleClass().addAll("oh-card", "oh-switch-list");
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        root.getChildren()
                .addAll(
                        microphoneField,
                        level,
                        microphoneLevel,
                        card,
                        tested("settings.audio.speaker", speaker, testSpeaker),
                        speakerLevel,
                        tested("settings.audio.ringer", ringer, testRinger),
                        toggles);
        root.sceneProperty().addListener((property, before, now) -> {
            if (now == null) {
                Platform.runLater(this::leaveIfGone); // a page that begins to scroll is away for a moment only
            }
        });
    }

    private BesideOrBelow tested(String key, ComboBox<Choice> combo, Button test) {
        test.getStyleClass().add("oh-test");
        return new BesideOrBelow(new FormField(context.words().of(key), combo, "").compact(), test);
    }

    private Button test(String id, String key, SoundCheckKind kind, Phase running) {
        Button button = Parts.button(IconName.PLAY, context.words().of("settings.audio.test"));
        button.setId(id);
        Parts.name(button, context.words().of(key));
        button.setOnAction(event -> context.door()
                .ask(check.phase() == running ? new PhoneCommand.EndSoundCheck() : new PhoneCommand.CheckSound(kind)));
        return button;
    }

    private Switch toggle(String key, String id) {
        var toggle = new Switch(context.words().of(key), "");
        toggle.setId(id);
        return toggle;
    }

    private ComboBox<Choice> combo(String id, IconName icon) {
        var combo = new ComboBox<Choice>();
        combo.getStyleClass().add("oh-combo");
        combo.setId(id);
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setConverter(new Names());
        combo.setButtonCell(new Chosen(icon));
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
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        return SoundCheckCard.dock(check, inCall, now, context.words());
    }

    @Override
    public void pressDock() {
        context.door()
                .ask(
                        check.busy()
                                ? new PhoneCommand.EndSoundCheck()
                                : new PhoneCommand.CheckSound(SoundCheckKind.LOOP));
    }

    @Override
    public boolean showLevels(long millisSinceLast) {
        return meter.show(context.levels().microphoneDbov(), millisSinceLast);
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        choice = snapshot.phone().audioChoice();
        boolean plugged = !snapshot.phone().audioDevices().equals(devices);
        devices = snapshot.phone().audioDevices();
        filling = true;
        fill(microphone, devices, AudioDevice.Kind.CAPTURE, choice.captureId());
        fill(speaker, devices, AudioDevice.Kind.PLAYOUT, choice.playoutId());
        fill(ringer, devices, AudioDevice.Kind.PLAYOUT, choice.ringerId());
        filling = false;
        boolean none = devices.stream().noneMatch(device -> device.kind() == AudioDevice.Kind.CAPTURE);
        microphoneField.showError(none ? context.words().of("settings.audio.none") : "");
        microphoneLevel.show(choice.microphoneDb());
        speakerLevel.show(choice.speakerDb());
        echo.setSelected(choice.removeEcho());
        noise.setSelected(choice.removeNoise());
        volume.setSelected(choice.evenVolume());
        showCheck(snapshot, plugged);
    }

    private void showCheck(AgentSnapshot snapshot, boolean plugged) {
        SoundCheckView before = check;
        check = snapshot.phone().soundCheck();
        inCall = snapshot.phone().calls().stream().anyMatch(CallView::live);
        heard.setText(
                check.phase() == Phase.LISTENING ? context.words().of("settings.audio.heard.", check.heard()) : "");
        Parts.present(heard, !heard.getText().isEmpty());
        testSpeaker.setText(testText(Phase.SPEAKER));
        testRinger.setText(testText(Phase.RINGER));
        testSpeaker.setDisable(inCall);
        testRinger.setDisable(inCall);
        card.show(check, inCall);
        boolean over = before.busy() && before.phase() != Phase.OPENING;
        if (inCall || plugged || over) {
            asked = false;
        }
        if (!inCall && !asked && check.phase() == Phase.QUIET) {
            asked = true;
            context.door()
                    .inquire(
                            new AgentCommand.Phone(new PhoneCommand.CheckSound(SoundCheckKind.LISTEN)), accepted -> {});
        }
    }

    private String testText(Phase running) {
        return context.words().of(check.phase() == running ? "settings.audio.test.end" : "settings.audio.test");
    }

    /** Nobody looks any more: the microphone closes. */
    private void leaveIfGone() {
        if (root.getScene() == null && check.phase() != Phase.QUIET) {
            context.door().inquire(new AgentCommand.Phone(new PhoneCommand.EndSoundCheck()), accepted -> {});
        }
    }

    private void fill(
            ComboBox<Choice> combo, List<AudioDevice> present, AudioDevice.Kind kind, Optional<String> chosen) {
        var choices = new ArrayList<Choice>();
        String system = present.stream()
                .filter(device -> device.kind() == kind && device.systemDefault())
                .map(device -> context.words().of("settings.audio.systemNamed", device.name()))
                .findFirst()
                .orElse(context.words().of("settings.audio.system"));
        choices.add(new Choice(Optional.empty(), system));
        for (AudioDevice device : present) {
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
            ask(choice.on(
                    microphone.getValue().id(),
                    speaker.getValue().id(),
                    ringer.getValue().id()));
        }
    }

    private void ask(AudioChoice wanted) {
        if (!wanted.equals(choice)) {
            context.door().ask(new PhoneCommand.ChooseAudio(wanted));
        }
    }

    /** What is chosen, behind the picture of what it is for. */
    private static final class Chosen extends ListCell<Choice> {
        Chosen(IconName icon) {
            setGraphic(new Icon(icon, "oh-combo-icon"));
        }

        @Override
        protected void updateItem(@Nullable Choice choice, boolean isEmpty) {
            super.updateItem(choice, isEmpty);
            setText(choice == null || isEmpty ? "" : choice.name());
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
