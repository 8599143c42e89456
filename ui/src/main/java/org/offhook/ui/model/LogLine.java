package org.offhook.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.LoggedCall;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.EndedBy;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.ui.text.NumberText;

/**
 * A call of the log, wherever it is kept: this phone's memory or the store.
 *
 * @param call id of the call
 * @param cause name of the cause of its end; empty while it runs
 * @param disposition code; empty for none
 * @param agent who had it; empty where only one's own calls are kept
 * @param lead it belongs to, as far as the store knows
 * @param quality how it sounded; empty for a call that was never answered
 * @param account that it was over
 * @param by who ended it
 */
public record LogLine(
        String call,
        boolean outgoing,
        String number,
        String name,
        Instant at,
        Duration talked,
        String cause,
        String disposition,
        String agent,
        boolean recorded,
        OptionalLong lead,
        Optional<LoggedQuality> quality,
        AccountId account,
        EndedBy by) {
    /** Two lines of one call that were begun by different clocks lie no further apart. */
    private static final Duration SAME = Duration.ofSeconds(3);

    public static LogLine of(LoggedCall call) {
        return new LogLine(
                call.id().value(),
                call.direction() == CallDirection.OUTGOING,
                call.party().number(),
                call.party().name(),
                call.startedAt(),
                call.talked(),
                call.end().cause().name(),
                "",
                "",
                false,
                OptionalLong.empty(),
                call.quality(),
                call.account(),
                new EndedBy(
                        call.end().side().name(),
                        call.end().sipStatus(),
                        call.end().error().map(ErrorCode::code).orElse("")));
    }

    public static LogLine of(CallRecord call) {
        NewLoggedCall begun = call.begun();
        return new LogLine(
                begun.call(),
                begun.direction() == NewLoggedCall.Direction.OUTGOING,
                begun.number(),
                begun.name(),
                begun.startedAt(),
                call.talked(),
                call.end(),
                call.disposition(),
                begun.agent(),
                !call.recording().isEmpty(),
                begun.lead(),
                call.quality(),
                AccountId.isName(begun.account()) ? new AccountId(begun.account()) : AccountId.MAIN,
                call.by());
    }

    /** Both, newest first; what the store has too comes from there, because it knows more. */
    public static List<LogLine> together(List<LoggedCall> remembered, List<CallRecord> stored) {
        var lines = new ArrayList<LogLine>(remembered.size() + stored.size());
        stored.forEach(call -> lines.add(of(call)));
        int all = lines.size();
        Instant oldest = remembered.isEmpty()
                ? Instant.MAX
                : remembered.getLast().startedAt().minus(SAME);
        List<LogLine> recent =
                lines.stream().takeWhile(line -> line.at().isAfter(oldest)).toList();
        for (LoggedCall call : remembered) {
            LogLine line = of(call);
            if (recent.stream().noneMatch(line::sameCall)) {
                lines.add(line);
            }
        }
        if (lines.size() > all && all > 0) {
            lines.sort(Comparator.comparing(LogLine::at).reversed());
        }
        return List.copyOf(lines);
    }

    private boolean sameCall(LogLine other) {
        return call.equals(other.call)
                || (outgoing == other.outgoing
                        && Duration.between(at, other.at).abs().compareTo(SAME) < 0
                        && NumberText.same(number, other.number));
    }

    /** The account to call it again over: its own, while that is there. */
    public AccountId way(AgentSnapshot snapshot) {
        return snapshot.phone().account(account).isPresent() ? account : AccountId.MAIN;
    }

    /** Whether nobody was spoken to. */
    public boolean unanswered() {
        return talked.isZero() && !cause.equals(Cause.HUNG_UP.name());
    }

    /** An incoming call that nobody took. */
    public boolean missed() {
        return !outgoing
                && unanswered()
                && !cause.equals(Cause.REJECTED.name())
                && !cause.equals(Cause.ANSWERED_ELSEWHERE.name());
    }

    /** Whether {@code search} is in the name or its digits are in the number. */
    public boolean matches(String search) {
        String text = search.strip().toLowerCase(Locale.ROOT);
        String digits = NumberText.dialled(text);
        return text.isEmpty()
                || name.toLowerCase(Locale.ROOT).contains(text)
                || (!digits.isEmpty() && number.contains(digits));
    }

    @Override
    public String toString() {
        return "LogLine[" + call + "]"; // numbers stay out of logs
    }
}
