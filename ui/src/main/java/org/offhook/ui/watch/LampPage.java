package org.offhook.ui.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.ManualDial;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LampRow;

/** The colleagues' phones and the places where parked calls wait: each with its lamp, its word, and the button that calls or fetches. */
public final class LampPage implements Page {
    private final WindowContext context;
    private final VBox root = new VBox();
    private final List<LampCell> cells = new ArrayList<>();

    public LampPage(WindowContext context) {
        this.context = context;
        root.getStyleClass().addAll("oh-page", "oh-form-page", "oh-lamps");
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public String title() {
        return context.words().of("lamp.title");
    }

    @Override
    public String helpTopic() {
        return "lamps";
    }

    @Override
    public @Nullable Node firstFocus() {
        return cells.isEmpty() ? null : cells.getFirst().button();
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        List<LampView> lamps = snapshot.phone().watch().lamps();
        while (cells.size() < lamps.size()) {
            cells.add(new LampCell(context.words(), this::pressed));
        }
        List<LampCell> used = cells.subList(0, lamps.size());
        if (!root.getChildren().equals(used)) {
            root.getChildren().setAll(used);
        }
        for (int i = 0; i < lamps.size(); i++) {
            used.get(i).show(LampRow.of(lamps.get(i), snapshot.country(), context.words()));
        }
    }

    private void pressed(LampRow row) {
        AgentCommand command = switch (row.action()) {
            case CALL, NOTHING ->
                new AgentCommand.Consult(ManualDial.typed(row.number()).over(row.account()));
            case PICK_UP, TAKE ->
                new AgentCommand.Phone(new PhoneCommand.PickUpCall(row.number(), Optional.of(row.account())));
        };
        context.door().ask(command, outcome -> {
            switch (outcome) {
                case CommandOutcome.Accepted _ -> context.navigator().back();
                case CommandOutcome.Refused refused -> context.navigator().refused(refused);
            }
        });
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        return DockView.of(Meaning.CLOSE_PAGE, IconName.CHECK, context.words().of("dock.done"));
    }

    @Override
    public void pressDock() {
        context.navigator().back();
    }
}
