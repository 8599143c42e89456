package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.ui.model.LeadEdits.Progress;

class LeadEditsTest {
    private final LeadEdits edits = new LeadEdits();

    @Test
    void whatWasTypedIsSentOnceAndStandsUntilTheStoreHasIt() {
        edits.typed("city", "Miami", "Tampa");
        assertThat(edits.overall()).isEqualTo(Progress.TYPED);
        Map<String, String> sent = edits.send(false);
        assertThat(sent).containsExactly(Map.entry("city", "Miami"));
        assertThat(edits.send(false)).isEmpty();
        assertThat(edits.overall()).isEqualTo(Progress.SAVING);
        edits.saved(sent);
        assertThat(edits.overall()).isEqualTo(Progress.SAVED);
        assertThat(edits.shown("city", "Tampa")).as("the snapshot comes later").isEqualTo("Miami");
        assertThat(edits.shown("city", "Miami")).isEqualTo("Miami");
        assertThat(edits.shown("city", "Orlando"))
                .as("from then on the store's word counts")
                .isEqualTo("Orlando");
    }

    @Test
    void whatFailedIsKeptAndSentAgainOnlyWhenAsked() {
        edits.typed("city", "Miami", "Tampa");
        edits.failed(edits.send(false));
        assertThat(edits.overall()).isEqualTo(Progress.FAILED);
        assertThat(edits.of("city")).isEqualTo(Progress.FAILED);
        assertThat(edits.shown("city", "Tampa")).isEqualTo("Miami");
        assertThat(edits.send(false)).isEmpty();
        assertThat(edits.send(true)).containsExactly(Map.entry("city", "Miami"));
    }

    @Test
    void whatIsTypedWhileItIsBeingSavedIsSentNext() {
        edits.typed("city", "Mia", "Tampa");
        Map<String, String> first = edits.send(false);
        edits.typed("city", "Miami", "Tampa");
        edits.saved(first);
        assertThat(edits.of("city")).isEqualTo(Progress.TYPED);
        assertThat(edits.shown("city", "Mia")).isEqualTo("Miami");
        assertThat(edits.send(false)).containsExactly(Map.entry("city", "Miami"));
    }

    @Test
    void aFieldThatIsAsItWasHasNothingToSave() {
        edits.typed("city", "Miami", "Tampa");
        edits.typed("city", "Tampa", "Tampa");
        assertThat(edits.overall()).isEqualTo(Progress.NOTHING);
        assertThat(edits.send(true)).isEmpty();
    }

    @Test
    void goingBackToTheOldTextWhileTheNewOneIsBeingSavedIsAChangeToo() {
        edits.typed("city", "Miami", "Tampa");
        Map<String, String> first = edits.send(false);
        edits.typed("city", "Tampa", "Tampa");
        edits.saved(first);
        assertThat(edits.send(false)).containsExactly(Map.entry("city", "Tampa"));
    }

    @Test
    void whatIsForgottenIsNotSentUnlessItIsOnItsWay() {
        edits.typed("city", "Miami", "Tampa");
        edits.forget("city");
        assertThat(edits.shown("city", "Tampa")).isEqualTo("Tampa");
        edits.typed("city", "Miami", "Tampa");
        edits.send(false);
        edits.forget("city");
        assertThat(edits.of("city")).isEqualTo(Progress.SAVING);
    }
}
