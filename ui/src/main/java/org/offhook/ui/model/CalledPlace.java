package org.offhook.ui.model;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * What time it is where somebody is, and whether they may be called.
 *
 * @param text empty when nothing is known and nothing forbids the call
 * @param open whether the calling hours allow a call now
 */
public record CalledPlace(String text, boolean open) {

    /**
     * @param zone where the called party is, when that is known
     * @param from when calls are allowed next, in the called party's time
     */
    public static CalledPlace of(
            Optional<ZoneId> zone, boolean open, Optional<LocalTime> from, Instant now, Words words) {
        String there = zone.map(where -> TimeText.ofDay(now, where)).orElse("");
        if (open) {
            return new CalledPlace(there.isEmpty() ? "" : words.of("there.open", there), true);
        }
        String text;
        if (from.isPresent()) {
            String opens = TimeText.ofDay(from.get());
            text = there.isEmpty() ? words.of("there.from", opens) : words.of("there.closedFrom", there, opens);
        } else {
            text = there.isEmpty() ? words.of("there.never") : words.of("there.closed", there);
        }
        return new CalledPlace(text, false);
    }
}
