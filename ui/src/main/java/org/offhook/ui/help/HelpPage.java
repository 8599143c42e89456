package org.offhook.ui.help;

import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.Sections;
import org.offhook.ui.fx.StateGlyph;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;

/** The help: a list, so that the arrow keys go through it and a screen reader says it row by row. */
public final class HelpPage implements Page {
    private final WindowContext context;
    private final VBox root = new VBox();
    private final ListView<HelpRow> list = new ListView<>();
    private final Sections<HelpRow> sections = new Sections<>(list, HelpPage::standsAlone);

    public HelpPage(WindowContext context, List<HelpRow> rows) {
        this.context = context;
        list.getItems().setAll(rows);
        list.getStyleClass().addAll("oh-list", "oh-log", "oh-help");
        list.setAccessibleText(title());
        list.setCellFactory(view -> new Cell(sections));
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getStyleClass().addAll("oh-page", "oh-list-page");
        root.getChildren().add(list);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public String title() {
        return context.words().of("help.title");
    }

    @Override
    public Node firstFocus() {
        return list;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {}

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        return DockView.of(Meaning.CLOSE_PAGE, IconName.CHECK, context.words().of("dock.done"));
    }

    @Override
    public void pressDock() {
        context.navigator().back();
    }

    private static boolean standsAlone(HelpRow row) {
        return row instanceof HelpRow.Heading || row instanceof HelpRow.Paragraph;
    }

    private static final class Cell extends ListCell<HelpRow> {
        private final Sections<HelpRow> sections;

        Cell(Sections<HelpRow> sections) {
            this.sections = sections;
            getStyleClass().add("oh-row");
            setPrefWidth(0); // as wide as the list: long words wrap
        }

        @Override
        protected void updateItem(@Nullable HelpRow item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            Parts.pseudo(this, "heading", item != null && standsAlone(item));
            sections.mark(this);
            setAccessibleText(item == null || isEmpty ? "" : item.spoken());
            setGraphic(item == null || isEmpty ? null : content(item));
        }

        private static Node content(HelpRow row) {
            return switch (row) {
                case HelpRow.Heading(String text) -> Parts.label(text, "oh-section");
                case HelpRow.Paragraph(String text) -> Parts.paragraph(text, "oh-text");
                case HelpRow.Key(String does, String keys, String _) -> {
                    Label keyCap = Parts.leftToRight(Parts.label(keys, "oh-caption", "oh-key-cap"));
                    keyCap.setMinWidth(Region.USE_PREF_SIZE);
                    Label what = Parts.paragraph(does, "oh-text");
                    HBox.setHgrow(what, Priority.ALWAYS);
                    what.setMaxWidth(Double.MAX_VALUE);
                    yield Parts.row("oh-help-row", what, keyCap);
                }
                case HelpRow.State(var mark, String word, String meaning, String _) -> {
                    var glyph = new StateGlyph("glyph-row");
                    glyph.show(mark, word);
                    var lines = new VBox(Parts.label(word, "oh-strong"), Parts.paragraph(meaning, "oh-caption"));
                    lines.setAlignment(Pos.CENTER_LEFT);
                    HBox.setHgrow(lines, Priority.ALWAYS);
                    yield Parts.row("oh-help-row", glyph, lines);
                }
            };
        }
    }
}
