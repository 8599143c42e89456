package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneCommand.RecordCall;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** A recording from its command to its file's end, on the loop. */
class RecordingTest {

    @Test
    void recordsFromTheCommandToTheEndOfTheCallAndSaysWhere() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = phone.dial("7275551212");
            phone.command(new RecordCall(call, RecordingOrder.START));
            assertThat(phone.call(call).recording()).isEqualTo(CallRecording.RECORDING);

            phone.command(new RecordCall(call, RecordingOrder.PAUSE));
            assertThat(phone.call(call).recording()).isEqualTo(CallRecording.PAUSED);
            phone.command(new RecordCall(call, RecordingOrder.RESUME));
            phone.command(new PhoneCommand.HangUpCall(call));

            assertThat(phone.media.recorded()).containsExactly("open to 7275551212", "silence", "speech", "close");
            assertThat(phone.events(PhoneEvent.CallRecordingChanged.class))
                    .extracting(PhoneEvent.CallRecordingChanged::recording)
                    .containsExactly(
                            CallRecording.AWAITED,
                            CallRecording.RECORDING,
                            CallRecording.PAUSED,
                            CallRecording.RECORDING,
                            CallRecording.OFF);
            assertThat(phone.events(PhoneEvent.RecordingFinished.class))
                    .singleElement()
                    .satisfies(finished -> assertThat(finished.file()).isEqualTo("file-" + call.value()));
        }
    }

    @Test
    void whatIsAskedForBeforeTheAnswerBeginsWithIt() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.RINGS);
            CallId call = phone.dial("100");
            phone.command(new RecordCall(call, RecordingOrder.START));
            assertThat(phone.call(call).recording()).isEqualTo(CallRecording.AWAITED);
            assertThat(phone.media.recorded()).isEmpty();

            phone.signalling.happen(
                    call, new CallInput.InviteAnswered(FakeSignalling.DIALOG, Optional.of(Sdp.farEnd())));
            phone.pass(Duration.ofMillis(1));
            assertThat(phone.media.recorded()).containsExactly("open to 100");
        }
    }

    @Test
    void aPauseThatPausesNothingIsRefusedSoThatNobodyReliesOnIt() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = phone.dial("100");
            CommandOutcome outcome = phone.command(new RecordCall(call, RecordingOrder.PAUSE));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.error()).isEqualTo(ErrorCode.CALL_STATE_WRONG));
        }
    }

    @Test
    void aFullDiskIsToldAndTheCallGoesOn() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = phone.dial("100");
            phone.command(new RecordCall(call, RecordingOrder.START));
            phone.media
                    .inbox()
                    .recordingInput(call, new RecordingInput.FileFailed(ErrorCode.RECORDING_DISK_FULL, "no space"));
            phone.pass(Duration.ofMillis(1));

            assertThat(phone.call(call).live()).isTrue();
            assertThat(phone.call(call).recording()).isEqualTo(CallRecording.FAILED);
            assertThat(phone.events(PhoneEvent.FaultRaised.class))
                    .extracting(PhoneEvent.FaultRaised::error)
                    .containsExactly(ErrorCode.RECORDING_DISK_FULL);
            assertThat(phone.media.recorded()).endsWith("close");
        }
    }

    @Test
    void aMediaPathThatThrowsCostsTheRecordingAndNotTheCall() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = phone.dial("100");
            phone.media.failOn("startRecording");
            phone.command(new RecordCall(call, RecordingOrder.START));
            assertThat(phone.call(call).recording()).isEqualTo(CallRecording.FAILED);
            assertThat(phone.call(call).live()).isTrue();
        }
    }

    @Test
    void nobodyCanRecordACallThatIsNotThere() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.command(
                    new PhoneCommand.PlaceCall(new DialPlan("100", "", Optional.empty(), Duration.ofSeconds(20))));
            assertThat(phone.command(new RecordCall(new CallId("other"), RecordingOrder.START)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.error()).isEqualTo(ErrorCode.NO_SUCH_CALL));
        }
    }
}
