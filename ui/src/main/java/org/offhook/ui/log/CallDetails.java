package org.offhook.ui.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentSnapshot;
import org.offhook.campaign.log.EndedBy;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LogLine;
import org.offhook.ui.model.LogRow;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** All that is known of one call of the log; every text can be copied. */
final class CallDetails implements Page {
    /** What is below is no news (RFC 3261 §21). */
    private static final int LEAST_REFUSAL = 300;

    private final WindowContext context;
    private final VBox root = new VBox();
    private final String title;

    /** @param country by which the number is grouped */
    CallDetails(WindowContext context, LogRow.Call call, String country) {
        this.context = context;
        title = call.name();
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        var card = new VBox();
        card.getStyleClass().addAll("oh-card", "oh-admin-card");
        LogLine line = call.line();
        Instant now = context.clock().instant();
        line(card, "when", TimeText.dayAndTime(line.at(), now, context.zone(), context.words()), false);
        line(card, "direction", call.markWord(), false);
        line(card, "name", line.name(), false);
        line(card, "number", NumberText.grouped(line.number(), country), true);
        line(card, "account", line.account().isMain() ? "" : line.account().name(), true);
        line(card, "agent", line.agent(), true);
        line(card, "result", line.disposition().isEmpty() ? "" : call.outcome(), false);
        line(card, "ended", context.words().ofKnown("call.end.", line.cause(), line.cause()), false);
        line(card, "endedBy", endedBy(line.by()), false);
        line(card, "talked", line.unanswered() ? "" : TimeText.running(line.talked()), true);
        line.quality().ifPresent(quality -> sound(card, quality));
        line(card, "call", line.call(), true);
        root.getChildren().add(card);
    }

    /** "The other side · 486 · OH-503": what an administrator asks for first. */
    private String endedBy(EndedBy by) {
        var said = new ArrayList<String>();
        said.add(context.words().ofKnown("log.side.", by.side(), by.side()));
        said.add(by.sipStatus() < LEAST_REFUSAL ? "" : Integer.toString(by.sipStatus()));
        said.add(by.code());
        said.removeIf(String::isEmpty);
        return String.join(" · ", said);
    }

    private void sound(VBox card, LoggedQuality quality) {
        Words words = context.words();
        line(
                card,
                "quality",
                words.of("log.quality.score", tenths(quality.opinion()), tenths(quality.rating())),
                false);
        String made = words.of(
                "log.quality.network",
                tenths(quality.lossPercent()),
                tenths(quality.concealedPercent()),
                tenths(quality.jitterMillis()));
        boolean known = quality.roundTripMillis() >= 0;
        line(
                card,
                "network",
                known ? words.of("log.quality.roundTrip", made, tenths(quality.roundTripMillis())) : made,
                false);
        String secured = words.ofKnown("call.security.", quality.security(), "");
        line(
                card,
                "sound",
                quality.codec().isEmpty() ? secured : words.of("state.second.join", quality.codec(), secured),
                false);
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void line(VBox card, String key, String text, boolean leftToRight) {
        if (!text.isEmpty()) {
            TextField value = Parts.copyable();
            if (leftToRight) {
                Parts.leftToRight(value);
            }
            value.setText(text);
            String name = context.words().of("log.detail." + key);
            value.setAccessibleText(name);
            card.getChildren().addAll(Parts.label(name, "oh-label"), value);
        }
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String helpTopic() {
        return "log";
    }

    @Override
    public Region node() {
        return root;
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
}
