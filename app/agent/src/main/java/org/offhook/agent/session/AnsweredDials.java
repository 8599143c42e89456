package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.ManualDial;
import org.offhook.agent.RequestMark;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Refused;

/**
 * Dials that named a key of their own and what became of them. A page whose connection broke before the answer came asks again with
 * the same key: it is told the first outcome, and nothing is dialled twice.
 *
 * @param dials oldest first, at most {@link #MOST}
 */
public record AnsweredDials(List<Remembered> dials) {
    /** A shift's worth: who comes back a day later means another call. */
    static final Duration KEPT = Duration.ofHours(24);

    static final int MOST = 500;

    static final AnsweredDials NONE = new AnsweredDials(List.of());

    /**
     * @param waiting commands that want the outcome: the first, and repeats that came before it was known
     * @param outcome of the first; empty while it is not known
     */
    record Remembered(
            RequestMark mark, ManualDial dial, Instant at, List<Long> waiting, Optional<CommandOutcome> outcome) {

        boolean asksTheSame(ManualDial other) {
            return dial.number().equals(other.number())
                    && dial.phoneCode().equals(other.phoneCode())
                    && dial.preview() == other.preview();
        }

        Remembered awaitedBy(long ticket) {
            List<Long> more = new ArrayList<>(waiting);
            more.add(ticket);
            return new Remembered(mark, dial, at, List.copyOf(more), outcome);
        }

        Remembered answered(CommandOutcome known) {
            return new Remembered(mark, dial, at, List.of(), Optional.of(known));
        }
    }

    public AnsweredDials {
        dials = List.copyOf(dials);
    }

    private Optional<Remembered> find(RequestMark mark, Instant now) {
        return dials.stream()
                .filter(one -> one.mark().equals(mark) && !isOld(one, now))
                .findFirst();
    }

    private static boolean isOld(Remembered one, Instant now) {
        return one.at().plus(KEPT).isBefore(now);
    }

    /** The step that a repeat is worth; empty when this is the first time. */
    static Optional<SessionStep> repeated(SessionModel model, SessionInput.DialAsked asked, Instant now) {
        return asked.dial()
                .requestId()
                .flatMap(mark -> model.dials().find(mark, now))
                .map(known -> {
                    if (!known.asksTheSame(asked.dial())) {
                        return SessionStep.refuse(
                                model, asked.ticket(), ErrorCode.FIELD_INVALID, "requestId was used for another dial");
                    }
                    return known.outcome()
                            .map(outcome -> SessionStep.reply(model, asked.ticket(), outcome))
                            .orElseGet(() -> SessionStep.to(
                                    model.withDials(model.dials().replace(known, known.awaitedBy(asked.ticket())))));
                });
    }

    /** From now on its key is known. */
    static SessionModel noted(SessionModel model, SessionInput.DialAsked asked, Instant now) {
        return asked.dial()
                .requestId()
                .map(mark -> model.withDials(model.dials()
                        .with(new Remembered(mark, asked.dial(), now, List.of(asked.ticket()), Optional.empty()), now)))
                .orElse(model);
    }

    /** Keeps the outcomes that a step made known, and gives them to the repeats that wait. */
    static SessionStep settled(SessionStep step) {
        SessionStep settled = step;
        for (SessionEffect effect : step.effects()) {
            if (effect instanceof SessionEffect.Reply(long ticket, CommandOutcome outcome)) {
                settled = settled(settled, ticket, outcome);
            }
        }
        return settled;
    }

    private static SessionStep settled(SessionStep step, long ticket, CommandOutcome outcome) {
        AnsweredDials before = step.next().dials();
        Optional<Remembered> open = before.dials.stream()
                .filter(one -> one.waiting().contains(ticket))
                .findFirst();
        if (open.isEmpty()) {
            return step;
        }
        Remembered known = open.get();
        // "Not so fast" decides nothing about this dial: the same key may try again.
        boolean undecided = outcome instanceof Refused refused && refused.error() == ErrorCode.DIALLING_TOO_FAST;
        AnsweredDials after = undecided ? before.without(known) : before.replace(known, known.answered(outcome));
        List<SessionEffect> effects = new ArrayList<>(step.effects());
        known.waiting().stream()
                .filter(other -> other != ticket)
                .forEach(other -> effects.add(new SessionEffect.Reply(other, outcome)));
        return new SessionStep(step.next().withDials(after), effects);
    }

    private AnsweredDials with(Remembered one, Instant now) {
        List<Remembered> kept = new ArrayList<>(dials);
        kept.removeIf(other -> isOld(other, now));
        kept.add(one);
        return new AnsweredDials(kept.subList(Math.max(0, kept.size() - MOST), kept.size()));
    }

    private AnsweredDials without(Remembered one) {
        List<Remembered> fewer = new ArrayList<>(dials);
        fewer.remove(one);
        return new AnsweredDials(fewer);
    }

    private AnsweredDials replace(Remembered old, Remembered changed) {
        List<Remembered> all = new ArrayList<>(dials);
        all.replaceAll(one -> one.equals(old) ? changed : one);
        return new AnsweredDials(all);
    }
}
