package org.offhook.ui.settings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentCommand.ConfigureAccount;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusBand;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.EnumWords;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.setup.AccountForm;

/** An account beside the main one: added, changed, or removed after one more question. Stored when Save is pressed. */
public final class ExtraAccountPage extends SettingsSubPage {
    private final VBox root = new VBox();
    private final TextField name = new TextField();
    private final FormField nameField;
    private final AccountForm form;
    private final ComboBox<Encryption> encryption = new ComboBox<>();
    private final Map<Codec, CheckBox> codecs = new LinkedHashMap<>();
    private final FormField codecField;
    private final ComboBox<OpusBand> opusBand = new ComboBox<>();
    private final VBox removal = new VBox();
    private final Button remove;
    private final Optional<AccountView> before;
    private AgentSnapshot snapshot;
    private boolean asking;
    private boolean removing;

    /** For one that is not there yet. */
    static ExtraAccountPage adding(WindowContext context, AgentSnapshot snapshot) {
        return new ExtraAccountPage(context, snapshot, Optional.empty());
    }

    /** For one that is. */
    static ExtraAccountPage changing(WindowContext context, AgentSnapshot snapshot, AccountView account) {
        return new ExtraAccountPage(context, snapshot, Optional.of(account));
    }

    private ExtraAccountPage(WindowContext context, AgentSnapshot first, Optional<AccountView> before) {
        super(context, before.isPresent() ? "account.title.change" : "account.title.add");
        this.snapshot = first;
        this.before = before;
        form = new AccountForm(context, this::pressDock);
        name.getStyleClass().add("oh-field");
        name.setId("account-name");
        name.setPromptText(context.words().of("account.name.prompt"));
        name.setOnAction(event -> pressDock());
        nameField = new FormField(
                context.words().of("account.name"), name, context.words().of("account.name.help"));
        name.textProperty().addListener((property, old, now) -> nameField.showError(""));
        encryption.getItems().setAll(Encryption.values());
        encryption.setConverter(new EnumWords<>(context.words(), "account.encryption."));
        encryption.getStyleClass().add("oh-combo");
        encryption.setId("account-encryption");
        encryption.setMaxWidth(Double.MAX_VALUE);
        var encryptionField = new FormField(context.words().of("account.encryption"), encryption, "").compact();
        codecField = new FormField(context.words().of("account.codecs"), codecChoice(), "").compact();
        opusBand.getItems().setAll(OpusBand.values());
        opusBand.setConverter(new EnumWords<>(context.words(), "account.opus."));
        opusBand.getStyleClass().add("oh-combo");
        opusBand.setId("account-opus");
        opusBand.setMaxWidth(Double.MAX_VALUE);
        var opusField = new FormField(context.words().of("account.opus"), opusBand, "").compact();
        remove = Parts.button(IconName.CLOSE, context.words().of("account.remove"), "oh-quiet");
        remove.setId("account-remove");
        remove.setOnAction(event -> {
            askBeforeRemoving(true);
            context.navigator().refresh();
        });
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        root.getChildren().addAll(nameField, form, encryptionField, codecField, opusField, remove, removal);
        fillRemoval();
        fill(before);
        askBeforeRemoving(false);
    }

    private FlowPane codecChoice() {
        var boxes = new FlowPane();
        boxes.getStyleClass().add("oh-account-codecs");
        for (Codec codec : MediaTerms.WIDE.codecs()) {
            var box = new CheckBox(context.words().of("account.codec.", codec));
            box.getStyleClass().add("oh-check");
            box.setId("codec-" + codec.name().toLowerCase(java.util.Locale.ROOT));
            codecs.put(codec, box);
            if (codec == Codec.OPUS) {
                opusBand.disableProperty().bind(box.selectedProperty().not());
            }
            boxes.getChildren().add(box);
        }
        return boxes;
    }

    private void fill(Optional<AccountView> account) {
        account.ifPresent(view -> {
            ServerAddress server = view.server();
            String port = server.port().isPresent() ? ":" + server.port().getAsInt() : "";
            String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
            form.fill(host + port, view.extension(), view.transport());
            form.keepsPassword();
        });
        MediaTerms terms = account.map(AccountView::terms).orElse(MediaTerms.WIDE);
        encryption.setValue(terms.encryption());
        opusBand.setValue(terms.opusBand());
        codecs.forEach((codec, box) -> box.setSelected(terms.codecs().contains(codec)));
    }

