package org.offhook.ui.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.WrapUpView;
import org.offhook.agent.WrapUpView.Saving;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.text.Words;

/** The dock in wrap-up: Save, and why it cannot be pressed. */
public final class WrapUpDock {
    private WrapUpDock() {}

    public static DockView of(AgentSnapshot snapshot, WrapUpNotes notes, Instant now, ZoneId zone, Words words) {
        Optional<WrapUpView> open = snapshot.work().wrapUp();
        // About the call, whether it can be pressed or not: what the agent chooses does not make the button inert.
        return open.map(wrapUp -> of(wrapUp, snapshot, notes, now, zone, words)
                        .about(wrapUp.call().value()))
                .orElseGet(() -> saving(words));
    }

    private static DockView saving(Words words) {
        return DockView.off(Meaning.SAVE_RESULT, IconName.SYNC, words.of("wrapUp.saving"), "");
    }

    private static DockView of(
            WrapUpView wrapUp, AgentSnapshot snapshot, WrapUpNotes notes, Instant now, ZoneId zone, Words words) {
        if (wrapUp.saving() == Saving.SAVING) {
            return saving(words);
        }
        boolean failed = wrapUp.saving() == Saving.FAILED;
        String text = words.of(failed ? "wrapUp.again" : "wrapUp.save");
        IconName icon = failed ? IconName.REFRESH : IconName.CHECK;
        if (wrapUp.forced() && notes.disposition().isEmpty()) {
            return DockView.off(Meaning.SAVE_RESULT, icon, text, words.of("wrapUp.choose"));
        }
        return notes.problem(snapshot.work().dispositions(), now, zone)
                .map(found -> words.of("wrapUp.callback.problem.", found))
                .map(problem -> DockView.off(Meaning.SAVE_RESULT, icon, text, problem))
                .orElseGet(() -> DockView.of(Meaning.SAVE_RESULT, icon, text));
    }
}
