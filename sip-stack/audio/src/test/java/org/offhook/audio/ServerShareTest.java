package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.audio.ServerShare.Move.ANEW;
import static org.offhook.audio.ServerShare.Move.LONGER;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.audio.ServerShare.Move;

/** How much waits at the sound server, in a time of its own: the loudspeaker's side asks every 10 ms unless said otherwise. */
class ServerShareTest {
    private static final float SPEECH = -20;
    private static final float SILENCE = -127;
    private static final long MILLI = 1_000_000L;

    private final ServerShare share = new ServerShare();
    private final List<Move> moves = new ArrayList<>();
    private long now = 4_711;

    @BeforeEach
    void theSpeakerRuns() {
        pull(10, SPEECH);
    }

    private void pull(long afterMillis, float level) {
        now += afterMillis * MILLI;
        Move move = share.pulled(now, level);
        if (move != Move.STAY) {
            moves.add(move);
        }
    }

    private void calm(int seconds, float level) {
        for (int i = 0; i < seconds * 100; i++) {
            pull(10, level);
        }
    }

    private void late(int times) {
        for (int i = 0; i < times; i++) {
            pull(share.millis() + 30, SPEECH);
            calm(1, SPEECH);
        }
    }

    @Test
    void itBeginsShortAndStaysSoWhileTheServerIsServedInTime() {
        calm(600, SPEECH);
        for (int i = 0; i < 1000; i++) {
            pull(20, SILENCE); // in bursts of two
            pull(0, SILENCE);
        }
        assertThat(share.millis()).isEqualTo(20);
        assertThat(moves).isEmpty();
    }

    @Test
    void aHoleNowAndThenIsNoReasonToWaitLonger() {
        for (int i = 0; i < 50; i++) {
            pull(80, SPEECH);
            calm(6, SPEECH);
        }
        assertThat(moves).isEmpty();
    }

    @Test
    void holeAfterHoleItGrowsAndNotWithoutEnd() {
        late(3);
        assertThat(share.millis()).isEqualTo(30);
        late(3);
        assertThat(share.millis()).isEqualTo(45);
        late(30);
        assertThat(share.millis()).isEqualTo(90);
        assertThat(moves).containsOnly(LONGER).hasSize(4);
    }

    @Test
    void afterACalmItShrinksInThePauseAndNeverInTheMiddleOfAWord() {
        late(3);
        calm(60, SPEECH);
        assertThat(moves).as("somebody speaks all the time").containsExactly(LONGER);
        calm(1, SILENCE);
        assertThat(moves).containsExactly(LONGER, ANEW);
        assertThat(share.millis()).isEqualTo(20);
    }

    @Test
    void whatProvedTooShortSoonIsTriedAgainLater() {
        late(3);
        calm(21, SILENCE);
        assertThat(moves).containsExactly(LONGER, ANEW);
        late(3);
        calm(30, SILENCE);
        assertThat(moves).as("twice as long a calm is wanted").containsExactly(LONGER, ANEW, LONGER);
        calm(15, SILENCE);
        assertThat(moves).containsExactly(LONGER, ANEW, LONGER, ANEW);
        calm(120, SILENCE);
        late(3);
        calm(21, SILENCE);
        assertThat(moves).as("it had been right for two minutes").endsWith(LONGER, ANEW);
    }

    @Test
    void aDeviceThatDidNotRunWasNotLate() {
        for (int i = 0; i < 10; i++) {
            pull(2_000, SPEECH);
            calm(1, SPEECH);
        }
        assertThat(moves).isEmpty();
    }
}
