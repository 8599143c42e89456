package org.offhook.agent.dial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.dial.DialReply.AlreadyQueued;
import org.offhook.agent.dial.DialReply.NotLoggedIn;
import org.offhook.agent.dial.DialReply.QueueFull;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.queue.DialQueueStorePort;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentOnFloor;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/**
 * The rules of manual dialling that all click-to-call profiles share, in the order that VICIdial checks them: right to use the API, the user
 * named by {@code alt_user}, logged in, paused, right to dial by hand, group alias, its caller ID, Vtiger, the lead and its number, a
 * duplicate in the queue. Only then anything is changed. What comes before (action, source, required fields) is each document's own.
 *
 * <p>DNC lists, calling hours and the campaign's number rules are looked at when the number is dialled, not here: they may have changed by
 * then, and the documents know no answer for them.
 */
public final class ManualDialDoor {
    private static final int SHORTEST_CALLER_ID = 4;

    private final VtigerPort vtiger;

    public ManualDialDoor(VtigerPort vtiger) {
        this.vtiger = vtiger;
    }

    /** What Vtiger said. */
    record VtigerFinding(Optional<VtigerPort.Activity> activity) {
        /** Nothing was asked. */
        static final VtigerFinding NONE = new VtigerFinding(Optional.empty());
    }

    /** What was looked up before the unit of work, which then holds nobody up while it reads. */
    public static final class Ahead {
        private final Optional<AgentOnFloor> agent;
        private final Optional<DialTarget> target;

        private Ahead(Optional<AgentOnFloor> agent, Optional<DialTarget> target) {
            this.agent = agent;
            this.target = target;
        }
    }

    /**
     * Looks up whatever changes nothing: Vtiger's word, the agent, the lead. Never inside a unit of work: it may take long.
     *
     * @param store whose statements each stand alone
     */
    public Ahead lookAhead(StorePorts store, DialWish wish) {
        VtigerFinding said = askVtiger(wish);
        Optional<AgentOnFloor> agent = wish.altUser().isPresent()
                ? store.sessions().onFloorByCustomThree(wish.altUser().get())
                : store.sessions().onFloor(wish.agent());
        Optional<DialTarget> target = agent.flatMap(found -> found.campaign()
                .map(campaign -> new DialTarget.Search(store, wish, found.user().name(), campaign))
                .filter(search -> !search.handsOut())
                .map(search -> search.target(said)));
        return new Ahead(agent, target);
    }

    private VtigerFinding askVtiger(DialWish wish) {
        boolean event = wish.vtiger() == DialWish.VtigerCallback.YES
                && wish.value().startsWith("99")
                && wish.value().length() > 2
                && wish.value().chars().allMatch(c -> c >= '0' && c <= '9');
        return new VtigerFinding(event ? vtiger.activity(wish.value().substring(2)) : Optional.empty());
    }

    /**
     * Takes the wish into the queue or says why not. When it says why not, nothing was changed; run it in a unit of work that is undone
     * then, for a lead may have been handed out before the queue refused.
     *
     * @param caller who calls the API
     * @param ahead of this wish
     */
    public DialReply take(StorePorts ports, User caller, DialWish wish, Ahead ahead) {
        if (!caller.may(Right.USE_API)) {
            return new DialReply.NoApiRight();
        }
        Optional<AgentOnFloor> agent = ahead.agent;
        if (agent.isEmpty()) {
            return wish.altUser().isPresent()
                    ? new DialReply.NoUserFound(wish.altUser().get())
                    : new NotLoggedIn(wish.agent());
        }
        User user = agent.get().user();
        String name = user.name();
        Optional<Campaign> campaign = agent.get().campaign();
        if (campaign.isEmpty()) {
            return new NotLoggedIn(name);
        }
        ApiManualDial mode = campaign.get().apiManualDial().orElse(wish.usualMode());
        if (mode == ApiManualDial.STANDARD && !freeFor(ports, name)) {
            return new DialReply.NotPaused(name);
        }
        if (!user.may(Right.MANUAL_DIAL)) {
            return new DialReply.NotAllowed(name);
        }
        return withCallerId(new Asked(ports, wish, ahead.target, name, campaign.get(), mode));
    }

    /** In STANDARD two requests at once must not both find the agent free: the second waits here until the first is in the queue. */
    private static boolean freeFor(StorePorts ports, String agent) {
        return ports.sessions()
                .hold(agent)
                .filter(row -> row.position().idleAndPaused())
                .isPresent();
    }

    private record Asked(
            StorePorts ports,
            DialWish wish,
            Optional<DialTarget> found,
            String agent,
            Campaign campaign,
            ApiManualDial mode) {}

