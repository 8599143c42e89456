package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ui.Situation.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.offhook.agent.LoggedCall;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.ui.Situation;

class LogLineTest {
    private final List<LoggedCall> remembered =
            Situation.paused().log().snapshot().recentCalls();

    private static CallRecord stored(String call, String number, Instant at) {
        var begun = new NewLoggedCall(
                call,
                "node",
                NewLoggedCall.Direction.OUTGOING,
                "asha",
                "SPRING",
                number,
                "Lena M.",
                OptionalLong.empty(),
                OptionalLong.empty(),
                "agent",
                at);
        return new CallRecord(1, begun, Optional.of(at), Optional.of(at.plusSeconds(192)), "HUNG_UP", "SALE", "", "");
    }

    @Test
    void aCallThatBothKnowStandsOnceAndAsTheStoreHasIt() {
        List<LogLine> lines =
                LogLine.together(remembered, List.of(stored("other-id", "17275550142", NOW.minusSeconds(241))));
        assertThat(lines).hasSize(remembered.size());
        assertThat(lines.getFirst().disposition()).isEqualTo("SALE");
    }

    @Test
    void theSameCallIsKnownByItsIdToo() {
        List<LogLine> lines = LogLine.together(remembered, List.of(stored("l1", "17275550142", NOW.minusSeconds(300))));
        assertThat(lines).hasSize(remembered.size());
    }

    @Test
    void olderCallsOfTheStoreComeAfterAndEverythingIsNewestFirst() {
        List<LogLine> lines = LogLine.together(
                remembered,
                List.of(
                        stored("s1", "17275550100", NOW.minusSeconds(30)),
                        stored("s2", "17275550100", NOW.minus(Duration.ofDays(9)))));
        assertThat(lines).hasSize(remembered.size() + 2);
        assertThat(lines.getFirst().call()).isEqualTo("s1");
        assertThat(lines.getLast().call()).isEqualTo("s2");
        assertThat(lines)
                .isSortedAccordingTo(java.util.Comparator.comparing(LogLine::at).reversed());
    }

    @Test
    void aCallThatRunsOrWasInterruptedCountsAsNotAnswered() {
        var running =
                new CallRecord(1, stored("x", "1", NOW).begun(), Optional.empty(), Optional.empty(), "", "", "", "");
        assertThat(LogLine.of(running).unanswered()).isTrue();
        assertThat(LogLine.of(running).missed()).isFalse();
    }
}
