package org.offhook.ui;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.soundcheck.SoundCheckResult;
import org.offhook.core.soundcheck.SoundCheckVerdict;
import org.offhook.core.soundcheck.SoundCheckView;
import org.offhook.core.soundcheck.SoundCheckView.Phase;
import org.offhook.ui.ScreenPictures.Screen;

/** The pictures of devices that are tried out. */
final class SoundPictures {
    private SoundPictures() {}

    /** @param left of the phase */
    static SoundCheckView check(Phase phase, Duration left, SoundCheckVerdict heard, Optional<SoundCheckResult> last) {
        return new SoundCheckView(phase, Optional.of(Situation.NOW.plus(left)), heard, last);
    }

    static void addTo(Map<String, Screen> screens) {
        var listening = check(Phase.LISTENING, Duration.ofMinutes(4), SoundCheckVerdict.WELL, Optional.empty());
        var well = Optional.of(new SoundCheckResult(SoundCheckVerdict.WELL, Optional.empty()));
        var dead =
                Optional.of(new SoundCheckResult(SoundCheckVerdict.NOTHING, Optional.of(ErrorCode.MICROPHONE_SILENT)));
        audio(screens, "15f-audio-listening", Situation.paused().soundCheck(listening));
        audio(
                screens,
                "15g-audio-recording",
                Situation.paused()
                        .audio(AudioChoice.SYSTEM.at(6, -3))
                        .soundCheck(check(
                                Phase.RECORDING, Duration.ofSeconds(3), SoundCheckVerdict.WAITING, Optional.empty())));
        audio(
                screens,
                "15h-audio-found",
                Situation.paused()
                        .soundCheck(check(Phase.PLAYING_BACK, Duration.ofSeconds(2), SoundCheckVerdict.WAITING, well)));
        audio(
                screens,
                "15i-audio-dead",
                Situation.paused()
                        .soundCheck(check(Phase.LISTENING, Duration.ofMinutes(4), SoundCheckVerdict.NOTHING, dead)));
        audio(screens, "15j-audio-in-call", Situation.onCall());
        screens.put(
                "15k-audio-narrow",
                new Screen(
                        Situation.paused().soundCheck(listening),
                        280,
                        600,
                        scene -> ScreenPictures.topic(scene, "audio")));
    }

    private static void audio(Map<String, Screen> screens, String name, Situation situation) {
        screens.put(name, new Screen(situation, 340, 600, scene -> ScreenPictures.topic(scene, "audio")));
    }
}
