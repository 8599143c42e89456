package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.ManualDial;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.RequestMark;
import org.offhook.campaign.number.DialRules;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.Sdp;
import org.offhook.testkit.core.SignallingOrder;

/** The rules of manual dialling: at once, queued, or refused. */
class ManualDialTest {
    private static final Duration RING = Duration.ofSeconds(40);

    private static String invited(VirtualDesk desk) {
        return desk.signalling
                .orders(SignallingOrder.Invite.class)
                .getLast()
                .plan()
                .number();
    }

    private static String data(CommandOutcome outcome, String key) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        return ((Accepted) outcome).data().getOrDefault(key, "");
    }

    private static void hangUp(VirtualDesk desk) {
        desk.ask(new PhoneCommand.HangUpCall(
                desk.snapshot().phone().activeCall().orElseThrow().id()));
    }

    private static DeskSettings mode(ManualDialMode mode) {
        return DeskSettings.defaults().withDialling(mode, DialRules.PLAIN, RING).withDialRate(100, Duration.ZERO);
    }

    private static VirtualDesk talking(ManualDialMode mode) {
        VirtualDesk desk = VirtualDesk.loggedIn(mode(mode));
        desk.signalling.farEnd(FarEnd.ANSWERS);
        desk.ask(VirtualDesk.crm("300"));
        return desk;
    }

    @Test
    void aLinkThatIsRefusedIsToldToTheAgentInPassing() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.ask(new AgentCommand.ClickToCall(ManualDial.of("abc", "link").withPreview(true)));
            assertThat(desk.events(AgentEvent.DialBlocked.class))
                    .singleElement()
                    .satisfies(told -> assertThat(told.why()).isEqualTo(ErrorCode.NUMBER_HAS_LETTERS));
            assertThat(desk.snapshot().queue()).isEmpty();
            assertThat(desk.snapshot().fault()).isEmpty();
            desk.ask(VirtualDesk.crm("abc"));
            assertThat(desk.events(AgentEvent.DialBlocked.class))
                    .as("the CRM says to its own user what it was refused")
                    .hasSize(1);
        }
    }

    @Test
    void refusesBeforeAnybodyIsLoggedIn() {
        try (VirtualDesk desk = new VirtualDesk()) {
            assertThat(desk.ask(VirtualDesk.crm("300"))).isEqualTo(Refused.of(ErrorCode.NOT_LOGGED_IN));
        }
    }

    @Test
    void namesWhatIsWrongWithANumber() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            assertThat(desk.ask(VirtualDesk.typed("CALL ME"))).isEqualTo(Refused.of(ErrorCode.NUMBER_HAS_LETTERS));
            assertThat(desk.ask(VirtualDesk.typed("1"))).isEqualTo(Refused.of(ErrorCode.NUMBER_TOO_SHORT));
            assertThat(desk.ask(VirtualDesk.typed("1234567890123456789")))
                    .isEqualTo(Refused.of(ErrorCode.NUMBER_TOO_LONG));
            assertThat(desk.ask(VirtualDesk.typed("2101"))).isEqualTo(Refused.of(ErrorCode.NUMBER_IS_OWN));
            assertThat(desk.signalling.orders()).isEmpty();
        }
    }

    @Test
    void pausesAReadyAgentWhoIsIdleAndDialsAtOnce() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.signalling.farEnd(FarEnd.RINGS);
            desk.ask(new AgentCommand.GoReady());
            assertThat(data(desk.ask(VirtualDesk.crm("300")), "callId")).isNotEmpty();
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.CALLING);
            assertThat(desk.snapshot().agent().next()).contains(AgentState.PAUSED);
            hangUp(desk);
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
            assertThat(desk.snapshot().agent().reason()).isEqualTo("MANUAL");
        }
    }

    @Test
    void queuesWhileBusyAndDialsTheOldestFirstAfterTheHangUp() {
        try (VirtualDesk desk = talking(ManualDialMode.QUEUE)) {
            assertThat(data(desk.ask(VirtualDesk.crm("301")), "queued")).isEqualTo("1");
            assertThat(data(desk.ask(VirtualDesk.crm("302")), "queued")).isEqualTo("2");
            assertThat(desk.snapshot().queue()).extracting(QueuedDial::number).containsExactly("301", "302");
            hangUp(desk);
            assertThat(invited(desk)).isEqualTo("301");
            assertThat(desk.snapshot().queue()).extracting(QueuedDial::number).containsExactly("302");
            hangUp(desk);
            assertThat(invited(desk)).isEqualTo("302");
            hangUp(desk);
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
            assertThat(desk.events(AgentEvent.DialUnqueued.class))
                    .allSatisfy(event -> assertThat(event.dialled()).isTrue())
                    .hasSize(2);
        }
    }

    @Test
    void dialsTheQueueEvenWhenTheAgentChoseReadyForAfterTheCall() {
        try (VirtualDesk desk = talking(ManualDialMode.QUEUE)) {
            desk.ask(VirtualDesk.crm("301"));
            desk.ask(new AgentCommand.ChooseNextState(AgentState.READY, Optional.empty()));
            hangUp(desk);
            assertThat(invited(desk)).isEqualTo("301");
        }
    }

    @Test
    void logsOutInsteadOfDialingTheQueueWhenThatWasChosen() {
        try (VirtualDesk desk = talking(ManualDialMode.QUEUE)) {
            desk.ask(VirtualDesk.crm("301"));
            desk.ask(new AgentCommand.LogOut());
            hangUp(desk);
            assertThat(invited(desk)).isEqualTo("300");
            assertThat(desk.snapshot().queue()).isEmpty();
            assertThat(desk.events(AgentEvent.DialUnqueued.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.dialled()).isFalse());
        }
    }

    @Test
    void queuesWhileAnotherCallRingsIn() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            CallId call = desk.signalling.ring(new CallParty("9", ""), new DialogId("c"), Optional.of(Sdp.farEnd()));
            desk.settle();
            assertThat(data(desk.ask(VirtualDesk.crm("301")), "queued")).isEqualTo("1");
            desk.ask(new PhoneCommand.RejectCall(call));
            assertThat(invited(desk)).isEqualTo("301");
        }
    }

    @Test
    void knowsANumberThatIsQueuedOrBeingDialled() {
        try (VirtualDesk desk = talking(ManualDialMode.QUEUE)) {
            assertThat(desk.ask(VirtualDesk.crm("3 0 0"))).isEqualTo(Refused.of(ErrorCode.ALREADY_QUEUED));
            desk.ask(VirtualDesk.crm("301"));
            assertThat(desk.ask(VirtualDesk.crm("301"))).isEqualTo(Refused.of(ErrorCode.ALREADY_QUEUED));
            hangUp(desk);
            hangUp(desk);
            assertThat(desk.ask(VirtualDesk.crm("300"))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void waitsWithAutoDialOffUntilTheAgentDials() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(mode(ManualDialMode.QUEUE))) {
            desk.ask(new AgentCommand.SetAutoDial(false));
            assertThat(data(desk.ask(VirtualDesk.crm("301")), "queued")).isEqualTo("1");
            desk.ask(VirtualDesk.crm("302"));
            assertThat(desk.signalling.orders()).isEmpty();
            desk.ask(new AgentCommand.DialNext());
            assertThat(invited(desk)).isEqualTo("301");
            hangUp(desk);
            assertThat(desk.snapshot().queue()).hasSize(1);
        }
    }

    @Test
    void dialsWhatTheAgentTypesWhateverAutoDialSays() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.ask(new AgentCommand.SetAutoDial(false));
            desk.ask(VirtualDesk.typed("301"));
            assertThat(invited(desk)).isEqualTo("301");
        }
    }

    @Test
    void dialsTheQueueWhenAutoDialIsSwitchedOn() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            desk.ask(new AgentCommand.SetAutoDial(false));
            desk.ask(VirtualDesk.crm("301"));
            desk.ask(new AgentCommand.SetAutoDial(true));
            assertThat(invited(desk)).isEqualTo("301");
        }
    }

    @Test
    void leavesAutoDialToTheCampaignWhereItSaysSo() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(mode(ManualDialMode.QUEUE_AND_AUTOCALL))) {
            assertThat(desk.ask(new AgentCommand.SetAutoDial(false))).isInstanceOf(Refused.class);
            assertThat(desk.snapshot().autoDial()).isTrue();
        }
    }

    @Test
    void wantsAPausedAndFreeAgentInModeStandard() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(mode(ManualDialMode.STANDARD))) {
            desk.signalling.farEnd(FarEnd.ANSWERS);
            desk.ask(new AgentCommand.GoReady());
            assertThat(desk.ask(VirtualDesk.crm("300"))).isEqualTo(Refused.of(ErrorCode.NOT_PAUSED));
            desk.ask(new AgentCommand.Pause(Optional.empty()));
            assertThat(desk.ask(VirtualDesk.crm("300"))).isInstanceOf(Accepted.class);
            assertThat(desk.ask(VirtualDesk.crm("301"))).isEqualTo(Refused.of(ErrorCode.NOT_PAUSED));
        }
    }

    @Test
    void showsAPreviewAndDialsItOnlyWhenTheAgentSaysSo() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            CommandOutcome outcome = desk.ask(new AgentCommand.ClickToCall(ManualDial.of("301", "crm")
                    .withPreview(true)
                    .withFocus(true)
                    .withFacts(Map.of("name", "Tom"))));
            String id = data(outcome, "queueId");
            assertThat(desk.snapshot().queue()).singleElement().satisfies(entry -> {
                assertThat(entry.preview()).isTrue();
                assertThat(entry.name()).isEqualTo("Tom");
            });
            assertThat(desk.events(AgentEvent.AttentionAsked.class)).hasSize(1);
            desk.pass(Duration.ofMinutes(5));
            assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).isEmpty();
            desk.ask(new AgentCommand.DialQueued(id));
            assertThat(invited(desk)).isEqualTo("301");
            assertThat(desk.snapshot().queue()).isEmpty();
        }
    }

    @Test
    void removesWhatIsNotWanted() {
        try (VirtualDesk desk = talking(ManualDialMode.QUEUE)) {
            String id = data(desk.ask(VirtualDesk.crm("301")), "queueId");
            assertThat(desk.ask(new AgentCommand.RemoveQueued(id))).isInstanceOf(Accepted.class);
            assertThat(desk.ask(new AgentCommand.RemoveQueued(id))).isInstanceOf(Refused.class);
            assertThat(desk.ask(new AgentCommand.DialQueued(id))).isInstanceOf(Refused.class);
            hangUp(desk);
            assertThat(invited(desk)).isEqualTo("300");
        }
    }

    @Test
    void countsTwoDialsInOneSecondAndSlowsDownAFlood() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(DeskSettings.defaults().withDialRate(3, Duration.ofSeconds(1)))) {
            desk.signalling.farEnd(FarEnd.ANSWERS);
            assertThat(data(desk.ask(VirtualDesk.crm("301")), "callId")).isNotEmpty();
            assertThat(data(desk.ask(VirtualDesk.crm("302")), "queued")).isEqualTo("1");
            assertThat(data(desk.ask(VirtualDesk.crm("303")), "queued")).isEqualTo("2");
            assertThat(desk.ask(VirtualDesk.crm("304"))).isEqualTo(Refused.of(ErrorCode.DIALLING_TOO_FAST));
            assertThat(desk.ask(VirtualDesk.typed("305")))
                    .as("the agent is never too fast")
                    .isInstanceOf(Accepted.class);
            desk.pass(Duration.ofSeconds(1));
            assertThat(desk.ask(VirtualDesk.crm("304"))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void takesNoMoreThanTheQueueHolds() {
        try (VirtualDesk desk = talking(ManualDialMode.QUEUE)) {
            for (int i = 0; i < 50; i++) {
                desk.ask(VirtualDesk.crm("4" + (100 + i)));
            }
            assertThat(desk.ask(VirtualDesk.crm("999"))).isEqualTo(Refused.of(ErrorCode.QUEUE_FULL));
        }
    }

    @Test
    void putsPrefixAndCountryCodeBeforeTheNumber() {
        DeskSettings settings =
                DeskSettings.defaults().withDialling(ManualDialMode.QUEUE, new DialRules("9", "1", false), RING);
        try (VirtualDesk desk = VirtualDesk.loggedIn(settings)) {
            desk.ask(new AgentCommand.ClickToCall(
                    ManualDial.of("(727) 555-1212", "crm").withPhoneCode("44")));
            assertThat(invited(desk)).isEqualTo("9447275551212");
        }
    }

    @Test
    void cancelsWhatNobodyAnswersWithinTheRingLimit() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(mode(ManualDialMode.QUEUE))) {
            desk.signalling.farEnd(FarEnd.RINGS);
            desk.ask(VirtualDesk.crm("301"));
            desk.pass(RING);
            assertThat(desk.signalling.ladder()).containsExactly("Invite", "Cancel");
            assertThat(desk.snapshot().recentCalls().getFirst().end().error()).contains(ErrorCode.NO_ANSWER);
            assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
        }
    }

    @Test
    void holdsAPlacedCallToTheSameRules() {
        try (VirtualDesk desk = VirtualDesk.loggedIn()) {
            assertThat(desk.ask(new PhoneCommand.PlaceCall(
                            new org.offhook.core.call.CallInput.DialPlan("x", "", Optional.empty(), RING))))
                    .isEqualTo(Refused.of(ErrorCode.NUMBER_HAS_LETTERS));
        }
    }

    @Test
    void keepsWhatTheAgentChoseForAfterTheCall() {
        try (VirtualDesk desk = talking(ManualDialMode.QUEUE)) {
            assertThat(desk.ask(new AgentCommand.Pause(Optional.of("lunch")))).isInstanceOf(Accepted.class);
            assertThat(desk.snapshot().agent().nextReason()).contains("LUNCH");
            assertThat(desk.ask(new AgentCommand.Pause(Optional.of("SIESTA"))))
                    .isEqualTo(Refused.of(ErrorCode.PAUSE_CODE_UNKNOWN));
            hangUp(desk);
            assertThat(desk.snapshot().agent().reason()).isEqualTo("LUNCH");
            assertThat(desk.snapshot().agent().pauseLimit()).contains(Duration.ofMinutes(45));
        }
    }

    private static AgentCommand.ClickToCall keyed(String door, String id, String number) {
        return new AgentCommand.ClickToCall(ManualDial.of(number, "crm").withRequest(new RequestMark(door, id)));
    }

    private static final String CRM = "https://crm.example";

    @Test
    void aRepeatedRequestIsToldTheFirstOutcomeAndDialsNothing() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(mode(ManualDialMode.QUEUE))) {
            desk.signalling.farEnd(FarEnd.ANSWERS);
            CommandOutcome first = desk.ask(keyed(CRM, "click-1", "300"));
            assertThat(data(first, "callId")).isNotEmpty();
            assertThat(desk.ask(keyed(CRM, "click-1", "300"))).isEqualTo(first);
            hangUp(desk);
            assertThat(desk.ask(keyed(CRM, "click-1", "300"))).isEqualTo(first);
            assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
            assertThat(desk.snapshot().queue()).isEmpty();
        }
    }

    @Test
    void aRepeatOfWhatWasQueuedQueuesNothingMore() {
        try (VirtualDesk desk = talking(ManualDialMode.QUEUE)) {
            CommandOutcome first = desk.ask(keyed(CRM, "click-1", "301"));
            assertThat(data(first, "queueId")).isNotEmpty();
            hangUp(desk); // it is dialled by itself now
            assertThat(desk.ask(keyed(CRM, "click-1", "301"))).isEqualTo(first);
            assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(2);
        }
    }

    @Test
    void aRefusalIsRepeatedTooButNotThatOfDiallingTooFast() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(DeskSettings.defaults().withDialRate(1, Duration.ofSeconds(10)))) {
            CommandOutcome letters = desk.ask(keyed(CRM, "a", "CALL ME"));
            assertThat(letters).isEqualTo(Refused.of(ErrorCode.NUMBER_HAS_LETTERS));
            assertThat(desk.ask(keyed(CRM, "a", "CALL ME"))).isEqualTo(letters);
            assertThat(desk.ask(keyed(CRM, "b", "300"))).isEqualTo(Refused.of(ErrorCode.DIALLING_TOO_FAST));
            desk.pass(Duration.ofSeconds(11));
            assertThat(desk.ask(keyed(CRM, "b", "300"))).isInstanceOf(Accepted.class);
            assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
        }
    }

    @Test
    void keysBelongToTheirDoorAndToOneNumber() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(mode(ManualDialMode.QUEUE))) {
            desk.ask(keyed(CRM, "1", "300"));
            assertThat(desk.ask(keyed(CRM, "1", "301")))
                    .isEqualTo(new Refused(ErrorCode.FIELD_INVALID, "requestId was used for another dial"));
            assertThat(desk.ask(keyed("https://other.example", "1", "302"))).isInstanceOf(Accepted.class);
            assertThat(desk.snapshot().queue()).extracting(QueuedDial::number).containsExactly("302");
        }
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        try (VirtualDesk desk = VirtualDesk.loggedIn(mode(ManualDialMode.QUEUE))) {
            desk.signalling.farEnd(FarEnd.BUSY);
            desk.ask(keyed(CRM, "1", "300"));
            desk.pass(Duration.ofHours(24).plusSeconds(1));
            desk.ask(keyed(CRM, "1", "300"));
            assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(2);
        }
    }
}
