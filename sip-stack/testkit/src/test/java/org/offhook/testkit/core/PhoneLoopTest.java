package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Codec;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.RegistrationView.Status;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.FakeSignalling.Registrar;

/** The loop with both machines on it. It lives here because the core may not depend on its own doubles. */
class PhoneLoopTest {

    @Test
    void registersCallsTalksAndHangsUp() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = phone.dial("7275551212");

            assertThat(phone.call(call).phase()).isEqualTo(Phase.CONNECTED);
            assertThat(phone.media.plan(call).orElseThrow().stream()
                            .orElseThrow()
                            .remoteRtpPort())
                    .isEqualTo(30_000);
            phone.pass(Duration.ofSeconds(5));
            phone.command(new PhoneCommand.HangUpCall(call));

            assertThat(phone.signalling.ladder()).containsExactly("Invite", "Ack", "Bye");
            assertThat(phone.events(PhoneEvent.CallEnded.class)).singleElement().satisfies(ended -> {
                assertThat(ended.end().cause()).isEqualTo(Cause.HUNG_UP);
                assertThat(ended.end().side()).isEqualTo(Side.AGENT);
                assertThat(ended.talked()).isEqualTo(Duration.ofSeconds(5));
            });
            assertThat(phone.call(call).phase()).isEqualTo(Phase.ENDED);
            phone.pass(Duration.ofSeconds(4));
            assertThat(phone.snapshot().calls()).isEmpty();
            assertThat(phone.signalling.ladder()).endsWith("Forget");
        }
    }

    @Test
    void tellsHowACallSoundsEveryFiveSecondsAndOnceAsAWholeJustBeforeItsEnd() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = phone.dial("7275551212");
            phone.pass(Duration.ofSeconds(12));
            assertThat(phone.events(PhoneEvent.CallSounded.class))
                    .extracting(PhoneEvent.CallSounded::call)
                    .containsExactly(call, call);
            phone.command(new PhoneCommand.HangUpCall(call));

            List<PhoneEvent> ending = phone.events(PhoneEvent.class).stream()
                    .filter(event -> event instanceof PhoneEvent.CallSummed || event instanceof PhoneEvent.CallEnded)
                    .toList();
            assertThat(ending).hasSize(2).first().isInstanceOfSatisfying(PhoneEvent.CallSummed.class, summed -> {
                assertThat(summed.call()).isEqualTo(call);
                assertThat(summed.summary().codec()).contains(Codec.PCMU);
                assertThat(summed.summary().security()).isEqualTo(SpeechSecurity.NONE);
            });
            phone.pass(Duration.ofSeconds(20));
            assertThat(phone.events(PhoneEvent.CallSounded.class)).hasSize(2);
        }
    }

    @Test
    void aCallThatNobodyAnsweredSoundedLikeNothing() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = phone.dial("7275551212");
            phone.command(new PhoneCommand.HangUpCall(call));
            phone.pass(Duration.ofSeconds(40));
            assertThat(phone.events(PhoneEvent.CallEnded.class)).hasSize(1);
            assertThat(phone.events(PhoneEvent.CallSummed.class)).isEmpty();
        }
    }

    @Test
    void keepsASocketReadySoThatTheInviteLeavesWithinTheCommandsOwnStep() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            assertThat(phone.media.reserved()).hasSize(1);
            phone.media.sockets(FakeMedia.Sockets.LATER); // nothing that comes later can help this call
            CallId call = phone.dial("100");

            assertThat(phone.signalling.orders(SignallingOrder.Invite.class))
                    .singleElement()
                    .satisfies(invite -> {
                        assertThat(invite.call()).isEqualTo(call);
                        assertThat(invite.sdpOffer()).contains("m=audio 40000 RTP/AVP 0 8 101");
                    });
        }
    }

    @Test
    void doesNotAskForASocketWithoutRestWhenThereIsNone() {
        try (VirtualPhone phone = new VirtualPhone()) {
            phone.media.sockets(FakeMedia.Sockets.TAKEN);
            phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT)); // would never come back
            CallId call = phone.dial("100");
            assertThat(phone.call(call).end().orElseThrow().error()).contains(ErrorCode.MEDIA_PORTS_TAKEN);
            phone.media.sockets(FakeMedia.Sockets.AT_ONCE);
            phone.pass(Duration.ofSeconds(6));
            assertThat(phone.media.reserved()).hasSize(1);
        }
    }

    @Test
    void refusesToDialWhileNotRegistered() {
        try (VirtualPhone phone = new VirtualPhone()) {
            CommandOutcome outcome = phone.command(
                    new PhoneCommand.PlaceCall(new DialPlan("100", "", Optional.empty(), Duration.ofSeconds(20))));
            assertThat(outcome).isEqualTo(Refused.of(ErrorCode.NOT_REGISTERED));
        }
    }

    @Test
    void tellsACallerBusyWhileTheLineIsTaken() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.ANSWERS);
            phone.dial("100");
            CallId second =
                    phone.signalling.ring(new CallParty("300", "Lena"), new DialogId("c"), Optional.of(Sdp.farEnd()));
            phone.settle();

            assertThat(phone.signalling.orders(SignallingOrder.Response.class))
                    .containsExactly(new SignallingOrder.Response(second, 486, Optional.empty()));
            assertThat(phone.events(PhoneEvent.CallOffered.class)).isEmpty();
            assertThat(phone.call(second).end().orElseThrow().cause()).isEqualTo(Cause.MISSED);
        }
    }

    @Test
    void ringsAndAnswersAnIncomingCall() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            DialogId dialog = new DialogId("caller");
            CallId call = phone.signalling.ring(new CallParty("300", ""), dialog, Optional.of(Sdp.farEnd()));
            phone.settle();
            assertThat(phone.media.ringing()).containsExactly(call);
            phone.command(new PhoneCommand.AnswerCall(call));
            assertThat(phone.media.ringing()).isEmpty();
            phone.signalling.happen(call, new CallInput.AckReceived(dialog, Optional.empty()));
            phone.settle();
            assertThat(phone.call(call).phase()).isEqualTo(Phase.CONNECTED);
            phone.signalling.happen(call, new CallInput.ByeReceived(dialog, Optional.empty()));
            phone.settle();
            assertThat(phone.signalling.ladder()).containsExactly("Response 180", "Response 200");
            assertThat(phone.call(call).end().orElseThrow().side()).isEqualTo(Side.FAR_END);
        }
    }

    @Test
    void playsBusyToneAndCutsItForTheNextCall() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.BUSY);
            CallId busy = phone.dial("100");
            assertThat(phone.call(busy).phase()).isEqualTo(Phase.ENDED);
            assertThat(phone.media.plan(busy).orElseThrow().tone()).isEqualTo(LocalTone.BUSY);
            phone.signalling.farEnd(FarEnd.RINGS);
            CallId next = phone.dial("200");
            assertThat(phone.media.plan(busy)).isEmpty();
            assertThat(phone.media.plan(next).orElseThrow().tone()).isEqualTo(LocalTone.RINGBACK);
        }
    }

    @Test
    void survivesEveryAdapterThatThrows() {
        for (String method : List.of(
                "register", "unregister", "sendInvite", "sendCancel", "sendAck", "sendBye", "forget", "rebind")) {
            try (VirtualPhone phone = VirtualPhone.registered()) {
                phone.signalling.farEnd(FarEnd.ANSWERS).failOn(method);
                CallId call = phone.dial("100");
                phone.command(new PhoneCommand.HangUpCall(call));
                phone.command(new PhoneCommand.DisconnectAccount());
                phone.pass(Duration.ofSeconds(40));
                assertThat(phone.snapshot().calls()).as(method).isEmpty();
                phone.signalling.recover();
                phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
                phone.pass(Duration.ofSeconds(1));
                assertThat(phone.snapshot().registration().status()).as(method).isEqualTo(Status.REGISTERED);
            }
        }
    }

    @Test
    void survivesMediaThatThrows() {
        for (String method : List.of("reserve", "prepare", "apply", "release", "sendDigits", "startRinging")) {
            try (VirtualPhone phone = new VirtualPhone()) {
                phone.media.failOn(method);
                phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
                phone.signalling.farEnd(FarEnd.ANSWERS);
                CallId call = phone.dial("100");
                phone.command(new PhoneCommand.SendDigits(call, "5"));
                phone.command(new PhoneCommand.HangUpCall(call));
                phone.signalling.ring(new CallParty("300", ""), new DialogId("c"), Optional.of(Sdp.farEnd()));
                phone.settle();
                assertThat(phone.events(PhoneEvent.FaultRaised.class))
                        .as(method)
                        .isNotEmpty();
                phone.media.recover();
                phone.pass(Duration.ofSeconds(10));
                assertThat(phone.snapshot().registration().status()).as(method).isEqualTo(Status.REGISTERED);
            }
        }
    }

    @Test
    void endsCallsBeforeItTakesTheRegistrationBack() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.farEnd(FarEnd.ANSWERS);
            phone.dial("100");
            phone.command(new PhoneCommand.DisconnectAccount());
            assertThat(phone.signalling.ladder()).containsExactly("Invite", "Ack", "Bye", "Unregister");
            assertThat(phone.snapshot().registration().status()).isEqualTo(Status.NOT_REGISTERED);
        }
    }

    @Test
    void showsTheRegistrarsRefusalAndStopsAsking() {
        try (VirtualPhone phone = new VirtualPhone()) {
            phone.signalling.registrar(Registrar.REFUSES_PASSWORD);
            phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
            phone.pass(Duration.ofMinutes(10));
            assertThat(phone.signalling.ladder()).containsExactly("Register");
            assertThat(phone.snapshot().registration().problem()).contains(ErrorCode.CREDENTIALS_REFUSED);
        }
    }

    @Test
    void countsInputsOfCallsThatAreGone() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            phone.signalling.happen(
                    new CallId("nobody"), new CallInput.ByeReceived(new DialogId("x"), Optional.empty()));
            phone.settle();
            assertThat(phone.loop.counters().unknownCalls()).isEqualTo(1);
        }
    }
}
