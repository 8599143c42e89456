package org.offhook.agent.desk;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.AgentView;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.DoubtView;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadWish;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.pairing.PairingInput;
import org.offhook.agent.pairing.PairingModel;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.agent.session.AgentMachine;
import org.offhook.agent.session.AgentViews;
import org.offhook.agent.session.SessionEffect;
import org.offhook.agent.session.SessionInput;
import org.offhook.agent.session.SessionModel;
import org.offhook.agent.session.SessionStep;
import org.offhook.agent.session.WorkEffect;
import org.offhook.agent.session.WorkInput;
import org.offhook.agent.setup.SetupInput;
import org.offhook.agent.setup.SetupState;
import org.offhook.campaign.setup.CallerId;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.LoopHost;
import org.offhook.core.phone.PhoneCommand;

/** Runs the desk's three machines and carries their orders out. Owned by the loop's thread. */
final class DeskMachines {
    private final LoopHost loop;
    private final DeskPorts ports;
    private final Consumer<AgentEvent> tell;
    private final AgentMachine agent;
    private final ExchangeErrands exchange;
    private final PairingErrands pages;
    private final LoopQuestions questions;
    private final WorkErrands errands;
    private final RecordingRights recording;
    private final ExtraErrands extras;
    private final PhoneErrands phone;
    private final Redials redials;
    private final Map<Long, CompletableFuture<CommandOutcome>> waiting = new HashMap<>();
    private final List<Runnable> answers = new ArrayList<>();
    private SessionModel session;
    private Map<CallId, Map<String, String>> facts = Map.of();

    /** @param log calls that can be called again */
    DeskMachines(
            LoopHost loop,
            DeskPorts ports,
            DeskSettings settings,
            DeskStart start,
            CallLog log,
            Consumer<AgentEvent> tell) {
        this.loop = loop;
        this.ports = ports;
        this.tell = tell;
        this.questions = new LoopQuestions(loop);
        this.errands = new WorkErrands(loop, ports.work(), questions, this::feed);
        this.agent = new AgentMachine(settings);
        this.exchange =
                new ExchangeErrands(loop, ports, settings.loginLimit(), start, questions, this::reply, this::feed);
        this.extras = new ExtraErrands(
                loop,
                ports.accounts(),
                start.extras(),
                questions,
                this::reply,
                () -> exchange.state().settled().setup() == AgentSnapshot.Setup.PRACTICE_EXCHANGE);
        this.recording = new RecordingRights(loop, settings.recording());
        this.pages = new PairingErrands(loop, ports.pairings(), questions, settings, start, this::reply, tell);
        this.phone = new PhoneErrands(loop, recording, this::session, this::reply, this::feed);
        this.redials = new Redials(loop, log, this::reply, this::feed);
        this.session = SessionModel.begin(settings, java.time.Instant.EPOCH);
    }

    SessionModel session() {
        return session;
    }

    SetupState setup() {
        return exchange.state();
    }

    PairingModel pairing() {
        return pages.model();
    }

    Map<CallId, Map<String, String>> facts() {
        return facts;
    }

    /** Forgets what belongs to calls that are gone. */
    void keepFactsOf(List<CallId> calls) {
        if (!calls.containsAll(facts.keySet())) {
            Map<CallId, Map<String, String>> fewer = new HashMap<>(facts);
            fewer.keySet().retainAll(new HashSet<>(calls));
            facts = Map.copyOf(fewer);
        }
    }

    // ---- commands

    void await(long ticket, CompletableFuture<CommandOutcome> answer) {
        waiting.put(ticket, answer);
    }

    void answerAll() {
        Set.copyOf(waiting.keySet()).forEach(ticket -> reply(ticket, Refused.of(ErrorCode.NOT_RUNNING)));
        tellAnswers();
    }

    private void reply(long ticket, CommandOutcome outcome) {
        CompletableFuture<CommandOutcome> answer = waiting.remove(ticket);
        if (answer != null) {
            CommandOutcome said = redials.said(ticket, outcome);
            answers.add(() -> answer.complete(said));
        }
    }

    /** Once the snapshot shows what came of it: who has the answer and looks sees nothing older. */
    void tellAnswers() {
        List<Runnable> due = List.copyOf(answers);
        answers.clear();
        due.forEach(Runnable::run);
    }

