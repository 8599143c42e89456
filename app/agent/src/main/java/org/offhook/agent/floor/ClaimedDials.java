package org.offhook.agent.floor;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.campaign.filter.DialBlock;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneEvent;

/** The dials this desk has claimed, from the claim to their outcome. Used by one thread. */
final class ClaimedDials {
    /** The desk answers a dial at once; without an answer it is in doubt. */
    private static final long ANSWER_SECONDS = 10;

    private final AgentDesk desk;
    private final DialerStorePort store;
    private final FloorSettings settings;
    private final InstantSource clock;
    private final DialFilter filter;
    private final Map<String, Call> calls = new HashMap<>();
    private final Map<String, DialEntry> previews = new HashMap<>();
    private @Nullable DialEntry leaving;

    private record Call(DialEntry entry, long logId) {}

    ClaimedDials(
            AgentDesk desk, DialerStorePort store, FloorSettings settings, InstantSource clock, DialFilter filter) {
        this.desk = desk;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.filter = filter;
    }

    /** The lead that the agent looks at; 0 for none. */
    long leadOnScreen() {
        for (DialEntry entry : previews.values()) {
            return entry.asked().lead().orElse(0);
        }
        for (Call call : calls.values()) {
            return call.entry().asked().lead().orElse(0);
        }
        return 0;
    }

    void forget() {
        calls.clear();
        previews.clear();
        leaving = null;
    }

    /**
     * Claims the agent's next number and has it dialled, or shown where it wants looking at first. The look costs no lock and no write, which
     * a whole floor that looks every second would feel; the claim is the store's.
     */
    void takeNext(Lease lease, AgentSnapshot snapshot, List<DialEntry> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        boolean taken = snapshot.autoDial() && settings.taking() == FloorSettings.Taking.AT_ONCE;
        Optional<DialEntry> next =
                taken || standsAlone(waiting.getFirst()) ? store.dialQueue().claimNext(lease) : Optional.empty();
        if (next.isEmpty() && previews.isEmpty()) {
            next = waiting.stream()
                    .filter(entry -> entry.asked().preview())
                    .findFirst()
                    .flatMap(entry -> store.dialQueue().claim(entry.id(), lease));
        }
        next.ifPresent(entry -> dial(entry, lease, entry.asked().preview()));
    }

    private void decided(AgentEvent.StoredDialAsked asked, Lease lease) {
        long id = StoredDials.entry(asked.dial());
        switch (asked.wish()) {
            // Where it does not wait any more, the next look at the queue tells.
            case DIAL -> store.dialQueue().claim(id, lease).ifPresent(entry -> dial(entry, lease, false));
            case REMOVE -> store.dialQueue().remove(id);
        }
    }

    /**
     * In STANDARD there is no queue to switch off: what was taken is dialled. The mode may be that of the request's profile or of the campaign.
     */
    private boolean standsAlone(DialEntry entry) {
        return entry.asked().atOnce() || campaignHasNoSwitch(entry);
    }

    private boolean campaignHasNoSwitch(DialEntry entry) {
        return store.setup()
                .campaign(entry.asked().campaign())
                .flatMap(Campaign::apiManualDial)
                .filter(mode -> mode != ApiManualDial.QUEUE)
                .isPresent();
    }

    /** @param preview it is shown first, and waits for the agent's word */
    private void dial(DialEntry entry, Lease lease, boolean preview) {
        Optional<DialBlock> block = filter.block(store, entry.asked(), clock.instant());
        if (block.isPresent()) {
            blocked(entry, lease, block.get());
            return;
        }
        switch (ask(entry, preview)) {
            case CommandOutcome.Accepted accepted
            when accepted.data().containsKey("queueId") ->
                previews.put(accepted.data().getOrDefault("queueId", ""), entry);
            case CommandOutcome.Accepted accepted ->
                dialled(entry, lease, accepted.data().getOrDefault("callId", ""));
            case CommandOutcome.Refused refused -> refused(entry, lease, refused.error());
        }
    }

    private CommandOutcome ask(DialEntry entry, boolean preview) {
        try {
            return desk.submit(FloorClerk.command(entry.asked(), preview))
                    .toCompletableFuture()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandOutcome.Refused.of(ErrorCode.INTERNAL);
        } catch (ExecutionException | TimeoutException e) {
            return CommandOutcome.Refused.of(ErrorCode.INTERNAL); // whether it rang is not known
        }
    }

    private void refused(DialEntry entry, Lease lease, ErrorCode error) {
        switch (error) {
            // Nothing was sent, and the agent will be free again.
            case CALL_IN_PROGRESS, NOT_REGISTERED, NOT_LOGGED_IN, QUEUE_FULL, TOO_MANY_REQUESTS ->
                store.dialQueue().putBack(entry.id(), lease);
            case INTERNAL -> {} // stays claimed: a person is asked
            default -> store.dialQueue().done(entry.id(), lease, error.name());
        }
    }

