package org.offhook.ui.admin;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.model.DockView;

/** Leads of a list, or calls, into a CSV file. A file that is there is replaced only after a question. */
final class ExportPage extends AdminSubPage {
    private static final String LEADS = "LEADS";

    private final FormFields fields;
    private final ComboBox<Choice> what;
    private final ComboBox<Choice> list;
    private final TextField agent;
    private final ComboBox<Choice> campaign;
    private final TextField from;
    private final TextField until;
    private final TextField file;
    private final Switch raw;
    private final Label question = Parts.paragraph("", "oh-admin-question");
    private boolean asking;
    private boolean busy;
    private long written;

    /** Makes the file on the store's thread; answers how many rows. */
    @FunctionalInterface
    private interface Writing {
        long to(Administration administration, Path path, LongConsumer progress);
    }

    ExportPage(AdminContext admin) {
        super(admin, admin.words().of("admin.kind.EXPORT"));
        root.getStyleClass().add("oh-form-page");
        fields = new FormFields(words, this::pressDock);
        what = fields.choice(
                "admin.export.what",
                List.of(
                        new Choice(LEADS, words.of("admin.export.leads")),
                        new Choice("CALLS", words.of("admin.export.calls"))),
                LEADS);
        list = fields.choice("admin.export.list", List.of(), "");
        agent = fields.text("admin.export.agent", "");
        campaign = fields.choice("admin.export.campaign", List.of(new Choice("", words.of("admin.campaign.all"))), "");
        from = fields.code("admin.export.from", "");
        until = fields.code("admin.export.until", "");
        file = fields.code("admin.export.file", "");
        var choose = Parts.button(words.of("admin.import.choose"), "oh-quiet");
        choose.setId("admin-export-choose");
        choose.setOnAction(event -> chooseFile());
        fields.getChildren().add(choose);
        raw = fields.toggle("admin.export.raw", false);
        what.valueProperty().addListener((property, before, now) -> arrange());
        question.setFocusTraversable(true);
        Parts.present(question, false);
        add(question, fields);
        arrange();
        admin.ask(
                Choices::read,
                choices -> {
                    list.getItems().setAll(choices.ofLists());
                    campaign.getItems().setAll(choices.ofCampaigns(words.of("admin.campaign.all")));
                    campaign.setValue(campaign.getItems().getFirst());
                },
                thrown -> showTrouble(Troubles.sentence(thrown, words)));
    }

    private boolean leads() {
        return FormFields.value(what).equals(LEADS);
    }

    private void arrange() {
        fields.present(list, leads());
        for (Node ofCalls : new Node[] {agent, campaign, from, until}) {
            fields.present(ofCalls, !leads());
        }
    }

    private void chooseFile() {
        var chooser = new FileChooser();
        chooser.setTitle(words.of("admin.export.file"));
        chooser.setInitialFileName(leads() ? "leads.csv" : "calls.csv");
        File chosen = chooser.showSaveDialog(root.getScene().getWindow());
        if (chosen != null) {
            file.setText(chosen.getPath());
        }
    }

    @Override
    public @Nullable Node firstFocus() {
        return fields.first();
    }

    @Override
    DockView dock() {
        if (busy) {
            return busy(words.of("admin.export.running", written));
        }
        return asking
                ? agree(words.of("admin.export.replace")).withSecond(words.of("admin.keep"))
                : act(words.of("admin.export.start"));
    }

    @Override
    void secondPressed() {
        if (asking && !busy) {
            ask(false);
        }
    }

    private void ask(boolean now) {
        asking = now;
        Parts.present(question, now);
        fields.setDisable(now);
        if (now) {
            question.setText(words.of("admin.export.question", file.getText().strip()));
            question.requestFocus();
        }
        admin.window().navigator().refresh();
    }

    @Override
    void pressed() {
        if (busy) {
            return;
        }
        fields.clearErrors();
        showTrouble("");
        Optional<Path> path = path();
        Optional<Writing> writing = writing();
        if (path.isEmpty()) {
            fields.errorAt(file, words.of("admin.import.error.file"));
        }
        if (path.isPresent() && writing.isPresent()) {
            start(path.get(), writing.get());
        }
    }

    private Optional<Path> path() {
        try {
            String text = file.getText().strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Empty after saying what is wrong. */
    private Optional<Writing> writing() {
        boolean safe = !raw.isSelected();
        if (leads()) {
            String id = FormFields.value(list);
            if (id.isEmpty()) {
                fields.errorAt(list, words.of("admin.import.error.list"));
                return Optional.empty();
            }
            return Optional.of((administration, path, progress) ->
                    administration.leads().exportLeads(path, Long.parseLong(id), safe, progress));
        }
        try {
            CallLogQuery query = new CallLogQuery(
                    given(agent.getText()),
                    given(FormFields.value(campaign)),
                    OptionalLong.empty(),
                    Optional.empty(),
                    given(from.getText()).map(this::day),
                    given(until.getText()).map(this::day),
                    OptionalLong.empty(),
                    1);
            return Optional.of((administration, path, progress) ->
                    administration.leads().exportCalls(path, query, safe, progress));
        } catch (DateTimeParseException e) {
            fields.errorAt(isDay(from.getText()) ? until : from, words.of("admin.export.error.day"));
            return Optional.empty();
        }
    }

    private static Optional<String> given(String text) {
        return Optional.of(text.strip()).filter(one -> !one.isEmpty());
    }

    private Instant day(String text) {
        return LocalDate.parse(text).atStartOfDay(admin.window().zone()).toInstant();
    }

    private static boolean isDay(String text) {
        return text.isBlank() || text.strip().matches("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");
    }

    private void start(Path path, Writing writing) {
        boolean replace = asking;
        busy = true;
        written = 0;
        fields.setDisable(true);
        admin.window().navigator().refresh();
        admin.ask(
                administration -> {
                    if (!replace && Files.exists(path)) {
                        return -1L; // it is asked first
                    }
                    return writing.to(administration, path, this::written);
                },
                rows -> {
                    busy = false;
                    ask(rows < 0);
                    if (rows >= 0) {
                        say(words.of("admin.export.done", rows));
                    }
                },
                thrown -> {
                    busy = false;
                    ask(false);
                    showTrouble(Troubles.sentence(thrown, words));
                });
    }

    /** On the store's thread, after some rows. */
    private void written(long rows) {
        Platform.runLater(() -> {
            written = rows;
            admin.window().navigator().refresh();
        });
    }
}
