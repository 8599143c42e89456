package org.offhook.agent.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.offhook.agent.LeadOnScreen;
import org.offhook.core.call.CallId;

/**
 * The leads a desk holds.
 *
 * @param preview claimed and being looked at
 * @param calls of calls that are up or in wrap-up
 * @param queued of numbers that wait to be looked at, by queue entry
 * @param kept of the last call
 * @param skipped let go a moment ago; not given back yet
 */
public record LeadsInHand(
        Optional<LeadOnScreen> preview,
        Map<CallId, LeadOnScreen> calls,
        Map<String, LeadOnScreen> queued,
        Optional<LeadOnScreen> kept,
        Optional<LeadOnScreen> skipped) {
    static final LeadsInHand NONE =
            new LeadsInHand(Optional.empty(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

    LeadsInHand withPreview(Optional<LeadOnScreen> lead) {
        return new LeadsInHand(lead, calls, queued, kept, skipped);
    }

    LeadsInHand withSkipped(Optional<LeadOnScreen> lead) {
        return new LeadsInHand(preview, calls, queued, kept, lead);
    }

    LeadsInHand withKept(Optional<LeadOnScreen> lead) {
        return new LeadsInHand(preview, calls, queued, lead, skipped);
    }

    LeadsInHand withCall(CallId call, LeadOnScreen lead) {
        Map<CallId, LeadOnScreen> more = new HashMap<>(calls);
        more.put(call, lead.shown(LeadOnScreen.Showing.CALL, Optional.of(call), Optional.empty()));
        return new LeadsInHand(preview, Map.copyOf(more), queued, kept, skipped);
    }

    /** The call is gone; its lead stays until another comes. */
    LeadsInHand withoutCall(CallId call) {
        LeadOnScreen lead = calls.get(call);
        if (lead == null) {
            return this;
        }
        Map<CallId, LeadOnScreen> fewer = new HashMap<>(calls);
        fewer.remove(call);
        LeadOnScreen last = lead.shown(LeadOnScreen.Showing.KEPT, Optional.empty(), Optional.empty());
        return new LeadsInHand(preview, Map.copyOf(fewer), queued, Optional.of(last), skipped);
    }

    LeadsInHand withQueued(String entry, LeadOnScreen lead) {
        Map<String, LeadOnScreen> more = new HashMap<>(queued);
        more.put(entry, lead.shown(LeadOnScreen.Showing.PREVIEW, Optional.empty(), Optional.of(entry)));
        return new LeadsInHand(preview, calls, Map.copyOf(more), kept, skipped);
    }

    LeadsInHand withoutQueued(String entry) {
        if (!queued.containsKey(entry)) {
            return this;
        }
        Map<String, LeadOnScreen> fewer = new HashMap<>(queued);
        fewer.remove(entry);
        return new LeadsInHand(preview, calls, Map.copyOf(fewer), kept, skipped);
    }

    /** The same lead with other texts, wherever it is held. */
    LeadsInHand edited(LeadOnScreen changed) {
        UnaryOperator<LeadOnScreen> edit = lead ->
                lead.leadId() == changed.leadId() ? changed.shown(lead.showing(), lead.call(), lead.queueId()) : lead;
        Map<CallId, LeadOnScreen> ofCalls = new HashMap<>(calls);
        ofCalls.replaceAll((_, lead) -> edit.apply(lead));
        Map<String, LeadOnScreen> ofQueue = new HashMap<>(queued);
        ofQueue.replaceAll((_, lead) -> edit.apply(lead));
        return new LeadsInHand(
                preview.map(edit), Map.copyOf(ofCalls), Map.copyOf(ofQueue), kept.map(edit), skipped.map(edit));
    }
}