    /** Not dialled: the call log and the agent are told why, and the queue goes on. */
    private void blocked(DialEntry entry, Lease lease, DialBlock block) {
        store.transact(ports -> {
            long log = ports.callLog().begin(logged(entry, "blocked-" + entry.id()));
            ports.callLog().ended(log, clock.instant(), block.name());
            return ports.dialQueue().done(entry.id(), lease, block.name());
        });
        desk.submit(new AgentCommand.TellBlocked(
                entry.asked().shownNumber(),
                entry.asked().facts().getOrDefault("name", ""),
                entry.asked().source(),
                DialFilter.codeOf(block)));
    }

    private void dialled(DialEntry entry, Lease lease, String call) {
        long log = store.transact(ports -> {
            ports.dialQueue().dialled(entry.id(), lease, call);
            OptionalLong lead = entry.asked().lead();
            if (lead.isPresent()) {
                ports.leads().dialled(lead.getAsLong());
            }
            return ports.callLog().begin(logged(entry, call));
        });
        calls.put(call, new Call(entry, log));
    }

    private NewLoggedCall logged(DialEntry entry, String call) {
        return new NewLoggedCall(
                call,
                settings.node(),
                NewLoggedCall.Direction.OUTGOING,
                entry.asked().agent(),
                entry.asked().campaign(),
                entry.asked().number(),
                entry.asked().facts().getOrDefault("name", ""),
                entry.asked().lead(),
                OptionalLong.of(entry.id()),
                entry.asked().source(),
                clock.instant());
    }

    /** What became of them. */
    void happened(AgentEvent event, Lease lease) {
        switch (event) {
            case AgentEvent.DialUnqueued unqueued -> unqueued(unqueued, lease);
            case AgentEvent.PhoneHappened(PhoneEvent phone) -> phone(phone, lease);
            case AgentEvent.StoredDialAsked asked -> decided(asked, lease);
            case AgentEvent.AgentChanged _,
                    AgentEvent.DialQueued _,
                    AgentEvent.LeadShown _,
                    AgentEvent.LeadGone _,
                    AgentEvent.WrapUpBegan _,
                    AgentEvent.WrapUpEnded _,
                    AgentEvent.CallbackDue _,
                    AgentEvent.CampaignChanged _,
                    AgentEvent.DialBlocked _,
                    AgentEvent.PairingAsked _,
                    AgentEvent.PairingAnswered _,
                    AgentEvent.PairingUnanswered _,
                    AgentEvent.PairingRevoked _,
                    AgentEvent.FaultRaised _,
                    AgentEvent.FaultCleared _,
                    AgentEvent.AttentionAsked _ -> {}
        }
    }

    private void unqueued(AgentEvent.DialUnqueued unqueued, Lease lease) {
        DialEntry entry = previews.get(unqueued.dial().id());
        if (entry == null) {
            return;
        }
        if (!unqueued.dialled()) {
            store.dialQueue().done(entry.id(), lease, "SKIPPED");
        } else {
            leaving = entry; // its call is the next one that is dialled
        }
        previews.remove(unqueued.dial().id());
    }

    private void phone(PhoneEvent event, Lease lease) {
        switch (event) {
            case PhoneEvent.CallDialled dialled -> {
                DialEntry entry = leaving;
                if (entry != null) {
                    dialled(entry, lease, dialled.call().value());
                    leaving = null;
                }
            }
            case PhoneEvent.CallConnected connected -> {
                Call call = calls.get(connected.call().value());
                if (call != null) {
                    store.callLog().answered(call.logId(), clock.instant());
                }
            }
            case PhoneEvent.CallEnded ended -> {
                Call call = calls.get(ended.call().value());
                if (call != null) {
                    String outcome = ended.end().cause().name();
                    store.transact(ports -> {
                        ports.callLog().ended(call.logId(), clock.instant(), outcome);
                        return ports.dialQueue().done(call.entry().id(), lease, outcome);
                    });
                    calls.remove(ended.call().value());
                }
            }
            case PhoneEvent.RegistrationChanged _,
                    PhoneEvent.AccountChanged _,
                    PhoneEvent.CallOffered _,
                    PhoneEvent.CallProgressed _,
                    PhoneEvent.CallMuted _,
                    PhoneEvent.CallRecordingChanged _,
                    PhoneEvent.RecordingFinished _,
                    PhoneEvent.CallHeld _,
                    PhoneEvent.CallsJoined _,
                    PhoneEvent.CallTransferred _,
                    PhoneEvent.CallTransferProgressed _,
                    PhoneEvent.CallHeldByFarEnd _,
                    PhoneEvent.RequestRefused _,
                    PhoneEvent.CallSounded _,
                    PhoneEvent.CallSummed _,
                    PhoneEvent.DigitHeard _,
                    PhoneEvent.MailboxChanged _,
                    PhoneEvent.LampChanged _,
                    PhoneEvent.AudioChanged _,
                    PhoneEvent.FaultRaised _ -> {}
        }
    }
}
