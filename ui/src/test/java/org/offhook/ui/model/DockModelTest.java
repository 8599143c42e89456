package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ui.Situation.NOW;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.ManualDialMode;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.ui.FurtherAccount;
import org.offhook.ui.SampleCalls;
import org.offhook.ui.Situation;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.text.Words;

class DockModelTest {
    private final Words words = Words.load(Locale.ENGLISH);

    private Optional<DockView> ofCall(Situation situation) {
        return DockModel.ofCall(situation.snapshot(), EndingWatch.NOTHING, NOW, words);
    }

    private DockView ofNumber(Situation situation, String typed) {
        return DockModel.ofNumber(situation.snapshot(), typed, words);
    }

    @Test
    void cancelsWhileItRingsThereAndHangsUpByName() {
        assertThat(ofCall(Situation.dialling()).orElseThrow().meaning()).isEqualTo(Meaning.CANCEL_CALL);
        assertThat(ofCall(Situation.onCall()).orElseThrow().text()).isEqualTo("Hang up Lena M.");
        assertThat(ofCall(Situation.paused())).isEmpty();
    }

    @Test
    void aRingingCallIsNotForTheDock() {
        assertThat(ofCall(Situation.paused().call(SampleCalls.incoming("i1")))).isEmpty();
    }

    @Test
    void saysThatTheCallIsOverBeforeItMeansAnythingElse() {
        CallView call = SampleCalls.outgoing("c1", Phase.RINGING, Duration.ofSeconds(9), Optional.empty(), false);
        var busy = Optional.of(ErrorCode.BUSY);
        DockView fresh = ofCall(
                        Situation.paused().call(SampleCalls.ended(call, Cause.BUSY, busy, Duration.ofMillis(799))))
                .orElseThrow();
        assertThat(fresh.meaning()).isEqualTo(Meaning.CALL_ENDED);
        assertThat(fresh.enabled()).isFalse();
        DockView later = ofCall(
                        Situation.paused().call(SampleCalls.ended(call, Cause.BUSY, busy, Duration.ofMillis(800))))
                .orElseThrow();
        assertThat(later.meaning()).isEqualTo(Meaning.CALL_AGAIN);
        assertThat(ofCall(Situation.paused().call(SampleCalls.ended(call, Cause.BUSY, busy, Duration.ofSeconds(3)))))
                .isEmpty();
    }

    @Test
    void aNumberIsCalledOnlyWhenItCanBe() {
        assertThat(ofNumber(Situation.paused(), "+1 727 555 0142").enabled()).isTrue();
        assertThat(ofNumber(Situation.paused(), "*97").enabled()).isTrue();
        assertThat(ofNumber(Situation.paused(), "").enabled()).isFalse();
        assertThat(ofNumber(Situation.paused(), "7").help()).isEqualTo("A number has at least 2 digits");
        assertThat(ofNumber(Situation.paused(), "1-800-FLOWERS").help()).contains("letters");
        assertThat(ofNumber(Situation.paused(), "2101").help()).isEqualTo("This is your own phone.");
        assertThat(ofNumber(Situation.paused().lost(), "7275550142").help()).isEqualTo("The phone is not connected");
    }

    @Test
    void aReadyAgentPausesAndCalls() {
        assertThat(ofNumber(Situation.ready(), "7275550142").text()).isEqualTo("Pause and call");
    }

    @Test
    void whereTheCampaignDialsInStandardAReadyAgentPausesFirst() {
        DockView ready = ofNumber(Situation.ready().mode(ManualDialMode.STANDARD), "7275550142");
        assertThat(ready.text()).isEqualTo("Call");
        assertThat(ready.enabled()).isFalse();
        assertThat(ready.help()).isEqualTo("Pause first to dial");
        assertThat(ofNumber(Situation.paused().mode(ManualDialMode.STANDARD), "7275550142")
                        .enabled())
                .isTrue();
        assertThat(ofNumber(Situation.ready().mode(ManualDialMode.QUEUE_AND_AUTOCALL), "7275550142")
                        .text())
                .isEqualTo("Pause and call");
    }

    @Test
    void whileTheMainAccountIsLostTheOthersCarryCalls() {
        Situation lost = Situation.paused().beside(FurtherAccount.on("branch")).lost();
        assertThat(DockModel.ofNumber(
                                lost.snapshot(), new AccountId("branch"), "7275550142", Optional.empty(), NOW, words)
                        .enabled())
                .isTrue();
        assertThat(ofNumber(lost, "7275550142").help()).isEqualTo("The main account is not connected: choose another");
    }

    @Test
    void whatTheAgentDoesIsSaidAsTheReason() {
        assertThat(ofNumber(Situation.wrapUp(), "7275550142").help()).isEqualTo("Finish the wrap-up first");
        assertThat(ofNumber(Situation.loggedOut(), "7275550142").help()).isEqualTo("Log in first");
        assertThat(ofNumber(Situation.onCall(), "7275550142").help()).isEqualTo("A call is on");
    }

    @Test
    void everyMeaningThatEndsACallIsThePillAndNoOther() {
        for (Meaning meaning : Meaning.values()) {
            boolean ends = EnumSet.of(
                            Meaning.CANCEL_CALL, Meaning.HANG_UP, Meaning.LEAVE, Meaning.ENDING, Meaning.END_NOW)
                    .contains(meaning);
            assertThat(meaning.endsCall()).as(meaning.name()).isEqualTo(ends);
        }
    }
}
