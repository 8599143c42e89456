package org.offhook.agent.pairing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;

/**
 * Everything the pairing machine remembers.
 *
 * @param pending requests that wait for a person or for the store, oldest first
 * @param paired who may use the phone
 * @param silencedUntil origins that were refused and are not asked about again for a while
 */
public record PairingModel(List<Pending> pending, List<PairedOrigin> paired, Map<String, Instant> silencedUntil) {
    public PairingModel {
        pending = List.copyOf(pending);
        paired = List.copyOf(paired);
        silencedUntil = Map.copyOf(silencedUntil);
    }

    /**
     * A request on its way.
     *
     * @param tickets commands that wait for it: the same page may ask twice
     * @param granted what a person granted, while that is being stored
     */
    public record Pending(PairingRequest request, List<Long> tickets, Optional<Set<PairingScope>> granted) {
        public Pending {
            tickets = List.copyOf(tickets);
        }
    }

    public static PairingModel of(List<PairedOrigin> paired) {
        return new PairingModel(List.of(), paired, Map.of());
    }

    /** Requests that a person can still answer. */
    public List<PairingRequest> waiting() {
        return pending.stream()
                .filter(one -> one.granted().isEmpty())
                .map(Pending::request)
                .toList();
    }

    Optional<Pending> pending(String requestId) {
        return pending.stream()
                .filter(one -> one.request().id().equals(requestId))
                .findFirst();
    }

    Optional<PairedOrigin> paired(String origin) {
        return paired.stream().filter(one -> one.origin().equals(origin)).findFirst();
    }
}
