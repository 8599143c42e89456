package org.offhook.ui.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.ChangeRefused;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.user.Password;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SecretField;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.model.DockView;

/** Sets a user's password, or what the user's phone registers with. What is stored is never shown. */
final class SecretPage extends AdminSubPage {
    /** Which of the two. */
    enum Secret {
        PASSWORD,
        PHONE
    }

    private final Secret secret;
    private final String user;
    private final FormFields fields;
    private final SecretField typed;
    private final Switch generate;
    private final Label question;
    private boolean asking;
    private boolean busy;

    SecretPage(AdminContext admin, Secret secret, String user) {
        super(admin, admin.words().of("admin.secret.title.", secret));
        this.secret = secret;
        this.user = user;
        root.getStyleClass().add("oh-form-page");
        fields = new FormFields(words, this::pressDock);
        fields.note(words.of("admin.secret.of.", secret).replace("{0}", user));
        generate = fields.toggle("admin.user.generate", secret == Secret.PASSWORD);
        typed = fields.secret(
                secret == Secret.PASSWORD ? "admin.user.password" : "admin.user.phoneSecret", EntryFault.PASSWORD);
        generate.setOnAsked(() -> {
            generate.setSelected(!generate.isSelected());
            fields.present(typed, !generate.isSelected());
        });
        Parts.present(generate, secret == Secret.PASSWORD);
        fields.present(typed, secret == Secret.PHONE);
        question = Parts.paragraph(words.of("admin.secret.erase.question", user), "oh-admin-question");
        Parts.present(question, false);
        add(question, fields);
    }

    @Override
    public Node firstFocus() {
        return secret == Secret.PASSWORD ? generate : typed.field();
    }

    @Override
    DockView dock() {
        if (busy) {
            return busy(words.of("admin.saving"));
        }
        if (asking) {
            return agree(words.of("admin.secret.erase")).withSecond(words.of("admin.keep"));
        }
        String second = secret == Secret.PHONE ? words.of("admin.secret.erase") : "";
        return act(words.of("admin.save")).withSecond(second);
    }

    @Override
    void pressed() {
        if (busy) {
            return;
        }
        if (asking) {
            work(
                    administration -> administration.users().setPhoneSecret(user, Optional.empty()),
                    () -> say(words.of("admin.secret.erased", user)));
            return;
        }
        Password chosen =
                generate.isSelected() && secret == Secret.PASSWORD ? Password.generated() : Password.of(typed.text());
        List<EntryFault> faults = EntryRules.of(chosen);
        if (!faults.isEmpty()) {
            fields.show(faults);
            return;
        }
        switch (secret) {
            case PASSWORD ->
                work(administration -> administration.users().setPassword(user, chosen), () -> {
                    say(words.of("admin.secret.set", user));
                    if (generate.isSelected()) {
                        open(new OncePage(admin, words.of("admin.once.password"), user, chosen));
                    }
                });
            case PHONE ->
                work(
                        administration -> administration.users().setPhoneSecret(user, Optional.of(chosen)),
                        () -> say(words.of("admin.secret.set", user)));
        }
    }

    @Override
    void secondPressed() {
        if (!busy) {
            asking = !asking;
            Parts.present(question, asking);
            fields.setDisable(asking);
            admin.window().navigator().refresh();
        }
    }

    @Override
    boolean holdsEntries() {
        return !busy && typed.isVisible() && !typed.text().isEmpty();
    }

    @Override
    void dropQuestion() {
        if (asking) {
            secondPressed();
        }
    }

    private void work(Consumer<Administration> what, Runnable after) {
        busy = true;
        fields.setDisable(true);
        showTrouble("");
        admin.window().navigator().refresh();
        admin.ask(
                administration -> {
                    what.accept(administration);
                    return user;
                },
                _ -> {
                    back();
                    after.run();
                },
                thrown -> {
                    busy = false;
                    asking = false;
                    Parts.present(question, false);
                    fields.setDisable(false);
                    if (!(thrown instanceof ChangeRefused refused && fields.show(refused))) {
                        showTrouble(Troubles.sentence(thrown, words));
                    }
                });
    }
}