    private void fillRemoval() {
        Button yes = Parts.button(context.words().of("account.remove.yes"), "oh-quiet", "oh-account-danger");
        yes.setId("account-remove-yes");
        yes.setOnAction(event -> before.ifPresent(
                account -> ask(new AgentCommand.RemoveAccount(account.id()), "account.removed", account.id())));
        Button no = Parts.button(context.words().of("account.remove.no"), "oh-quiet");
        no.setId("account-remove-no");
        no.setOnAction(event -> {
            askBeforeRemoving(false);
            context.navigator().refresh();
        });
        var answers = new HBox(no, Parts.slack(), yes);
        answers.getStyleClass().add("oh-form-pair");
        String question = before.map(account -> context.words()
                        .of("account.remove.question", account.id().name()))
                .orElse("");
        removal.getStyleClass().addAll("oh-card", "oh-account-removal");
        removal.getChildren().addAll(Parts.paragraph(question, "oh-text"), answers);
    }

    /** The question stands alone: nothing else is changed meanwhile. */
    private void askBeforeRemoving(boolean now) {
        root.getChildren().forEach(part -> Parts.present(part, now == part.equals(removal)));
        Parts.present(nameField, before.isEmpty());
        Parts.present(remove, before.isPresent() && !now);
        removing = now;
        if (now) {
            // the answer that does nothing
            ((HBox) removal.getChildren().getLast()).getChildren().getFirst().requestFocus();
        }
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot now, Instant at) {
        snapshot = now;
    }

    @Override
    public DockView dock(AgentSnapshot now, Instant at) {
        if (removing && !asking) {
            return DockView.off(
                    Meaning.SAVE_ACCOUNT, IconName.CHECK, context.words().of("account.save"), "");
        }
        return asking
                ? DockView.off(
                        Meaning.SAVE_ACCOUNT, IconName.SYNC, context.words().of("account.saving"), "")
                : DockView.of(
                        Meaning.SAVE_ACCOUNT, IconName.CHECK, context.words().of("account.save"));
    }

    @Override
    public void pressDock() {
        if (asking || removing) {
            return;
        }
        Optional<AccountId> id = id();
        Optional<ConfigureAccount> entered = form.command();
        List<Codec> chosen = new ArrayList<>();
        codecs.forEach((codec, box) -> {
            if (box.isSelected()) {
                chosen.add(codec);
            }
        });
        codecField.showError(chosen.isEmpty() ? context.words().of("account.codecs.none") : "");
        if (id.isPresent() && entered.isPresent() && !chosen.isEmpty()) {
            save(id.get(), entered.get(), chosen);
        }
    }

    private void save(AccountId id, ConfigureAccount entered, List<Codec> chosen) {
        MediaTerms old = before.map(AccountView::terms).orElse(MediaTerms.WIDE);
        // the order of before is somebody's choice where the codecs are the same
        List<Codec> ordered =
                chosen.size() == old.codecs().size() && old.codecs().containsAll(chosen) ? old.codecs() : chosen;
        MediaTerms terms = new MediaTerms(
                ordered, old.ptimeMillis(), old.pauses(), encryption.getValue(), old.ice(), opusBand.getValue());
        String domain = before.filter(account ->
                        account.server().host().equals(entered.server().host()))
                .map(AccountView::domain)
                .orElse(entered.domain());
        Optional<Secret> password =
                before.isPresent() && entered.password().isEmpty() ? Optional.empty() : Optional.of(entered.password());
        ask(
                new AgentCommand.SaveAccount(
                        id, entered.server(), domain, entered.extension(), password, entered.transport(), terms),
                "account.saved",
                id);
    }

    /** The name, or empty after saying at the field what is wrong with it. */
    private Optional<AccountId> id() {
        if (before.isPresent()) {
            return before.map(AccountView::id);
        }
        String text = name.getText().strip();
        String wrong = "";
        if (!AccountId.isName(text) || new AccountId(text).isMain()) {
            wrong = context.words().of("account.name.wrong");
        } else if (snapshot.phone().account(new AccountId(text)).isPresent()) {
            wrong = context.words().of("account.name.taken");
        }
        nameField.showError(wrong);
        return wrong.isEmpty() ? Optional.of(new AccountId(text)) : Optional.empty();
    }

    private void ask(AgentCommand command, String done, AccountId id) {
        asking = true;
        root.setDisable(true);
        context.navigator().refresh();
        context.door().ask(command, outcome -> {
            asking = false;
            root.setDisable(false);
            switch (outcome) {
                case CommandOutcome.Accepted _ -> {
                    context.navigator().say(context.words().of(done, id.name()));
                    context.navigator().back();
                }
                case CommandOutcome.Refused refused -> {
                    if (!form.showRefusal(refused)) {
                        context.navigator().refused(refused);
                    }
                }
            }
            context.navigator().refresh();
        });
    }

    @Override
    public Node firstFocus() {
        return before.isEmpty() ? name : form.firstEmpty();
    }
}
