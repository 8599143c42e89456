package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.AgentCommand.LogIn;
import org.offhook.agent.AgentState;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CampaignRules;
import org.offhook.agent.CampaignView;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.DoubtView;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDial;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.PauseCode;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.agent.port.Workplace;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.Recording;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.Transfer;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.phone.RegistrationView.Status;
import org.offhook.core.phone.WatchView;

/** A sample of every agent state and every input, each under the name that the table has it by. */
final class AgentMachineSamples {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Account ACCOUNT = Account.of(
            "2101", "pbx.example", ServerAddress.of("pbx.example"), Transport.UDP, Secret.of("phone-secret"));
    private static final LogIn LOGIN = new LogIn("asha", Secret.of("secret"), Optional.empty(), Optional.empty());
    private static final LogIn OTHER_LOGIN = new LogIn("mina", Secret.of("x"), Optional.empty(), Optional.empty());
    private static final User USER = new User("asha", Secret.of("secret"), "Asha", "2101");
    private static final CallId CALL = new CallId("c1");
    private static final Next.Pause PAUSE = Next.Pause.of("BREAK");
    private static final DialEntry ENTRY =
            new DialEntry(new QueuedDial("q1", "301", "", "crm", NOW), ManualDial.typed("301"));

    private static final CallId WRAPPED = new CallId("w1");
    private static final KeptWrapUp RESULT = new KeptWrapUp(
            "asha",
            "SPRING",
            WRAPPED,
            new CallParty("300", ""),
            OptionalLong.of(8),
            Duration.ofSeconds(40),
            new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 0, Optional.empty()),
            NOW,
            Draft.EMPTY);

    /** Where an agent is, and whether the agent is one of the store's. */
    record Place(AgentSession session, Optional<Work> work) {
        SessionModel model() {
            return SessionModel.begin(DeskSettings.defaults(), NOW).at(session).withWork(work);
        }
    }

    static Map<String, Place> states() {
        AgentSession.LoggedOut out = new AgentSession.LoggedOut(NOW);
        List<Long> tickets = List.of(1L);
        Map<String, AgentSession> own = new LinkedHashMap<>();
        own.put("LoggedOut", out);
        own.put("Verifying", new AgentSession.Verifying(LOGIN, tickets, out, NOW));
        own.put("Resolving", new AgentSession.Resolving(LOGIN, tickets, "Asha", NOW));
        own.put("Registering", new AgentSession.Registering(LOGIN, tickets, "Asha", ACCOUNT, NOW));
        own.put("Paused", new AgentSession.Paused(USER, "BREAK", Optional.empty(), NOW));
        own.put("Ready", new AgentSession.Ready(USER, NOW));
        own.put("Lost", new AgentSession.Lost(USER, PAUSE, NOW));
        own.put("Dialling", new AgentSession.Dialling(USER, ENTRY, Optional.of(1L), PAUSE, NOW));
        own.put("Calling", new AgentSession.Calling(USER, CALL, PAUSE, NOW));
        own.put("OnCall", new AgentSession.OnCall(USER, CALL, PAUSE, NOW));
        own.put("LoggingOut", new AgentSession.LoggingOut(NOW));
        Map<String, AgentSession> ofTheStore = new LinkedHashMap<>();
        ofTheStore.put("Registering (user of the store)", own.get("Registering"));
        ofTheStore.put("Paused (user of the store)", own.get("Paused"));
        ofTheStore.put("Ready (user of the store)", own.get("Ready"));
        ofTheStore.put("Clearing", new AgentSession.Clearing(USER, ENTRY, Optional.of(1L), PAUSE, NOW));
        ofTheStore.put("Dialling (user of the store)", own.get("Dialling"));
        ofTheStore.put("Calling (user of the store)", own.get("Calling"));
        ofTheStore.put("OnCall (user of the store)", own.get("OnCall"));
        ofTheStore.put("WrapUp", AgentSession.WrapUp.open(USER, RESULT, Optional.of(NOW.plusMillis(500)), PAUSE, NOW));
        ofTheStore.put("Saving", new AgentSession.Saving(USER, RESULT, List.of(1L), false, PAUSE, NOW));
        Map<String, Place> places = new LinkedHashMap<>();
        own.forEach((name, session) -> places.put(name, new Place(session, Optional.empty())));
        ofTheStore.forEach((name, session) -> places.put(name, new Place(session, Optional.of(work(false)))));
        places.put("WrapUp (result forced)", new Place(ofTheStore.get("WrapUp"), Optional.of(work(true))));
        return places;
    }

    private static Work work(boolean forced) {
        LeadsInHand leads = LeadsInHand.NONE
                .withPreview(Optional.of(lead(7)))
                .withCall(CALL, lead(8))
                .withCall(WRAPPED, lead(8));
        return Work.at(place(forced), "asha", DeskSettings.defaults()).with(leads);
    }

    private static Workplace place(boolean forced) {
        CampaignView campaign = new CampaignView(
                "SPRING", "Spring", ManualDialMode.QUEUE, false, forced, Duration.ofSeconds(30), "7275550000", "US");
        return new Workplace(
                new CampaignRules(
                        campaign,
                        List.of(new PauseCode("LUNCH", "Lunch", Optional.empty())),
                        false,
                        DialRules.PLAIN,
                        new CallerId("7275550000", "", CallerId.Presentation.P_PREFERRED_IDENTITY),
                        Duration.ofSeconds(45),
                        20,
                        Recording.NEVER),
                List.of(new DispositionChoice("SALE", "Sale", "1", false, false)),
                List.of(new CallbackView(5, 9, "Tom", "305", NOW.plusSeconds(3_600), ZoneOffset.UTC, true, "", false)),
                List.of(new DoubtView(DoubtView.Kind.QUEUE, 4, "asha", "307", "", "crm", NOW)),
                List.of());
    }

    private static LeadOnScreen lead(long id) {
        return new LeadOnScreen(
                id,
                "Spring list",
                "Lena",
                "300",
                "",
                "",
                Optional.empty(),
                true,
                Optional.empty(),
                List.of(),
                List.of(),
                LeadOnScreen.Showing.PREVIEW,
                Optional.empty(),
                Optional.empty());
    }

    record Happening(SessionInput input, Status registration) {}

    static Map<String, Happening> inputs() {
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
                new SessionInput.ClaimedDialAsked(2, ManualDial.typed("303"), Optional.of(CallerId.LINE)));
        inputs.put("DialNextAsked (empty queue)", new SessionInput.DialNextAsked(2));
        inputs.put("DialQueuedAsked (unknown)", new SessionInput.DialQueuedAsked(2, "q9"));
        inputs.put("RemoveAsked (unknown)", new SessionInput.RemoveAsked(2, "q9"));
        inputs.put("AutoDialAsked", new SessionInput.AutoDialAsked(2, false));
        inputs.put("TransferAsked", new SessionInput.TransferAsked(2, CALL, "305"));
        inputs.put("TransferAsked with letters", new SessionInput.TransferAsked(2, CALL, "x"));
        inputs.put("TransferCleared", new WorkInput.TransferCleared(2, CALL, "305", new Done<>(Optional.empty())));
        inputs.put(
                "TransferCleared (barred)",
                new WorkInput.TransferCleared(2, CALL, "305", new Done<>(Optional.of(ErrorCode.NUMBER_NOT_ALLOWED))));
        inputs.put("ConsultAsked", new SessionInput.ConsultAsked(2, ManualDial.typed("304")));
        inputs.put("ConsultAsked with letters", new SessionInput.ConsultAsked(2, ManualDial.typed("x")));
        inputs.put(
                "ConsultCleared",
                new WorkInput.ConsultCleared(2, ManualDial.typed("304"), "304", new Done<>(Optional.empty())));
        inputs.put(
                "ConsultCleared (barred)",
                new WorkInput.ConsultCleared(
                        2, ManualDial.typed("304"), "304", new Done<>(Optional.of(ErrorCode.NUMBER_NOT_ALLOWED))));
        inputs.put("ConsultPlaced", new SessionInput.ConsultPlaced(new CallId("c3"), ManualDial.typed("304"), "304"));
        inputs.put("WaitAsked", new SessionInput.WaitAsked(2));
        inputs.put("AutoDialDue", new SessionInput.AutoDialDue());
        inputs.put(
                "TellBlockedAsked",
                new SessionInput.TellBlockedAsked(2, "309", "", "crm", ErrorCode.OUTSIDE_CALLING_HOURS));
        inputs.put(
                "StoredDialsSeen",
                new SessionInput.StoredDialsSeen(2, List.of(new QueuedDial("s4", "310", "", "crm", NOW))));
        inputs.put("NextLeadAsked", new WorkInput.NextLeadAsked(2));
        inputs.put("DialLeadAsked", new WorkInput.DialLeadAsked(2, 7, LeadNumber.MAIN));
        inputs.put("DialLeadAsked (another)", new WorkInput.DialLeadAsked(2, 99, LeadNumber.MAIN));
        inputs.put("ShowLeadAsked", new WorkInput.ShowLeadAsked(2, 9));
        inputs.put("SkipLeadAsked", new WorkInput.SkipLeadAsked(2, 7));
        inputs.put("UnskipLeadAsked (none skipped)", new WorkInput.UnskipLeadAsked(2, 7));
        inputs.put("EditLeadAsked", new WorkInput.EditLeadAsked(2, 8, Map.of("city", "Pune")));
        inputs.put(
                "DraftAsked SALE",
                new WorkInput.DraftAsked(2, WRAPPED, new Draft(Optional.of("SALE"), "", Optional.empty())));
        inputs.put(
                "DraftAsked unknown",
                new WorkInput.DraftAsked(2, WRAPPED, new Draft(Optional.of("SOLD"), "", Optional.empty())));
        inputs.put("SaveAsked", new WorkInput.SaveAsked(2, WRAPPED));
        inputs.put("SaveAsked (another call)", new WorkInput.SaveAsked(2, CALL));
        inputs.put("ExtendAsked", new WorkInput.ExtendAsked(2, WRAPPED));
        inputs.put("CallBackNowAsked", new WorkInput.CallBackNowAsked(2, 5));
        inputs.put(
                "PromiseAsked",
                new WorkInput.PromiseAsked(2, "309", new LeadWish.Search(), LocalDateTime.of(2026, 11, 24, 9, 0)));
        inputs.put("MoveCallbackAsked", new WorkInput.MoveCallbackAsked(2, 5, LocalDateTime.of(2026, 11, 24, 9, 0)));
        inputs.put("CancelCallbackAsked", new WorkInput.CancelCallbackAsked(2, 5));
        inputs.put("CancelCallbackAsked (unknown)", new WorkInput.CancelCallbackAsked(2, 6));
        inputs.put("DecideDoubtAsked", new WorkInput.DecideDoubtAsked(2, DoubtView.Kind.QUEUE, 4, true));
        inputs.put("DecideDoubtAsked (unknown)", new WorkInput.DecideDoubtAsked(2, DoubtView.Kind.SCHEDULE, 4, true));
        inputs.put("LeadTaken", new WorkInput.LeadTaken("asha", new Done<>(Optional.of(lead(10)))));
        inputs.put("LeadFound", new WorkInput.LeadFound(2, new Done<>(Optional.of(lead(9)))));
        inputs.put("LeadFound (none)", new WorkInput.LeadFound(2, new Done<>(Optional.empty())));
        inputs.put("LeadOfCallFound", new WorkInput.LeadOfCallFound(CALL, new Done<>(Optional.of(lead(11)))));
        inputs.put(
                "DialCleared",
                new WorkInput.DialCleared("q1", new Done<>(new Clearance.Free("301", Optional.of(lead(12))))));
        inputs.put(
                "DialCleared (barred)",
                new WorkInput.DialCleared(
                        "q1", new Done<>(new Clearance.Barred(ErrorCode.NUMBER_DO_NOT_CALL, Optional.empty()))));
        inputs.put("DialCleared (store away)", new WorkInput.DialCleared("q1", Failed.of(ErrorCode.STORE_UNREACHABLE)));
        inputs.put("LeadEdited", new WorkInput.LeadEdited(2, new Done<>(lead(8))));
        inputs.put("DraftKept", new WorkInput.DraftKept(Optional.of(2L), new Done<>(true)));
        inputs.put("DraftKept (unasked)", new WorkInput.DraftKept(Optional.empty(), new Done<>(true)));
        inputs.put("ResultSaved", new WorkInput.ResultSaved(WRAPPED, new Done<>(List.of())));
        inputs.put("ResultSaved (failed)", new WorkInput.ResultSaved(WRAPPED, Failed.of(ErrorCode.STORE_FULL)));
        inputs.put("CallbacksSeen", new WorkInput.CallbacksSeen(2, new Done<>(List.of())));
        inputs.put("DoubtDecided", new WorkInput.DoubtDecided(2, new Done<>(List.of())));
        inputs.put("DoubtDecided (failed)", new WorkInput.DoubtDecided(2, Failed.of(ErrorCode.NOT_IN_DOUBT)));
        inputs.put("DoubtsTold", new WorkInput.DoubtsTold());
        inputs.put("DoubtsSeen", new WorkInput.DoubtsSeen("asha", new Done<>(List.of())));
        inputs.put("WorkSeen", new WorkInput.WorkSeen(new Done<>(Optional.of(place(true)))));
        for (WorkTimer timer : WorkTimer.values()) {
            inputs.put("TimeCame " + timer, new WorkInput.TimeCame(timer));
        }
        inputs.put(
                "CallOffered",
                new SessionInput.CallOffered(new CallId("c3"), new CallParty("306", ""), AccountId.MAIN));
        inputs.put(
                "CallFollowed",
                new SessionInput.CallFollowed(new CallId("c3"), new CallParty("306", ""), AccountId.MAIN));
        inputs.put("DialPlaced", new SessionInput.DialPlaced(CALL));
        inputs.put("DialRefused", new SessionInput.DialRefused(CommandOutcome.Refused.of(ErrorCode.NOT_REGISTERED)));
        inputs.put("CallConnected", new SessionInput.CallConnected(CALL));
        inputs.put(
                "CallSummed",
                new SessionInput.CallSummed(
                        CALL,
                        new org.offhook.core.media.CallSummary(
                                90, 4.3, 0, 1, 20, 0, Optional.empty(), org.offhook.core.media.SpeechSecurity.NONE)));
        inputs.put("CallRecorded", new SessionInput.CallRecorded(CALL, "305.wav"));
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
                call,
                CallDirection.INCOMING,
                new CallParty("300", ""),
                new CallEnd(cause, CallEnd.Side.FAR_END, 0, Optional.empty()),
                startedAt,
                Duration.ZERO);
    }

    static PhoneSnapshot phone(AgentSession session, Happening happening) {
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
                false,
                Transfer.NONE,
                Optional.empty(),
                Optional.empty(),
                "");
        return new PhoneSnapshot(
                1,
                registration,
                busy ? List.of(call) : List.of(),
                2,
                List.of(),
                List.of(),
                AudioChoice.SYSTEM,
                Optional.empty(),
                WatchView.NOTHING);
    }

    private AgentMachineSamples() {}
}
