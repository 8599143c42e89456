package org.offhook.ui.setup;

import java.time.Duration;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentCommand.ConfigureAccount;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.BannerPlace;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** Which exchange: the person's own, or the practice exchange inside the program. Also the account page of the settings. */
public final class FirstRunPage implements Page {
    /** Busy is shown only after this, so that a quick answer does not flicker. */
    private static final Duration BUSY_SHOWN = Duration.ofMillis(150);

    private static final Duration ASKING_SHOWN = Duration.ofSeconds(1);

    private final WindowContext context;
    private final Words words;
    private final String title;
    private final VBox root = new VBox();
    private final BannerPlace bannerPlace = new BannerPlace();
    private final AccountForm form;
    private final RadioButton own;
    private final RadioButton practice;
    private final Region practiceHint;
    private String busy = "";
    private int attempt;

    /** @param title empty on first run; a sub-page's title when opened from the settings */
    public FirstRunPage(WindowContext context, String title) {
        this.context = context;
        this.words = context.words();
        this.title = title;
        form = new AccountForm(context, this::pressDock);
        var group = new ToggleGroup();
        own = choice("setup.own", "setup.own.second", group);
        practice = choice("setup.practice", "setup.practice.second", group);
        own.setId("choice-own");
        practice.setId("choice-practice");
        practiceHint = Parts.paragraph(words.of("setup.practice.hint"), "oh-text");
        practiceHint.setId("practice-hint");
        own.setSelected(true);
        group.selectedToggleProperty().addListener((property, before, now) -> {
            showChoice();
            context.navigator().refresh();
        });
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        var choices = new VBox(own, practice);
        choices.getStyleClass().add("oh-choices");
        root.getChildren().addAll(choices, form, practiceHint, bannerPlace);
        showChoice();
    }

    private RadioButton choice(String key, String secondKey, ToggleGroup group) {
        var radio = new RadioButton();
        radio.getStyleClass().add("oh-choice");
        radio.setToggleGroup(group);
        radio.setAccessibleText(words.of(key));
        radio.setAccessibleHelp(words.of(secondKey));
        radio.setMaxWidth(Double.MAX_VALUE);
        var lines = new VBox(Parts.label(words.of(key), "oh-strong"), Parts.label(words.of(secondKey), "oh-caption"));
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.getStyleClass().add("oh-choice-lines");
        radio.setGraphic(lines);
        return radio;
    }

    private void showChoice() {
        Parts.present(form, own.isSelected());
        Parts.present(practiceHint, practice.isSelected());
    }

    /** Shows what is set up already. */
    public void fill(AgentSnapshot snapshot) {
        var registration = snapshot.phone().registration();
        if (snapshot.setup() == AgentSnapshot.Setup.OWN_EXCHANGE) {
            form.fill(registration.domain(), registration.extension(), registration.transport());
        } else if (snapshot.setup() == AgentSnapshot.Setup.PRACTICE_EXCHANGE) {
            practice.setSelected(true);
        }
    }

    @Override
    public Pane bannerPlace() {
        return bannerPlace;
    }

    @Override
    public String helpTopic() {
        return "setup";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {}

    @Override
    public String title() {
        return title;
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        Meaning meaning = own.isSelected() ? Meaning.CONNECT : Meaning.PRACTISE;
        if (!busy.isEmpty()) {
            return DockView.off(meaning, IconName.SYNC, busy, "");
        }
        return own.isSelected()
                ? DockView.of(meaning, IconName.LINK, words.of("setup.connect"))
                : DockView.of(meaning, IconName.CALL, words.of("setup.practise"));
    }

    @Override
    public void pressDock() {
        if (!busy.isEmpty() || form.isDisabled()) {
            return;
        }
        if (own.isSelected()) {
            form.command().ifPresent(this::connect);
        } else {
            ask(new AgentCommand.UsePracticeExchange(), words.of("setup.starting"), "");
        }
    }

    private void connect(ConfigureAccount command) {
        ask(
                command,
                words.of("setup.connecting"),
                words.of("setup.asking", command.server().host()));
    }

    private void ask(AgentCommand command, String first, String then) {
        attempt++;
        int mine = attempt;
        form.setBusy(true);
        context.alarm().after(BUSY_SHOWN, () -> showBusy(mine, first));
        if (!then.isEmpty()) {
            context.alarm().after(ASKING_SHOWN, () -> showBusy(mine, then));
        }
        context.door().ask(command, outcome -> answered(mine, command, outcome));
    }

    private void showBusy(int of, String text) {
        if (of == attempt) {
            busy = text;
            context.navigator().refresh();
        }
    }

    private void answered(int of, AgentCommand command, CommandOutcome outcome) {
        if (of != attempt) {
            return;
        }
        attempt++; // what was to be shown as busy later is out of date
        busy = "";
        form.setBusy(false);
        switch (outcome) {
            case CommandOutcome.Accepted accepted -> {
                if (command instanceof ConfigureAccount account) {
                    context.navigator().say(words.of("setup.done", account.extension()));
                }
                if (!title.isEmpty()) {
                    context.navigator().back();
                }
            }
            case CommandOutcome.Refused refused -> {
                if (!own.isSelected() || !form.showRefusal(refused)) {
                    context.navigator().refused(refused);
                }
            }
        }
        context.navigator().refresh();
    }

    @Override
    public Node firstFocus() {
        return own.isSelected() ? form.firstEmpty() : practice;
    }
}
