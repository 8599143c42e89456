package org.offhook.ui.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.token.ApiToken;
import org.offhook.campaign.user.Password;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.text.Words;

/** Header tokens of the ameyo profile: made and deactivated, never changed. */
record TokenKind(AdminContext admin) implements EntryKind<ApiToken> {
    @Override
    public AdminKind kind() {
        return AdminKind.TOKEN;
    }

    @Override
    public List<ApiToken> read(Administration administration) {
        return administration.tokens().all();
    }

    @Override
    public Row row(ApiToken token) {
        Words words = admin.words();
        return new Row(
                token.label(),
                words.of("admin.token.second", token.user(), token.requestingHost(), token.policyName()),
                token.active() ? "" : words.of("admin.off"));
    }

    @Override
    public List<EntryFault> faults(ApiToken token) {
        return EntryRules.ofToken(token.label(), token.requestingHost(), token.policyName());
    }

    @Override
    public void save(Administration administration, Optional<ApiToken> before, ApiToken after) {
        // A token that is there has nothing to save.
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Optional<Ending<ApiToken>> ending(ApiToken token) {
        Words words = admin.words();
        return token.active()
                ? Optional.of(new Ending.Loss<>(
                        words.of("admin.deactivate"),
                        words.of("admin.token.deactivate", token.label()),
                        (administration, gone) -> administration.tokens().deactivate(gone.id())))
                : Optional.empty();
    }

    @Override
    public EntryForm<ApiToken> form(Optional<ApiToken> before, Choices choices, FormFields fields) {
        return new Form(before, choices, fields);
    }

    private final class Form implements EntryForm<ApiToken> {
        private final Password key = Password.generatedKey();
        private final TextField label;
        private final ComboBox<Choice> user;
        private final TextField host;
        private final TextField policy;
        private final FormFields fields;

        Form(Optional<ApiToken> before, Choices choices, FormFields fields) {
            this.fields = fields;
            label = fields.text("admin.token.label", before.map(ApiToken::label).orElse(""), EntryFault.TOKEN_LABEL);
            user = fields.choice(
                    "admin.token.user",
                    choices.ofUsers(),
                    before.map(ApiToken::user).orElse(""),
                    EntryFault.USER_NAME);
            fields.refusedAt(user, Reason.NO_SUCH_USER, Reason.LEVEL_TOO_HIGH);
            host = fields.code(
                    "admin.token.host", before.map(ApiToken::requestingHost).orElse(""), EntryFault.TOKEN_HOST);
            policy = fields.code(
                    "admin.token.policy", before.map(ApiToken::policyName).orElse(""), EntryFault.TOKEN_POLICY);
            fields.setDisable(before.isPresent());
        }

        @Override
        public Optional<ApiToken> entered() {
            String of = FormFields.value(user);
            if (of.isEmpty()) {
                fields.error(user, EntryFault.USER_NAME);
            }
            var token = new ApiToken(
                    0,
                    label.getText().strip(),
                    host.getText().strip(),
                    policy.getText().strip(),
                    of,
                    true,
                    Instant.EPOCH);
            return of.isEmpty() ? Optional.empty() : Optional.of(token);
        }

        @Override
        public Optional<Adding> adding(ApiToken token) {
            return Optional.of(administration -> administration
                    .tokens()
                    .add(token.label(), key, token.requestingHost(), token.policyName(), token.user()));
        }

        @Override
        public void added(ApiToken token) {
            admin.window()
                    .navigator()
                    .open(new OncePage(admin, admin.words().of("admin.once.key"), token.label(), key));
        }
    }
}
