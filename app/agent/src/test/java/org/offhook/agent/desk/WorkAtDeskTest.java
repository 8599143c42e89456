package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.desk;
import static org.offhook.agent.desk.StoreDesk.hangUp;
import static org.offhook.agent.desk.StoreDesk.lead;
import static org.offhook.agent.desk.StoreDesk.refusal;
import static org.offhook.agent.desk.StoreDesk.talk;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentState;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDial;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.port.CallNote;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.Sdp;
import org.offhook.testkit.core.SignallingOrder;

/** A user of the dialer's store at work, in virtual time: rules and leads. */
class WorkAtDeskTest {
    private static final DialogId CALLER = new DialogId("caller");

    // ---- the campaign's rules

    @Test
    void worksByTheCampaignsRulesFromTheLoginOn() {
        VirtualDesk desk = new VirtualDesk();
        desk.work.mode = ManualDialMode.QUEUE_AND_AUTOCALL;

        desk.logInToTheStore();

        assertThat(desk.snapshot().work().campaign().orElseThrow().autoDialLocked())
                .isTrue();
        assertThat(desk.snapshot().pauseCodes()).extracting("code").containsExactly("TEA");
        assertThat(refusal(desk.ask(new AgentCommand.Pause(Optional.of("BREAK")))))
                .isEqualTo(ErrorCode.PAUSE_CODE_UNKNOWN);
        assertThat(refusal(desk.ask(new AgentCommand.SetAutoDial(false)))).isEqualTo(ErrorCode.CALL_STATE_WRONG);
        desk.signalling.farEnd(FarEnd.RINGS);
        desk.ask(VirtualDesk.typed("301"));
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
        desk.pass(Duration.ofSeconds(21));
        assertThat(desk.snapshot().agent().state())
                .as("the campaign's ring limit of 20 s")
                .isEqualTo(AgentState.WRAP_UP);
    }

    @Test
    void takesOverWhatAnAdministratorChangesWithinAMinute() {
        VirtualDesk desk = desk();
        desk.work.forced = true;
        desk.work.wrapUp = Duration.ofSeconds(90);

        desk.pass(Duration.ofSeconds(61));

        assertThat(desk.events(AgentEvent.CampaignChanged.class)).hasSize(1);
        assertThat(desk.snapshot().work().campaign().orElseThrow().dispositionForced())
                .isTrue();
    }

    @Test
    void keepsItsOwnRulesForAUserTheStoreDoesNotKnow() {
        VirtualDesk desk = VirtualDesk.loggedIn();

        assertThat(desk.snapshot().work().campaign()).isEmpty();
        assertThat(refusal(desk.ask(new AgentCommand.NextLead()))).isEqualTo(ErrorCode.NO_CAMPAIGN);
        CallId call = talk(desk, "301");
        hangUp(desk, call);
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
        assertThat(desk.work.notes).isEmpty();
    }

    @Test
    void goesBackToItsOwnRulesWhenTheUserHasLeft() {
        VirtualDesk desk = desk();

        desk.ask(new AgentCommand.LogOut());

        assertThat(desk.snapshot().work().campaign()).isEmpty();
        assertThat(desk.snapshot().pauseCodes()).extracting("code").contains("BREAK");
    }

    // ---- leads

    @Test
    void putsTheNextLeadOnTheScreenAndDialsIt() {
        VirtualDesk desk = desk();

        assertThat(((Accepted) desk.ask(new AgentCommand.NextLead())).data()).containsEntry("leadId", "1");
        assertThat(lead(desk).showing()).isEqualTo(Showing.PREVIEW);
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).isEmpty();
        desk.signalling.farEnd(FarEnd.ANSWERS);
        Accepted dialled = (Accepted) desk.ask(new AgentCommand.DialLead(1, LeadNumber.ALT));

