package org.offhook.ui.dial;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CampaignView;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.ManualDial;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.InformationView;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.NumberText.Verdict;
import org.offhook.ui.watch.WatchBar;

/** Paused and Ready: who is next or who this is, the number field, the pad. Controls hang from the bottom. */
public final class DialPage implements Page {
    private static final int NUMBERS_REMEMBERED = 10;

    /** How high the page is, in steps that fold more and more away. */
    public enum Height {
        TALL,
        /** Smaller keys, information in one line. */
        SHORT,
        /** The pad behind a button. */
        SHORTEST
    }

    private final WindowContext context;
    private final VBox root = new VBox();
    private final InformationArea information;
    private final WatchBar watch;
    private final AccountChoice account;
    private final NumberField number;
    private final LookUp lookUp;
    private final DialPad pad;
    private final Button padButton;
    private Height height = Height.TALL;
    private boolean padOpen;
    private boolean narrow;
    private AgentSnapshot snapshot;

    public DialPage(WindowContext context, AgentSnapshot first) {
        this.context = context;
        this.snapshot = first;
        information = new InformationArea(context);
        watch = new WatchBar(context);
        account = new AccountChoice(context, context.navigator()::refresh);
        number = new NumberField(context, this::numberChanged, this::pressDock);
        lookUp = new LookUp(context, context.navigator()::refresh);
        number.setHistory(this::lastNumbers);
        pad = new DialPad(context, number::type, () -> number.replaceLast("+"));
        padButton = Parts.iconButton(IconName.DIALPAD, context.words().of("number.keypad"), "oh-pad-button");
        padButton.setOnAction(event -> {
            padOpen = !padOpen;
            fold();
        });
        var slack = new Region();
        VBox.setVgrow(slack, Priority.ALWAYS);
        HBox.setHgrow(number, Priority.ALWAYS);
        var entry = new HBox(number, padButton);
        entry.getStyleClass().add("oh-entry-row");
        root.getStyleClass().addAll("oh-page", "oh-dial-page");
        root.getChildren().addAll(information, slack, watch, account, entry, pad);
        fold();
    }

    @Override
    public String helpTopic() {
        return "dial";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot now, Instant at) {
        snapshot = now;
        account.show(now);
        Parts.pseudo(root, "several", account.isVisible()); // room for the choice, below what comes in
        watch.show(now, Optional.empty(), height == Height.TALL);
        information.show(
                InformationView.of(now, number.text(), known(), at, context.zone(), context.words()),
                DockModel.mayCall(now),
                narrow && height == Height.TALL);
    }

    @Override
    public DockView dock(AgentSnapshot now, Instant at) {
        return DockModel.ofNumber(now, account.chosen(), number.text(), known(), at, context.words());
    }

    @Override
    public void pressDock() {
        if (!dock(snapshot, context.clock().instant()).enabled()) {
            return;
        }
        String typed = number.text();
        ManualDial dial = ManualDial.typed(NumberText.dialled(typed)).over(account.chosen());
        context.door().ask(new AgentCommand.ClickToCall(dial), outcome -> {
            switch (outcome) {
                case CommandOutcome.Accepted accepted -> {
                    if (number.text().equals(typed)) { // the agent may have gone on typing
                        number.setText("");
                    }
                }
                case CommandOutcome.Refused refused -> context.navigator().refused(refused);
            }
        });
    }

    @Override
    public Node firstFocus() {
        return number.field();
    }

    @Override
    public boolean digitTyped(String digit) {
        number.field().requestFocus();
        number.field().end();
        number.type(digit);
        return true;
    }

    private void numberChanged() {
        String campaign = snapshot.work().campaign().map(CampaignView::id).orElse("");
        lookUp.ask(campaign, NumberText.verdict(number.text()) == Verdict.DIALLABLE ? number.text() : "");
        context.navigator().refresh();
    }

    private Optional<KnownNumber> known() {
        return lookUp.known(number.text());
    }

    /** Whether a number was begun. */
    public boolean hasNumber() {
        return !number.text().isEmpty();
    }

    /** The number field with its text selected. */
    public void selectNumber() {
        number.field().requestFocus();
        number.field().selectAll();
    }

    /** Puts a number into the field for the agent to look at and call. */
    public void offer(String text) {
        number.setText(text);
    }

    /** The window's form has changed. */
    public void setForm(Height now, boolean isNarrow) {
        narrow = isNarrow;
        if (now != height) {
            height = now;
            padOpen = false;
            fold();
        }
    }

    private void fold() {
        boolean shortest = height == Height.SHORTEST;
        Parts.present(padButton, shortest);
        Parts.present(pad, !shortest || padOpen);
        Parts.present(information, !(shortest && padOpen));
        Parts.pseudo(root, "short", height != Height.TALL);
        Parts.pseudo(root, "tight", shortest && padOpen);
    }

    private List<String> lastNumbers() {
        var numbers = new LinkedHashSet<String>();
        for (LoggedCall call : snapshot.recentCalls()) {
            if (call.direction() == CallDirection.OUTGOING && numbers.size() < NUMBERS_REMEMBERED) {
                numbers.add(call.party().number());
            }
        }
        return List.copyOf(numbers);
    }
}
