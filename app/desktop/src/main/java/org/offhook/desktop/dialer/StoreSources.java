package org.offhook.desktop.dialer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.transfer.NumberPlan;
import org.offhook.campaign.transfer.NumberPlan.Planned;
import org.offhook.campaign.user.User;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.port.LogSource.Question;
import org.offhook.ui.port.WindowSources;

/** What the window asks of the store besides what the desk shows: the call log, and who a typed number is. */
public final class StoreSources {
    /** From this level on a user sees everybody's calls; below it their own. */
    private static final int SEES_ALL_FROM = 8;

    private final StoreHouse store;
    private final InstantSource clock;
    private final ZoneId zone;
    private final String country;

    private StoreSources(StoreHouse store, InstantSource clock, ZoneId zone, String country) {
        this.store = store;
        this.clock = clock;
        this.zone = zone;
        this.country = country;
    }

    /**
     * On a store.
     *
     * @param zone where called parties are who tell no other zone
     * @param country by which numbers are read where the campaign names none; empty when none is known
     */
    public static WindowSources of(StoreHouse store, InstantSource clock, ZoneId zone, String country) {
        StoreSources sources = new StoreSources(store, clock, zone, country);
        return new WindowSources(sources::log, sources::number);
    }

    private CompletionStage<List<CallRecord>> log(Question question) {
        if (store.certainlyEmpty() || question.user().isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return store.ask(open -> open.callLog().search(query(open, question)));
    }

    private static CallLogQuery query(DialerStorePort open, Question question) {
        boolean seesAll = open.users()
                .find(question.user())
                .map(User::level)
                .filter(level -> level >= SEES_ALL_FROM)
                .isPresent();
        return new CallLogQuery(
                seesAll ? Optional.empty() : Optional.of(question.user()),
                Optional.empty(),
                OptionalLong.empty(),
                question.text(),
                Optional.empty(),
                Optional.empty(),
                question.beforeId(),
                question.most());
    }

    private CompletionStage<Optional<KnownNumber>> number(String campaign, String number) {
        if (store.certainlyEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return store.ask(open -> open.setup().campaign(campaign).map(found -> look(open, found, number)));
    }

    /** The phone's country stands in only where the campaign says nothing at all of where its numbers are. */
    private NumberPlan plan(Campaign campaign) {
        String code = campaign.dialRules().phoneCode();
        boolean silent = campaign.country().isEmpty() && code.isEmpty();
        return new NumberPlan(silent ? country : campaign.country(), code);
    }

    private KnownNumber look(StorePorts ports, Campaign campaign, String number) {
        Instant now = clock.instant();
        String digits = digits(number);
        Planned planned = plan(campaign).read(number, "");
        Set<String> forms = new LinkedHashSet<>(List.of(digits));
        Optional<Lead> lead = ports.leads().newestByPhone(campaign.id(), "", digits);
        if (planned instanceof Planned.Subscriber subscriber) {
            forms.add(subscriber.phoneNumber());
            forms.add(subscriber.phoneCode() + subscriber.phoneNumber());
            lead = ports.leads()
                    .newestByPhone(campaign.id(), subscriber.phoneCode(), subscriber.phoneNumber())
                    .or(() -> ports.leads().newestByPhone(campaign.id(), "", subscriber.phoneNumber()))
                    .or(() -> ports.leads().newestByPhone(campaign.id(), "", digits));
        }
        boolean blocked = ports.dnc().blocked(campaign.id(), forms);
        Optional<ZoneId> there = lead.map(Lead::timeZone).flatMap(StoreSources::zone);
        ZonedDateTime local = now.atZone(there.orElse(zone));
        Optional<CallRecord> last = lead.flatMap(found -> lastCall(ports, found.id()));
        return new KnownNumber(
                lead.isPresent(),
                lead.map(StoreSources::name).orElse(""),
                lead.flatMap(found -> ports.lists().find(found.listId()))
                        .map(LeadList::name)
                        .orElse(""),
                last.map(call -> result(call, ports, campaign)).orElse(""),
                last.map(call -> call.begun().startedAt()),
                there,
                blocked,
                campaign.callingHours().allow(local),
                opensToday(campaign, local));
    }

    private static Optional<CallRecord> lastCall(StorePorts ports, long lead) {
        return ports
                .callLog()
                .search(new CallLogQuery(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.of(lead),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        1))
                .stream()
                .findFirst();
    }

    /** The result's name; where none was chosen, the cause of the end, which the window has a word for. */
    private static String result(CallRecord call, StorePorts ports, Campaign campaign) {
        if (call.disposition().isEmpty()) {
            return call.end();
        }
        return ports.setup().dispositions(campaign.id()).stream()
                .filter(disposition -> disposition.code().equals(call.disposition()))
                .map(Disposition::name)
                .findFirst()
                .orElse(call.disposition());
    }

    private static String name(Lead lead) {
        return Stream.of(lead.field(LeadField.FIRST_NAME), lead.field(LeadField.LAST_NAME))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static Optional<ZoneId> zone(String id) {
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(id));
        } catch (DateTimeException e) {
            return Optional.empty(); // an import wrote a zone nobody knows
        }
    }

    /** When calls are allowed later on the same day. */
    private static Optional<LocalTime> opensToday(Campaign campaign, ZonedDateTime there) {
        return campaign.callingHours().windows().stream()
                .filter(window -> window.day() == there.getDayOfWeek())
                .map(CallingHours.Window::opens)
                .filter(opens -> opens.isAfter(there.toLocalTime()))
                .min(Comparator.naturalOrder());
    }

    private static String digits(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
