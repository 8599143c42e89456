package org.offhook.campaign.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.transfer.NumberPlan;
import org.offhook.campaign.transfer.NumberPlan.Place;

/**
 * A campaign's rules for what may be dialled now: numbers that must not be called, calling hours where the called party is, countries and
 * prefixes. Pure: whoever asks brings what the store knows. Safe for many threads.
 */
public final class NumberFilter {
    /** Shorter numbers are the exchange's own, as in the dial rules: they are in no country. */
    private static final int SHORTEST_EXTERNAL = 7;

    private final Campaign campaign;
    private final ZoneId ownZone;
    private final NumberPlan plan;

    /** @param ownZone where called parties are of whom neither lead nor number tells a zone */
    public NumberFilter(Campaign campaign, ZoneId ownZone) {
        this.campaign = campaign;
        this.ownZone = ownZone;
        this.plan = new NumberPlan(campaign.country(), campaign.dialRules().phoneCode());
    }

    /** Every form in which the number may stand in a DNC list: digits as asked and as dialled, with and without the country code. */
    public Set<String> dncForms(DialSubject subject) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(digits(subject.dialled()));
        forms.add(digits(subject.asked()));
        forms.add(digits(subject.phoneCode()) + digits(subject.asked()));
        subject.lead().ifPresent(known -> {
            forms.add(digits(known.phoneNumber()));
            forms.add(digits(known.phoneCode() + known.phoneNumber()));
        });
        place(subject).ifPresent(place -> {
            forms.add(place.digits());
            forms.add(place.national());
        });
        forms.remove("");
        return forms;
    }

    /**
     * Why the number is not dialled now; empty when nothing speaks against it.
     *
     * @param onDncList whether one of {@link #dncForms} is on a list
     */
    public Optional<DialBlock> block(DialSubject subject, boolean onDncList, Instant now) {
        if (onDncList) {
            return Optional.of(DialBlock.DNC);
        }
        if (!numberAllowed(subject)) {
            return Optional.of(DialBlock.NUMBER_NOT_ALLOWED);
        }
        return hoursAllow(subject, now) ? Optional.empty() : Optional.of(DialBlock.OUTSIDE_CALLING_HOURS);
    }

    // ---- hours

    /** A number that may be in several zones is called only while the hours allow all of them. */
    private boolean hoursAllow(DialSubject subject, Instant now) {
        if (campaign.callingHours().windows().isEmpty()) {
            return true;
        }
        for (ZoneId zone : zones(subject)) {
            if (!campaign.callingHours().allow(now.atZone(zone))) {
                return false;
            }
        }
        return true;
    }

    private List<ZoneId> zones(DialSubject subject) {
        Optional<ZoneId> told = subject.lead().map(Lead::timeZone).flatMap(NumberFilter::zone);
        if (told.isPresent()) {
            return List.of(told.get());
        }
        List<ZoneId> byNumber = new ArrayList<>();
        place(subject).ifPresent(place -> place.timeZones().forEach(id -> zone(id).ifPresent(byNumber::add)));
        return byNumber.isEmpty() ? List.of(ownZone) : byNumber;
    }

    private static Optional<ZoneId> zone(String id) {
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(id));
        } catch (DateTimeException e) {
            return Optional.empty(); // an import wrote a zone nobody knows
        }
    }

    // ---- countries and prefixes

    private boolean numberAllowed(DialSubject subject) {
        boolean unrestricted = campaign.allowedCountries().isEmpty()
                && campaign.refusedPrefixes().isEmpty();
        if (unrestricted) {
            return true;
        }
        if (isExchangesOwn(subject.dialled())) {
            return prefixes(digits(subject.dialled())) != Prefixes.REFUSE;
        }
        Optional<Place> place = place(subject);
        boolean asAsked = place.map(there -> allowed(there.digits(), there.country()))
                .orElseGet(() -> allowed(digits(subject.dialled()), ""));
        return asAsked && (isOurMaking(subject, place) || allowedAsDialled(subject.dialled()));
    }

    /**
     * A prefix of the request's own may turn a number into another one, so what is dialled has to pass as well, unless it is the asked
     * number as the campaign's rules write it.
     */
    private boolean isOurMaking(DialSubject subject, Optional<Place> place) {
        String prefix = digits(campaign.dialRules().prefix());
        String dialled = digits(subject.dialled());
        if (!dialled.startsWith(prefix)) {
            return false;
        }
        String rest = dialled.substring(prefix.length());
        String asked = digits(subject.asked());
        return rest.equals(asked)
                || rest.equals(digits(subject.phoneCode()) + asked)
                || rest.equals(digits(campaign.dialRules().phoneCode()) + asked)
                || place.filter(there -> rest.equals(there.digits())).isPresent();
    }

    private boolean allowedAsDialled(String dialled) {
        return plan.place(dialled, "")
                .map(there -> allowed(there.digits(), there.country()))
                .orElseGet(() -> allowed(digits(dialled), ""));
    }

    /** The longest match of both lists counts; a number that neither list speaks of goes by its country. */
    private boolean allowed(String digits, String country) {
        return switch (prefixes(digits)) {
            case REFUSE -> false;
            case ALLOW -> true;
            case SILENT ->
                campaign.allowedCountries().isEmpty()
                        || campaign.allowedCountries().contains(country);
        };
    }

    private enum Prefixes {
        REFUSE,
        ALLOW,
        SILENT
    }

    private Prefixes prefixes(String digits) {
        int allowed = longest(campaign.allowedPrefixes(), digits);
        int refused = longest(campaign.refusedPrefixes(), digits);
        if (refused > allowed) {
            return Prefixes.REFUSE;
        }
        return allowed > 0 ? Prefixes.ALLOW : Prefixes.SILENT;
    }

    private Optional<Place> place(DialSubject subject) {
        return plan.place(subject.asked(), subject.phoneCode());
    }

    private static boolean isExchangesOwn(String dialled) {
        return DialableNumber.read(dialled) instanceof NumberReading.Dialable(DialableNumber number)
                && (number.featureCode()
                        || (!number.international() && number.keys().length() < SHORTEST_EXTERNAL));
    }

    private static int longest(List<String> prefixes, String digits) {
        int longest = 0;
        for (String prefix : prefixes) {
            String bare = digits(prefix);
            if (!bare.isEmpty() && digits.startsWith(bare)) {
                longest = Math.max(longest, bare.length());
            }
        }
        return longest;
    }

    private static String digits(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
