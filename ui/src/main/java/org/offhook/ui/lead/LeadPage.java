package org.offhook.ui.lead;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.BannerPlace;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.lead.LeadFields.Form;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LeadDock;
import org.offhook.ui.model.LeadView;
import org.offhook.ui.model.LeadView.NumberChoice;
import org.offhook.ui.text.Words;

/** The lead on the screen: looked at, then dialled or skipped; during its call and afterwards its fields are edited in place. */
public final class LeadPage implements Page {
    private static final int FITS_LARGE = 17;
    private static final int FITS_MEDIUM = 21;

    private final WindowContext context;
    private final Words words;
    private final VBox root = new VBox();
    private final BannerPlace bannerPlace = new BannerPlace();
    private final StackPane notePlace = new StackPane();
    private final VBox lead = new VBox();
    private final Label origin = Parts.label("", "oh-caption");
    private final Label name = Parts.label("", "oh-title");
    private final TextField number;
    private final Label measure = Parts.leftToRight(Parts.label("", "oh-lead-number"));
    private final Button choose;
    private final Label there = Parts.label("", "oh-caption", "oh-there");
    private final SavedMark saved;
    private final LeadFields fields;
    private final Button allFields;
    private final EarlierCalls earlier;
    private final Label empty;
    private final Looking looking;
    private Optional<LeadView> view = Optional.empty();
    private LeadNumber chosen = LeadNumber.MAIN;
    private boolean all;
    private boolean wide;
    private boolean narrow;
    private AgentSnapshot snapshot;

    public LeadPage(WindowContext context, AgentSnapshot first) {
        this.context = context;
        this.words = context.words();
        this.snapshot = first;
        number = Parts.leftToRight(Parts.copyable("oh-lead-number"));
        number.setAccessibleText(words.of("lead.number"));
        // The field is as wide as its text, so that the choice stands beside the number.
        measure.setVisible(false);
        measure.setMinWidth(0);
        number.setPrefWidth(0);
        var wide = new StackPane(measure, number);
        wide.setAlignment(Pos.CENTER_LEFT);
        wide.setMinWidth(0);
        choose = Parts.iconButton(IconName.EXPAND, words.of("lead.number.choose"), "oh-number-choice");
        choose.setId("lead-number-choice");
        choose.setOnAction(event -> openNumbers());
        there.setGraphic(new Icon(IconName.CLOCK, "oh-there-icon"));
        there.setWrapText(true);
        there.setMinHeight(Region.USE_PREF_SIZE);
        fields = new LeadFields(context, this::progressed);
        saved = new SavedMark(words, () -> fields.send(true));
        allFields = Parts.button("", "oh-link", "oh-all-fields");
        allFields.setId("lead-all-fields");
        allFields.setOnAction(event -> {
            all = !all;
            context.navigator().refresh();
        });
        earlier = new EarlierCalls(words);
        empty = Parts.paragraph("", "oh-empty");
        looking = new Looking(context, words.of("lead.looking"));
        var head = new HBox(origin, Parts.slack(), saved);
        head.setAlignment(Pos.CENTER_LEFT);
        origin.setMinWidth(0);
        name.setMinWidth(0);
        var numberRow = new HBox(wide, choose);
        numberRow.setAlignment(Pos.CENTER_LEFT);
        numberRow.getStyleClass().add("oh-lead-number-row");
        var who = new VBox(head, name, numberRow, there);
        who.getStyleClass().add("oh-lead-who");
        lead.getStyleClass().add("oh-lead");
        var known = new VBox(fields, allFields);
        known.getStyleClass().add("oh-lead-known");
        lead.getChildren().addAll(who, known, earlier);
        root.getStyleClass().addAll("oh-page", "oh-lead-page");
        Parts.present(notePlace, false);
        root.getChildren().addAll(bannerPlace, notePlace, lead, looking, empty);
    }

