package org.offhook.ui.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.DialBar;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * A callback for when a number may be called again.
 *
 * @param lead it belongs to, when that is known
 * @param at where the called party is
 * @param elsewhere whether the clock stands differently there
 */
public record Promise(String number, OptionalLong lead, LocalDateTime at, boolean elsewhere) {

    /** What can be promised of a number that is passed over because of the hour. */
    public static Optional<Promise> of(String number, DialBar bar, Instant now, ZoneId own) {
        return bar.from()
                .map(opens -> next(number, bar.lead(), opens, bar.zone().orElse(own), now, own));
    }

    /** What can be promised of a typed number that may not be called at this hour. */
    public static Optional<Promise> of(String number, KnownNumber known, Instant now, ZoneId own) {
        return known.callableNow() || known.doNotCall()
                ? Optional.empty()
                : known.callableFrom()
                        .map(opens -> next(
                                number,
                                OptionalLong.empty(),
                                opens,
                                known.zone().orElse(own),
                                now,
                                own));
    }

    private static Promise next(
            String number, OptionalLong lead, LocalTime opens, ZoneId there, Instant now, ZoneId own) {
        LocalDateTime local = LocalDateTime.ofInstant(now, there);
        LocalDateTime today = local.toLocalDate().atTime(opens);
        boolean elsewhere =
                !there.getRules().getOffset(now).equals(own.getRules().getOffset(now));
        return new Promise(number, lead, today.isAfter(local) ? today : today.plusDays(1), elsewhere);
    }

    public AgentCommand.PromiseCallback command() {
        return new AgentCommand.PromiseCallback(number, lead, at);
    }

    /** What the button says. */
    public String text(Words words) {
        return words.of(elsewhere ? "callback.atThere" : "callback.at", TimeText.ofDay(at.toLocalTime()));
    }

    @Override
    public String toString() {
        return "Promise[" + at + "]"; // numbers stay out of logs
    }
}
