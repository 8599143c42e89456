package org.offhook.ui.setup;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentCommand.ConfigureAccount;
import org.offhook.agent.AgentCommand.FindTls;
import org.offhook.agent.TlsFinding;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SecretField;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.AccountEntry;
import org.offhook.ui.model.ConnectionChoice;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** Server, extension, password, connection: with errors at the field they belong to. */
public final class AccountForm extends VBox {
    private final Words words;
    private final TextField server = new TextField();
    private final TextField extension = new TextField();
    private final SecretField password;
    private final Map<Transport, ToggleButton> transports = new EnumMap<>(Transport.class);
    private final FormField serverField;
    private final FormField extensionField;
    private final FormField passwordField;
    private final Label hint = Parts.label("", "oh-caption", "oh-connection-hint");
    private final Icon hintIcon = new Icon(IconName.INFO, "oh-caption-icon");
    private final Label details = Parts.paragraph("", "oh-caption");
    private final WindowContext context;
    private ConnectionChoice connection = ConnectionChoice.FIRST;
    private Optional<ServerAddress> lookedAt = Optional.empty();

    /** @param enter Enter was pressed in a field */
    public AccountForm(WindowContext context, Runnable enter) {
        this.context = context;
        this.words = context.words();
        getStyleClass().add("oh-form");
        server.setPromptText(words.of("setup.server.prompt"));
        password = new SecretField(words, words.of("setup.password"), enter);
        for (TextField field : new TextField[] {server, extension}) {
            field.getStyleClass().add("oh-field");
            field.setOnAction(event -> enter.run());
            Parts.leftToRight(field);
            field.textProperty().addListener((property, before, now) -> splitAddress(field, now));
        }
        serverField = new FormField(words.of("setup.server"), server, "");
        extensionField = new FormField(words.of("setup.extension"), extension, "");
        passwordField = new FormField(words.of("setup.password"), password, "");
        HBox.setHgrow(extensionField, Priority.ALWAYS);
        HBox.setHgrow(passwordField, Priority.ALWAYS);
        extensionField.getStyleClass().add("oh-half");
        passwordField.getStyleClass().add("oh-half");
        var pair = new HBox(extensionField, passwordField);
        pair.getStyleClass().add("oh-form-pair");
        hint.setGraphic(hintIcon);
        hint.setWrapText(true);
        Parts.present(details, false);
        var connectionPart = new VBox(Parts.label(words.of("setup.connection"), "oh-label"), segments(), hint, details);
        connectionPart.getStyleClass().add("oh-form-field");
        getChildren().addAll(serverField, pair, connectionPart);
        show(ConnectionChoice.FIRST);
        server.textProperty().addListener((property, before, now) -> forgetServer());
        server.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                lookForTls();
            }
        });
    }

    private HBox segments() {
        var segments = new HBox();
        segments.getStyleClass().add("oh-segments");
        for (Transport candidate : Transport.values()) {
            ToggleButton segment = new ToggleButton(words.of("setup.transport.", candidate)) {
                @Override
                public void fire() {
                    choose(candidate); // one is always chosen
                }
            };
            segment.getStyleClass().setAll("oh-segment");
            segment.setAccessibleText(words.of("row.two", words.of("setup.connection"), segment.getText()));
            segment.setId("transport-" + candidate.name().toLowerCase(java.util.Locale.ROOT));
            segment.setMaxWidth(Double.MAX_VALUE);
            segment.setPrefWidth(0);
            HBox.setHgrow(segment, Priority.ALWAYS);
            transports.put(candidate, segment);
            segments.getChildren().add(segment);
        }
        return segments;
    }

    private void choose(Transport chosen) {
        show(connection.chosen(chosen));
    }

    private void show(ConnectionChoice choice) {
        connection = choice;
        Transport chosen = choice.transport();
        transports.forEach((candidate, button) -> button.setSelected(candidate == chosen));
        String host = choice.finding().map(ConnectionChoice.Asked::host).orElse("");
        hint.setText(choice.reason().map(key -> words.of(key, host)).orElseGet(() -> words.of("setup.hint.", chosen)));
        hintIcon.show(chosen == Transport.TLS ? IconName.LOCK : IconName.INFO);
        Parts.pseudo(hint, "good", chosen == Transport.TLS);
        Parts.present(hint, true);
        Parts.present(details, false);
        Parts.pseudo(hint, "wrong", false);
    }

    /** What was found out about another server says nothing about this one. */
    private void forgetServer() {
        lookedAt = Optional.empty();
        if (connection.finding().isPresent()) {
            show(connection.serverChanged());
        }
    }

    /** Once a server is entered and left, it is asked for TLS; a person need not know what that is. */
    private void lookForTls() {
        Optional<ServerAddress> entered =
                AccountEntry.address(AccountEntry.read(server.getText()).server());
        if (entered.isEmpty() || entered.equals(lookedAt)) {
            return;
        }
        lookedAt = entered;
        context.door().inquire(new FindTls(entered.get()), accepted -> found(entered.get(), accepted));
    }

    private void found(ServerAddress asked, Accepted answer) {
        if (!lookedAt.equals(Optional.of(asked))) {
            return; // another server is entered by now
        }
        String told = answer.data().getOrDefault("tls", "");
        Arrays.stream(TlsFinding.values())
                .filter(finding -> finding.name().equals(told))
                .findFirst()
                .ifPresent(finding -> show(connection.found(asked.host(), finding)));
    }

    /** An address with an at-sign, typed or pasted into either field, fills both. */
    private void splitAddress(TextField field, String text) {
        FormField of = field.equals(server) ? serverField : extensionField;
        of.showError("");
        if (text.indexOf('@') <= 0 || text.endsWith("@")) {
            return;
        }
        boolean pasted = field.equals(server) || text.indexOf('.') > 0;
        AccountEntry entry = AccountEntry.read(text);
        if (pasted && !entry.extension().isEmpty() && !entry.server().isEmpty()) {
            // after this change has been taken in: a field may not change itself while it reports a change
            javafx.application.Platform.runLater(() -> {
                server.setText(entry.server());
                extension.setText(entry.extension());
                entry.transport().ifPresent(this::choose);
                lookForTls();
            });
        }
    }

    /** Shows what is set up already; the password stays empty. */
    public void fill(String serverText, String extensionText, Transport chosen) {
        server.setText(serverText);
        extension.setText(extensionText);
        choose(chosen);
    }

    /** There is a password already, which stays unless another is typed. */
    public void keepsPassword() {
        password.setPrompt(words.of("account.password.kept"));
    }

    /** The command for what is entered, or empty after saying at the field what is missing. */
    public Optional<ConfigureAccount> command() {
        clearErrors();
        AccountEntry entry = AccountEntry.read(server.getText());
        Optional<ServerAddress> address = AccountEntry.address(entry.server());
        if (entry.server().isBlank()) {
            serverField.showError(words.of("setup.error.server"));
        } else if (address.isEmpty()) {
            serverField.showError(words.of("setup.error.serverForm"));
        }
        String user = extension.getText().strip();
        if (user.isEmpty()) {
            extensionField.showError(words.of("setup.error.extension"));
        }
        if (address.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ConfigureAccount(
                address.get(), address.get().host(), user, Secret.of(password.text()), connection.transport()));
    }

    /** Puts a refusal at the field it belongs to; false when it belongs to none. */
    public boolean showRefusal(Refused refused) {
        clearErrors();
        ErrorCode error = refused.error();
        String key = switch (error) {
            case SERVER_NAME_UNKNOWN -> "setup.error.nameUnknown";
            case SERVER_SILENT, CONNECTION_FAILED -> "setup.error.silent";
            case CREDENTIALS_REFUSED -> "setup.error.credentials";
            case CERTIFICATE_NOT_TRUSTED -> "setup.error.certificate";
            default -> ""; // no field is at fault: the banner's place says it
        };
        if (key.isEmpty()) {
            return false;
        }
        String sentence = words.of("setup.error.withCode", words.of(key), error.code());
        switch (error) {
            case CREDENTIALS_REFUSED -> passwordField.showError(sentence);
            case CERTIFICATE_NOT_TRUSTED -> {
                hint.setText(sentence);
                hintIcon.show(IconName.ERROR);
                Parts.pseudo(hint, "good", false);
                Parts.pseudo(hint, "wrong", true);
                details.setText(refused.detail());
                Parts.present(details, !refused.detail().isEmpty());
            }
            default -> serverField.showError(sentence);
        }
        return true;
    }

    private void clearErrors() {
        serverField.showError("");
        extensionField.showError("");
        passwordField.showError("");
        show(connection);
    }

    /** The first field that wants something. */
    public Node firstEmpty() {
        if (server.getText().isBlank()) {
            return server;
        }
        return extension.getText().isBlank() ? extension : password.field();
    }

    /** Fields cannot be changed while the server is asked. */
    public void setBusy(boolean busy) {
        setDisable(busy);
    }
}
