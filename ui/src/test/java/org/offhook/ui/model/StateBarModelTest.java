package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ui.Situation.NOW;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.offhook.ui.Situation;
import org.offhook.ui.model.StateBarView.StateButton;
import org.offhook.ui.text.Words;

class StateBarModelTest {
    private final StateBarModel model = new StateBarModel(Words.load(Locale.ENGLISH));

    private StateBarView of(Situation situation) {
        return model.of(situation.snapshot(), NOW);
    }

    @Test
    void firstRunAndLoggedOutHaveNoButton() {
        assertThat(of(Situation.firstRun()).word()).isEqualTo("Set up the phone");
        assertThat(of(Situation.firstRun()).button()).isEqualTo(StateButton.NONE);
        assertThat(of(Situation.loggedOut()).second()).isEqualTo("No calls will reach you");
        assertThat(of(Situation.loggingIn()).mark()).isEqualTo(StateMark.RING);
    }

    @Test
    void aPauseSaysItsReasonAndLimit() {
        StateBarView bar = of(Situation.paused());
        assertThat(bar.timer()).isEqualTo("04:12");
        assertThat(bar.second()).isEqualTo("Break · up to 15 min");
        assertThat(bar.over()).isFalse();
        assertThat(bar.button()).isEqualTo(StateButton.GO_READY);
    }

    @Test
    void aPauseOverItsLimitSaysByHowMuch() {
        StateBarView bar = of(Situation.paused(Duration.ofMinutes(18)));
        assertThat(bar.over()).isTrue();
        assertThat(bar.second()).isEqualTo("Break · 3 min over");
        assertThat(of(Situation.paused(Duration.ofMillis(900_500))).second()).isEqualTo("Break · time is over");
        assertThat(of(Situation.paused(Duration.ofMinutes(15))).over()).isFalse();
    }

    @Test
    void withoutConnectionNobodyCanGoReady() {
        StateBarView bar = of(Situation.paused().lost());
        assertThat(bar.second()).isEqualTo("Connection lost");
        assertThat(bar.button()).isEqualTo(StateButton.GO_READY_OFF);
    }

    @Test
    void readyOffersThePauseReasonsWhereThereAreAny() {
        assertThat(of(Situation.ready()).button()).isEqualTo(StateButton.PAUSE_MENU);
        assertThat(of(Situation.ready().withoutPauseCodes()).button()).isEqualTo(StateButton.PAUSE);
    }

    @Test
    void aCallSaysWhatItDoesAndWhatComesNext() {
        StateBarView dialling = of(Situation.dialling());
        assertThat(dialling.word()).isEqualTo("Calling");
        assertThat(dialling.timer()).isEqualTo("00:06");
        assertThat(dialling.second()).isEqualTo("Ringing · next: Paused");
        StateBarView talking = of(Situation.onCall());
        assertThat(talking.word()).isEqualTo("On call");
        assertThat(talking.timer()).isEqualTo("02:37");
        assertThat(talking.second()).isEqualTo("Next: Paused · Break");
        assertThat(talking.tone()).isEqualTo(Tone.ON_CALL);
    }

    @Test
    void mutedStandsInTheSecondLine() {
        StateBarView muted = of(Situation.onCall(true));
        assertThat(muted.second()).isEqualTo("Muted");
        assertThat(muted.strongSecond()).isTrue();
    }
}
