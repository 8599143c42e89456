package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentState;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.RegistrationView.Status;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.FakeSignalling.Registrar;
import org.offhook.testkit.core.Sdp;
import org.offhook.testkit.core.SignallingOrder;

/** Logging in and out, and what the registration has to do with it. */
class DeskLoginTest {
    @Test
    void refusesAnUnknownUserAndRegistersNothing() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.users.known.put("asha", Secret.of("right"));
            assertThat(desk.ask(VirtualDesk.login("asha", "wrong"))).isEqualTo(Refused.of(ErrorCode.LOGIN_REFUSED));
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.LOGGED_OUT);
            assertThat(desk.signalling.orders()).isEmpty();
        }
    }

    @Test
    void refusesTheLoginWhenTheRegistrarRefusesThePassword() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.signalling.registrar(Registrar.REFUSES_PASSWORD);
            assertThat(desk.ask(VirtualDesk.login("asha", "secret")))
                    .isEqualTo(new Refused(ErrorCode.CREDENTIALS_REFUSED, "SIP 401"));
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.LOGGED_OUT);
            desk.signalling.registrar(Registrar.ACCEPTS);
            assertThat(desk.ask(VirtualDesk.login("asha", "secret"))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void givesTheLoginUpWhenTheRegistrarStaysSilent() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.signalling.registrar(Registrar.SILENT);
            var outcome = desk.submit(VirtualDesk.login("asha", "secret"));
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.LOGGING_IN);
            desk.pass(Duration.ofSeconds(13));
            assertThat(outcome).isCompletedWithValue(Refused.of(ErrorCode.SERVER_SILENT));
            desk.pass(Duration.ofSeconds(5));
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.LOGGED_OUT);
            assertThat(desk.snapshot().phone().registration().status()).isEqualTo(Status.NOT_REGISTERED);
        }
    }

    @Test
    void answersARepeatedLoginOnceForEachAsker() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.users.holding = true;
            var first = desk.submit(VirtualDesk.login("asha", "secret"));
            var second = desk.submit(VirtualDesk.login("asha", "secret"));
            var other = desk.submit(VirtualDesk.login("mina", "secret"));
            desk.users
                    .held
                    .getFirst()
                    .complete(new org.offhook.agent.port.UserDirectoryPort.Verdict(Optional.empty(), ""));
            desk.settle();
            assertThat(first).isCompleted();
            assertThat(second).isCompletedWithValue(first.join());
            assertThat(other).isCompletedWithValue(Refused.of(ErrorCode.LOGGED_IN_OTHERWISE));
            assertThat(desk.ask(VirtualDesk.login("asha", "secret"))).isEqualTo(Accepted.of("already logged in"));
            assertThat(desk.signalling.orders(SignallingOrder.Register.class)).hasSize(1);
        }
    }

    @Test
    void refusesAnotherUserWhileACallIsUpAndTakesItAfterwards() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = LoopAgentDeskTest.callOf(desk.ask(VirtualDesk.crm("300")));
            assertThat(desk.ask(VirtualDesk.login("mina", "x"))).isEqualTo(Refused.of(ErrorCode.LOGGED_IN_OTHERWISE));
            desk.ask(new PhoneCommand.HangUpCall(call));
            assertThat(desk.ask(VirtualDesk.login("mina", "x"))).isInstanceOf(Accepted.class);
            assertThat(desk.snapshot().agent().userName()).isEqualTo("mina");
        }
    }

    @Test
    void logsOutAfterTheCallAndSaysSo() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = LoopAgentDeskTest.callOf(desk.ask(VirtualDesk.crm("300")));
            assertThat(desk.ask(new AgentCommand.LogOut()))
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.data()).containsEntry("afterCall", "true"));
            assertThat(desk.snapshot().agent().next()).contains(AgentState.LOGGED_OUT);
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.ON_CALL);
            desk.ask(new PhoneCommand.HangUpCall(call));
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.LOGGED_OUT);
            assertThat(desk.signalling.ladder()).endsWith("Bye", "Unregister");
        }
    }

    @Test
    void registersTheMessagesExtensionOnTheConfiguredServer() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.ask(new AgentCommand.LogIn(
                    "asha", Secret.of("x"), Optional.of("2999"), Optional.of(Secret.of("other"))));
            assertThat(desk.signalling.orders(SignallingOrder.Register.class))
                    .singleElement()
                    .satisfies(register -> {
                        assertThat(register.account().extension()).isEqualTo("2999");
                        assertThat(register.account().authenticationUser()).isEqualTo("2999");
                        assertThat(register.account().password()).isEqualTo(Secret.of("other"));
                        assertThat(register.account().server()).isEqualTo(ServerAddress.of("pbx.example"));
                    });
        }
    }

    @Test
    void wantsThePasswordOfAnotherExtension() {
        try (VirtualDesk desk = new VirtualDesk()) {
            assertThat(desk.ask(new AgentCommand.LogIn("asha", Secret.of("x"), Optional.of("2999"), Optional.empty())))
                    .isEqualTo(new Refused(ErrorCode.FIELD_MISSING, "phone_pass"));
        }
    }

    @Test
    void pausesTheAgentWhileTheRegistrationIsLostAndBringsTheStateBack() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.ask(new AgentCommand.GoReady());
            desk.signalling.happen(new RegistrationInput.NetworkChanged(false));
            desk.settle();
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
            assertThat(desk.snapshot().agent().reason()).isEqualTo("LOST");
            assertThat(desk.snapshot().fault().orElseThrow().error()).isEqualTo(ErrorCode.NETWORK_GONE);
            assertThat(desk.ask(new AgentCommand.GoReady())).isEqualTo(Refused.of(ErrorCode.NOT_REGISTERED));
            assertThat(desk.ask(VirtualDesk.crm("300"))).isEqualTo(Refused.of(ErrorCode.NOT_REGISTERED));
            desk.signalling.happen(new RegistrationInput.NetworkChanged(true));
            desk.settle();
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.READY);
            assertThat(desk.snapshot().fault()).isEmpty();
            assertThat(desk.events(AgentEvent.FaultCleared.class)).hasSize(1);
        }
    }

    @Test
    void refusesCallersWhileNobodyIsLoggedIn() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.ask(new AgentCommand.Phone(new PhoneCommand.ConnectAccount(VirtualDesk.ACCOUNT)));
            CallId call = desk.signalling.ring(new CallParty("300", ""), new DialogId("c"), Optional.of(Sdp.farEnd()));
            desk.settle();
            assertThat(desk.signalling.orders(SignallingOrder.Response.class))
                    .containsExactly(new SignallingOrder.Response(call, 480, Optional.empty()));
        }
    }

    @Test
    void letsNoAccountBeConnectedBehindALoggedInAgentsBack() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            for (PhoneCommand command : List.of(
                    new PhoneCommand.DisconnectAccount(), new PhoneCommand.ConnectAccount(VirtualDesk.PRACTICE))) {
                assertThat(desk.ask(command)).isEqualTo(Refused.of(ErrorCode.LOGGED_IN_OTHERWISE));
            }
            assertThat(desk.signalling.orders()).isEmpty();
        }
    }
}
