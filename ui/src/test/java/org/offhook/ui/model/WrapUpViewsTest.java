package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ui.Situation.NOW;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.Draft;
import org.offhook.agent.WrapUpView.Saving;
import org.offhook.ui.Situation;
import org.offhook.ui.WorkSituation;
import org.offhook.ui.model.StateBarView.StateButton;
import org.offhook.ui.model.WrapUpNotes.Problem;
import org.offhook.ui.text.Words;

class WrapUpViewsTest {
    private final Words words = Words.load(Locale.ENGLISH);
    private final List<DispositionChoice> results = WorkSituation.results(8);

    private StateBarView bar(Situation situation, Duration later) {
        return new StateBarModel(words).of(situation.snapshot(), NOW.plus(later));
    }

    private WrapUpNotes notes(Draft draft) {
        return WrapUpNotes.of(draft, NOW, ZoneOffset.UTC);
    }

    private DockView dock(WorkSituation work, WrapUpNotes notes) {
        return WrapUpDock.of(Situation.wrapUp().work(work).snapshot(), notes, NOW, ZoneOffset.UTC, words);
    }

    @Test
    void theBarCountsDownAndOffersMoreTime() {
        StateBarView open = bar(Situation.wrapUp(), Duration.ZERO);
        assertThat(open.mark()).isEqualTo(StateMark.WRAP_UP);
        assertThat(open.timer()).isEqualTo("00:24");
        assertThat(open.second()).isEqualTo("Next: Paused · Break");
        assertThat(open.button()).isEqualTo(StateButton.MORE_TIME);
        assertThat(open.timeLeft()).contains(0.6);
        assertThat(open.over()).isFalse();
        StateBarView last = bar(Situation.wrapUp(), Duration.ofSeconds(14));
        assertThat(last.over()).as("the last ten seconds").isTrue();
        assertThat(bar(Situation.wrapUp(), Duration.ofSeconds(13)).over()).isFalse();
    }

    @Test
    void whenTheTimeIsOverTheBarSaysWhatIsStillWanted() {
        StateBarView over =
                bar(Situation.wrapUp().work(WorkSituation.campaign().wrapUp().timeOver()), Duration.ZERO);
        assertThat(over.second()).isEqualTo("Choose a result to go on");
        assertThat(over.button()).isEqualTo(StateButton.NONE);
        assertThat(over.timeLeft()).isEmpty();
    }

    @Test
    void theCardSaysWhoHowLongAndHowItEnded() {
        var snapshot = Situation.wrapUp().snapshot();
        WrapUpCard card = WrapUpCard.of(snapshot.work().wrapUp().orElseThrow(), snapshot, words);
        assertThat(card).isEqualTo(new WrapUpCard("Lena M. · 03:12", "+1 727 555 0142", "The customer hung up"));
    }

    @Test
    void saveWaitsForAResultWhereTheCampaignForcesOne() {
        DockView none = dock(WorkSituation.campaign().wrapUp(), notes(Draft.EMPTY));
        assertThat(none.enabled()).isFalse();
        assertThat(none.help()).isEqualTo("Choose a result first");
        assertThat(dock(WorkSituation.campaign().wrapUp(), notes(Draft.EMPTY).withDisposition("SALE"))
                        .enabled())
                .isTrue();
        assertThat(dock(WorkSituation.campaign().resultNotForced().wrapUp(), notes(Draft.EMPTY))
                        .enabled())
                .isTrue();
    }

