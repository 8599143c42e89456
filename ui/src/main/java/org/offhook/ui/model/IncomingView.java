package org.offhook.ui.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.ui.text.Words;

/**
 * The card of an incoming call.
 *
 * @param title "Incoming call · to Support line"
 * @param about name and history, or empty
 * @param beside another call is on, which answering puts on hold
 * @param missed the caller gave up: no buttons but Call back
 */
public record IncomingView(CallId call, String title, String number, String about, boolean beside, boolean missed) {

    /** What rings now, else what was just missed. */
    public static Optional<IncomingView> of(AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        Optional<CallView> ringing = Calls.ringing(snapshot);
        if (ringing.isPresent()) {
            return ringing.map(call -> ringing(call, snapshot, now, zone, words));
        }
        return Calls.justMissed(snapshot, now)
                .map(call -> new IncomingView(
                        call.id(),
                        words.of(missedTitle(call)),
                        number(call, snapshot, words),
                        call.party().name(),
                        false,
                        true));
    }

    private static IncomingView ringing(CallView call, AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        boolean second = Calls.onCard(snapshot).isPresent();
        String title = words.of(second ? "incoming.waiting" : "incoming.title");
        Optional<String> wanted = Calls.wanted(call, snapshot);
        if (wanted.isPresent()) {
            title = words.of("incoming.to", title, wanted.get());
        }
        if (!call.account().isMain()) {
            title = words.of("incoming.on", title, call.account().name());
        }
        long more = Calls.ringingCount(snapshot) - 1;
        if (more > 0) {
            title = words.of("incoming.more", title, more);
        }
        return new IncomingView(
                call.id(),
                title,
                number(call, snapshot, words),
                about(call, snapshot, now, zone, words),
                second,
                false);
    }

    private static String missedTitle(CallView call) {
        Cause cause = call.end().map(end -> end.cause()).orElse(Cause.MISSED);
        return switch (cause) {
            case ANSWERED_ELSEWHERE -> "incoming.elsewhere";
            case REJECTED, DECLINED, BUSY -> "incoming.declined";
            case MISSED,
                    CANCELLED,
                    NO_ANSWER,
                    HUNG_UP,
                    NUMBER_UNKNOWN,
                    UNAVAILABLE,
                    NOT_ALLOWED,
                    MEDIA_NOT_ACCEPTED,
                    SERVER_FAILED,
                    NO_RESPONSE,
                    CONNECTION_LOST,
                    TRANSFERRED,
                    LOCAL_FAILURE -> "incoming.missed";
        };
    }

    private static String number(CallView call, AgentSnapshot snapshot, Words words) {
        return call.party().number().isEmpty()
                ? words.of("call.noNumber")
                : ShownNumber.of(call.party().number(), snapshot);
    }

    private static String about(CallView call, AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        LocalDate today = now.atZone(zone).toLocalDate();
        String number = call.party().number();
        long times = number.isEmpty()
                ? 0
                : snapshot.recentCalls().stream()
                        .filter(logged -> logged.direction() == CallDirection.INCOMING
                                && logged.party().number().equals(number)
                                && logged.startedAt().atZone(zone).toLocalDate().equals(today))
                        .count();
        String history = times == 0 ? "" : words.of(times == 1 ? "incoming.once" : "incoming.times", times);
        String name = Calls.transferredBy(call, snapshot, words)
                .map(by -> call.party().name().isEmpty()
                        ? by
                        : words.of("state.second.join", call.party().name(), by))
                .orElse(call.party().name());
        return name.isEmpty() || history.isEmpty() ? name + history : words.of("state.second.join", name, history);
    }
}
