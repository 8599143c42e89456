package org.offhook.ui.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AdminRights;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SecretField;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.text.Words;

/** Users. */
record UserKind(AdminContext admin) implements EntryKind<User> {
    /** A new user's group, as the command line has it. */
    private static final String AGENTS = "AGENTS";

    @Override
    public AdminKind kind() {
        return AdminKind.USER;
    }

    @Override
    public List<User> read(Administration administration) {
        return administration.users().all();
    }

    @Override
    public Row row(User user) {
        Words words = admin.words();
        String second = words.of("admin.user.second", user.fullName(), user.level(), user.group());
        return new Row(user.name(), second, user.active() ? "" : words.of("admin.off"));
    }

    @Override
    public List<EntryFault> faults(User user) {
        return EntryRules.of(user);
    }

    @Override
    public void save(Administration administration, Optional<User> before, User after) {
        before.ifPresent(old -> administration.users().change(old, after));
    }

    @Override
    public Optional<Ending<User>> ending(User user) {
        return Optional.of(new Ending.Switch<>(user.withActive(!user.active()), !user.active()));
    }

    @Override
    public EntryForm<User> form(Optional<User> before, Choices choices, FormFields fields) {
        return new Form(before, choices, fields);
    }

    private final class Form implements EntryForm<User> {
        private final FormFields fields;
        private final boolean active;
        private final TextField name;
        private final TextField fullName;
        private final ComboBox<Choice> level;
        private final ComboBox<Choice> group;
        private final Map<String, CheckBox> rights;
        private final ComboBox<Choice> campaign;
        private final TextField phoneLogin;
        private final TextField voicemail;
        private final TextField email;
        private final TextField customThree;
        private final Optional<Secrets> secrets;

        /** What a new user begins with. */
        private record Secrets(Switch generate, SecretField password, SecretField phoneSecret) {}

        private Optional<Password> made = Optional.empty();

        Form(Optional<User> before, Choices choices, FormFields fields) {
            this.fields = fields;
            Words words = admin.words();
            User old = before.orElseGet(() -> User.of("", "", 1, AGENTS, Right.USE_API, Right.MANUAL_DIAL));
            active = old.active();
            name = fields.id("admin.user.name", before.map(User::name), EntryFault.USER_NAME);
            fullName = fields.text("admin.user.fullName", old.fullName(), EntryFault.FULL_NAME);
            level = fields.choice("admin.user.level", levels(words), Integer.toString(old.level()), EntryFault.LEVEL);
            fields.refusedAt(level, Reason.LEVEL_TOO_HIGH, Reason.YOURSELF);
            group = fields.choice("admin.user.group", choices.ofGroups(), old.group());
            fields.refusedAt(group, Reason.NO_SUCH_GROUP);
            secrets = before.isEmpty() ? Optional.of(secrets()) : Optional.empty();
            if (before.isPresent()) {
                button("admin.user.setPassword", () -> secretPage(SecretPage.Secret.PASSWORD, old));
                button("admin.user.setPhoneSecret", () -> secretPage(SecretPage.Secret.PHONE, old));
            }
            rights = fields.checks(
                    "admin.user.rights",
                    Choices.of(Right.class, "admin.right.", words),
                    old.rights().stream().map(Right::name).collect(Collectors.toSet()));
            campaign = fields.choice(
                    "admin.user.campaign", choices.ofCampaigns(words.of("admin.campaign.none")), old.campaign());
            fields.refusedAt(campaign, Reason.NO_SUCH_CAMPAIGN);
            phoneLogin = fields.code("admin.user.phoneLogin", old.phoneLogin(), EntryFault.PHONE_LOGIN);
            voicemail = fields.code("admin.user.voicemail", old.voicemailId(), EntryFault.VOICEMAIL);
            email = fields.code("admin.user.email", old.email(), EntryFault.EMAIL);
            customThree = fields.text("admin.user.customThree", old.customThree(), EntryFault.CUSTOM_THREE);
        }

        /** Only the levels that this administrator may give. */
        private List<Choice> levels(Words words) {
            var levels = new ArrayList<Choice>();
            for (int one = 1; one <= 9; one++) {
                if (!AdminRights.tooHigh(admin.administrator(), one)) {
                    String text = words.of(
                            one >= AdminRights.LEAST_LEVEL ? "admin.user.level.administers" : "admin.user.level.plain",
                            one);
                    levels.add(new Choice(Integer.toString(one), text));
                }
            }
            return levels;
        }

        private Secrets secrets() {
            Switch generate = fields.toggle("admin.user.generate", true);
            SecretField password = fields.secret("admin.user.password", EntryFault.PASSWORD);
            generate.setOnAsked(() -> {
                generate.setSelected(!generate.isSelected());
                fields.present(password, !generate.isSelected());
            });
            fields.present(password, false);
            return new Secrets(generate, password, fields.secret("admin.user.phoneSecret"));
        }

        private void button(String key, Runnable action) {
            Button button = Parts.button(admin.words().of(key), "oh-quiet");
            button.setId(FormFields.id(key));
            button.setOnAction(event -> action.run());
            fields.getChildren().add(button);
        }

        private void secretPage(SecretPage.Secret secret, User user) {
            admin.window().navigator().open(new SecretPage(admin, secret, user.name()));
        }

        @Override
        public Optional<User> entered() {
            int chosen = Integer.parseInt(FormFields.value(level));
            Set<Right> may =
                    FormFields.chosen(rights).stream().map(Right::valueOf).collect(Collectors.toSet());
            boolean secretsGood = secrets.map(this::good).orElse(true);
            User user = new User(
                    name.getText().strip(),
                    fullName.getText().strip(),
                    chosen,
                    FormFields.value(group),
                    may,
                    active,
                    FormFields.value(campaign),
                    phoneLogin.getText().strip(),
                    voicemail.getText().strip(),
                    email.getText().strip(),
                    customThree.getText().strip());
            return secretsGood ? Optional.of(user) : Optional.empty();
        }

        private boolean good(Secrets asked) {
            if (!asked.generate().isSelected()
                    && !EntryRules.of(Password.of(asked.password().text())).isEmpty()) {
                fields.error(asked.password(), EntryFault.PASSWORD);
                return false;
            }
            return true;
        }

        @Override
        public Optional<Adding> adding(User user) {
            return secrets.map(asked -> {
                Password password = asked.generate().isSelected()
                        ? Password.generated()
                        : Password.of(asked.password().text());
                made = asked.generate().isSelected() ? Optional.of(password) : Optional.empty();
                String phone = asked.phoneSecret().text();
                Optional<Password> phoneSecret = phone.isEmpty() ? Optional.empty() : Optional.of(Password.of(phone));
                return administration -> administration.users().add(user, password, phoneSecret);
            });
        }

        @Override
        public void added(User user) {
            made.ifPresent(password -> admin.window()
                    .navigator()
                    .open(new OncePage(admin, admin.words().of("admin.once.password"), user.name(), password)));
        }
    }
}
