package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** Calls joined into one conversation, and taken apart again. */
class ConferenceTest {
    private static final DialogId CALLER = new DialogId("caller");

    private VirtualPhone phone;
    private CallId first;
    private CallId second;

    @BeforeEach
    void open() {
        phone = new VirtualPhone(PhoneSettings.of(1).withLines(3));
        phone.signalling.farEnd(FarEnd.ANSWERS);
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        first = phone.dial("100");
        second = phone.dial("200");
        assertThat(view(first).held()).isTrue();
    }

    @AfterEach
    void close() {
        phone.close();
    }

    private CallView view(CallId call) {
        return phone.snapshot().call(call).orElseThrow();
    }

    private void take(PhoneCommand command) {
        assertThat(phone.command(command)).isInstanceOf(CommandOutcome.Accepted.class);
        phone.settle();
    }

    private void join() {
        take(new PhoneCommand.JoinCalls());
    }

    @Test
    void takesWhoWaitsBackAndJoinsThem() {
        join();
        assertThat(view(first).held()).isFalse();
        assertThat(view(second).held()).isFalse();
        assertThat(phone.media.joined()).containsExactlyInAnyOrder(first, second);
        assertThat(phone.snapshot().joined()).containsExactly(first, second);
    }

    @Test
    void wantsTwoCallsThatStand() {
        take(new PhoneCommand.HangUpCall(second));
        assertThat(((CommandOutcome.Refused) phone.command(new PhoneCommand.JoinCalls())).error())
                .isEqualTo(ErrorCode.NO_CALL_FOR_THAT);
        assertThat(phone.media.joined()).isEmpty();
    }

    @Test
    void holdingOneTakesThemApart() {
        join();
        take(new PhoneCommand.HoldCall(first, true));
        assertThat(phone.media.joined()).isEmpty();
        assertThat(phone.snapshot().joined()).isEmpty();
        assertThat(view(second).held()).as("the other is talked on").isFalse();
    }

    @Test
    void whoHangsUpLeavesAndTheOtherGoesOn() {
        join();
        phone.signalling.happen(first, new CallInput.ByeReceived(FakeSignalling.DIALOG, Optional.empty()));
        phone.settle();
        assertThat(phone.media.joined()).isEmpty();
        assertThat(view(second).held()).isFalse();
        assertThat(view(second).live()).isTrue();
    }

    @Test
    void onePartyCanBeDropped() {
        join();
        take(new PhoneCommand.HangUpCall(second));
        assertThat(phone.snapshot().joined()).isEmpty();
        assertThat(view(first).held()).isFalse();
    }

    @Test
    void theMicrophoneIsMutedForAllOfThem() {
        take(new PhoneCommand.MuteCall(second, true));
        join();
        assertThat(view(first).muted())
                .as("who was not to be heard by one is heard by none")
                .isTrue();
        take(new PhoneCommand.MuteCall(first, false));
        assertThat(view(first).muted()).isFalse();
        assertThat(view(second).muted()).isFalse();
    }

    @Test
    void anotherCallIsAnsweredApartFromThem() {
        join();
        CallId third = phone.signalling.ring(new CallParty("300", "Tom"), CALLER, Optional.of(Sdp.farEnd()));
        phone.settle();
        take(new PhoneCommand.AnswerCall(third));
        assertThat(phone.media.joined()).isEmpty();
        assertThat(view(first).held()).isTrue();
        assertThat(view(second).held()).isTrue();
    }

    @Test
    void aThirdCanComeIn() {
        join();
        CallId third = phone.dial("300");
        assertThat(phone.media.joined()).isEmpty();
        join();
        assertThat(phone.media.joined()).containsExactlyInAnyOrder(first, second, third);
        take(new PhoneCommand.HangUpCall(second));
        assertThat(phone.media.joined()).containsExactlyInAnyOrder(first, third);
    }

    @Test
    void leavingConnectsTheTwoOthers() {
        join();
        take(new PhoneCommand.ConnectCalls(first, second));
        assertThat(phone.signalling.orders(SignallingOrder.Refer.class)).hasSize(1);
        assertThat(phone.media.joined()).as("until they are connected").hasSize(2);
        phone.signalling.happen(first, new CallInput.TransferNotified(FakeSignalling.DIALOG, 200, true));
        phone.settle();
        assertThat(view(first).live()).isFalse();
        assertThat(view(second).live()).isFalse();
    }
}
