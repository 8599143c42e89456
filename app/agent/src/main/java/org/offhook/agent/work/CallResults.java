package org.offhook.agent.work;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.dial.DeskDial;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.PromiseWish;
import org.offhook.campaign.callback.Callback;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadChange;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.Disposition.Meaning;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.error.ErrorCode;

/** Keeps a call's result: the line of the call log, the lead's status, DNC list, callback, all in the caller's one unit of work. */
public final class CallResults {
    private final String node;
    private final LeadReader reader;

    /** @param node name of this desk in the call log */
    public CallResults(String node, LeadReader reader) {
        this.node = node;
        this.reader = reader;
    }

    /** Keeps what is noted so far. */
    public static void keep(StorePorts ports, KeptWrapUp wrapUp) {
        ports.wrapUps().keep(KeptWrapUps.write(wrapUp));
    }

    /**
     * Saving the same twice keeps it once.
     *
     * @return the callbacks that wait then
     * @throws WorkRefused when the result is none of the campaign's, or a callback lies in the past
     */
    public List<CallbackView> save(StorePorts ports, KeptWrapUp wrapUp, Instant now) {
        Optional<Disposition> chosen = wrapUp.draft()
                .disposition()
                .map(code -> ports.setup().dispositions(wrapUp.campaign()).stream()
                        .filter(one -> one.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> new WorkRefused(ErrorCode.DISPOSITION_UNKNOWN, "")));
        Set<Meaning> meanings = chosen.map(Disposition::meanings).orElse(Set.of());
        Optional<CallbackWish> wish =
                meanings.contains(Meaning.CALL_BACK) ? wrapUp.draft().callback() : Optional.empty();
        Optional<Lead> lead = lead(ports, wrapUp, wish.isPresent());
        ports.callLog()
                .findByCall(node, wrapUp.call().value())
                .map(CallRecord::id)
                .ifPresent(line -> ports.callLog()
                        .dispose(
                                line,
                                chosen.map(Disposition::code).orElse(""),
                                wrapUp.draft().note()));
        String status = chosen.map(Disposition::code).orElse(LeadStatus.NO_RESULT);
        lead.ifPresent(one -> ports.leads().change(one.id(), LeadChange.status(status)));
        if (meanings.contains(Meaning.DO_NOT_CALL)) {
            ports.dnc().add(wrapUp.campaign(), numbers(wrapUp, lead));
        }
        if (meanings.contains(Meaning.DO_NOT_CALL) || meanings.contains(Meaning.FINISHED)) {
            lead.ifPresent(one -> forget(ports, wrapUp, one));
        }
        wish.ifPresent(asked -> promise(ports, wrapUp, lead, asked, now));
        ports.wrapUps().done(wrapUp.agent(), wrapUp.call().value());
        return Workplaces.callbacks(ports, wrapUp.agent(), wrapUp.campaign(), now);
    }

    /** A promise needs a lead: for a caller nobody knew one is made in the campaign's manual-dial list. */
    private static Optional<Lead> lead(StorePorts ports, KeptWrapUp wrapUp, boolean needed) {
        OptionalLong id = wrapUp.lead();
        if (id.isPresent()) {
            return ports.leads().find(id.getAsLong());
        }
        if (!needed) {
            return Optional.empty();
        }
        String digits = digits(wrapUp.party().number());
        Optional<Campaign> campaign = ports.setup().campaign(wrapUp.campaign());
        if (digits.length() < 2 || campaign.isEmpty()) {
            throw new WorkRefused(ErrorCode.NO_SUCH_LEAD, "the caller showed no number");
        }
        NewLead made = NewLead.of(campaign.get().manualDialList(), "", digits);
        return ports.leads().add(List.of(made), DuplicateCheck.NONE).getFirst()
                        instanceof AddedLead.Created(long created)
                ? ports.leads().find(created)
                : Optional.empty();
    }

    /** Every form in which the number may come back. */
    private static Set<String> numbers(KeptWrapUp wrapUp, Optional<Lead> lead) {
        Set<String> numbers = new LinkedHashSet<>();
        lead.ifPresent(one -> numbers.add(one.phoneCode() + one.phoneNumber()));
        numbers.add(digits(wrapUp.party().number()));
        numbers.remove("");
        return numbers;
    }

