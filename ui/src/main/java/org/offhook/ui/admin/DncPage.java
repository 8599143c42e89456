package org.offhook.ui.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import org.offhook.campaign.admin.Administration;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.admin.EntryKind.Row;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.DockView;

/** Numbers that must not be called, of a campaign or of all. A list may be long: it is read a part at a time. */
final class DncPage extends ListPage<String> {
    private static final int PART = 200;

    private final ComboBox<Choice> campaign = new ComboBox<>();
    private final Button more;
    private int parts = 1;

    DncPage(AdminContext admin) {
        super(admin, admin.words().of("admin.kind.DNC"));
        campaign.getStyleClass().add("oh-combo");
        campaign.setMaxWidth(Double.MAX_VALUE);
        campaign.setId("admin-dnc-campaign");
        campaign.getItems().setAll(new Choice("", words.of("admin.campaign.all")));
        campaign.setValue(campaign.getItems().getFirst());
        campaign.valueProperty().addListener((property, before, now) -> {
            parts = 1;
            reload();
        });
        more = Parts.button(words.of("admin.dnc.more"), "oh-quiet");
        more.setId("admin-dnc-more");
        more.setOnAction(event -> {
            parts++;
            reload();
        });
        Parts.present(more, false);
        var field = new FormField(words.of("admin.dnc.campaign"), campaign, "").compact();
        begin(field, more);
        admin.ask(
                Administration::campaigns,
                campaigns -> campaigns.forEach(
                        one -> campaign.getItems().add(new Choice(one.id(), one.id() + " · " + one.name()))),
                thrown -> showTrouble(Troubles.sentence(thrown, words)));
    }

    @Override
    Function<Administration, List<String>> question() {
        String of = FormFields.value(campaign);
        int wanted = parts * PART;
        return administration -> {
            var numbers = new ArrayList<String>();
            List<String> page = administration.dnc().page(of, "", PART);
            while (!page.isEmpty() && numbers.size() < wanted) {
                numbers.addAll(page);
                page = administration.dnc().page(of, page.getLast(), PART);
            }
            return List.copyOf(numbers);
        };
    }

    @Override
    void filled() {
        Parts.present(more, entries().size() == parts * PART);
    }

    @Override
    Row row(String number) {
        return new Row(number, "", "");
    }

    @Override
    String emptyText() {
        return words.of("admin.none.DNC");
    }

    @Override
    void opened(String number) {
        open(new NumbersPage(admin, NumbersPage.Way.REMOVE, FormFields.value(campaign), "+" + number, this::reload));
    }

    @Override
    DockView dock() {
        return act(words.of("admin.new.DNC")).withSecond(words.of("admin.remove"));
    }

    @Override
    void pressed() {
        open(new NumbersPage(admin, NumbersPage.Way.ADD, FormFields.value(campaign), "", this::reload));
    }

    @Override
    void secondPressed() {
        open(new NumbersPage(admin, NumbersPage.Way.REMOVE, FormFields.value(campaign), "", this::reload));
    }
}
