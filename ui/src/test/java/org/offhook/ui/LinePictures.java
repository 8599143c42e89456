package org.offhook.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallParty;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.phone.AccountServices;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.core.phone.WatchView;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.subscription.MessageSummary;
import org.offhook.core.subscription.MessageSummary.Counts;

/** Pictures of held calls, two lines, and whom to send a call to. */
final class LinePictures {
    private LinePictures() {}

    static void addTo(Map<String, ScreenPictures.Screen> screens) {
        Consumer<Scene> nothing = scene -> {};
        ScreenPictures.add(screens, "07d-held", Situation.onHold().queue(), nothing);
        ScreenPictures.add(screens, "07e-two-lines", Situation.twoLines().queue(), nothing);
        ScreenPictures.add(screens, "07f-consulting", Situation.consulting().queue(), nothing);
        ScreenPictures.add(
                screens, "07g-waiting", Situation.onCall().queue().call(SampleCalls.incoming("i1")), nothing);
        ScreenPictures.add(screens, "07i-conference", Situation.conference().queue(), nothing);
        for (CallRecording recording : new CallRecording[] {CallRecording.RECORDING, CallRecording.PAUSED}) {
            ScreenPictures.add(
                    screens,
                    "07i-" + recording.name().toLowerCase(java.util.Locale.ROOT),
                    Situation.recorded(recording).queue(),
                    nothing);
        }
        ScreenPictures.add(
                screens,
                "07j-good-line",
                SoundingCall.of(4.3, 0, SpeechSecurity.DTLS).queue(),
                nothing);
        ScreenPictures.add(
                screens,
                "07k-poor-line",
                SoundingCall.of(2.9, 9, SpeechSecurity.NONE).queue(),
                nothing);
        ScreenPictures.add(screens, "07l-taken", Situation.paused().call(SampleCalls.taken("i1")), nothing);
        ScreenPictures.add(screens, "07h-transferring", Situation.transferring().queue(), nothing);
        ScreenPictures.add(screens, "08c-transfer", Situation.onCall().queue().log(), scene -> transfer(scene, ""));
        ScreenPictures.add(
                screens,
                "08f-transfer-colleagues",
                Situation.onCall().queue().log().watch(watch()),
                scene -> transfer(scene, ""));
        ScreenPictures.add(
                screens, "08d-transfer-typed", Situation.onCall().queue().log(), scene -> transfer(scene, "7200"));
        ScreenPictures.add(
                screens, "08e-transfer-now", Situation.onCall().queue().log(), scene -> {
                    transfer(scene, "7200");
                    ScreenPictures.fire(scene, "#target-send-now");
                });
        ScreenPictures.add(screens, "24-watch", Situation.paused().queue().log().watch(watch()), nothing);
        ScreenPictures.add(
                screens,
                "24b-lamps",
                Situation.paused().queue().log().watch(watch()),
                scene -> ScreenPictures.fire(scene, "#watch-lamps"));
        ScreenPictures.add(
                screens,
                "24d-watch-accounts",
                Situation.paused().queue().beside(FurtherAccount.on("branch")).watch(watch("branch")),
                nothing);
        ScreenPictures.add(screens, "24c-park", Situation.onCall().queue().watch(watch()), nothing);
        screens.put(
                "20i-narrow-lamps",
                new ScreenPictures.Screen(
                        Situation.paused().watch(watch()),
                        280,
                        600,
                        scene -> ScreenPictures.fire(scene, "#watch-lamps")));
        screens.put("20f-narrow-two-lines", new ScreenPictures.Screen(Situation.twoLines(), 280, 600, nothing));
        screens.put("21e-smallest-two-lines", new ScreenPictures.Screen(Situation.twoLines(), 280, 420, nothing));
        screens.put(
                "23d-wide-transfer",
                new ScreenPictures.Screen(
                        Situation.twoLines().queue().log(), 800, 600, scene -> transfer(scene, "7200")));
    }

    static WatchView watch() {
        CallParty nobody = new CallParty("", "");
        return new WatchView(
                Optional.of(new MessageSummary(true, Optional.of("*97"), Optional.of(new Counts(3, 8, 1, 0)))),
                List.of(
                        lamp("2102", "Ines R.", Kind.EXTENSION, Light.IDLE, nobody),
                        lamp("2103", "Tom K.", Kind.EXTENSION, Light.RINGING, new CallParty("7275550142", "")),
                        lamp("2104", "Mira S.", Kind.EXTENSION, Light.BUSY, new CallParty("", "Lena M.")),
                        lamp("2105", "", Kind.EXTENSION, Light.UNKNOWN, nobody),
                        lamp("701", "Parking 1", Kind.PARKING, Light.BUSY, new CallParty("7275550199", "")),
                        lamp("702", "Parking 2", Kind.PARKING, Light.IDLE, nobody)),
                Optional.of("*97"),
                new FeatureCodes(Optional.of("*97"), Optional.of("700"), "*8"));
    }

    /** The same with a mailbox and a colleague at another account's exchange. */
    static WatchView watch(String account) {
        AccountId beside = new AccountId(account);
        WatchView main = watch();
        List<LampView> lamps = new java.util.ArrayList<>(main.lamps());
        lamps.add(new LampView(
                new WatchedPhone("2203", "Uma P.", Kind.EXTENSION, beside), Light.IDLE, new CallParty("", "")));
        return new WatchView(
                main.mailbox(),
                lamps,
                main.voicemail(),
                main.codes(),
                List.of(new AccountServices(
                        beside,
                        Optional.of(new MessageSummary(true, Optional.of("*99"), Optional.of(new Counts(2, 0, 0, 0)))),
                        Optional.of("*99"),
                        FeatureCodes.USUAL)));
    }

    private static LampView lamp(String number, String name, Kind kind, Light light, CallParty remote) {
        return new LampView(new WatchedPhone(number, name, kind), light, remote);
    }

    private static void transfer(Scene scene, String text) {
        ScreenPictures.key(scene, KeyCode.T);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        ((TextField) scene.lookup("#target-search")).setText(text);
    }
}
