package org.offhook.campaign.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.transfer.RowJudge.Judged;

class RowJudgeTest {
    private final RowJudge judge = new RowJudge(
            1001,
            new ColumnMapping(
                    List.of(
                            new Column.PhoneNumber(),
                            new Column.Standard(LeadField.TITLE),
                            new Column.Rank(),
                            new Column.Custom("LeadSource", 3)),
                    List.of()),
            new NumberPlan("US", ""));

    @Test
    void aRowBecomesALead() {
        assertThat(judge.judge(List.of("727-555-1212", " Ms ", "5", "web")))
                .isEqualTo(new Judged.Good(new NewLead(
                        1001,
                        "1",
                        "7275551212",
                        "America/New_York",
                        "NEW",
                        5,
                        Map.of(LeadField.TITLE, "Ms"),
                        Map.of("LeadSource", "web"))));
    }

    @Test
    void whatIsWrongNamesItsColumnAndNotItsContent() {
        assertThat(judge.judge(List.of("7275551212", "a title too long", "", "")))
                .isEqualTo(new Judged.Bad("title is longer than 8 characters"));
        assertThat(judge.judge(List.of("7275551212", "", "high", "")))
                .isEqualTo(new Judged.Bad("rank is no whole number"));
        assertThat(judge.judge(List.of("7275551212", "", "", "webs")))
                .isEqualTo(new Judged.Bad("LeadSource is longer than 3 characters"));
        assertThat(judge.judge(List.of("", "", "", ""))).isEqualTo(new Judged.Bad("phone_number is empty"));
        assertThat(judge.judge(List.of("7275551212")))
                .isEqualTo(new Judged.Bad("the row has 1 cells, the header has 4"));
        assertThat(judge.judge(List.of("7275551212", "M\uFFFD", "", "")))
                .isEqualTo(new Judged.Bad("title is not text in the file's encoding"));
    }
}