    private static String digits(String number) {
        return switch (DialableNumber.read(number)) {
            case NumberReading.Dialable(DialableNumber read) ->
                read.keys().startsWith("+") ? read.keys().substring(1) : read.keys();
            case NumberReading.Refused _ -> "";
        };
    }

    /** The lead is not called again: no promise about it is kept. */
    private static void forget(StorePorts ports, KeptWrapUp wrapUp, Lead lead) {
        ports.callbacks().waiting(wrapUp.agent(), wrapUp.campaign()).stream()
                .filter(callback -> callback.lead() == lead.id())
                .forEach(callback -> ports.callbacks().end(callback.id(), Callback.State.CANCELLED));
    }

    private void promise(StorePorts ports, KeptWrapUp wrapUp, Optional<Lead> lead, CallbackWish wish, Instant now) {
        Lead whom = lead.orElseThrow(() -> new WorkRefused(ErrorCode.NO_SUCH_LEAD, ""));
        promise(
                ports,
                wrapUp.agent(),
                new Callback(
                        0,
                        whom.id(),
                        wrapUp.campaign(),
                        wish.mine() ? wrapUp.agent() : "",
                        new WallTime(wish.at(), reader.zone(whom)),
                        wrapUp.draft().note(),
                        Callback.State.WAITING),
                now);
    }

    /**
     * Promises a call outside of a wrap-up; a number that no lead has gets one, by the rules of manual dialling.
     *
     * @return the callbacks that wait then
     * @throws WorkRefused when there is no such lead, or the time is over
     */
    public List<CallbackView> promise(StorePorts ports, PromiseWish wish, Instant now) {
        DialQuestion question = new DialQuestion(
                wish.agent(), wish.campaign(), wish.number(), "", wish.lead(), false, "agent", Map.of());
        Lead whom = switch (DeskDial.of(ports, question)) {
            case DeskDial.Refused(ErrorCode error) -> throw new WorkRefused(error, "");
            case DeskDial.Found found ->
                found.lead().orElseThrow(() -> new WorkRefused(ErrorCode.NO_SUCH_LEAD, "nobody's number"));
        };
        promise(
                ports,
                wish.agent(),
                new Callback(
                        0,
                        whom.id(),
                        wish.campaign(),
                        wish.agent(),
                        new WallTime(wish.at(), reader.zone(whom)),
                        "",
                        Callback.State.WAITING),
                now);
        return Workplaces.callbacks(ports, wish.agent(), wish.campaign(), now);
    }

    /** The same promise twice is one. */
    private static void promise(StorePorts ports, String agent, Callback promised, Instant now) {
        Instant at = promised.at().instant();
        if (at.isBefore(now)) {
            throw new WorkRefused(ErrorCode.CALLBACK_TIME_PAST, "");
        }
        boolean there = ports.callbacks().waiting(agent, promised.campaign()).stream()
                .anyMatch(one -> one.lead() == promised.lead()
                        && one.agent().equals(promised.agent())
                        && one.at().instant().equals(at));
        if (!there) {
            ports.callbacks().add(promised);
        }
    }

    /** @throws WorkRefused when it is not this agent's to move, or lies in the past then */
    public List<CallbackView> move(
            StorePorts ports, String agent, String campaign, long id, LocalDateTime local, Instant now) {
        WallTime at =
                new WallTime(local, waiting(ports, agent, campaign, id).at().zone());
        if (at.instant().isBefore(now)) {
            throw new WorkRefused(ErrorCode.CALLBACK_TIME_PAST, "");
        }
        ports.callbacks().move(id, at);
        return Workplaces.callbacks(ports, agent, campaign, now);
    }

    /** @throws WorkRefused when it is not this agent's to cancel */
    public List<CallbackView> cancel(StorePorts ports, String agent, String campaign, long id, Instant now) {
        ports.callbacks().end(waiting(ports, agent, campaign, id).id(), Callback.State.CANCELLED);
        return Workplaces.callbacks(ports, agent, campaign, now);
    }

    private static Callback waiting(StorePorts ports, String agent, String campaign, long id) {
        return ports.callbacks().waiting(agent, campaign).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new WorkRefused(ErrorCode.NO_SUCH_CALLBACK, ""));
    }
}
