package org.offhook.ui.admin;

import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.ui.admin.EntryKind.Row;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.model.DockView;

/** The future calls of an organisation, by time. */
final class SchedulePage extends ListPage<FutureCall> {
    private final TextField organisation = new TextField();
    private final Switch over;

    SchedulePage(AdminContext admin) {
        super(admin, admin.words().of("admin.kind.FUTURE_CALL"));
        organisation.getStyleClass().add("oh-field");
        organisation.setId("admin-organisation");
        organisation.setOnAction(event -> reload());
        over = new Switch(words.of("admin.schedule.over"), "");
        over.getStyleClass().add("oh-card");
        over.setId("admin-schedule-over");
        over.setOnAsked(() -> {
            over.setSelected(!over.isSelected());
            reload();
        });
        begin(new FormField(words.of("admin.schedule.organisation"), organisation, "").compact(), over);
    }

    @Override
    Function<Administration, List<FutureCall>> question() {
        String of = organisation.getText().strip();
        boolean all = over.isSelected();
        return administration ->
                of.isEmpty() ? List.of() : administration.schedule().of(of, all);
    }

    @Override
    Row row(FutureCall call) {
        String when = when(call);
        return new Row(
                when,
                words.of(
                        "admin.schedule.second",
                        call.asked().ident(),
                        call.asked().dial1(),
                        call.asked().dial2()),
                words.of("admin.schedule.state.", call.state()));
    }

    static String when(FutureCall call) {
        return call.asked().at().local().toString().replace('T', ' ') + " · "
                + call.asked().at().zone().getId();
    }

    @Override
    String emptyText() {
        return words.of(organisation.getText().isBlank() ? "admin.schedule.ask" : "admin.none.FUTURE_CALL");
    }

    @Override
    void opened(FutureCall call) {
        open(new FutureCallPage(admin, call, this::reload));
    }

    @Override
    public Node firstFocus() {
        return organisation;
    }

    @Override
    DockView dock() {
        return act(words.of("admin.schedule.look"));
    }

    @Override
    void pressed() {
        reload();
    }
}
