package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.desk;
import static org.offhook.agent.desk.StoreDesk.hangUp;
import static org.offhook.agent.desk.StoreDesk.lead;
import static org.offhook.agent.desk.StoreDesk.refusal;
import static org.offhook.agent.desk.StoreDesk.result;
import static org.offhook.agent.desk.StoreDesk.talk;
import static org.offhook.agent.desk.StoreDesk.wrapUp;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentState;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.WrapUpView;
import org.offhook.agent.port.CallNote;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.Sdp;

/** A user of the dialer's store after a call, in virtual time: results and callbacks. */
class WrapUpAtDeskTest {
    private static final DialogId CALLER = new DialogId("caller");

    // ---- wrap-up

    @Test
    void notesTheResultAfterTheCallAndGoesOnWhenItIsSaved() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        desk.ask(new AgentCommand.ChooseNextState(AgentState.READY, Optional.empty()));

        hangUp(desk, call);
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(desk.snapshot().agent().next()).contains(AgentState.READY);
        assertThat(wrapUp(desk).until()).contains(desk.time.instant().plusSeconds(30));
        assertThat(desk.ask(new AgentCommand.DraftWrapUp(call, result("SALE")))).isInstanceOf(Accepted.class);
        assertThat(desk.ask(new AgentCommand.SaveWrapUp(call))).isInstanceOf(Accepted.class);

