package org.offhook.bridge.profile.ameyo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.session.AgentSessionRow;
import org.offhook.campaign.store.DialerStorePort;

/**
 * Waits for what becomes of a queued dial, by looking at the store: the agent's phone may be another node's. The waiting thread is a virtual
 * one, its limits are monotonic. A caller who goes away ends nothing: the dial is the queue's.
 */
final class OutcomeWatch {
    private final DialerStorePort store;
    private final AmeyoSettings settings;

    OutcomeWatch(DialerStorePort store, AmeyoSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    AmeyoOutcome await(long dial, Duration ringLimit) {
        long began = System.nanoTime();
        Duration whole = settings.agentLimit().plus(ringLimit).plus(settings.extraLimit());
        while (true) {
            Optional<DialEntry> found = store.dialQueue().find(dial);
            Optional<AmeyoOutcome> known =
                    found.isEmpty() ? Optional.of(AmeyoOutcome.AGENT_SILENT) : known(found.get());
            if (known.isPresent()) {
                return known.get();
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            boolean unserved = found.get().state() == DialEntry.State.QUEUED
                    && waited.compareTo(settings.agentLimit()) > 0
                    // Nobody takes it any more: what was answered "failed" is not dialled afterwards.
                    && store.dialQueue().remove(dial);
            if (unserved) {
                return AmeyoOutcome.AGENT_SILENT;
            }
            if (waited.compareTo(whole) > 0) {
                return AmeyoOutcome.NOT_CONNECTED;
            }
            LockSupport.parkNanos(settings.lookEvery().toNanos());
            if (Thread.currentThread().isInterrupted()) {
                return AmeyoOutcome.NOT_CONNECTED; // the program is ending
            }
        }
    }

    private Optional<AmeyoOutcome> known(DialEntry entry) {
        return switch (entry.state()) {
            case QUEUED, CLAIMED -> Optional.empty();
            case DIALLED -> answered(entry) ? Optional.of(AmeyoOutcome.CONNECTED) : Optional.empty();
            case IN_DOUBT -> Optional.of(AmeyoOutcome.NOT_CONNECTED);
            case DONE -> Optional.of(answered(entry) ? AmeyoOutcome.CONNECTED : AmeyoOutcome.of(entry.outcome()));
        };
    }

    /** Whether the log knows of an answer. */
    private boolean answered(DialEntry entry) {
        return store.sessions()
                .find(entry.asked().agent())
                .map(AgentSessionRow::lease)
                .flatMap(lease -> store.callLog().findByCall(lease.node(), entry.call()))
                .flatMap(CallRecord::answeredAt)
                .isPresent();
    }
}
