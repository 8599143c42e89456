package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.ManualDial;
import org.offhook.agent.SequencedEvent;
import org.offhook.agent.TlsFinding;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.FakeSignalling.Registrar;
import org.offhook.testkit.core.Sdp;

/** The main job: log in, dial, talk, hang up, log out; and what can go wrong on the way. */
class LoopAgentDeskTest {

    @Test
    void logsInDialsTalksHangsUpAndLogsOut() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.signalling.farEnd(FarEnd.ANSWERS);
            assertThat(desk.ask(VirtualDesk.login("asha", "secret")))
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.data()).containsEntry("extension", "2101"));
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
            assertThat(desk.snapshot().agent().reason()).isEqualTo("LOGIN");
            assertThat(desk.snapshot().agent().displayName()).isEqualTo("ASHA");

            assertThat(desk.ask(VirtualDesk.crm("+1 (727) 555-1212")))
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.data()).containsKey("callId"));
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.ON_CALL);
            CallView call = desk.snapshot().phone().activeCall().orElseThrow();
            assertThat(call.party().number()).isEqualTo("+17275551212");
            desk.pass(Duration.ofSeconds(7));
            desk.ask(new PhoneCommand.HangUpCall(call.id()));
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
            assertThat(desk.snapshot().recentCalls())
                    .singleElement()
                    .satisfies(logged -> assertThat(logged.talked()).isEqualTo(Duration.ofSeconds(7)));

            assertThat(desk.ask(new AgentCommand.LogOut())).isInstanceOf(Accepted.class);
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.LOGGED_OUT);
            assertThat(desk.signalling.ladder()).containsExactly("Register", "Invite", "Ack", "Bye", "Unregister");
        }
    }

    @Test
    void whoHasTheAnswerAndLooksSeesNothingOlder() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.signalling.farEnd(FarEnd.ANSWERS);
            List<AgentState> seen = new ArrayList<>();
            AgentCommand ready = new AgentCommand.GoReady();
            AgentCommand pause = new AgentCommand.Pause(Optional.of("LUNCH"));
            for (AgentCommand command : List.of(ready, pause, VirtualDesk.typed("300"))) {
                CompletableFuture<Void> answered = desk.unsettled(command)
                        .thenAccept(said -> seen.add(desk.snapshot().agent().state()));
                desk.settle();
                assertThat(answered).isCompleted();
            }
            assertThat(seen).containsExactly(AgentState.READY, AgentState.PAUSED, AgentState.CALLING);
        }
    }

    @Test
    void numbersEventsWithoutGapsAndShowsTheLastInTheSnapshot() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.signalling.farEnd(FarEnd.BUSY);
            desk.ask(VirtualDesk.login("asha", "secret"));
            desk.ask(VirtualDesk.typed("300"));
            desk.pass(Duration.ofSeconds(10));
            assertThat(desk.events.stream().map(SequencedEvent::seq).toList())
                    .isEqualTo(LongStream.rangeClosed(1, desk.events.size())
                            .boxed()
                            .toList());
            assertThat(desk.snapshot().seq()).isEqualTo(desk.events.size());
            assertThat(desk.snapshots).isSortedAccordingTo(java.util.Comparator.comparingLong(one -> one.version()));
        }
    }

    @Test
    void aCallThatCannotBeStoredIsAFaultUntilOneCanAndThePhoneGoesOn() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.signalling.farEnd(FarEnd.BUSY);
            desk.store.error = Optional.of(ErrorCode.STORE_FULL);
            desk.ask(VirtualDesk.typed("300"));
            desk.settle();
            assertThat(desk.snapshot().recentCalls()).hasSize(1);
            assertThat(desk.snapshot().fault().orElseThrow().error()).isEqualTo(ErrorCode.STORE_FULL);
            desk.store.error = Optional.empty();
            desk.ask(VirtualDesk.typed("301"));
            desk.settle();
            assertThat(desk.snapshot().fault()).isEmpty();
            assertThat(desk.store.saved).contains(desk.snapshot().recentCalls().getFirst());
        }
    }

    @Test
    void tellsWhatTheProbeFoundWithoutWaitingForIt() {
        try (VirtualDesk desk = new VirtualDesk()) {
            CompletableFuture<TlsFinding> probe = new CompletableFuture<>();
            desk.store.tls = probe;
            CompletableFuture<CommandOutcome> asked =
                    desk.submit(new AgentCommand.FindTls(ServerAddress.of("pbx.example")));
            assertThat(asked).isNotDone();
            assertThat(desk.ask(VirtualDesk.login("asha", "secret"))).isInstanceOf(Accepted.class);
            probe.complete(TlsFinding.PROVED);
            desk.settle();
            assertThat(((Accepted) asked.join()).data()).containsEntry("tls", "PROVED");
            assertThat(desk.store.probed).containsExactly(ServerAddress.of("pbx.example"));
        }
    }

    @Test
    void aProbeThatFailsFoundNoTls() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.store.tls = CompletableFuture.failedFuture(new IllegalStateException("told to fail"));
            CommandOutcome outcome = desk.ask(new AgentCommand.FindTls(ServerAddress.of("pbx.example")));
            assertThat(((Accepted) outcome).data()).containsEntry("tls", "ABSENT");
        }
    }

    @Test
    void takesAnIncomingCallAndIsReadyAgainAfterIt() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.ask(new AgentCommand.GoReady());
            DialogId dialog = new DialogId("c");
            CallId call = desk.signalling.ring(new CallParty("300", ""), dialog, Optional.of(Sdp.farEnd()));
            desk.settle();
            desk.ask(new PhoneCommand.AnswerCall(call));
            desk.signalling.happen(call, new CallInput.AckReceived(dialog, Optional.empty()));
            desk.settle();
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.ON_CALL);
            desk.signalling.happen(call, new CallInput.ByeReceived(dialog, Optional.empty()));
            desk.settle();
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.READY);
        }
    }

    @Test
    void pausesAReadyAgentWhoLetACallRing() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.ask(new AgentCommand.GoReady());
            CallId call = desk.signalling.ring(new CallParty("300", ""), new DialogId("c"), Optional.of(Sdp.farEnd()));
            desk.pass(Duration.ofSeconds(20));
            desk.signalling.happen(call, new CallInput.CancelReceived());
            desk.settle();
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
            assertThat(desk.snapshot().agent().reason()).isEqualTo("NOANSWER");
        }
    }

    @Test
    void storesAnAccountOnlyWhenTheRegistrarHasSaidYes() {
        DeskStart nothing = DeskStart.NOTHING;
        try (VirtualDesk desk = new VirtualDesk(DeskSettings.defaults(), nothing)) {
            AgentCommand.ConfigureAccount asked = new AgentCommand.ConfigureAccount(
                    ServerAddress.of("pbx.example"), "pbx.example", "2101", Secret.of("x"), Transport.UDP);
            desk.signalling.registrar(Registrar.REFUSES_PASSWORD);
            assertThat(desk.ask(asked)).isEqualTo(Refused.of(ErrorCode.CREDENTIALS_REFUSED));
            assertThat(desk.store.saved).isEmpty();
            assertThat(desk.snapshot().setup()).isEqualTo(Setup.NONE);
            assertThat(desk.ask(VirtualDesk.login("asha", "x"))).isEqualTo(Refused.of(ErrorCode.NO_ACCOUNT));
            desk.signalling.registrar(Registrar.ACCEPTS);
            desk.store.error = Optional.of(ErrorCode.SECRET_STORE_FAILED);
            assertThat(desk.ask(asked)).isEqualTo(Refused.of(ErrorCode.SECRET_STORE_FAILED));
            desk.store.error = Optional.empty();
            assertThat(desk.ask(asked)).isInstanceOf(Accepted.class);
            assertThat(desk.store.saved).hasSize(1);
            assertThat(desk.snapshot().setup()).isEqualTo(Setup.OWN_EXCHANGE);
            assertThat(desk.ask(VirtualDesk.login("asha", "x"))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void practisesOnItsOwnExchange() {
        try (VirtualDesk desk = new VirtualDesk(DeskSettings.defaults(), DeskStart.NOTHING)) {
            assertThat(desk.ask(new AgentCommand.UsePracticeExchange())).isInstanceOf(Accepted.class);
            assertThat(desk.snapshot().setup()).isEqualTo(Setup.PRACTICE_EXCHANGE);
            assertThat(desk.store.saved).containsExactly("practice");
            assertThat(desk.ask(VirtualDesk.login("asha", "x")))
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.data()).containsEntry("extension", "100"));
        }
    }

    @Test
    void saysSoWhenThePracticeExchangeCannotStart() {
        try (VirtualDesk desk = new VirtualDesk(DeskSettings.defaults(), DeskStart.NOTHING)) {
            desk.practiceFails();
            assertThat(desk.ask(new AgentCommand.UsePracticeExchange()))
                    .isEqualTo(Refused.of(ErrorCode.PRACTICE_EXCHANGE_FAILED));
        }
    }

    @Test
    void survivesAUserTableAndAnObserverThatThrow() {
        try (VirtualDesk desk = new VirtualDesk()) {
            desk.desk.observe((snapshot, told) -> {
                throw new IllegalStateException("told to fail");
            });
            desk.settle();
            desk.users.failing = true;
            assertThat(desk.ask(VirtualDesk.login("asha", "x"))).isEqualTo(Refused.of(ErrorCode.INTERNAL));
            assertThat(desk.snapshot().fault().orElseThrow().error()).isEqualTo(ErrorCode.INTERNAL);
            desk.users.failing = false;
            assertThat(desk.ask(VirtualDesk.login("asha", "x"))).isInstanceOf(Accepted.class);
            desk.pass(Duration.ofSeconds(11));
            assertThat(desk.snapshot().fault()).isEmpty();
        }
    }

    @Test
    void answersEveryoneWhoWaitsWhenItCloses() {
        VirtualDesk desk = new VirtualDesk();
        desk.users.holding = true;
        var outcome = desk.submit(VirtualDesk.login("asha", "x"));
        desk.close();
        assertThat(outcome).isCompletedWithValue(Refused.of(ErrorCode.NOT_RUNNING));
        assertThat(desk.signalling.isClosed()).isTrue();
        assertThat(desk.media.isClosed()).isTrue();
        assertThat(desk.ask(new AgentCommand.GoReady())).isInstanceOf(Refused.class);
    }

    @Test
    void showsAFaultOfTheSurroundingsUntilItIsGone() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.desk.raiseFault(ErrorCode.BRIDGE_PORT_TAKEN, "47800 to 47809");
            desk.settle();
            assertThat(desk.snapshot().fault().orElseThrow().error()).isEqualTo(ErrorCode.BRIDGE_PORT_TAKEN);
            desk.desk.clearFault(ErrorCode.BRIDGE_PORT_TAKEN);
            desk.settle();
            assertThat(desk.snapshot().fault()).isEmpty();
            assertThat(desk.events(AgentEvent.FaultRaised.class)).hasSize(1);
        }
    }

    @Test
    void keepsTheFactsOfACallUntilItIsGone() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.signalling.farEnd(FarEnd.ANSWERS);
            CallId call = callOf(desk.ask(new AgentCommand.ClickToCall(
                    ManualDial.of("300", "crm").withFocus(true).withFacts(java.util.Map.of("name", "Lena M.")))));
            assertThat(desk.snapshot().callFacts()).containsEntry(call, java.util.Map.of("name", "Lena M."));
            assertThat(desk.snapshot().phone().call(call).orElseThrow().party().name())
                    .isEqualTo("Lena M.");
            assertThat(desk.events(AgentEvent.AttentionAsked.class)).hasSize(1);
            desk.ask(new PhoneCommand.HangUpCall(call));
            desk.pass(Duration.ofSeconds(10));
            assertThat(desk.snapshot().callFacts()).isEmpty();
        }
    }

    static CallId callOf(CommandOutcome outcome) {
        return new CallId(((Accepted) outcome).data().getOrDefault("callId", ""));
    }
}