    private static DialReply withCallerId(Asked asked) {
        String alias = asked.wish().groupAlias();
        if (alias.isEmpty()) {
            return withTarget(asked, Optional.empty());
        }
        Optional<GroupAlias> row = asked.ports().setup().groupAlias(alias).filter(GroupAlias::active);
        if (row.isEmpty()) {
            return new DialReply.GroupAliasUnknown(asked.agent(), alias);
        }
        if (row.get().callerIdNumber().length() < SHORTEST_CALLER_ID) {
            return new DialReply.CallerIdTooShort(
                    asked.agent(), alias, row.get().callerIdNumber());
        }
        return withTarget(asked, row);
    }

    private static DialReply withTarget(Asked asked, Optional<GroupAlias> alias) {
        return switch (asked.found().orElseGet(() -> handedOut(asked))) {
            case DialTarget.Found found -> queue(asked, alias, found);
            case DialTarget.Missing(DialReply.Refused refused) -> refused;
        };
    }

    /** A lead that is handed out is the queue's in the same unit of work, or nobody's. */
    private static DialTarget handedOut(Asked asked) {
        return new DialTarget.Search(asked.ports(), asked.wish(), asked.agent(), asked.campaign())
                .target(VtigerFinding.NONE);
    }

    private static DialReply queue(Asked asked, Optional<GroupAlias> alias, DialTarget.Found target) {
        DialWish wish = asked.wish();
        if (asked.mode() == ApiManualDial.STANDARD
                && !asked.ports().dialQueue().open(asked.agent()).isEmpty()) {
            // VICIdial lets the second request overwrite the first; a number nobody hears of again helps nobody.
            return new AlreadyQueued(asked.agent(), target.shownNumber());
        }
        OptionalLong lead = lead(asked, target);
        NewDial dial = new NewDial(
                asked.agent(),
                asked.campaign().id(),
                target.dialled(),
                target.shownNumber(),
                lead,
                wish.preview() == DialWish.Preview.YES,
                wish.focus() == DialWish.Focus.YES,
                asked.mode() == ApiManualDial.STANDARD,
                alias.map(GroupAlias::callerIdNumber)
                        .orElse(asked.campaign().callerId().number()),
                alias.map(GroupAlias::callerIdName)
                        .orElse(asked.campaign().callerId().display()),
                wish.source(),
                wish.request(),
                wish.facts());
        return switch (asked.ports().dialQueue().add(dial, asked.campaign().queueLimit())) {
            case DialQueueStorePort.Queued.Taken taken ->
                new DialReply.Taken(
                        asked.agent(),
                        target.dialled(),
                        target.shownNumber(),
                        target.phoneCode(),
                        lead,
                        alias.map(GroupAlias::callerIdNumber).orElse(""),
                        taken.entry().id());
            case DialQueueStorePort.Queued.AlreadyThere _ -> new AlreadyQueued(asked.agent(), target.shownNumber());
            case DialQueueStorePort.Queued.Full(int waiting) -> new QueueFull(asked.agent(), waiting);
        };
    }

    /** The lead that goes with the call: the one that was named or found, else a new one in the campaign's manual-dial list. */
    private static OptionalLong lead(Asked asked, DialTarget.Found target) {
        Map<LeadField, String> vendor =
                target.vendorCode().isEmpty() ? Map.of() : Map.of(LeadField.VENDOR_LEAD_CODE, target.vendorCode());
        if (target.lead().isPresent()) {
            long id = target.lead().getAsLong();
            if (!vendor.isEmpty() && !vendorCode(asked, id).equals(target.vendorCode())) {
                asked.ports().leads().change(id, org.offhook.campaign.lead.LeadChange.fields(vendor, Map.of()));
            }
            return target.lead();
        }
        NewLead bare = NewLead.of(asked.campaign().manualDialList(), target.phoneCode(), target.leadNumber());
        NewLead lead = new NewLead(
                bare.listId(), bare.phoneCode(), bare.phoneNumber(), "", bare.status(), 0, vendor, Map.of());
        return switch (asked.ports()
                .leads()
                .add(List.of(lead), DuplicateCheck.NONE)
                .getFirst()) {
            case org.offhook.campaign.lead.AddedLead.Created(long id) -> OptionalLong.of(id);
            case org.offhook.campaign.lead.AddedLead.Duplicate(long id, long _) -> OptionalLong.of(id);
            case org.offhook.campaign.lead.AddedLead.NoSuchList _ -> OptionalLong.empty();
        };
    }

    private static String vendorCode(Asked asked, long lead) {
        return asked.ports()
                .leads()
                .find(lead)
                .map(found -> found.field(LeadField.VENDOR_LEAD_CODE))
                .orElse("");
    }
}
