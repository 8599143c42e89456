package org.offhook.agent.pairing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;
import org.offhook.agent.pairing.PairingModel.Pending;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;

/**
 * Pairing, as a pure function.
 *
 * @param limit how long a request waits for a person
 * @param silence how long a refused origin is not asked about again
 */
public record PairingMachine(Duration limit, Duration silence) {
    /** More requests at once than a person could judge are an attack. */
    static final int MOST_PENDING = 10;

    /** What one input did. */
    public record Step(PairingModel next, List<PairingEffect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }

        static Step to(PairingModel next, PairingEffect... effects) {
            return new Step(next, List.of(effects));
        }
    }

    /** Takes one input. */
    public Step step(PairingModel model, PairingInput input, Instant now) {
        return switch (input) {
            case PairingInput.Asked(long ticket, PairingRequest request) -> asked(model, ticket, request, now);
            case PairingInput.Answered(long ticket, String id, Set<PairingScope> granted) ->
                answered(model, ticket, id, granted, now);
            case PairingInput.TimedOut(String id) ->
                model.pending(id)
                        .filter(pending -> pending.granted().isEmpty())
                        .map(pending -> unanswered(model, pending, now))
                        .orElseGet(() -> Step.to(model));
            case PairingInput.Stored(String id, Optional<ErrorCode> error) -> stored(model, id, error, now);
            case PairingInput.RevocationAsked(long ticket, String origin) -> revoke(model, ticket, origin);
            case PairingInput.Removed(long ticket, String origin, Optional<ErrorCode> error) ->
                removed(model, ticket, origin, error);
        };
    }

    private Step asked(PairingModel model, long ticket, PairingRequest request, Instant now) {
        Optional<PairedOrigin> known = model.paired(request.origin());
        if (known.isPresent() && known.get().scopes().containsAll(request.asked())) {
            return reply(model, ticket, granted("already paired", known.get().scopes()));
        }
        Optional<Pending> same = model.pending().stream()
                .filter(one -> one.request().origin().equals(request.origin()))
                .findFirst();
        if (same.isPresent()) {
            Pending joined = new Pending(
                    same.get().request(),
                    plus(same.get().tickets(), ticket),
                    same.get().granted());
            return Step.to(new PairingModel(
                    replaced(model.pending(), same.get(), Optional.of(joined)), model.paired(), model.silencedUntil()));
        }
        Instant silent = model.silencedUntil().get(request.origin());
        if (silent != null && now.isBefore(silent)) {
            return reply(model, ticket, new Refused(ErrorCode.PAIRING_REFUSED, "refused a short while ago"));
        }
        if (model.pending(request.id()).isPresent()) { // one timer and one answer an id: the second would wait for ever
            return reply(model, ticket, new Refused(ErrorCode.FIELD_INVALID, "another request has this id"));
        }
        if (model.pending().size() >= MOST_PENDING) {
            return reply(model, ticket, new Refused(ErrorCode.TOO_MANY_REQUESTS, "too many pages ask"));
        }
        List<Pending> longer = new ArrayList<>(model.pending());
        longer.add(new Pending(request, List.of(ticket), Optional.empty()));
        return Step.to(
                new PairingModel(longer, model.paired(), model.silencedUntil()),
                new PairingEffect.Tell(new AgentEvent.PairingAsked(request)),
                new PairingEffect.StartTimer(request.id(), now.plus(limit)));
    }

    private Step answered(PairingModel model, long ticket, String id, Set<PairingScope> granted, Instant now) {
        Optional<Pending> found = model.pending(id).filter(one -> one.granted().isEmpty());
        if (found.isEmpty()) {
            return reply(model, ticket, new Refused(ErrorCode.FIELD_INVALID, "no such request waits"));
        }
        Pending pending = found.get();
        Set<PairingScope> asked = pending.request().asked();
        if (granted.isEmpty()) {
            Step refused = refuse(model, pending, ErrorCode.PAIRING_REFUSED, "refused", now);
            return with(refused, new PairingEffect.Reply(ticket, Accepted.of("refused")));
        }
        if (!asked.containsAll(granted)) {
            return reply(model, ticket, new Refused(ErrorCode.FIELD_INVALID, "more than was asked for"));
        }
        Pending storing =
                new Pending(pending.request(), plus(pending.tickets(), ticket), Optional.of(EnumSet.copyOf(granted)));
        PairedOrigin origin = new PairedOrigin(pending.request().origin(), EnumSet.copyOf(granted), now, false);
        return Step.to(
                new PairingModel(
                        replaced(model.pending(), pending, Optional.of(storing)),
                        model.paired(),
                        model.silencedUntil()),
                new PairingEffect.StopTimer(id),
                new PairingEffect.Save(id, origin));
    }

    private Step stored(PairingModel model, String id, Optional<ErrorCode> error, Instant now) {
        Optional<Pending> found = model.pending(id).filter(one -> one.granted().isPresent());
        if (found.isEmpty()) {
            return Step.to(model);
        }
        Pending pending = found.get();
        if (error.isPresent()) {
            return refuse(model, pending, error.get(), "not stored", now);
        }
        Set<PairingScope> scopes = pending.granted().orElseThrow();
        PairedOrigin origin = new PairedOrigin(pending.request().origin(), scopes, now, false);
        List<PairedOrigin> longer = new ArrayList<>(model.paired());
        longer.removeIf(one -> one.origin().equals(origin.origin()));
        longer.add(origin);
        List<PairingEffect> effects = new ArrayList<>();
        pending.tickets().forEach(ticket -> effects.add(new PairingEffect.Reply(ticket, granted("paired", scopes))));
        effects.add(new PairingEffect.Tell(new AgentEvent.PairingAnswered(pending.request(), Optional.of(origin))));
        return new Step(
                new PairingModel(replaced(model.pending(), pending, Optional.empty()), longer, model.silencedUntil()),
                effects);
    }

    private Step refuse(PairingModel model, Pending pending, ErrorCode error, String detail, Instant now) {
        Map<String, Instant> silenced = new HashMap<>(model.silencedUntil());
        silenced.values().removeIf(until -> !now.isBefore(until));
        if (error == ErrorCode.PAIRING_REFUSED) {
            silenced.put(pending.request().origin(), now.plus(silence));
        }
        List<PairingEffect> effects = new ArrayList<>();
        effects.add(new PairingEffect.StopTimer(pending.request().id()));
        pending.tickets().forEach(ticket -> effects.add(new PairingEffect.Reply(ticket, new Refused(error, detail))));
        effects.add(new PairingEffect.Tell(new AgentEvent.PairingAnswered(pending.request(), Optional.empty())));
        return new Step(
                new PairingModel(replaced(model.pending(), pending, Optional.empty()), model.paired(), silenced),
                effects);
    }

    /** As a no; the window says so, because a person who was away sees nothing of it otherwise. */
    private Step unanswered(PairingModel model, Pending pending, Instant now) {
        Step refused = refuse(model, pending, ErrorCode.PAIRING_REFUSED, "nobody answered", now);
        return with(
                refused,
                new PairingEffect.Tell(new AgentEvent.PairingUnanswered(pending.request(), now.plus(silence))));
    }

    private static Step revoke(PairingModel model, long ticket, String origin) {
        Optional<PairedOrigin> known = model.paired(origin);
        if (known.isEmpty()) {
            return reply(model, ticket, new Refused(ErrorCode.ORIGIN_NOT_PAIRED, ""));
        }
        if (known.get().byAdministrator()) {
            return reply(model, ticket, new Refused(ErrorCode.PAIRING_REFUSED, "approved by the administrator"));
        }
        return Step.to(model, new PairingEffect.Remove(ticket, origin));
    }

    private static Step removed(PairingModel model, long ticket, String origin, Optional<ErrorCode> error) {
        if (error.isPresent()) {
            return reply(model, ticket, Refused.of(error.get()));
        }
        List<PairedOrigin> shorter = new ArrayList<>(model.paired());
        boolean known = shorter.removeIf(one -> one.origin().equals(origin));
        Step step = reply(
                new PairingModel(model.pending(), shorter, model.silencedUntil()), ticket, Accepted.of("revoked"));
        return known ? with(step, new PairingEffect.Tell(new AgentEvent.PairingRevoked(origin))) : step;
    }

    private static CommandOutcome granted(String message, Set<PairingScope> scopes) {
        return new Accepted(
                message,
                Map.of("scopes", scopes.stream().sorted().map(Enum::name).collect(Collectors.joining(","))));
    }

    private static Step reply(PairingModel model, long ticket, CommandOutcome outcome) {
        return Step.to(model, new PairingEffect.Reply(ticket, outcome));
    }

    private static Step with(Step step, PairingEffect more) {
        List<PairingEffect> all = new ArrayList<>(step.effects());
        all.add(more);
        return new Step(step.next(), all);
    }

    private static List<Long> plus(List<Long> tickets, long ticket) {
        List<Long> longer = new ArrayList<>(tickets);
        longer.add(ticket);
        return longer;
    }

    private static List<Pending> replaced(List<Pending> all, Pending old, Optional<Pending> by) {
        List<Pending> changed = new ArrayList<>();
        for (Pending one : all) {
            if (one.equals(old)) {
                by.ifPresent(changed::add);
            } else {
                changed.add(one);
            }
        }
        return changed;
    }
}