    @Test
    void saveSaysWhatTheStoreDoes() {
        WrapUpNotes chosen = notes(WorkSituation.callBack());
        DockView saving = dock(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.SAVING), chosen);
        assertThat(saving.text()).isEqualTo("Saving…");
        assertThat(saving.enabled()).isFalse();
        DockView failed = dock(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.FAILED), chosen);
        assertThat(failed.text()).isEqualTo("Try again");
        assertThat(failed.enabled()).isTrue();
    }

    @Test
    void aCallbackIsPromisedForATimeToCome() {
        WrapUpNotes chosen = notes(WorkSituation.callBack());
        assertThat(chosen.callsBack(results)).isTrue();
        assertThat(chosen.draft(results)).isEqualTo(WorkSituation.callBack());
        WrapUpNotes past = chosen.withCallback(LocalDate.of(2026, 11, 21), "14:31", true);
        assertThat(past.problem(results, NOW, ZoneOffset.UTC)).contains(Problem.PAST);
        assertThat(dock(WorkSituation.campaign().wrapUp(), past).enabled()).isFalse();
        WrapUpNotes unreadable = chosen.withCallback(chosen.day(), "soon", false);
        assertThat(unreadable.problem(results, NOW, ZoneOffset.UTC)).contains(Problem.UNREADABLE);
        assertThat(unreadable.draft(results).callback()).isEmpty();
        assertThat(unreadable.withDisposition("SALE").problem(results, NOW, ZoneOffset.UTC))
                .as("another result promises nothing")
                .isEmpty();
    }

    @Test
    void theFirstOfferIsTheNextWorkingDayAtThisTimeOfDay() {
        assertThat(CallbackTime.offered(NOW, ZoneOffset.UTC)).isEqualTo(LocalDateTime.of(2026, 11, 23, 14, 30));
        assertThat(CallbackTime.offered(NOW, ZoneOffset.ofHours(9)))
                .as("nobody is offered the night")
                .isEqualTo(LocalDateTime.of(2026, 11, 23, 17, 0));
        assertThat(notes(Draft.EMPTY).time()).isEqualTo("14:30");
    }

    @Test
    void timesAreReadAsPeopleTypeThem() {
        assertThat(CallbackTime.read("10:30")).contains(LocalTime.of(10, 30));
        assertThat(CallbackTime.read(" 1030 ")).contains(LocalTime.of(10, 30));
        assertThat(CallbackTime.read("9.05")).contains(LocalTime.of(9, 5));
        assertThat(CallbackTime.read("930")).contains(LocalTime.of(9, 30));
        assertThat(CallbackTime.read("16")).contains(LocalTime.of(16, 0));
        for (String wrong : new String[] {"", "24:00", "10:60", "1x", "10:3", ":30", "123:00", "10:30:00"}) {
            assertThat(CallbackTime.read(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void resultsKeepTheirOwnDigitsAndTheOthersGetWhatIsLeft() {
        List<ResultChoice> choices = ResultChoice.of(
                List.of(result("A", ""), result("B", "1"), result("C", "x"), result("D", "1"), result("E", "")));
        assertThat(choices.stream().map(choice -> choice.disposition().code() + choice.key()))
                .containsExactly("A2", "B1", "C3", "D4", "E5");
        assertThat(ResultChoice.byKey(choices, 3).orElseThrow().disposition().code())
                .isEqualTo("C");
        assertThat(ResultChoice.byKey(choices, 9)).isEmpty();
        assertThat(ResultChoice.byKey(choices, 0)).isEmpty();
    }

    @Test
    void fromTheTenthOnResultsHaveNoDigitAndAreFoundByName() {
        List<ResultChoice> choices = ResultChoice.of(WorkSituation.results(24));
        assertThat(choices.stream().filter(choice -> choice.key() > 0)).hasSize(ResultChoice.KEYS);
        assertThat(choices.subList(0, ResultChoice.KEYS)).allMatch(choice -> choice.key() > 0);
        assertThat(ResultChoice.matching(choices, " RESULT 2")).hasSize(5);
        assertThat(ResultChoice.matching(choices, "sale")).hasSize(1);
        assertThat(ResultChoice.matching(choices, "")).hasSize(24);
    }

    private static DispositionChoice result(String code, String hotkey) {
        return new DispositionChoice(code, code, hotkey, false, false);
    }

    @Test
    void aDraftWithItsOwnTimeIsShownAsItWasKept() {
        var kept = new Draft(
                Optional.of("CALLBK"),
                "call after lunch",
                Optional.of(new CallbackWish(LocalDateTime.of(2026, 12, 1, 9, 5), false)));
        WrapUpNotes notes = notes(kept);
        assertThat(notes.time()).isEqualTo("09:05");
        assertThat(notes.mine()).isFalse();
        assertThat(notes.draft(results)).isEqualTo(kept);
    }
}
