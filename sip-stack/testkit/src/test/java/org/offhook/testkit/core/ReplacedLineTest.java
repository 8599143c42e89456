package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallWishes;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.Takeover;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** A call takes the place of another one (RFC 3891): what the agent had done about the old one holds for the new one. */
class ReplacedLineTest {
    private static final DialogId NEW_DIALOG = new DialogId("new-far-end");

    private VirtualPhone phone;
    private CallId old;

    @BeforeEach
    void talk() {
        phone = new VirtualPhone(PhoneSettings.of(1).withLines(3));
        phone.signalling.farEnd(FarEnd.ANSWERS);
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        old = phone.dial("100");
    }

    @AfterEach
    void close() {
        phone.close();
    }

    private void take(PhoneCommand command) {
        assertThat(phone.command(command)).isInstanceOf(CommandOutcome.Accepted.class);
        phone.settle();
    }

    private CallId replace(CallId call) {
        CallId fresh = phone.signalling.inbox().newCallId();
        phone.signalling
                .inbox()
                .incomingCall(
                        fresh,
                        new CallInput.InviteReceived(
                                new CallParty("5550199", "Cara"),
                                new CallParty("2101", ""),
                                NEW_DIALOG,
                                Optional.of(Sdp.farEnd()),
                                CallWishes.NONE,
                                Optional.empty(),
                                Optional.of(new Takeover(call, FakeSignalling.DIALOG)),
                                CallInput.OfferDue.IN_ANSWER));
        phone.settle();
        phone.signalling.happen(fresh, new CallInput.AckReceived(NEW_DIALOG, Optional.empty()));
        phone.settle();
        assertThat(view(fresh).phase()).isEqualTo(CallView.Phase.CONNECTED);
        assertThat(view(call).live()).as("the old one has ended").isFalse();
        return fresh;
    }

    private CallView view(CallId call) {
        return phone.snapshot().call(call).orElseThrow();
    }

    @Test
    void aHeldLineStaysOnHoldAndTheNewFarEndIsTold() {
        take(new PhoneCommand.HoldCall(old, true));
        phone.signalling.forgetOrders();
        CallId fresh = replace(old);
        assertThat(view(fresh).held()).isTrue();
        assertThat(phone.signalling.orders(SignallingOrder.Reinvite.class))
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.dialog()).isEqualTo(NEW_DIALOG);
                    assertThat(order.sdpOffer()).contains("a=sendonly");
                });
        take(new PhoneCommand.HoldCall(fresh, false));
        assertThat(view(fresh).held()).isFalse();
    }

    @Test
    void aRecordingGoesOnWithWhoTookThePlace() {
        take(new PhoneCommand.RecordCall(old, RecordingOrder.START));
        CallId fresh = replace(old);
        assertThat(view(fresh).recording()).isEqualTo(CallRecording.RECORDING);
        assertThat(phone.media.recorded()).containsExactlyInAnyOrder("open to 100", "close", "open from 5550199");
    }

    @Test
    void aPausedRecordingIsPausedFromTheFirstWordOfWhoTookThePlace() {
        take(new PhoneCommand.RecordCall(old, RecordingOrder.START));
        take(new PhoneCommand.RecordCall(old, RecordingOrder.PAUSE));
        CallId fresh = replace(old);
        assertThat(view(fresh).recording()).isEqualTo(CallRecording.PAUSED);
        assertThat(phone.media.recorded()).endsWith("open from 5550199", "silence");
        take(new PhoneCommand.RecordCall(fresh, RecordingOrder.RESUME));
        assertThat(phone.media.recorded()).endsWith("speech");
    }

    @Test
    void whatIsNotRecordedIsNotRecordedAfterwards() {
        CallId fresh = replace(old);
        assertThat(view(fresh).recording()).isEqualTo(CallRecording.OFF);
        assertThat(phone.media.recorded()).isEmpty();
    }

    @Test
    void aConversationOfThreeGoesOnWithWhoTookThePlace() {
        CallId other = phone.dial("200");
        take(new PhoneCommand.JoinCalls());
        CallId fresh = replace(old);
        assertThat(phone.media.joined()).containsExactlyInAnyOrder(fresh, other);
        assertThat(phone.snapshot().joined()).containsExactly(fresh, other);
        assertThat(view(fresh).held()).isFalse();
    }

    @Test
    void aHeldLineBesideOneThatIsTalkedOnDisturbsNobody() {
        CallId other = phone.dial("200");
        assertThat(view(old).held()).isTrue();
        CallId fresh = replace(old);
        assertThat(view(fresh).held()).isTrue();
        assertThat(view(other).held()).isFalse();
    }
}