        assertThat(desk.work.saved).extracting(one -> one.draft().disposition()).containsExactly(Optional.of("SALE"));
        assertThat(desk.work.saved.getFirst().lead()).hasValue(100);
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.READY);
        assertThat(lead(desk).showing()).isEqualTo(Showing.KEPT);
        assertThat(desk.events(AgentEvent.WrapUpEnded.class))
                .containsExactly(new AgentEvent.WrapUpEnded(call, Optional.of("SALE"), false));
    }

    @Test
    void savesWithoutAResultWhenTheTimeIsOver() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        hangUp(desk, call);

        desk.pass(Duration.ofSeconds(31));

        assertThat(desk.events(AgentEvent.WrapUpEnded.class))
                .containsExactly(new AgentEvent.WrapUpEnded(call, Optional.empty(), true));
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
    }

    @Test
    void waitsForAForcedResultHoweverLongItTakes() {
        VirtualDesk desk = VirtualDesk.ofTheStore(store -> store.forced = true);
        CallId call = talk(desk, "305");
        hangUp(desk, call);
        assertThat(refusal(desk.ask(new AgentCommand.SaveWrapUp(call)))).isEqualTo(ErrorCode.DISPOSITION_MISSING);

        desk.pass(Duration.ofMinutes(10));

        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(wrapUp(desk).until()).isEmpty();
        assertThat(desk.work.saved).isEmpty();
    }

    @Test
    void givesThirtySecondsMore() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        hangUp(desk, call);
        desk.pass(Duration.ofSeconds(20));

        desk.ask(new AgentCommand.ExtendWrapUp(call));
        desk.pass(Duration.ofSeconds(39));
        assertThat(desk.work.saved).isEmpty();
        desk.pass(Duration.ofSeconds(2));

        assertThat(desk.work.saved).hasSize(1);
    }

    @Test
    void wantsATimeForACallbackBeforeItSaves() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        hangUp(desk, call);
        desk.ask(new AgentCommand.DraftWrapUp(call, result("CALLBK")));
        assertThat(refusal(desk.ask(new AgentCommand.SaveWrapUp(call)))).isEqualTo(ErrorCode.DISPOSITION_MISSING);

        CallbackWish wish = new CallbackWish(LocalDateTime.of(2030, 1, 2, 9, 0), true);
        desk.ask(new AgentCommand.DraftWrapUp(call, new Draft(Optional.of("CALLBK"), "", Optional.of(wish))));

        assertThat(desk.ask(new AgentCommand.SaveWrapUp(call))).isInstanceOf(Accepted.class);
        assertThat(desk.work.saved.getFirst().draft().callback()).contains(wish);
    }

    @Test
    void refusesAResultThatTheCampaignDoesNotOfferAndANoteThatIsTooLong() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        hangUp(desk, call);

        assertThat(refusal(desk.ask(new AgentCommand.DraftWrapUp(call, result("SOLD")))))
                .isEqualTo(ErrorCode.DISPOSITION_UNKNOWN);
        String tooLong = "x".repeat(Draft.LONGEST_NOTE + 1);
        assertThat(refusal(desk.ask(
                        new AgentCommand.DraftWrapUp(call, new Draft(Optional.empty(), tooLong, Optional.empty())))))
                .isEqualTo(ErrorCode.FIELD_INVALID);
        assertThat(refusal(desk.ask(new AgentCommand.DraftWrapUp(new CallId("another"), result("SALE")))))
                .isEqualTo(ErrorCode.NO_WRAP_UP);
    }

    @Test
    void keepsEverythingNotedWhenTheStoreDoesNotSaveIt() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        hangUp(desk, call);
        desk.ask(new AgentCommand.DraftWrapUp(call, result("SALE")));
        desk.work.away = Optional.of(ErrorCode.STORE_FULL);

        assertThat(refusal(desk.ask(new AgentCommand.SaveWrapUp(call)))).isEqualTo(ErrorCode.STORE_FULL);
        assertThat(wrapUp(desk).saving()).isEqualTo(WrapUpView.Saving.FAILED);
        assertThat(wrapUp(desk).draft()).isEqualTo(result("SALE"));
        desk.work.away = Optional.empty();

        assertThat(desk.ask(new AgentCommand.SaveWrapUp(call))).isInstanceOf(Accepted.class);
        assertThat(desk.work.saved).hasSize(1);
    }

    @Test
    void comesBackToTheWrapUpThatAnotherCallCameInto() {
        VirtualDesk desk = VirtualDesk.ofTheStore(store -> store.forced = true);
        CallId first = talk(desk, "305");
        hangUp(desk, first);
        desk.ask(new AgentCommand.DraftWrapUp(first, new Draft(Optional.empty(), "half a note", Optional.empty())));

        CallId second = desk.signalling.ring(new CallParty("9", ""), CALLER, Optional.of(Sdp.farEnd()));
        desk.settle();
        desk.ask(new PhoneCommand.AnswerCall(second));
        desk.signalling.happen(second, new CallInput.AckReceived(CALLER, Optional.empty()));
        desk.settle();
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.ON_CALL);
        hangUp(desk, second);
        assertThat(wrapUp(desk).call()).isEqualTo(second);
        desk.ask(new AgentCommand.DraftWrapUp(second, result("SALE")));
        desk.ask(new AgentCommand.SaveWrapUp(second));

        assertThat(wrapUp(desk).call()).isEqualTo(first);
        assertThat(wrapUp(desk).draft().note()).isEqualTo("half a note");
        assertThat(lead(desk).call()).contains(first);
    }

    @Test
    void findsAnUnsavedWrapUpAtTheNextLogin() {
        VirtualDesk before = desk();
        CallId call = talk(before, "305");
        hangUp(before, call);
        before.ask(new AgentCommand.DraftWrapUp(call, new Draft(Optional.of("SALE"), "two boxes", Optional.empty())));

        VirtualDesk after = new VirtualDesk();
        after.work.kept.putAll(before.work.kept);
        after.logInToTheStore();

        assertThat(after.snapshot().agent().state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(wrapUp(after).draft().note()).isEqualTo("two boxes");
        assertThat(lead(after).leadId()).isEqualTo(100);
        assertThat(after.ask(new AgentCommand.SaveWrapUp(call))).isInstanceOf(Accepted.class);
        assertThat(after.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
        assertThat(after.work.kept).isEmpty();
    }

    @Test
    void logsOutAfterTheResultIsSaved() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        desk.ask(new AgentCommand.LogOut());
        hangUp(desk, call);
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.WRAP_UP);

        desk.ask(new AgentCommand.SaveWrapUp(call));

        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.LOGGED_OUT);
    }

    @Test
    void goesOnAtOnceInACampaignWithoutWrapUp() {
        VirtualDesk desk = VirtualDesk.ofTheStore(store -> store.wrapUp = Duration.ZERO);
        CallId call = talk(desk, "305");

        hangUp(desk, call);

        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
        assertThat(desk.work.kept).isEmpty();
    }

    @Test
    void notesBeginAnswerAndEndOfACallInThisOrder() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        hangUp(desk, call);

        assertThat(desk.work.notes)
                .extracting(note -> note.getClass().getSimpleName())
                .containsExactly("Begun", "Answered", "Summed", "Ended");
        assertThat(desk.work.notes).allMatch(note -> note.call().equals(call));
    }

    // ---- callbacks

    @Test
    void remindsOfACallbackOnceWhenItsTimeComes() {
        VirtualDesk desk = new VirtualDesk();
        desk.work.callbacks.add(FakeWorkStore.callback(7, desk.time.instant().plusSeconds(600)));
        desk.logInToTheStore();
        assertThat(desk.snapshot().work().callbacks().getFirst().due()).isFalse();

        desk.pass(Duration.ofMinutes(30));

        assertThat(desk.events(AgentEvent.CallbackDue.class))
                .extracting(event -> event.callback().id())
                .containsExactly(7L);
        assertThat(desk.snapshot().work().callbacks().getFirst().due()).isTrue();
    }

    @Test
    void dialsAPromisedCallAndSaysWhichOneItIs() {
        VirtualDesk desk = new VirtualDesk();
        desk.work.callbacks.add(FakeWorkStore.callback(7, desk.time.instant().plusSeconds(600)));
        desk.logInToTheStore();

        assertThat(desk.ask(new AgentCommand.CallBackNow(7))).isInstanceOf(Accepted.class);

        CallNote.Begun begun = (CallNote.Begun) desk.work.notes.getFirst();
        assertThat(begun.callback()).hasValue(7);
        assertThat(begun.lead()).hasValue(57);
        assertThat(desk.snapshot().work().callbacks()).isEmpty();
        assertThat(refusal(desk.ask(new AgentCommand.CallBackNow(8)))).isEqualTo(ErrorCode.NO_SUCH_CALLBACK);
    }

    @Test
    void movesAndCancelsACallback() {
        VirtualDesk desk = new VirtualDesk();
        desk.work.callbacks.add(FakeWorkStore.callback(7, desk.time.instant().plusSeconds(600)));
        desk.logInToTheStore();
        LocalDateTime later = LocalDateTime.ofInstant(desk.time.instant().plusSeconds(7_200), ZoneOffset.UTC);

        desk.ask(new AgentCommand.MoveCallback(7, later));
        assertThat(desk.snapshot().work().callbacks().getFirst().at()).isEqualTo(later.toInstant(ZoneOffset.UTC));
        desk.ask(new AgentCommand.CancelCallback(7));

        assertThat(desk.snapshot().work().callbacks()).isEmpty();
        desk.pass(Duration.ofHours(3));
        assertThat(desk.events(AgentEvent.CallbackDue.class)).isEmpty();
    }

    @Test
    void holdsTheQueueUntilTheResultIsSaved() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        desk.ask(VirtualDesk.crm("306"));
        hangUp(desk, call);
        assertThat(desk.snapshot().queue()).hasSize(1);
        assertThat(refusal(desk.ask(new AgentCommand.DialNext()))).isEqualTo(ErrorCode.WRAP_UP_OPEN);

        desk.ask(new AgentCommand.SaveWrapUp(call));

        assertThat(desk.snapshot().queue()).isEmpty();
        List<CallView> live =
                desk.snapshot().phone().calls().stream().filter(CallView::live).toList();
        assertThat(live).extracting(one -> one.party().number()).containsExactly("306");
    }
}
