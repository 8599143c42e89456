package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.media.AudioDevice.Kind;
import org.offhook.core.port.AudioDevicePort.DeviceWatch;
import org.offhook.rtp.tone.CallTone;

/** When devices are opened anew because others came or went. */
class DevicesInUseTest {
    private static final CallId CALL = new CallId("7");
    private static final AudioDevice MIC = new AudioDevice("mic", "Built-in", Kind.CAPTURE, true);
    private static final AudioDevice SPEAKER = new AudioDevice("speaker", "Built-in", Kind.PLAYOUT, true);
    private static final AudioDevice HEADSET_MIC = new AudioDevice("usb-in", "Headset", Kind.CAPTURE, false);
    private static final AudioDevice HEADSET = new AudioDevice("usb-out", "Headset", Kind.PLAYOUT, false);
    private static final AudioDevice CAMERA = new AudioDevice("cam", "Camera", Kind.CAPTURE, false);

    private final FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(440, -20)));
    private final SpyInbox inbox = new SpyInbox();
    private final PhoneMedia phone = new PhoneMedia(
            MediaEngine.onLoopback("phone"), devices, () -> Optional.of("127.0.0.1"), call -> Optional.empty());

    @AfterEach
    void close() {
        phone.close();
    }

    private void present(AudioDevice... now) {
        DeviceWatch watch = devices.watch.orElseThrow();
        int told = inbox.audioProblems.size();
        watch.devicesChanged(new ArrayList<>(List.of(now)), Optional.empty());
        Eventually.holds("told", () -> inbox.audioProblems.size() > told);
    }

    @Test
    void theHeadsetThatGoesInTwoPartsIsReplacedOnceAndComesBack() {
        phone.start(inbox);
        present(MIC, SPEAKER, HEADSET_MIC, HEADSET);
        phone.choose(AudioChoice.SYSTEM.on(Optional.of("usb-in"), Optional.of("usb-out"), Optional.empty()));
        phone.prepare(CALL);
        Eventually.holds("open", () -> devices.talkOpened.get() == 1);
        present(MIC, SPEAKER, HEADSET);
        present(MIC, SPEAKER);
        Eventually.holds("on the fallback", () -> devices.talkOpened.get() == 2);
        present(MIC, SPEAKER, CAMERA);
        present(MIC, SPEAKER, CAMERA, HEADSET);
        present(MIC, SPEAKER, CAMERA, HEADSET_MIC, HEADSET);
        Eventually.holds("back on the headset", () -> devices.talkOpened.get() == 3);
        assertThat(devices.talkClosed.get()).isEqualTo(2);
    }

    @Test
    void whatIsNotUsedComesAndGoesUnheard() {
        assertThat(DevicesInUse.of(AudioChoice.SYSTEM, List.of(MIC, SPEAKER)))
                .isEqualTo(DevicesInUse.of(AudioChoice.SYSTEM, List.of(CAMERA, MIC, HEADSET, SPEAKER)));
        assertThat(DevicesInUse.of(AudioChoice.SYSTEM, List.of(CAMERA, SPEAKER)))
                .as("without a default the first one is taken")
                .isEqualTo(new DevicesInUse(Optional.of("cam"), Optional.of("speaker")));
        assertThat(DevicesInUse.of(
                        AudioChoice.SYSTEM.on(Optional.of("Headset"), Optional.of("usb-out"), Optional.empty()),
                        List.of(MIC, SPEAKER, HEADSET_MIC, HEADSET)))
                .as("by name as well as by id")
                .isEqualTo(new DevicesInUse(Optional.of("usb-in"), Optional.of("usb-out")));
    }
}