    @Override
    public String helpTopic() {
        return "lead";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public @Nullable Pane bannerPlace() {
        return bannerPlace;
    }

    /** The window's form has changed. */
    public void setForm(boolean isWide, boolean isNarrow) {
        wide = isWide;
        narrow = isNarrow;
    }

    /** The note of the result that is being noted, above the lead; empty for none. */
    public void hostNote(Optional<Node> note) {
        List<Node> hosted = note.map(List::of).orElse(List.of());
        if (!notePlace.getChildren().equals(hosted)) {
            notePlace.getChildren().setAll(hosted);
            Parts.present(notePlace, !hosted.isEmpty());
        }
    }

    @Override
    public void show(AgentSnapshot now, Instant at) {
        snapshot = now;
        Optional<LeadView> before = view;
        view = LeadView.of(now, at, context.zone(), words);
        boolean another = !before.map(LeadView::leadId).equals(view.map(LeadView::leadId));
        if (another) {
            chosen = LeadNumber.MAIN;
            all = false;
        }
        view.ifPresent(this::showLead);
        if (view.isPresent() && another) {
            looking.end();
        }
        looking.show();
        Parts.present(lead, view.isPresent() && !looking.on());
        boolean nothing = view.isEmpty() && !looking.on();
        Parts.present(empty, nothing);
        if (nothing) {
            empty.setText(words.of(LeadDock.nothing(now)));
        }
    }

    private void showLead(LeadView shown) {
        origin.setText(shown.origin());
        name.setText(shown.name());
        NumberChoice choice = shown.number(chosen);
        boolean named = !shown.name().equals(choice.number());
        Parts.present(name, named);
        if (!number.getText().equals(choice.number())) { // keeps a selection
            number.setText(choice.number());
            int length = choice.number().length();
            measure.setText(choice.number() + "  ");
            for (Control sized : new Control[] {number, measure}) {
                Parts.pseudo(sized, "medium", length > FITS_LARGE && length <= FITS_MEDIUM);
                Parts.pseudo(sized, "small", length > FITS_MEDIUM);
            }
        }
        Parts.present(choose, shown.numbers().size() > 1);
        there.setText(shown.there().text());
        Parts.pseudo(there, "closed", !shown.there().open());
        Parts.present(there, !shown.there().text().isEmpty());
        boolean boxes = wide && shown.showing() != Showing.PREVIEW;
        fields.show(shown, boxes ? Form.BOXES : narrow ? Form.STACKED : Form.ROWS, all);
        boolean more = all || LeadFields.anyHidden(shown);
        Parts.present(allFields, more);
        allFields.setText(words.of(all ? "lead.fields.known" : "lead.fields.all"));
        allFields.setAccessibleText(allFields.getText());
        earlier.show(shown.earlier(), wide);
        saved.show(fields.progress());
    }

    private void progressed() {
        saved.show(fields.progress());
    }

    private void openNumbers() {
        var menu = new ContextMenu();
        menu.getStyleClass().add("oh-menu");
        view.map(LeadView::numbers)
                .ifPresent(numbers -> numbers.forEach(choice -> {
                    var item = new MenuItem(words.of("lead.number.item", choice.label(), choice.number()));
                    if (choice.which() == chosen) {
                        item.setGraphic(new Icon(IconName.CHECK));
                    }
                    item.setOnAction(event -> {
                        chosen = choice.which();
                        context.navigator().refresh();
                    });
                    menu.getItems().add(item);
                }));
        menu.show(choose, Side.BOTTOM, 0, 0);
    }

    /** Whether the lead waits to be dialled or skipped. */
    public boolean previews() {
        return view.filter(shown -> shown.showing() == Showing.PREVIEW).isPresent();
    }

    @Override
    public DockView dock(AgentSnapshot now, Instant at) {
        return LeadDock.of(now, view, chosen, looking.asked(), words);
    }

    @Override
    public void pressDock() {
        Optional<LeadView> shown = view;
        if (shown.isPresent() && previews()) {
            if (DockModel.mayCall(snapshot)) {
                fields.send(false);
                context.door().ask(new AgentCommand.DialLead(shown.get().leadId(), chosen));
            }
        } else if (LeadDock.mayTakeNext(snapshot) && !looking.asked()) {
            looking.begin();
            context.navigator().refresh();
            context.door().ask(new AgentCommand.NextLead(), outcome -> {
                looking.end();
                if (outcome instanceof CommandOutcome.Refused refused) {
                    context.navigator().refused(refused);
                }
                context.navigator().refresh();
            });
        }
    }

    /** Skip: nothing is asked, and it can be undone for a while. */
    @Override
    public void pressSecond() {
        Optional<LeadView> shown = view;
        if (shown.isEmpty() || !previews()) {
            return;
        }
        long id = shown.get().leadId();
        String who = shown.get().name();
        context.door().ask(new AgentCommand.SkipLead(id), outcome -> {
            switch (outcome) {
                case CommandOutcome.Accepted accepted ->
                    context.navigator().offer(words.of("lead.skipped", who), words.of("queue.undo"), () -> {
                        context.navigator().say("");
                        context.door().ask(new AgentCommand.UnskipLead(id));
                    });
                case CommandOutcome.Refused refused -> context.navigator().refused(refused);
            }
        });
    }
}
