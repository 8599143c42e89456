package org.offhook.desktop.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.CampaignDraft;
import org.offhook.campaign.setup.Recording;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Campaigns. */
final class CampaignCommands {
    private CampaignCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "campaigns",
                "Rules that calls are made by.",
                new ListAll(office),
                new Put(office, "add"),
                new Put(office, "edit"),
                new Deactivate(office));
    }

    /** What can be said of a campaign. */
    private static final class Facts {
        @Option(names = "--name", paramLabel = "TEXT")
        private Optional<String> name = Optional.empty();

        @Option(names = "--active", arity = "1", paramLabel = "true|false")
        private Optional<Boolean> active = Optional.empty();

        @Option(
                names = "--api-manual-dial",
                paramLabel = "MODE",
                description = "${COMPLETION-CANDIDATES}; without it each API profile has its own.")
        private Optional<ApiManualDial> apiManualDial = Optional.empty();

        @Option(names = "--prefix", paramLabel = "DIGITS", description = "Put before every dialled number.")
        private Optional<String> prefix = Optional.empty();

        @Option(names = "--phone-code", paramLabel = "DIGITS", description = "Country code of numbers without one.")
        private Optional<String> phoneCode = Optional.empty();

        @Option(
                names = "--omit-phone-code",
                arity = "1",
                paramLabel = "true|false",
                description = "The exchange wants national numbers.")
        private Optional<Boolean> omitPhoneCode = Optional.empty();

        @Option(
                names = "--country",
                paramLabel = "ISO",
                description = "Country by which national numbers are read, such as IN.")
        private Optional<String> country = Optional.empty();

        @Option(
                names = "--allow-countries",
                split = ",",
                paramLabel = "ISO",
                description = "The only countries that may be called; empty for all.")
        private @Nullable List<String> allowCountries;

        @Option(
                names = "--allow-prefixes",
                split = ",",
                paramLabel = "+DIGITS",
                description = "Beginnings that may be called although nothing else allows them.")
        private @Nullable List<String> allowPrefixes;

        @Option(
                names = "--refuse-prefixes",
                split = ",",
                paramLabel = "+DIGITS",
                description = "Beginnings that may not be called, such as premium rates.")
        private @Nullable List<String> refusePrefixes;

        @Option(names = "--caller-id", paramLabel = "NUMBER", description = "Number that called parties see.")
        private Optional<String> callerId = Optional.empty();

        @Option(names = "--caller-name", paramLabel = "TEXT", description = "Name beside it.")
        private Optional<String> callerName = Optional.empty();

        @Option(
                names = "--caller-id-in",
                paramLabel = "WHERE",
                description = "How it goes out: ${COMPLETION-CANDIDATES}.")
        private Optional<CallerId.Presentation> callerIdIn = Optional.empty();

        @Option(names = "--recording", paramLabel = "WHEN", description = "${COMPLETION-CANDIDATES}.")
        private Optional<Recording> recording = Optional.empty();

        @Option(
                names = "--hours",
                paramLabel = "TEXT",
                description =
                        "Calling hours in the called party's time: 'MON 09:00-18:00, TUE 09:00-18:00'. Empty: always.")
        private Optional<String> hours = Optional.empty();

        @Option(names = "--wrap-up", paramLabel = "SECONDS", description = "0 for none.")
        private Optional<Integer> wrapUp = Optional.empty();

        @Option(
                names = "--force-disposition",
                paramLabel = "true|false",
                description = "Whether a result must be chosen after a call.")
        private Optional<Boolean> forceDisposition = Optional.empty();

        @Option(
                names = "--force-pause-code",
                paramLabel = "true|false",
                description = "Whether a pause needs one of the codes.")
        private Optional<Boolean> forcePauseCode = Optional.empty();

        @Option(names = "--ring-limit", paramLabel = "SECONDS", description = "5 to 600.")
        private Optional<Integer> ringLimit = Optional.empty();

        @Option(names = "--queue-limit", paramLabel = "N", description = "Numbers that may wait for one agent.")
        private Optional<Integer> queueLimit = Optional.empty();

        @Option(
                names = "--manual-dial-list",
                paramLabel = "LIST",
                description = "The list that takes leads made by manual dialling.")
        private Optional<Long> manualDialList = Optional.empty();

        Campaign put(Campaign old) {
            CallerId shown = old.callerId();
            DialRules rules = old.dialRules();
            CampaignDraft draft = old.draft();
            name.ifPresent(draft::name);
            active.ifPresent(draft::active);
            apiManualDial.ifPresent(draft::apiManualDial);
            draft.dialRules(new DialRules(
                    prefix.orElse(rules.prefix()),
                    phoneCode.orElse(rules.phoneCode()),
                    omitPhoneCode.orElse(rules.omitPhoneCode())));
            country.map(Facts::country).ifPresent(draft::country);
            Optional.ofNullable(allowCountries).map(Facts::countries).ifPresent(draft::allowedCountries);
            Optional.ofNullable(allowPrefixes).map(Facts::given).ifPresent(draft::allowedPrefixes);
            Optional.ofNullable(refusePrefixes).map(Facts::given).ifPresent(draft::refusedPrefixes);
            draft.callerId(new CallerId(
                    callerId.orElse(shown.number()),
                    callerName.orElse(shown.display()),
                    callerIdIn.orElse(shown.presentation())));
            recording.ifPresent(draft::recording);
            hours.map(Facts::hours).ifPresent(draft::callingHours);
            wrapUp.map(Duration::ofSeconds).ifPresent(draft::wrapUp);
            ringLimit.map(Duration::ofSeconds).ifPresent(draft::ringLimit);
            queueLimit.ifPresent(draft::queueLimit);
            manualDialList.ifPresent(draft::manualDialList);
            forceDisposition.ifPresent(draft::dispositionForced);
            forcePauseCode.ifPresent(draft::pauseCodeForced);
            return draft.campaign();
        }

        private static Set<String> countries(List<String> codes) {
            return given(codes).stream().map(Facts::country).collect(Collectors.toCollection(TreeSet::new));
        }

        private static List<String> given(List<String> texts) {
            return texts.stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        private static String country(String text) {
            return text.strip().toUpperCase(java.util.Locale.ROOT);
        }

        private static CallingHours hours(String text) {
            return CallingHours.parse(text)
                    .orElseThrow(
                            () -> AdminRefusal.usage("--hours is a line such as MON 09:00-18:00, TUE 09:00-18:00"));
        }
    }

    @Command(name = "list", description = "All campaigns by id.")
    private static final class ListAll extends OfficeCommand {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            Listing listing = new Listing(
                    "id",
                    "name",
                    "active",
                    "api_manual_dial",
                    "country",
                    "prefix",
                    "phone_code",
                    "omit_phone_code",
                    "caller_id",
                    "recording",
                    "hours",
                    "wrap_up_seconds",
                    "ring_limit_seconds",
                    "queue_limit",
                    "manual_dial_list",
                    "force_disposition",
                    "force_pause_code",
                    "allowed_countries",
                    "allowed_prefixes",
                    "refused_prefixes");
            for (Campaign one : store.setup().campaigns()) {
                listing.add(
                        one.id(),
                        one.name(),
                        one.active(),
                        one.apiManualDial().map(Enum::name).orElse(""),
                        one.country(),
                        one.dialRules().prefix(),
                        one.dialRules().phoneCode(),
                        one.dialRules().omitPhoneCode(),
                        one.callerId().number(),
                        one.recording().name(),
                        one.callingHours().text(),
                        one.wrapUp().toSeconds(),
                        one.ringLimit().toSeconds(),
                        one.queueLimit(),
                        one.manualDialList(),
                        one.dispositionForced(),
                        one.pauseCodeForced(),
                        one.allowedCountries().stream().sorted().toList(),
                        one.allowedPrefixes(),
                        one.refusedPrefixes());
            }
            return office().listed(listing, json);
        }
    }

    @Command(description = "A campaign's rules; with edit, what is given is changed and the rest stays.")
    private static final class Put extends OfficeCommand {
        private final boolean fresh;

        @Parameters(paramLabel = "ID", description = "2 to 8 characters.")
        private String id = "";

        @Mixin
        private Facts facts = new Facts();

        Put(Office office, String verb) {
            super(office);
            fresh = verb.equals("add");
        }

        @Override
        Optional<String> verb() {
            return Optional.of(fresh ? "add" : "edit");
        }

        @Override
        int work(Store store) {
            Campaign changed = store.transactAlone(ports -> {
                Optional<Campaign> before = ports.setup().campaign(id);
                AdminRefusal.unlessFits(fresh, before.isPresent(), "campaign " + id);
                Campaign put = facts.put(before.orElseGet(() -> Campaign.of(id, id)));
                AdminRefusal.unlessGood(before.map(EntryRules::of), EntryRules.of(put));
                if (ports.lists().find(put.manualDialList()).isEmpty()) {
                    throw AdminRefusal.noSuch("list " + put.manualDialList());
                }
                ports.setup().putCampaign(put);
                return put;
            });
            office().audited(AdminKind.CAMPAIGN, fresh ? Action.ADD : Action.CHANGE, changed.id());
            return office().done("Campaign " + changed.id() + (fresh ? " was added." : " was changed."));
        }
    }

    @Command(name = "deactivate", description = "Switch a campaign off. Nothing is erased.")
    private static final class Deactivate extends OfficeCommand {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        Deactivate(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(store.setup().campaign(id).isPresent(), "campaign " + id);
            office().confirm(yes, "Nobody will be able to work in campaign " + id + ".");
            store.transactAlone(ports -> {
                Campaign now = ports.setup().campaign(id).orElseThrow(() -> AdminRefusal.noSuch("campaign " + id));
                ports.setup().putCampaign(now.withActive(false));
                return now;
            });
            office().audited(AdminKind.CAMPAIGN, Action.CHANGE, id);
            return office().done("Campaign " + id + " was deactivated.");
        }
    }
}
