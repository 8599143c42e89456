package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ui.Situation.NOW;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.ui.Situation;
import org.offhook.ui.WorkSituation;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.text.Words;

class LeadViewTest {
    private final Words words = Words.load(Locale.ENGLISH);

    private LeadView view(WorkSituation work) {
        return LeadView.of(Situation.paused().work(work).snapshot(), NOW, ZoneOffset.UTC, words)
                .orElseThrow();
    }

    private DockView dock(Situation situation, boolean looking) {
        var snapshot = situation.snapshot();
        return LeadDock.of(
                snapshot, LeadView.of(snapshot, NOW, ZoneOffset.UTC, words), LeadNumber.MAIN, looking, words);
    }

    @Test
    void aLeadSaysWhereItComesFromAndWhatTimeItIsThere() {
        LeadView lead = view(WorkSituation.campaign().lead(Showing.PREVIEW));
        assertThat(lead.origin()).isEqualTo("From your CRM · Spring list");
        assertThat(lead.there().text()).isEqualTo("14:32 there, may be called");
        assertThat(view(WorkSituation.campaign().lead(Showing.CALL)).origin()).isEqualTo("Spring list · lead 10342");
    }

    @Test
    void fieldsHaveTheFormsOwnLabelsElseOurs() {
        LeadView lead = view(WorkSituation.campaign().lead(Showing.PREVIEW));
        assertThat(lead.fields().stream().map(LeadView.Field::label))
                .containsExactly("Company", "City", "Account", "Other number", "E-mail", "Note");
        assertThat(lead.fields().getLast().large()).isTrue();
    }

    @Test
    void earlierCallsSayTheirResultByName() {
        List<LeadView.Earlier> earlier =
                view(WorkSituation.campaign().lead(Showing.PREVIEW)).earlier();
        assertThat(earlier.getFirst().result()).isEqualTo("No answer");
        assertThat(earlier.getFirst().mark()).isEqualTo(IconName.CALL_MISSED_OUTGOING);
        assertThat(earlier.getFirst().when()).isEqualTo("yesterday 16:20");
        assertThat(earlier.get(1).length()).isEqualTo("01:26");
    }

    @Test
    void theNumbersThatAreThereCanBeChosen() {
        LeadView lead = view(WorkSituation.campaign().lead(Showing.PREVIEW));
        assertThat(lead.numbers()).hasSize(2);
        assertThat(lead.number(LeadNumber.ALT).number()).isEqualTo("+1 727 555 0143");
        assertThat(lead.number(LeadNumber.THIRD).which()).isEqualTo(LeadNumber.MAIN);
    }

    @Test
    void aPreviewIsDialledOrSkippedAndNotDialledTooEarly() {
        DockView dial = dock(Situation.paused().work(WorkSituation.campaign().lead(Showing.PREVIEW)), false);
        assertThat(dial.meaning()).isEqualTo(Meaning.DIAL_LEAD);
        assertThat(dial.enabled()).isTrue();
        assertThat(dial.second()).isEqualTo("Skip");
        DockView early = dock(Situation.paused().work(WorkSituation.campaign().leadTooEarly()), false);
        assertThat(early.enabled()).isFalse();
        assertThat(early.help()).isEqualTo("It is 06:32 there. Calls are allowed from 09:00.");
        assertThat(early.second()).isEqualTo("Skip");
        assertThat(dock(
                                Situation.paused()
                                        .lostRegistration()
                                        .work(WorkSituation.campaign().lead(Showing.PREVIEW)),
                                false)
                        .enabled())
                .isFalse();
    }

    @Test
    void withoutALeadTheNextOneIsTakenOnceAndOnlyWithACampaign() {
        assertThat(dock(Situation.paused().work(WorkSituation.campaign()), false)
                        .enabled())
                .isTrue();
        assertThat(dock(Situation.paused().work(WorkSituation.campaign()), true).enabled())
                .isFalse();
        assertThat(dock(Situation.paused(), false).enabled()).isFalse();
        assertThat(LeadDock.nothing(Situation.paused().snapshot())).isEqualTo("lead.none.noCampaign");
        assertThat(LeadDock.nothing(Situation.paused()
                        .work(WorkSituation.campaign().noMoreLeads())
                        .snapshot()))
                .isEqualTo("lead.none.left");
    }

    @Test
    void aPlaceSaysWhenCallsAreAllowedAsFarAsThatIsKnown() {
        Optional<ZoneId> utc = Optional.of(ZoneOffset.UTC);
        Optional<LocalTime> nine = Optional.of(LocalTime.of(9, 0));
        assertThat(place(Optional.empty(), true, Optional.empty())).isEmpty();
        assertThat(place(Optional.empty(), false, nine)).isEqualTo("Calls are allowed from 09:00.");
        assertThat(place(utc, false, Optional.empty())).isEqualTo("It is 14:32 there. No call is allowed now.");
        assertThat(place(Optional.empty(), false, Optional.empty())).isEqualTo("No call is allowed now.");
    }

    private String place(Optional<ZoneId> zone, boolean open, Optional<LocalTime> from) {
        return CalledPlace.of(zone, open, from, NOW, words).text();
    }
}
