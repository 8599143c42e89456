package org.offhook.ui;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.DialBar;
import org.offhook.agent.QueuedDial;
import org.offhook.core.error.ErrorCode;

/** Numbers that wait to be dialled. */
final class SampleQueue {
    private static final Instant NOW = Situation.NOW;

    private SampleQueue() {}

    static List<QueuedDial> waiting() {
        return List.of(
                new QueuedDial("q1", "+17275550117", "Tom B.", "crm", NOW.minusSeconds(125)),
                new QueuedDial("q2", "+17275550155", "Eva L.", "crm", NOW.minusSeconds(65)),
                new QueuedDial("q3", "+17275550119", "Nora V.", "agent", NOW.minusSeconds(20)));
    }

    /** Two that the campaign's rules speak against. */
    static List<QueuedDial> barred() {
        return List.of(
                new QueuedDial("q4", "+13105550144", "Mina D.", "crm", NOW.minusSeconds(300))
                        .barred(new DialBar(
                                ErrorCode.OUTSIDE_CALLING_HOURS,
                                Optional.of(LocalTime.of(9, 0)),
                                Optional.of(ZoneId.of("America/Los_Angeles")),
                                OptionalLong.of(10_370))),
                new QueuedDial("q5", "+17275550122", "", "crm", NOW.minusSeconds(320))
                        .barred(DialBar.of(ErrorCode.NUMBER_DO_NOT_CALL)));
    }
}
