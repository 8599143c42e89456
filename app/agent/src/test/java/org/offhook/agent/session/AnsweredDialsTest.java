package org.offhook.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.ManualDial;
import org.offhook.agent.RequestMark;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;

class AnsweredDialsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final CommandOutcome DIALLING = new Accepted("dialling", Map.of("callId", "c1"));

    private static SessionInput.DialAsked asked(long ticket, String id) {
        return new SessionInput.DialAsked(
                ticket, ManualDial.of("300", "crm").withRequest(new RequestMark("https://crm.example", id)));
    }

    private static SessionModel first(long ticket, String id) {
        return AnsweredDials.noted(SessionModel.begin(DeskSettings.defaults(), NOW), asked(ticket, id), NOW);
    }

    @Test
    void aRepeatBeforeTheOutcomeWaitsForIt() {
        SessionModel model = first(1, "a");
        SessionStep repeat = AnsweredDials.repeated(model, asked(2, "a"), NOW).orElseThrow();
        assertThat(repeat.effects()).isEmpty();
        SessionStep placed = AnsweredDials.settled(SessionStep.to(repeat.next(), new SessionEffect.Reply(1, DIALLING)));
        assertThat(placed.effects())
                .containsExactly(new SessionEffect.Reply(1, DIALLING), new SessionEffect.Reply(2, DIALLING));
        assertThat(AnsweredDials.repeated(placed.next(), asked(3, "a"), NOW)
                        .orElseThrow()
                        .effects())
                .containsExactly(new SessionEffect.Reply(3, DIALLING));
    }

    @Test
    void rememberTheNewestAndNoMoreThanTheyMay() {
        SessionModel model = SessionModel.begin(DeskSettings.defaults(), NOW);
        for (int i = 0; i <= AnsweredDials.MOST; i++) {
            model = AnsweredDials.noted(model, asked(i, "id-" + i), NOW);
        }
        assertThat(model.dials().dials()).hasSize(AnsweredDials.MOST);
        assertThat(AnsweredDials.repeated(model, asked(9_999, "id-0"), NOW)).isEmpty();
        assertThat(AnsweredDials.repeated(model, asked(9_999, "id-1"), NOW)).isPresent();
    }

    @Test
    void keepNumbersOutOfWhatIsPrinted() {
        assertThat(first(1, "a").toString()).doesNotContain("300");
    }
}
