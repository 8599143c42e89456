package org.offhook.ui.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.AccountServices;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.WatchView;
import org.offhook.core.subscription.MessageSummary;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** One line of quiet buttons: messages in the mailboxes of the accounts, the colleagues, and in a call, parking it. Takes no room when there is nothing. */
public final class WatchBar extends HBox {
    private final WindowContext context;
    private final Words words;
    private final Button park;
    /** By account, the main one's first. */
    private final Map<AccountId, Button> mailboxes = new LinkedHashMap<>();

    private final Button lamps;
    private Optional<CallId> parked = Optional.empty();

    public WatchBar(WindowContext context) {
        this.context = context;
        this.words = context.words();
        getStyleClass().add("oh-watch");
        setAlignment(Pos.CENTER_LEFT);
        park = button(IconName.PARK, "watch-park", this::park);
        park.setText(words.of("watch.park"));
        park.setAccessibleText(words.of("watch.park.name"));
        lamps = button(IconName.PEOPLE, "watch-lamps", () -> context.navigator().open(new LampPage(context)));
        getChildren().addAll(park, lamps);
        Parts.present(this, false);
    }

    private Button button(IconName icon, String id, Runnable pressed) {
        Button button = Parts.button(icon, "", "oh-quiet", "oh-watch-button");
        button.setId(id);
        button.setMinWidth(0);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        Parts.tip(button, button::getAccessibleText);
        button.setOnAction(event -> pressed.run());
        return button;
    }

    /**
     * @param call the one that could be parked
     * @param room whether there is room for it
     */
    public void show(AgentSnapshot now, Optional<CallView> call, boolean room) {
        WatchView watch = now.phone().watch();
        parked = call.filter(one -> watch.of(one.account())
                                .flatMap(services -> services.codes().park())
                                .isPresent()
                        && one.phase() == CallView.Phase.CONNECTED
                        && !one.transfer().runs())
                .map(CallView::id);
        boolean waits = false;
        for (AccountServices services : watch.all()) {
            boolean shown = call.isEmpty() && services.waits();
            if (shown) {
                showMailbox(mailbox(services.account()), services);
            }
            Parts.present(mailbox(services.account()), shown);
            waits |= shown;
        }
        mailboxes.forEach((account, button) -> {
            if (watch.of(account).isEmpty()) {
                Parts.present(button, false); // it was removed
            }
        });
        Parts.present(park, parked.isPresent());
        Parts.present(lamps, !watch.lamps().isEmpty());
        showLamps(watch);
        share();
        Parts.present(
                this, room && (parked.isPresent() || waits || !watch.lamps().isEmpty()));
    }

    /** Two share the line by halves; more have what their words need. */
    private void share() {
        boolean few = getChildren().stream().filter(Node::isManaged).count() <= 2;
        getChildren().forEach(child -> ((Button) child).setPrefWidth(few ? 0 : USE_COMPUTED_SIZE));
    }

    private Button mailbox(AccountId account) {
        return mailboxes.computeIfAbsent(account, id -> {
            Button added = button(
                    IconName.VOICEMAIL,
                    id.isMain() ? "watch-mailbox" : "watch-mailbox-" + id.name(),
                    () -> context.door().ask(new PhoneCommand.CallVoicemail(id)));
            getChildren().add(getChildren().indexOf(lamps), added);
            return added;
        });
    }

    private void showMailbox(Button mailbox, AccountServices services) {
        MessageSummary summary = services.mailbox().orElseThrow();
        String text = summary.counts()
                .filter(counts -> counts.fresh() > 0)
                .map(counts -> words.of("watch.messages", counts.fresh()))
                .orElseGet(() -> words.of("watch.messages.some"));
        boolean main = services.account().isMain();
        mailbox.setText(
                main
                        ? text
                        : words.of("watch.messages.account", services.account().name(), text));
        boolean urgent =
                summary.counts().filter(counts -> counts.urgentFresh() > 0).isPresent();
        String name = words.of(urgent ? "watch.messages.urgent" : "watch.messages.name", text);
        mailbox.setAccessibleText(
                main
                        ? name
                        : words.of("state.second.join", name, services.account().name()));
        Parts.pseudo(mailbox, "fresh", true);
    }

    private void showLamps(WatchView watch) {
        Optional<LampView> ringing = watch.lamps().stream()
                .filter(lamp -> lamp.light() == Light.RINGING)
                .findFirst();
        String text = ringing.map(lamp -> words.of(
                        "watch.rings",
                        lamp.phone().name().isEmpty()
                                ? lamp.phone().number()
                                : lamp.phone().name()))
                .orElseGet(() -> words.of("watch.lamps"));
        lamps.setText(text);
        lamps.setAccessibleText(text);
        Parts.pseudo(lamps, "fresh", ringing.isPresent());
    }

    private void park() {
        parked.ifPresent(call -> context.door().ask(new PhoneCommand.ParkCall(call)));
    }
}
