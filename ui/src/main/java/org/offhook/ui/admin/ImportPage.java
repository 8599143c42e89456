package org.offhook.ui.admin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.transfer.NumberPlan;
import org.offhook.campaign.transfer.file.LeadFileImport;
import org.offhook.campaign.transfer.file.LeadFileImport.End;
import org.offhook.campaign.transfer.file.LeadFileImport.Wish;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.IconName;

/** Leads from a CSV file: which file and list, which column is which field, how far it is, how it ended. */
final class ImportPage extends AdminSubPage {
    private enum Step {
        CHOOSING,
        READING,
        MAPPING,
        RUNNING,
        ENDED,
        /** It would add leads a second time: it is asked first. */
        ASKING
    }

    private final FormFields fields;
    private final TextField file;
    private final ComboBox<Choice> list;
    private final ComboBox<Choice> duplicates;
    private final TextField country;
    private final ComboBox<Choice> separator;
    private final ComboBox<Choice> charset;
    private final ImportMapping mapping;
    private final ImportCard card;
    private final VBox place = new VBox();
    private List<LeadList> lists = List.of();
    private Step step = Step.CHOOSING;
    private Optional<End> end = Optional.empty();

    ImportPage(AdminContext admin) {
        super(admin, admin.words().of("admin.kind.IMPORT"));
        root.getStyleClass().add("oh-form-page");
        fields = new FormFields(words, this::pressDock);
        file = fields.code("admin.import.file", "");
        var choose = Parts.button(words.of("admin.import.choose"), "oh-quiet");
        choose.setId("admin-import-choose");
        choose.setOnAction(event -> chooseFile());
        fields.getChildren().add(choose);
        list = fields.choice("admin.import.list", List.of(), "");
        duplicates = fields.choice(
                "admin.import.duplicates",
                Choices.of(DuplicateCheck.class, "admin.duplicates.", words),
                DuplicateCheck.NONE.name());
        country = fields.code("admin.import.country", "", EntryFault.COUNTRY);
        separator = fields.choice(
                "admin.import.separator",
                List.of(
                        new Choice(",", words.of("admin.separator.comma")),
                        new Choice(";", words.of("admin.separator.semicolon")),
                        new Choice("\t", words.of("admin.separator.tab"))),
                ",");
        charset = fields.choice(
                "admin.import.charset",
                List.of(
                        new Choice(StandardCharsets.UTF_8.name(), "UTF-8"),
                        new Choice("windows-1252", "Windows-1252"),
                        new Choice("ISO-8859-1", "ISO 8859-1")),
                StandardCharsets.UTF_8.name());
        mapping = new ImportMapping(words);
        card = new ImportCard(words);
        place.getChildren().setAll(fields);
        add(place);
        admin.ask(
                administration -> administration.lists().all(),
                all -> {
                    lists = all;
                    list.getItems()
                            .setAll(all.stream()
                                    .map(one -> new Choice(
                                            Long.toString(one.id()), words.of("admin.two", one.id(), one.name())))
                                    .toList());
                },
                thrown -> showTrouble(Troubles.sentence(thrown, words)));
    }

    /** Whether leads are being imported: then this page is to be kept. */
    boolean running() {
        return step == Step.RUNNING;
    }

