package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.FakeSignalling.Registrar;

/** Sleep, another address, cable out and in, while a call is up: registered first, then the call's far end is told. */
class PathTest {
    private static final CallEnd LOST =
            new CallEnd(CallEnd.Cause.CONNECTION_LOST, CallEnd.Side.NETWORK, 0, Optional.of(ErrorCode.CONNECTION_LOST));

    private static CallId talk(VirtualPhone phone) {
        phone.signalling.farEnd(FarEnd.ANSWERS);
        CallId call = phone.dial("5550100");
        assertThat(phone.call(call).phase()).isEqualTo(CallView.Phase.CONNECTED);
        phone.signalling.forgetOrders();
        return call;
    }

    private static void network(VirtualPhone phone, boolean usable) {
        phone.signalling.happen(new RegistrationInput.NetworkChanged(usable));
        phone.settle();
    }

    @Test
    void registersAnewAndThenReinvitesTheCall() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            network(phone, true);
            assertThat(phone.signalling.ladder()).containsExactly("Rebind", "Register", "Reinvite", "Ack");
            assertThat(phone.signalling
                            .orders(SignallingOrder.Reinvite.class)
                            .getFirst()
                            .sdpOffer())
                    .contains("c=IN IP4 192.0.2.10");
            assertThat(phone.call(call).phase()).isEqualTo(CallView.Phase.CONNECTED);
        }
    }

    @Test
    void describesTheCallAsItLooksFromOutsideOfTheNewRouter() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            talk(phone);
            phone.media.seenAs(new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_001));
            network(phone, true);
            assertThat(reinvite(phone)).contains("c=IN IP4 203.0.113.9", "m=audio 61000 ");
        }
    }

    @Test
    void tellsItWithoutThatWhereTheSoundCannotSay() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            talk(phone);
            phone.media.failOn("locate");
            network(phone, true);
            assertThat(reinvite(phone)).contains("c=IN IP4 192.0.2.10");
        }
    }

    private static String reinvite(VirtualPhone phone) {
        return phone.signalling.orders(SignallingOrder.Reinvite.class).getLast().sdpOffer();
    }

    @Test
    void tellsItAgainAfterTheBackOffWhenItCollides() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            phone.signalling.farEnd(FarEnd.SILENT);
            network(phone, true);
            SignallingOrder.Reinvite first =
                    phone.signalling.orders(SignallingOrder.Reinvite.class).getFirst();
            phone.signalling.happen(call, new CallInput.ReinviteRejected(first.dialog(), 491));
            phone.settle();
            phone.signalling.farEnd(FarEnd.ANSWERS);
            phone.signalling.forgetOrders();
            phone.pass(Duration.ofMillis(2_050));
            assertThat(phone.signalling.ladder()).as("RFC 3261 §14.1").isEmpty();
            phone.pass(Duration.ofSeconds(2));
            assertThat(phone.signalling.ladder()).containsExactly("Reinvite", "Ack");
            assertThat(reinvite(phone)).contains("c=IN IP4 192.0.2.10", "a=sendrecv");
        }
    }

    @Test
    void waitsForTheCableAndGoesOnWithTheCall() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            network(phone, false);
            assertThat(phone.snapshot().registration().status()).isEqualTo(RegistrationView.Status.LOST);
            phone.pass(Duration.ofSeconds(40));
            assertThat(phone.signalling.ladder()).isEmpty();
            network(phone, true);
            assertThat(phone.signalling.ladder()).containsExactly("Rebind", "Register", "Reinvite", "Ack");
            phone.pass(Duration.ofMinutes(2));
            assertThat(phone.call(call).phase()).isEqualTo(CallView.Phase.CONNECTED);
        }
    }

    @Test
    void endsACallWithItsCauseWhenNoWayIsFoundForAMinute() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            phone.signalling.registrar(Registrar.SILENT);
            network(phone, true);
            phone.pass(Duration.ofSeconds(59));
            assertThat(phone.call(call).phase()).isEqualTo(CallView.Phase.CONNECTED);
            phone.pass(Duration.ofSeconds(1));
            assertThat(phone.events(PhoneEvent.CallEnded.class))
                    .extracting(PhoneEvent.CallEnded::end)
                    .containsExactly(LOST);
        }
    }

    @Test
    void endsACallWhoseFarEndIsGone() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            phone.signalling.farEnd(FarEnd.SILENT);
            network(phone, true);
            assertThat(phone.signalling.ladder()).containsExactly("Rebind", "Register", "Reinvite");
            phone.signalling.happen(call, new CallInput.ReinviteRejected(FakeSignalling.DIALOG, 481));
            phone.settle();
            assertThat(phone.events(PhoneEvent.CallEnded.class))
                    .extracting(PhoneEvent.CallEnded::end)
                    .containsExactly(LOST);
        }
    }

    @Test
    void leavesACallThatRingsToWhoeverCalls() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call =
                    phone.signalling.ring(new CallParty("300", ""), new DialogId("far"), Optional.of(Sdp.farEnd()));
            phone.settle();
            phone.signalling.forgetOrders();
            network(phone, true);
            assertThat(phone.signalling.ladder()).containsExactly("Rebind", "Register");
            assertThat(phone.call(call).phase()).isEqualTo(CallView.Phase.OFFERED);
        }
    }

    @Test
    void doesNothingToCallsWhenTheRegistrationIsMerelyRefreshed() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            talk(phone);
            phone.pass(Duration.ofMinutes(30));
            assertThat(phone.signalling.ladder()).isNotEmpty().containsOnly("Register");
        }
    }
}