    void take(long ticket, AgentCommand command) {
        switch (command) {
            case AgentCommand.LogIn login -> feed(new SessionInput.LogInAsked(ticket, tidy(login)));
            case AgentCommand.LogOut _ -> feed(new SessionInput.LogOutAsked(ticket));
            case AgentCommand.GoReady _ -> feed(new SessionInput.ReadyAsked(ticket));
            case AgentCommand.Pause(Optional<String> code) -> feed(new SessionInput.PauseAsked(ticket, code));
            case AgentCommand.ChooseNextState(AgentState next, Optional<String> code) ->
                feed(new SessionInput.NextAsked(ticket, next, code));
            case AgentCommand.ClickToCall(ManualDial dial) -> feed(new SessionInput.DialAsked(ticket, dial));
            case AgentCommand.Consult(ManualDial dial) -> feed(new SessionInput.ConsultAsked(ticket, dial));
            case AgentCommand.Redial again -> redials.take(ticket, again);
            case AgentCommand.CallBackMissed back -> redials.take(ticket, back);
            case AgentCommand.DialClaimed(ManualDial dial, Optional<CallerId> callerId) ->
                feed(new SessionInput.ClaimedDialAsked(ticket, dial, callerId));
            case AgentCommand.TellBlocked(String number, String name, String source, ErrorCode why) ->
                feed(new SessionInput.TellBlockedAsked(ticket, number, name, source, why));
            case AgentCommand.ShowStoredDials(List<QueuedDial> waiting) ->
                feed(new SessionInput.StoredDialsSeen(ticket, waiting));
            case AgentCommand.DialNext _ -> feed(new SessionInput.DialNextAsked(ticket));
            case AgentCommand.DialQueued(String id) -> feed(new SessionInput.DialQueuedAsked(ticket, id));
            case AgentCommand.RemoveQueued(String id) -> feed(new SessionInput.RemoveAsked(ticket, id));
            case AgentCommand.SetAutoDial(boolean on) -> feed(new SessionInput.AutoDialAsked(ticket, on));
            case AgentCommand.WaitWithQueue _ -> feed(new SessionInput.WaitAsked(ticket));
            case AgentCommand.Phone(PhoneCommand order) -> phone.take(ticket, order);
            case AgentCommand.ConfigureAccount asked ->
                choose(
                        ticket,
                        new SetupInput.ConfigureAsked(
                                ticket,
                                new Account(
                                        asked.extension(),
                                        asked.domain(),
                                        asked.server(),
                                        asked.transport(),
                                        asked.extension(),
                                        asked.password(),
                                        "",
                                        Account.DEFAULT_EXPIRY)));
            case AgentCommand.SaveAccount asked -> extras.save(ticket, asked);
            case AgentCommand.RemoveAccount(AccountId account) -> extras.remove(ticket, account);
            case AgentCommand.FindTls(ServerAddress server) -> exchange.findTls(ticket, server);
            case AgentCommand.UsePracticeExchange _ -> choose(ticket, new SetupInput.PracticeAsked(ticket));
            case AgentCommand.RequestPairing asked -> pages.take(new PairingInput.Asked(ticket, asked.request()));
            case AgentCommand.AnswerPairing answer ->
                pages.take(new PairingInput.Answered(ticket, answer.requestId(), answer.granted()));
            case AgentCommand.RevokePairing(String origin) ->
                pages.take(new PairingInput.RevocationAsked(ticket, origin));
            case AgentCommand.NextLead _ -> feed(new WorkInput.NextLeadAsked(ticket));
            case AgentCommand.DialLead(long lead, LeadNumber number) ->
                feed(new WorkInput.DialLeadAsked(ticket, lead, number));
            case AgentCommand.ShowLead(long lead) -> feed(new WorkInput.ShowLeadAsked(ticket, lead));
            case AgentCommand.SkipLead(long lead) -> feed(new WorkInput.SkipLeadAsked(ticket, lead));
            case AgentCommand.UnskipLead(long lead) -> feed(new WorkInput.UnskipLeadAsked(ticket, lead));
            case AgentCommand.EditLead(long lead, Map<String, String> changes) ->
                feed(new WorkInput.EditLeadAsked(ticket, lead, changes));
            case AgentCommand.DraftWrapUp(CallId call, Draft draft) ->
                feed(new WorkInput.DraftAsked(ticket, call, draft));
            case AgentCommand.SaveWrapUp(CallId call) -> feed(new WorkInput.SaveAsked(ticket, call));
            case AgentCommand.ExtendWrapUp(CallId call) -> feed(new WorkInput.ExtendAsked(ticket, call));
            case AgentCommand.CallBackNow(long callback) -> feed(new WorkInput.CallBackNowAsked(ticket, callback));
            case AgentCommand.PromiseCallback(String number, OptionalLong lead, LocalDateTime at) ->
                feed(new WorkInput.PromiseAsked(
                        ticket,
                        number,
                        lead.isPresent()
                                ? new LeadWish.Known(lead.getAsLong(), LeadNumber.MAIN)
                                : new LeadWish.Search(),
                        at));
            case AgentCommand.MoveCallback(long callback, LocalDateTime at) ->
                feed(new WorkInput.MoveCallbackAsked(ticket, callback, at));
            case AgentCommand.CancelCallback(long callback) ->
                feed(new WorkInput.CancelCallbackAsked(ticket, callback));
            case AgentCommand.DecideDoubt(DoubtView.Kind kind, long id, boolean dialAgain) ->
                feed(new WorkInput.DecideDoubtAsked(ticket, kind, id, dialAgain));
            case AgentCommand.ShowWindow _ -> {
                tell.accept(new AgentEvent.AttentionAsked());
                reply(ticket, Accepted.of("shown"));
            }
        }
    }

