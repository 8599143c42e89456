package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.refusal;
import static org.offhook.agent.desk.StoreDesk.talk;

import org.junit.jupiter.api.Test;
import org.offhook.agent.port.CallNote;
import org.offhook.campaign.setup.Recording;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.PhoneCommand.RecordCall;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.recording.RecordingOrder;

/** The campaign's rule decides what is recorded, at every door. */
class RecordingAtDeskTest {

    private static VirtualDesk under(Recording rule) {
        return VirtualDesk.ofTheStore(store -> store.recording = rule);
    }

    private static CallRecording recording(VirtualDesk desk, CallId call) {
        return desk.snapshot().phone().call(call).orElseThrow().recording();
    }

    private static CommandOutcome order(VirtualDesk desk, CallId call, RecordingOrder order) {
        CommandOutcome outcome = desk.ask(new RecordCall(call, order));
        desk.settle();
        return outcome;
    }

    @Test
    void aCampaignThatRecordsAlwaysRecordsFromTheAnswerAndLetsACardNumberOut() {
        VirtualDesk desk = under(Recording.ALWAYS);
        CallId call = talk(desk, "305");
        desk.settle();
        assertThat(recording(desk, call)).isEqualTo(CallRecording.RECORDING);
        assertThat(order(desk, call, RecordingOrder.PAUSE)).isInstanceOf(Accepted.class);
        assertThat(recording(desk, call)).isEqualTo(CallRecording.PAUSED);
        assertThat(order(desk, call, RecordingOrder.RESUME)).isInstanceOf(Accepted.class);
        assertThat(refusal(order(desk, call, RecordingOrder.STOP))).isEqualTo(ErrorCode.RECORDING_NOT_ALLOWED);
        assertThat(recording(desk, call)).isEqualTo(CallRecording.RECORDING);
        assertThat(desk.media.recorded()).containsExactly("open to 305", "silence", "speech");
    }

    @Test
    void aCampaignThatNeverRecordsRefuses() {
        VirtualDesk desk = under(Recording.NEVER);
        CallId call = talk(desk, "305");
        assertThat(refusal(order(desk, call, RecordingOrder.START))).isEqualTo(ErrorCode.RECORDING_NOT_ALLOWED);
        assertThat(desk.media.recorded()).isEmpty();
    }

    @Test
    void onDemandTheAgentBeginsAndEnds() {
        VirtualDesk desk = under(Recording.ON_DEMAND);
        CallId call = talk(desk, "305");
        assertThat(recording(desk, call)).isEqualTo(CallRecording.OFF);
        order(desk, call, RecordingOrder.START);
        assertThat(recording(desk, call)).isEqualTo(CallRecording.RECORDING);
        assertThat(order(desk, call, RecordingOrder.STOP)).isInstanceOf(Accepted.class);
        assertThat(recording(desk, call)).isEqualTo(CallRecording.OFF);
        assertThat(desk.media.recorded()).containsExactly("open to 305", "close");
    }

    @Test
    void theFinishedFilesNameGoesIntoTheCallLogAlsoAfterTheCall() {
        VirtualDesk desk = under(Recording.ALWAYS);
        CallId call = talk(desk, "305");
        desk.settle();
        desk.ask(new org.offhook.core.phone.PhoneCommand.HangUpCall(call));
        desk.settle();
        assertThat(desk.work.notes.stream()
                        .filter(CallNote.Recorded.class::isInstance)
                        .map(CallNote.Recorded.class::cast))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.call()).isEqualTo(call);
                    assertThat(note.file()).isNotBlank();
                    assertThat(note.toString()).as("no number in a log").doesNotContain("305");
                });
    }
}
