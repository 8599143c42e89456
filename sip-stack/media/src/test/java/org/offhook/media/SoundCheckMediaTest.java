package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.port.SoundCheckPort;
import org.offhook.core.soundcheck.SoundCheckKind;
import org.offhook.rtp.tone.CallTone;

/** Trying devices out: what the speaker and the ringer play, and what the microphone gave. */
class SoundCheckMediaTest {
    private static final CallId CALL = new CallId("7");

    private final FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(620, -20)));
    private final SpyInbox inbox = new SpyInbox();
    private final PhoneMedia phone = new PhoneMedia(
            MediaEngine.onLoopback("phone"), devices, () -> Optional.of("127.0.0.1"), call -> Optional.empty());
    private final SoundCheckPort check = phone.soundCheck();

    @BeforeEach
    void start() {
        phone.start(inbox);
    }

    @AfterEach
    void close() {
        phone.close();
    }

    private void open(SoundCheckKind kind) {
        inbox.checksOpened.clear();
        check.open(kind);
        Eventually.holds("open", () -> !inbox.checksOpened.isEmpty());
    }

    @Test
    void whatTheMicrophoneGaveIsPlayedBackAndTheDevicesAreGivenBack() {
        open(SoundCheckKind.LOOP);
        assertThat(inbox.checksOpened).containsExactly(Optional.empty());
        Eventually.holds("half a second spoken", () -> check.facts().millis() > 500);
        assertThat(phone.levels().microphoneDbov()).isBetween(-24f, -18f);
        assertThat(devices.speaker.heardMillis(1))
                .as("not before it is asked for")
                .isZero();
        check.playBack();
        Eventually.holds("played back", () -> devices.speaker.longestRunMillis(1) >= 300);
        check.close();
        Eventually.holds("given back", () -> devices.talkClosed.get() == 1);
        assertThat(devices.talkOpened.get()).isEqualTo(1);
        assertThat(phone.levels().microphoneDbov()).isLessThan(-100);
    }

    @Test
    void theSpeakerIsTriedWithATone() {
        open(SoundCheckKind.SPEAKER);
        Eventually.holds("heard", () -> devices.speaker.longestRunMillis(0) >= 200);
        assertThat(devices.ringer.heardMillis(0)).isZero();
    }

    @Test
    void theRingerIsTriedWithTheRing() {
        open(SoundCheckKind.RINGER);
        Eventually.holds("heard", () -> devices.ringer.levelDbov() > -20);
        check.close();
        Eventually.holds("given back", () -> devices.ringerClosed.get() == 1);
        assertThat(devices.talkOpened.get()).isZero();
    }

    @Test
    void aMissingMicrophoneIsTold() {
        devices.problem = Optional.of(ErrorCode.NO_MICROPHONE);
        open(SoundCheckKind.LOOP);
        assertThat(inbox.checksOpened).containsExactly(Optional.of(ErrorCode.NO_MICROPHONE));
    }

    @Test
    void oneCheckAfterAnotherKeepsTheDevicesOpenAndACallTakesThemOver() {
        open(SoundCheckKind.LISTEN);
        check.close();
        open(SoundCheckKind.LOOP);
        check.close();
        phone.reserve(CALL);
        inbox.reservedPort();
        phone.prepare(CALL);
        phone.apply(CALL, Plans.talk(1, 9));
        Eventually.holds(
                "the call hears the microphone", () -> phone.statistics(CALL).packetsSent() > 100);
        assertThat(devices.talkOpened.get()).isEqualTo(1);
        assertThat(devices.talkClosed.get()).isZero();
        phone.release(CALL);
        Eventually.holds("given back after the call", () -> devices.talkClosed.get() == 1);
    }

    @Test
    void aSocketThatIsKeptForTheNextCallKeepsNoMicrophoneOpen() {
        phone.reserve(CALL);
        inbox.reservedPort();
        phone.prepare(CALL);
        phone.apply(CALL, Plans.talk(1, 9));
        Eventually.holds(
                "the call hears the microphone", () -> phone.statistics(CALL).packetsSent() > 10);
        phone.reserve(new CallId("the next"));
        inbox.reservedPort();
        phone.release(CALL);
        Eventually.holds("given back after the call", () -> devices.talkClosed.get() == 1);
        open(SoundCheckKind.SPEAKER);
    }

    @Test
    void aDeviceThatOpensSlowlyHoldsNobodyUp() {
        devices.opening = new CountDownLatch(1);
        check.open(SoundCheckKind.LOOP);
        check.close();
        devices.opening.countDown();
        Eventually.holds("closed again", () -> devices.talkClosed.get() == 1);
    }

    @Test
    void levelsCountAtOnceWithoutOpeningDevicesAnew() {
        open(SoundCheckKind.LISTEN);
        Eventually.holds("as it is", () -> microphoneIsAt(-20));
        phone.choose(AudioChoice.SYSTEM.at(-12, 0));
        Eventually.holds("twelve less", () -> microphoneIsAt(-32));
        phone.choose(AudioChoice.SYSTEM.at(6, 0));
        Eventually.holds("six more", () -> microphoneIsAt(-14));
        assertThat(devices.talkOpened.get()).isEqualTo(1);
    }

    private boolean microphoneIsAt(double dbov) {
        return Math.abs(phone.levels().microphoneDbov() - dbov) < 1;
    }
}