    /** A CRM page sends empty fields for what it does not know. */
    private static AgentCommand.LogIn tidy(AgentCommand.LogIn login) {
        return new AgentCommand.LogIn(
                login.userName().strip(),
                login.password(),
                login.extension().map(String::strip).filter(text -> !text.isEmpty()),
                login.phonePassword().filter(secret -> !secret.isEmpty()));
    }

    /** A call was answered, and may have to be recorded. */
    void recordByRule(CallId call) {
        recording.answered(call, session);
    }

    /** Choosing an exchange changes the registration: not under a logged-in agent. */
    private void choose(long ticket, SetupInput input) {
        if (AgentMachine.state(session.session()) == AgentState.LOGGED_OUT) {
            exchange.take(input);
        } else {
            reply(ticket, new Refused(ErrorCode.LOGGED_IN_OTHERWISE, "log out first"));
        }
    }

    // ---- the agent

    void feed(SessionInput input) {
        AgentView before = AgentViews.of(session.session());
        SessionStep step = agent.step(session, input, loop.phone(), loop.now());
        session = step.next();
        AgentView after = AgentViews.of(session.session());
        if (!after.equals(before)) {
            tell.accept(new AgentEvent.AgentChanged(before, after));
        }
        step.effects().forEach(this::carryOut);
    }

    private void carryOut(SessionEffect effect) {
        switch (effect) {
            case SessionEffect.Reply(long ticket, CommandOutcome outcome) -> reply(ticket, outcome);
            case SessionEffect.Tell(AgentEvent event) -> tell.accept(event);
            case SessionEffect.VerifyUser(long ticket, String userName, Secret password) ->
                questions.ask(
                        "users.verify",
                        () -> ports.users().verify(userName, password),
                        verdict -> feed(new SessionInput.UserVerified(ticket, verdict)),
                        () -> feed(new SessionInput.UserVerified(
                                ticket, new Verdict(Optional.of(ErrorCode.INTERNAL), ""))));
            case SessionEffect.ResolveAccount(long ticket, Optional<String> extension, Optional<Secret> password) ->
                exchange.resolve(ticket, extension, password);
            case SessionEffect.ConnectAccount(long ticket, Account account) -> {
                if (loop.command(new PhoneCommand.ConnectAccount(account)) instanceof Refused refused) {
                    feed(new SessionInput.AccountRefused(ticket, refused.error(), refused.detail()));
                } else {
                    feed(new SessionInput.RegistrationSeen());
                }
            }
            case SessionEffect.TransferCall(long ticket, CallId call, String number) ->
                reply(ticket, loop.command(new PhoneCommand.TransferCall(call, number)));
            case SessionEffect.PlaceConsultation(long ticket, ManualDial dial, DialPlan plan) ->
                consult(ticket, dial, plan);
            case SessionEffect.DisconnectAccount _ -> {
                loop.command(new PhoneCommand.DisconnectAccount());
                feed(new SessionInput.RegistrationSeen());
            }
            case SessionEffect.PlaceCall(DialPlan plan, AccountId account) -> place(plan, account);
            case SessionEffect.KeepFacts(CallId call, Map<String, String> more) -> {
                Map<CallId, Map<String, String>> longer = new HashMap<>(facts);
                longer.put(call, Map.copyOf(more));
                facts = Map.copyOf(longer);
            }
            case SessionEffect.StartLoginTimer(long ticket, java.time.Instant at) ->
                loop.startTimer("login", at, () -> feed(new SessionInput.LoginTimedOut(ticket)));
            case SessionEffect.StopLoginTimer _ -> loop.stopTimer("login");
            case SessionEffect.StartCountDown(java.time.Instant at) ->
                loop.startTimer("auto-dial", at, () -> feed(new SessionInput.AutoDialDue()));
            case SessionEffect.StopCountDown _ -> loop.stopTimer("auto-dial");
            case WorkEffect work -> errands.carryOut(work);
        }
    }

    private void place(DialPlan plan, AccountId account) {
        switch (loop.command(new PhoneCommand.PlaceCall(plan, account))) {
            case Accepted accepted ->
                feed(new SessionInput.DialPlaced(new CallId(accepted.data().getOrDefault("callId", ""))));
            case Refused refused -> feed(new SessionInput.DialRefused(refused));
        }
    }

    private void consult(long ticket, ManualDial dial, DialPlan plan) {
        CommandOutcome outcome = loop.command(new PhoneCommand.PlaceCall(plan, dial.account()));
        reply(ticket, outcome);
        if (outcome instanceof Accepted accepted) {
            CallId call = new CallId(accepted.data().getOrDefault("callId", ""));
            feed(new SessionInput.ConsultPlaced(call, dial, plan.number()));
        }
    }

    /** Gives the phone the accounts beside the main one. */
    void settleAccounts() {
        extras.settle();
    }

    void registrationSeen() {
        feed(new SessionInput.RegistrationSeen());
        exchange.registrationSeen();
    }

    /** @param told on the loop: what went wrong, if anything */
    void store(LoggedCall call, Consumer<Optional<ErrorCode>> told) {
        questions.ask(
                "calls.append",
                () -> ports.calls().append(call),
                told,
                () -> told.accept(Optional.of(ErrorCode.STORE_FULL)));
    }
}