        assertThat(lead(desk).showing()).isEqualTo(Showing.CALL);
        assertThat(lead(desk).call()).contains(new CallId(dialled.data().getOrDefault("callId", "")));
        assertThat(desk.snapshot().phone().calls().getFirst().party().number()).isEqualTo("401");
        CallNote.Begun begun = (CallNote.Begun) desk.work.notes.getFirst();
        assertThat(begun.lead()).hasValue(1);
        assertThat(begun.counted()).isFalse();
        assertThat(desk.events(AgentEvent.LeadShown.class)).isNotEmpty();
    }

    @Test
    void takesNoNumberOfTheCrmInStandardModeWhileALeadIsLookedAt() {
        VirtualDesk desk = VirtualDesk.ofTheStore(store -> store.mode = ManualDialMode.STANDARD);
        desk.ask(new AgentCommand.NextLead());

        assertThat(refusal(desk.ask(VirtualDesk.crm("306")))).isEqualTo(ErrorCode.NOT_PAUSED);
        assertThat(desk.ask(VirtualDesk.typed("306"))).isInstanceOf(Accepted.class);
    }

    @Test
    void saysSoWhenNoLeadIsLeft() {
        VirtualDesk desk = VirtualDesk.ofTheStore(store -> store.leads.clear());

        assertThat(refusal(desk.ask(new AgentCommand.NextLead()))).isEqualTo(ErrorCode.NO_LEAD_LEFT);
        assertThat(desk.snapshot().work().moreLeads()).isFalse();
    }

    @Test
    void claimsOneLeadForTwoWhoAskAtOnce() {
        VirtualDesk desk = desk();
        desk.work.holding = true;
        var first = desk.submit(new AgentCommand.NextLead());
        var second = desk.submit(new AgentCommand.NextLead());

        desk.work.release();
        desk.settle();

        assertThat(first.join()).isEqualTo(second.join());
        assertThat(desk.work.leads).hasSize(2);
    }

    @Test
    void givesASkippedLeadBackAfterFiveSecondsAndNotBefore() {
        VirtualDesk desk = desk();
        desk.ask(new AgentCommand.NextLead());

        desk.ask(new AgentCommand.SkipLead(1));
        desk.pass(Duration.ofSeconds(4));
        assertThat(desk.work.givenBack).isEmpty();
        desk.ask(new AgentCommand.UnskipLead(1));
        assertThat(lead(desk).leadId()).isEqualTo(1);
        desk.ask(new AgentCommand.SkipLead(1));
        desk.pass(Duration.ofSeconds(6));

        assertThat(desk.work.givenBack).containsExactly(1L);
        assertThat(refusal(desk.ask(new AgentCommand.UnskipLead(1)))).isEqualTo(ErrorCode.NO_SUCH_LEAD);
    }

    @Test
    void givesTheLeadBackOfAnAgentWhoLeaves() {
        VirtualDesk desk = desk();
        desk.ask(new AgentCommand.NextLead());

        desk.ask(new AgentCommand.LogOut());

        assertThat(desk.work.givenBack).containsExactly(1L);
    }

    @Test
    void givesALeadBackThatComesTooLate() {
        VirtualDesk desk = desk();
        desk.work.holding = true;
        var asked = desk.submit(new AgentCommand.NextLead());
        desk.submit(new AgentCommand.LogOut());
        assertThat(refusal(asked.join())).isEqualTo(ErrorCode.NOT_LOGGED_IN);

        desk.work.release();
        desk.settle();

        assertThat(desk.work.givenBack).containsExactly(1L);
    }

    @Test
    void changesTheLeadOnTheScreenOnceTheStoreHasAnswered() {
        VirtualDesk desk = desk();
        desk.ask(new AgentCommand.NextLead());
        desk.work.holding = true;
        var edit = desk.submit(new AgentCommand.EditLead(1, Map.of("first_name", "Lena")));
        assertThat(edit).isNotDone();

        desk.work.release();
        desk.settle();

        assertThat(edit.join()).isInstanceOf(Accepted.class);
        assertThat(lead(desk).name()).isEqualTo("Lena");
        assertThat(refusal(desk.ask(new AgentCommand.EditLead(9, Map.of("city", "Pune")))))
                .isEqualTo(ErrorCode.NO_SUCH_LEAD);
    }

    @Test
    void asksTheStoreForTheLeadOfANumberBeforeItIsDialled() {
        VirtualDesk desk = desk();
        desk.work.holding = true;
        var dial = desk.submit(
                new AgentCommand.ClickToCall(ManualDial.of("305", "crm").with(new LeadWish.Create())));

        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.CALLING);
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).isEmpty();
        assertThat(desk.work.questions.getFirst().lead()).isEqualTo(new LeadWish.Create());
        desk.work.release();
        desk.settle();

        assertThat(dial.join()).isInstanceOf(Accepted.class);
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
        assertThat(lead(desk).leadId()).isEqualTo(100);
    }

    @Test
    void dialsNoNumberThatTheCampaignBars() {
        VirtualDesk desk = desk();
        desk.work.barred = Optional.of(ErrorCode.NUMBER_DO_NOT_CALL);

        assertThat(refusal(desk.ask(VirtualDesk.typed("305")))).isEqualTo(ErrorCode.NUMBER_DO_NOT_CALL);

        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).isEmpty();
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
        assertThat(lead(desk).showing()).isEqualTo(Showing.KEPT);
    }

    @Test
    void dialsWithoutALeadWhileTheStoreIsAway() {
        VirtualDesk desk = desk();
        desk.work.away = Optional.of(ErrorCode.STORE_UNREACHABLE);

        assertThat(desk.ask(VirtualDesk.typed("305"))).isInstanceOf(Accepted.class);

        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
        assertThat(desk.snapshot().work().lead()).isEmpty();
    }

    @Test
    void waitsForASilentStoreThreeSecondsAndNoLonger() {
        VirtualDesk desk = desk();
        desk.work.holding = true;
        var dial = desk.submit(VirtualDesk.typed("305"));
        desk.pass(Duration.ofMillis(2_900));
        assertThat(dial).isNotDone();

        desk.pass(Duration.ofMillis(200));

        assertThat(dial.join()).isInstanceOf(Accepted.class);
        desk.work.release(); // the late answer dials nothing again
        desk.settle();
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
    }

    @Test
    void showsTheLeadOfANumberThatWantsLookingAt() {
        VirtualDesk desk = desk();
        Accepted queued = (Accepted) desk.ask(
                new AgentCommand.ClickToCall(ManualDial.of("305", "crm").withPreview(true)));

        assertThat(lead(desk).queueId()).contains(queued.data().getOrDefault("queueId", ""));
        assertThat(lead(desk).showing()).isEqualTo(Showing.PREVIEW);
        desk.ask(new AgentCommand.DialLead(100, LeadNumber.MAIN));

        assertThat(desk.snapshot().queue()).isEmpty();
        assertThat(desk.work.questions.getLast().lead()).isEqualTo(new LeadWish.Known(100, LeadNumber.MAIN));
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
    }

    @Test
    void showsWhoCallsAndNotesTheCall() {
        VirtualDesk desk = desk();
        desk.ask(new AgentCommand.GoReady());

        CallId call = desk.signalling.ring(new CallParty("9", ""), CALLER, Optional.of(Sdp.farEnd()));
        desk.settle();

        assertThat(lead(desk).leadId()).isEqualTo(200);
        assertThat(lead(desk).call()).contains(call);
        desk.signalling.happen(call, new CallInput.CancelReceived());
        desk.settle();
        assertThat(desk.work.notes).hasSize(2).last().isInstanceOf(CallNote.Ended.class);
    }
}
