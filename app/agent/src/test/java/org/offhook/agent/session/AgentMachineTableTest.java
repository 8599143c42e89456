package org.offhook.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand.LogIn;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.phone.RegistrationView.Status;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of agent state and input. */
class AgentMachineTableTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Account ACCOUNT = Account.of(
            "2101", "pbx.example", ServerAddress.of("pbx.example"), Transport.UDP, Secret.of("phone-secret"));
    private static final LogIn LOGIN = new LogIn("asha", Secret.of("secret"), Optional.empty(), Optional.empty());
    private static final LogIn OTHER_LOGIN = new LogIn("mina", Secret.of("x"), Optional.empty(), Optional.empty());
    private static final User USER = new User("asha", Secret.of("secret"), "Asha", "2101");
    private static final CallId CALL = new CallId("c1");
    private static final Next.Pause PAUSE = Next.Pause.of("BREAK");
    private static final DialEntry ENTRY =
            new DialEntry(new QueuedDial("q1", "301", "", "crm", NOW), ManualDial.typed("301"));

    private final AgentMachine machine = new AgentMachine(DeskSettings.defaults());

    private static Map<String, AgentSession> states() {
        AgentSession.LoggedOut out = new AgentSession.LoggedOut(NOW);
        List<Long> tickets = List.of(1L);
        Map<String, AgentSession> states = new LinkedHashMap<>();
        states.put("LoggedOut", out);
        states.put("Verifying", new AgentSession.Verifying(LOGIN, tickets, out, NOW));
        states.put("Resolving", new AgentSession.Resolving(LOGIN, tickets, "Asha", NOW));
        states.put("Registering", new AgentSession.Registering(LOGIN, tickets, "Asha", ACCOUNT, NOW));
        states.put("Paused", new AgentSession.Paused(USER, "BREAK", Optional.empty(), NOW));
        states.put("Ready", new AgentSession.Ready(USER, NOW));
        states.put("Lost", new AgentSession.Lost(USER, PAUSE, NOW));
        states.put("Dialling", new AgentSession.Dialling(USER, ENTRY, Optional.of(1L), PAUSE, NOW));
        states.put("Calling", new AgentSession.Calling(USER, CALL, PAUSE, NOW));
        states.put("OnCall", new AgentSession.OnCall(USER, CALL, PAUSE, NOW));
        states.put("LoggingOut", new AgentSession.LoggingOut(NOW));
        return states;
    }

    private record Happening(SessionInput input, Status registration) {}

    private static Map<String, Happening> inputs() {
        Map<String, SessionInput> inputs = new LinkedHashMap<>();
        inputs.put("LogInAsked", new SessionInput.LogInAsked(2, LOGIN));
        inputs.put("LogInAsked by another", new SessionInput.LogInAsked(2, OTHER_LOGIN));
        inputs.put("UserVerified", new SessionInput.UserVerified(1, new Verdict(Optional.empty(), "Asha")));
        inputs.put(
                "UserVerified (refused)",
                new SessionInput.UserVerified(1, new Verdict(Optional.of(ErrorCode.LOGIN_REFUSED), "")));
        inputs.put("AccountResolved", new SessionInput.AccountResolved(1, ACCOUNT));
        inputs.put("AccountRefused", new SessionInput.AccountRefused(1, ErrorCode.NO_ACCOUNT, ""));
        inputs.put("LoginTimedOut", new SessionInput.LoginTimedOut(1));
        inputs.put("LogOutAsked", new SessionInput.LogOutAsked(2));
        inputs.put("ReadyAsked", new SessionInput.ReadyAsked(2));
        inputs.put("PauseAsked LUNCH", new SessionInput.PauseAsked(2, Optional.of("LUNCH")));
        inputs.put("PauseAsked unknown", new SessionInput.PauseAsked(2, Optional.of("SIESTA")));
        inputs.put("NextAsked READY", new SessionInput.NextAsked(2, AgentState.READY, Optional.empty()));
        inputs.put("NextAsked CALLING", new SessionInput.NextAsked(2, AgentState.CALLING, Optional.empty()));
        inputs.put("DialAsked", new SessionInput.DialAsked(2, ManualDial.typed("302")));
        inputs.put("DialAsked with letters", new SessionInput.DialAsked(2, ManualDial.typed("x")));
        inputs.put(
                "ClaimedDialAsked",
                new SessionInput.ClaimedDialAsked(2, ManualDial.typed("303"), Optional.of("7275550000")));
        inputs.put("DialNextAsked (empty queue)", new SessionInput.DialNextAsked(2));
        inputs.put("DialQueuedAsked (unknown)", new SessionInput.DialQueuedAsked(2, "q9"));
        inputs.put("RemoveAsked (unknown)", new SessionInput.RemoveAsked(2, "q9"));
        inputs.put("AutoDialAsked", new SessionInput.AutoDialAsked(2, false));
        inputs.put("DialPlaced", new SessionInput.DialPlaced(CALL));
        inputs.put("DialRefused", new SessionInput.DialRefused(CommandOutcome.Refused.of(ErrorCode.NOT_REGISTERED)));
        inputs.put("CallConnected", new SessionInput.CallConnected(CALL));
        inputs.put("CallEnded", ended(CALL, CallEnd.Cause.HUNG_UP, NOW));
        inputs.put("CallEnded (another)", ended(new CallId("c2"), CallEnd.Cause.HUNG_UP, NOW));
        inputs.put(
                "CallEnded (missed after long ringing)",
                ended(new CallId("c2"), CallEnd.Cause.MISSED, NOW.minusSeconds(60)));
        Map<String, Happening> happenings = new LinkedHashMap<>();
        inputs.forEach((name, input) -> happenings.put(name, new Happening(input, Status.REGISTERED)));
        for (Status status : Status.values()) {
            happenings.put("RegistrationSeen " + status, new Happening(new SessionInput.RegistrationSeen(), status));
        }
        return happenings;
    }

    private static SessionInput ended(CallId call, CallEnd.Cause cause, Instant startedAt) {
        return new SessionInput.CallEnded(
                call, CallDirection.INCOMING, new CallEnd(cause, CallEnd.Side.FAR_END, 0, Optional.empty()), startedAt);
    }

    private static PhoneSnapshot phone(AgentSession session, Happening happening) {
        boolean over = happening.input() instanceof SessionInput.CallEnded ended
                && ended.call().equals(CALL);
        boolean busy = !over && (session instanceof AgentSession.Calling || session instanceof AgentSession.OnCall);
        RegistrationView registration = new RegistrationView(
                happening.registration(),
                "2101",
                "pbx.example",
                Transport.UDP,
                NOW,
                happening.registration() == Status.LOST ? Optional.of(ErrorCode.SERVER_SILENT) : Optional.empty(),
                0,
                Optional.empty());
        CallView call = new CallView(
                CALL,
                CallDirection.OUTGOING,
                CallView.Phase.CONNECTED,
                new CallParty("300", ""),
                CallParty.UNKNOWN,
                NOW,
                Optional.of(NOW),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                "");
        return new PhoneSnapshot(
                1, registration, busy ? List.of(call) : List.of(), List.of(), AudioChoice.SYSTEM, Optional.empty());
    }

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(states().keySet()).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(AgentSession.class));
        Set<String> kinds = inputs().values().stream()
                .map(happening -> happening.input().getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(SessionInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("agent");
        states().forEach((name, session) -> inputs().forEach((inputName, happening) -> {
            SessionModel model =
                    SessionModel.begin(DeskSettings.defaults(), NOW).at(session);
            SessionStep step =
                    machine.step(model, happening.input(), phone(session, happening), NOW.plus(Duration.ofSeconds(1)));
            String orders =
                    step.effects().stream().map(AgentMachineTableTest::shown).collect(Collectors.joining(" · "));
            String next = step.next().session().getClass().getSimpleName();
            table.add(
                    name,
                    inputName,
                    next.equals(name)
                            ? (orders.isEmpty() ? "no change" : orders)
                            : "→ " + next + (orders.isEmpty() ? "" : ": " + orders));
        }));
        table.agreesWithThePage();
    }

    /** Whoever asks is answered at once or when the world has answered, and never twice. */
    @Test
    void answersEveryCommandAtOnceOrRemembersIt() {
        states().forEach((name, session) -> inputs().forEach((inputName, happening) -> {
            SessionModel model =
                    SessionModel.begin(DeskSettings.defaults(), NOW).at(session);
            SessionStep step = machine.step(model, happening.input(), phone(session, happening), NOW);
            long answered = step.effects().stream()
                    .filter(effect ->
                            effect instanceof SessionEffect.Reply(long ticket, CommandOutcome _) && ticket == 2)
                    .count();
            boolean asked = happening.input().getClass().getSimpleName().endsWith("Asked");
            boolean remembered = waiting(step.next().session()).contains(2L);
            assertThat(answered + (remembered ? 1 : 0))
                    .as(name + " × " + inputName)
                    .isEqualTo(asked ? 1 : 0);
        }));
    }

    private static List<Long> waiting(AgentSession session) {
        return switch (session) {
            case AgentSession.Verifying at -> at.tickets();
            case AgentSession.Resolving at -> at.tickets();
            case AgentSession.Registering at -> at.tickets();
            case AgentSession.Dialling at -> at.ticket().stream().toList();
            case AgentSession.LoggedOut _,
                    AgentSession.Paused _,
                    AgentSession.Ready _,
                    AgentSession.Lost _,
                    AgentSession.Calling _,
                    AgentSession.OnCall _,
                    AgentSession.LoggingOut _ -> List.of();
        };
    }

    private static String shown(SessionEffect effect) {
        return switch (effect) {
            case SessionEffect.Reply(long _, CommandOutcome.Accepted accepted) -> "accepted: " + accepted.message();
            case SessionEffect.Reply(long _, CommandOutcome.Refused refused) -> "refused " + refused.error();
            case SessionEffect.Tell(var event) -> event.getClass().getSimpleName();
            case SessionEffect.VerifyUser _,
                    SessionEffect.ResolveAccount _,
                    SessionEffect.ConnectAccount _,
                    SessionEffect.DisconnectAccount _,
                    SessionEffect.PlaceCall _,
                    SessionEffect.KeepFacts _,
                    SessionEffect.StartLoginTimer _,
                    SessionEffect.StopLoginTimer _ -> effect.getClass().getSimpleName();
        };
    }
}
