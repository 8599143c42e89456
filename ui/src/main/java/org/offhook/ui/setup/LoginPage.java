package org.offhook.ui.setup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.AgentState;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.RegistrationView;
import org.offhook.ui.fx.BannerPlace;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SecretField;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** Logged out: the CRM logs the agent in, or the agent does it here. */
public final class LoginPage implements Page {
    private final WindowContext context;
    private final Words words;
    private final VBox root = new VBox();
    private final BannerPlace bannerPlace = new BannerPlace();
    private final Label cardTitle = Parts.label("", "oh-heading");
    private final Label cardText = Parts.paragraph("", "oh-text");
    private final TextField user = new TextField();
    private final SecretField password;
    private final FormField userField;
    private final FormField passwordField;
    private final Label extension = Parts.leftToRight(Parts.label("", "oh-phone-extension"));
    private final Label domain = Parts.leftToRight(Parts.label("", "oh-caption"));
    private boolean asked;
    private @Nullable Instant slowedUntil;

    public LoginPage(WindowContext context, AgentSnapshot first) {
        this.context = context;
        this.words = context.words();
        var lines = new VBox(cardTitle, cardText);
        lines.getStyleClass().add("oh-info-lines");
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var card = new HBox(new Icon(IconName.LINK, "oh-info-icon"), lines);
        card.getStyleClass().add("oh-info-card");
        card.setAlignment(Pos.TOP_LEFT);
        user.getStyleClass().add("oh-field");
        user.setOnAction(event -> pressDock());
        user.textProperty().addListener((property, before, now) -> clearErrors());
        password = new SecretField(words, words.of("login.password"), this::pressDock);
        password.setPrompt(words.of("login.password.prompt"));
        userField = new FormField(words.of("login.user"), user, "");
        passwordField = new FormField(words.of("login.password"), password, "");
        Button change = Parts.button(words.of("login.phone.change"), "oh-link");
        change.setId("change-phone");
        change.setOnAction(event -> context.navigator().openAccount());
        var phone = new HBox(extension, domain, Parts.slack(), change);
        phone.getStyleClass().add("oh-phone-row");
        phone.setAlignment(Pos.CENTER_LEFT);
        domain.setMinWidth(0);
        var phoneField = new VBox(Parts.label(words.of("login.phone"), "oh-label"), phone);
        phoneField.getStyleClass().add("oh-form-field");
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        root.getChildren().addAll(bannerPlace, card, userField, passwordField, phoneField);
        bannerPlace.getChildren().addListener((javafx.beans.InvalidationListener) children ->
                Parts.present(card, bannerPlace.getChildren().isEmpty())); // the banner takes the card's place
        if (first.setup() == Setup.PRACTICE_EXCHANGE) {
            user.setText(System.getProperty("user.name", "")); // any name will do there, so one press is enough
        }
    }

    @Override
    public Pane bannerPlace() {
        return bannerPlace;
    }

    @Override
    public String helpTopic() {
        return "login";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        boolean practice = snapshot.setup() == Setup.PRACTICE_EXCHANGE;
        boolean busy = snapshot.agent().state() != AgentState.LOGGED_OUT;
        boolean byCrm = busy && !asked && !snapshot.agent().displayName().isEmpty();
        cardTitle.setText(words.of(practice ? "login.practice" : "login.card"));
        cardText.setText(
                byCrm
                        ? words.of("login.byCrm", snapshot.agent().displayName())
                        : words.of(practice ? "login.practice.text" : "login.card.text"));
        user.setEditable(!busy);
        password.setDisable(busy);
        RegistrationView registration = snapshot.phone().registration();
        extension.setText(registration.extension());
        Parts.present(extension, !registration.extension().isEmpty());
        domain.setText(registration.domain().isEmpty() ? "" : words.of("login.phone.on", registration.domain()));
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        if (slowedUntil != null && now.isBefore(slowedUntil)) {
            return DockView.off(
                    Meaning.LOG_IN,
                    IconName.CLOCK,
                    words.of("login.tryIn", TimeText.secondsUntil(slowedUntil, now)),
                    words.of("login.error.slowedSome"));
        }
        return switch (snapshot.agent().state()) {
            case LOGGING_IN -> {
                boolean registering = snapshot.phone().registration().status() == RegistrationView.Status.REGISTERING;
                String text = words.of(registering ? "login.registering" : "login.busy");
                yield DockView.off(Meaning.LOG_IN, IconName.SYNC, text, "");
            }
            case LOGGING_OUT -> DockView.off(Meaning.LOG_IN, IconName.SYNC, words.of("state.loggingOut"), "");
            case LOGGED_OUT, PAUSED, READY, CALLING, ON_CALL, WRAP_UP ->
                DockView.of(Meaning.LOG_IN, IconName.CHECK, words.of("login.dock"));
        };
    }

    @Override
    public void pressDock() {
        boolean slowed = slowedUntil != null && context.clock().instant().isBefore(slowedUntil);
        if (asked || slowed) {
            return;
        }
        clearErrors();
        String name = user.getText().strip();
        if (name.isEmpty()) {
            userField.showError(words.of("login.error.user"));
            return;
        }
        asked = true;
        var command = new AgentCommand.LogIn(name, Secret.of(password.text()), Optional.empty(), Optional.empty());
        context.door().ask(command, this::answered);
    }

    private void answered(CommandOutcome outcome) {
        asked = false;
        switch (outcome) {
            case CommandOutcome.Accepted accepted -> password.setText("");
            case CommandOutcome.Refused refused -> {
                if (refused.error() == ErrorCode.LOGIN_REFUSED) {
                    passwordField.showError(words.of("login.error.wrong"));
                } else if (refused.error() == ErrorCode.LOGIN_SLOWED) {
                    slowed(refused.detail());
                } else {
                    context.navigator().refused(refused);
                }
            }
        }
        context.navigator().refresh();
    }

    /** @param detail seconds to wait, where the refusal tells them */
    private void slowed(String detail) {
        if (detail.matches("[0-9]{1,4}")) {
            slowedUntil = context.clock().instant().plus(Duration.ofSeconds(Long.parseLong(detail)));
            passwordField.showError(words.of("login.error.slowed", detail));
        } else {
            passwordField.showError(words.of("login.error.slowedSome"));
        }
    }

    private void clearErrors() {
        userField.showError("");
        passwordField.showError("");
    }

    @Override
    public Node firstFocus() {
        return user.getText().isBlank() ? user : password.field();
    }
}