    private void chooseFile() {
        var chooser = new FileChooser();
        chooser.setTitle(words.of("admin.import.file"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(words.of("admin.import.csv"), "*.csv", "*.txt"),
                        new FileChooser.ExtensionFilter(words.of("admin.import.anyFile"), "*.*"));
        File chosen = chooser.showOpenDialog(root.getScene().getWindow());
        if (chosen != null) {
            file.setText(chosen.getPath());
        }
    }

    @Override
    public @Nullable Node firstFocus() {
        return step == Step.CHOOSING ? file : null;
    }

    @Override
    DockView dock() {
        return switch (step) {
            case CHOOSING -> act(words.of("admin.import.read"));
            case READING -> busy(words.of("admin.reading"));
            case MAPPING -> agree(words.of("admin.import.start")).withSecond(words.of("page.back"));
            case RUNNING ->
                DockView.of(DockView.Meaning.ADMINISTER, IconName.CLOSE, words.of("admin.import.stop"))
                        .about("stop");
            case ASKING -> agree(words.of("admin.import.again")).withSecond(words.of("admin.keep"));
            case ENDED -> endedDock();
        };
    }

    private DockView endedDock() {
        return switch (end.orElse(new End.NoSuchList())) {
            case End.Stopped _ -> act(words.of("admin.import.goOn")).withSecond(words.of("page.back"));
            case End.Through _ -> done().withSecond(words.of("admin.import.another"));
            case End.ThroughBefore _, End.BegunOtherwise _, End.BegunLongAgo _ ->
                done().withSecond(words.of("admin.import.againShort"));
            case End.NoSuchList _, End.NoSuchCountry _, End.ColumnsWrong _ -> done().withSecond(words.of("page.back"));
        };
    }

    @Override
    void pressed() {
        switch (step) {
            case CHOOSING -> readColumns();
            case READING -> {}
            case MAPPING -> start(false);
            case RUNNING -> card.stop();
            case ASKING -> start(true);
            case ENDED -> {
                if (end.orElse(null) instanceof End.Stopped) {
                    start(false);
                } else {
                    back();
                }
            }
        }
    }

    @Override
    void secondPressed() {
        switch (step) {
            case CHOOSING, READING, RUNNING -> {}
            case MAPPING -> go(Step.CHOOSING, fields);
            case ASKING -> go(Step.ENDED, card);
            case ENDED -> {
                boolean again = end.orElse(null) instanceof End.ThroughBefore
                        || end.orElse(null) instanceof End.BegunOtherwise
                        || end.orElse(null) instanceof End.BegunLongAgo;
                if (again) {
                    card.say(words.of("admin.import.again.question"));
                    go(Step.ASKING, card);
                } else {
                    go(Step.CHOOSING, fields);
                }
            }
        }
    }

    private void go(Step to, Node shown) {
        step = to;
        place.getChildren().setAll(shown);
        admin.window().navigator().refresh();
    }

    private void readColumns() {
        fields.clearErrors();
        showTrouble("");
        Optional<Path> path = path();
        String region = country.getText().strip().toUpperCase(Locale.ROOT);
        if (path.isEmpty()) {
            say(file, "admin.import.error.file");
        } else if (FormFields.value(list).isEmpty()) {
            say(list, "admin.import.error.list");
        } else if (!region.isEmpty() && !NumberPlan.knows(region)) {
            fields.error(country, EntryFault.COUNTRY);
        } else {
            char between = FormFields.value(separator).charAt(0);
            Charset of = Charset.forName(FormFields.value(charset));
            go(Step.READING, fields);
            admin.ask(_ -> columns(path.get(), between, of), this::map, this::notRead);
        }
    }

    private void say(Node control, String key) {
        fields.errorAt(control, words.of(key));
    }

    private static List<String> columns(Path path, char between, Charset charset) {
        try {
            return LeadFileImport.columns(path, between, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void notRead(Throwable thrown) {
        go(Step.CHOOSING, fields);
        if (thrown instanceof UncheckedIOException) {
            fields.errorAt(file, Troubles.sentence(thrown, words));
        } else {
            showTrouble(Troubles.sentence(thrown, words));
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

    private void map(List<String> columns) {
        Optional<LeadList> into = lists.stream()
                .filter(one -> Long.toString(one.id()).equals(FormFields.value(list)))
                .findFirst();
        if (columns.isEmpty() || into.isEmpty()) {
            go(Step.CHOOSING, fields);
            say(file, "admin.import.error.empty");
            return;
        }
        mapping.show(columns, into.get());
        go(Step.MAPPING, mapping);
        mapping.focusFirst();
    }

    private void start(boolean restart) {
        Optional<Path> path = path();
        Optional<Map<String, String>> columns = mapping.entered();
        if (path.isEmpty() || columns.isEmpty()) {
            return;
        }
        String region = country.getText().strip().toUpperCase(Locale.ROOT);
        var wish = new Wish(
                path.get(),
                Long.parseLong(FormFields.value(list)),
                new LinkedHashMap<>(columns.get()),
                region.isEmpty() ? Optional.empty() : Optional.of(region),
                DuplicateCheck.valueOf(FormFields.value(duplicates)),
                FormFields.value(separator).charAt(0),
                Charset.forName(FormFields.value(charset)),
                Optional.empty(),
                restart);
        card.begin();
        showTrouble("");
        go(Step.RUNNING, card);
        admin.ask(
                administration -> administration.leads().importFile(wish, card),
                ended -> {
                    end = Optional.of(ended);
                    card.ended(ended, wish);
                    go(Step.ENDED, card);
                },
                thrown -> {
                    // What was committed is kept; the same import goes on from it.
                    go(Step.MAPPING, mapping);
                    showTrouble(Troubles.sentence(thrown, words));
                });
    }
}
