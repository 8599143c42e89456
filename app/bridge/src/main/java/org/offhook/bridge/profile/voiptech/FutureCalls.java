package org.offhook.bridge.profile.voiptech;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.schedule.FutureCallStorePort;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.store.DialerStorePort;

/** Calls with a {@code Date}: kept in the store, listed, cancelled. Dialled by the scheduler of a node that has a phone. */
final class FutureCalls {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final List<String> FIELDS = List.of("Date", "Maxretry", "Retrytime", "ident");
    private static final int MOST_RETRIES = 100;
    private static final int LONGEST_PAUSE_SECONDS = 7 * 24 * 3_600;
    private static final int LONGEST_IDENT = 64;

    private final DialerStorePort store;
    private final VoiptechSettings settings;
    private final InstantSource clock;

    FutureCalls(DialerStorePort store, VoiptechSettings settings, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Any of the four makes it a future call, which then needs them all. */
    static boolean asked(ApiRequest request) {
        return FIELDS.stream().anyMatch(field -> !request.text(field).isEmpty());
    }

    VoiptechResult add(FutureCallStorePort calls, ApiRequest request, Duration ringLimit) {
        for (String field : FIELDS) {
            if (request.text(field).isEmpty()) {
                return VoiptechResult.fail(field + " is missing for a future call");
            }
        }
        Optional<LocalDateTime> date = date(request.text("Date"));
        OptionalLong retries = number(request.text("Maxretry"), MOST_RETRIES);
        OptionalLong pause = number(request.text("Retrytime"), LONGEST_PAUSE_SECONDS);
        if (date.isEmpty()) {
            return VoiptechResult.fail("Date must be YYYYMMDDhhmm");
        }
        if (retries.isEmpty()) {
            return VoiptechResult.fail("Maxretry must be 0 to " + MOST_RETRIES);
        }
        if (pause.isEmpty() || (pause.getAsLong() == 0 && retries.getAsLong() > 0)) {
            return VoiptechResult.fail("Retrytime must be 1 to " + LONGEST_PAUSE_SECONDS + " seconds");
        }
        if (request.text("ident").length() > LONGEST_IDENT) {
            return VoiptechResult.fail("ident is longer than " + LONGEST_IDENT + " characters");
        }
        WallTime at = new WallTime(date.get(), settings.zoneOf(request.text("org")));
        return add(
                calls,
                new NewFutureCall(
                        request.text("org"),
                        request.text("ident"),
                        request.user().name(),
                        request.number("dial1"),
                        request.number("dial2"),
                        request.number("SetCID"),
                        at,
                        ringLimit,
                        (int) retries.getAsLong(),
                        Duration.ofSeconds(pause.getAsLong())));
    }

    private VoiptechResult add(FutureCallStorePort calls, NewFutureCall call) {
        if (call.at().instant().isBefore(clock.instant())) {
            return VoiptechResult.fail("Date is in the past");
        }
        return switch (calls.add(call)) {
            case Added.Scheduled(FutureCall added) -> VoiptechResult.ok().with("schedule", Long.toString(added.id()));
            case Added.Duplicate(FutureCall there) ->
                VoiptechResult.fail("Already scheduled").with("schedule", Long.toString(there.id()));
        };
    }

    /** Those that can still happen, or wait for a person. */
    List<VoiptechResult> list(String organisation) {
        return store.futureCalls().of(organisation, false).stream()
                .map(call -> VoiptechResult.ok()
                        .with("schedule", Long.toString(call.id()))
                        .with("ident", call.asked().ident())
                        .with("date", DATE.format(call.asked().at().local()))
                        .with("state", call.state().name())
                        .with("attempts", Integer.toString(call.attempts()))
                        .with("outcome", call.outcome()))
                .toList();
    }

    VoiptechResult cancel(FutureCallStorePort calls, String organisation, String schedule) {
        OptionalLong id = number(schedule, Long.MAX_VALUE / 10);
        boolean theirs = id.isPresent()
                && calls.find(id.getAsLong())
                        .filter(call -> call.asked().organisation().equals(organisation))
                        .isPresent();
        if (!theirs) {
            return VoiptechResult.fail("No such schedule");
        }
        return calls.cancel(id.getAsLong())
                ? VoiptechResult.ok().with("schedule", schedule)
                : VoiptechResult.fail("Too late to cancel").with("schedule", schedule);
    }

    private static Optional<LocalDateTime> date(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(String text, long most) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Long.parseLong(text) <= most ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
