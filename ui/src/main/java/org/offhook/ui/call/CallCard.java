package org.offhook.ui.call;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.offhook.core.phone.CallView;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Meter;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.CallCardView;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LineQuality;
import org.offhook.ui.model.QualityTrail;
import org.offhook.ui.text.Words;

/** Name, number, state with running time, and both directions' levels of the call that is on. */
final class CallCard extends VBox {
    private static final int FITS_LARGE = 17;
    private static final int FITS_MEDIUM = 21;

    private final LevelSource levels;
    private final Label name = Parts.label("", "oh-call-name");
    private final TextField number;
    private final Label facts = Parts.label("", "oh-caption", "oh-call-facts");
    private final Label state = Parts.label("", "oh-call-state");
    private final Label security = Parts.label("", "oh-caption");
    private final HBox secured = new HBox(new Icon(IconName.LOCK, "oh-caption-icon"), security);
    private final Label recording = Parts.label("", "oh-caption", "oh-recording");
    private final Button quality = Parts.button("", "oh-link", "oh-quality-open");
    private final QualityBars bars = new QualityBars();
    private final HBox top;
    private final QualityTrail trail = new QualityTrail();
    private final QualityChart chart;
    private final Words words;
    private boolean chartOpen;
    private final Meter sent;
    private final Meter received;
    private final HBox meters;

    CallCard(WindowContext context) {
        this.levels = context.levels();
        getStyleClass().addAll("oh-card", "oh-call-card");
        number = Parts.leftToRight(Parts.copyable("oh-call-number"));
        number.setAccessibleText(context.words().of("call.number"));
        sent = new Meter(context.words().of("call.meter.sent"));
        received = new Meter(context.words().of("call.meter.received"));
        HBox.setHgrow(sent, Priority.ALWAYS);
        HBox.setHgrow(received, Priority.ALWAYS);
        meters = new HBox(
                new Icon(IconName.MIC, "oh-meter-icon"), sent, new Icon(IconName.HEADSET, "oh-meter-icon"), received);
        meters.getStyleClass().add("oh-meters");
        meters.setAlignment(Pos.CENTER_LEFT);
        secured.getStyleClass().add("oh-call-secured");
        secured.setAlignment(Pos.CENTER_LEFT);
        recording.setGraphic(new Icon(IconName.RECORDING, "oh-recording-icon"));
        var stateRow = new HBox(state, recording);
        stateRow.getStyleClass().add("oh-call-state-row");
        stateRow.setAlignment(Pos.CENTER_LEFT);
        Parts.tip(security, security::getAccessibleHelp);
        words = context.words();
        chart = new QualityChart(words);
        quality.setGraphic(bars);
        name.setMinWidth(0);
        top = Parts.row("oh-call-top", name, Parts.slack(), quality);
        quality.setOnAction(_ -> openChart(!chartOpen));
        openChart(false);
        getChildren().addAll(top, number, stateRow, secured, chart, facts, meters);
    }

    void show(CallCardView view) {
        name.setText(view.name());
        Parts.present(name, !view.name().isEmpty());
        if (!number.getText().equals(view.number())) { // keeps a selection while the time runs
            number.setText(view.number());
            Parts.pseudo(
                    number,
                    "medium",
                    view.number().length() > FITS_LARGE && view.number().length() <= FITS_MEDIUM);
            Parts.pseudo(number, "small", view.number().length() > FITS_MEDIUM);
        }
        facts.setText(view.facts());
        Parts.present(facts, !view.facts().isEmpty());
        security.setText(view.security());
        security.setAccessibleHelp(view.securityHint());
        Parts.present(secured, !view.security().isEmpty() && !view.ended());
        Parts.present(chart, chartOpen && !view.ended());
        state.setText(view.state());
        Parts.pseudo(state, "failed", view.failed());
        recording.setText(view.recording());
        Parts.pseudo(recording, "on", view.recorded());
        Parts.present(recording, !view.recording().isEmpty());
        Parts.pseudo(this, "held", view.held());
        Parts.present(meters, !view.ended());
        if (view.ended()) {
            sent.clear();
            received.clear();
        }
    }

    /** How it sounds: a word with bars, and the chart when it is open. */
    void showQuality(CallView call, Instant now) {
        trail.see(call, now);
        Optional<LineQuality> heard =
                call.live() ? trail.latest().map(latest -> LineQuality.of(latest.opinion())) : Optional.empty();
        heard.ifPresent(line -> {
            quality.setText(words.of("call.quality.", line));
            bars.show(line);
            for (LineQuality one : LineQuality.values()) {
                Parts.pseudo(quality, one.name().toLowerCase(Locale.ROOT), one == line);
            }
        });
        Parts.present(quality, heard.isPresent());
        Parts.present(top, name.isVisible() || heard.isPresent());
        chart.show(trail);
        if (heard.isEmpty()) {
            openChart(false);
        }
        quality.setAccessibleHelp(heard.isPresent() ? quality.getText() : "");
    }

    private void openChart(boolean open) {
        chartOpen = open;
        Parts.present(chart, open);
        quality.setAccessibleText(words.of(open ? "call.quality.close" : "call.quality.open"));
    }

    /** @return whether both meters stay as they are for as long as the levels do */
    boolean showLevels(long millisSinceLast) {
        boolean sentRests = sent.show(levels.sentDbov(), millisSinceLast);
        return received.show(levels.receivedDbov(), millisSinceLast) && sentRests;
    }
}
