package org.offhook.ui.settings;

import java.time.Instant;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.soundcheck.SoundCheckResult;
import org.offhook.core.soundcheck.SoundCheckVerdict;
import org.offhook.core.soundcheck.SoundCheckView;
import org.offhook.core.soundcheck.SoundCheckView.Phase;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** What trying the microphone out is good for, and what it found, in plain words. */
final class SoundCheckCard extends VBox {
    private final Words words;
    private final Label hint = Parts.paragraph("", "oh-caption");
    private final Label found = Parts.paragraph("", "oh-strong");
    private final Label more = Parts.paragraph("", "oh-caption");
    private final Icon mark = new Icon(IconName.CHECK_CIRCLE, "oh-caption-icon");

    SoundCheckCard(Words words) {
        this.words = words;
        getStyleClass().addAll("oh-card", "oh-sound-check");
        found.setGraphic(mark);
        found.setId("sound-check-found");
        getChildren().addAll(hint, found, more);
    }

    /** @param inCall nothing can be tried out now */
    void show(SoundCheckView check, boolean inCall) {
        hint.setText(words.of(inCall ? "settings.audio.check.inCall" : "settings.audio.check.hint"));
        Optional<SoundCheckResult> last = check.last();
        Parts.present(found, last.isPresent());
        Parts.pseudo(found, "wrong", last.flatMap(SoundCheckResult::error).isPresent());
        mark.show(
                last.filter(result -> result.verdict() == SoundCheckVerdict.WELL)
                                .isPresent()
                        ? IconName.CHECK_CIRCLE
                        : IconName.ERROR);
        found.setText(last.map(this::sentence).orElse(""));
        String remedy = last.map(this::remedy).orElse("");
        more.setText(remedy);
        Parts.present(more, !remedy.isEmpty());
    }

    private String sentence(SoundCheckResult result) {
        return result.error()
                .map(error -> words.of("settings.audio.check.failed", words.sentence(error), error.code()))
                .orElseGet(() -> words.of("settings.audio.check.", result.verdict()));
    }

    private String remedy(SoundCheckResult result) {
        Optional<ErrorCode> error = result.error();
        return error.map(words::remedy).orElse("");
    }

    /** The dock's button: begins, counts down, and ends what it began. */
    static DockView dock(SoundCheckView check, boolean inCall, Instant now, Words words) {
        if (inCall) {
            return DockView.off(
                    Meaning.CHECK_SOUND,
                    IconName.MIC,
                    words.of("settings.audio.check.start"),
                    words.of("settings.audio.check.inCall"));
        }
        if (!check.busy()) {
            return DockView.of(Meaning.CHECK_SOUND, IconName.MIC, words.of("settings.audio.check.start"));
        }
        long left = check.ends().map(end -> TimeText.secondsUntil(end, now)).orElse(0L);
        String text = switch (check.phase()) {
            case QUIET, LISTENING, OPENING -> words.of("settings.audio.check.opening");
            case RECORDING -> words.of("settings.audio.check.speak", left);
            case PLAYING_BACK -> words.of("settings.audio.check.playing", left);
            case SPEAKER, RINGER -> words.of("settings.audio.check.tone");
        };
        return DockView.of(Meaning.CHECK_SOUND, IconName.SYNC, text)
                .about(check.phase() == Phase.OPENING ? "opening" : "running");
    }
}
