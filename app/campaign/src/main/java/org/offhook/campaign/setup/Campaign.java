package org.offhook.campaign.setup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.offhook.campaign.number.DialRules;

/**
 * A campaign.
 *
 * @param id 2 to 8 characters
 * @param apiManualDial absent means what the API's profile says: STANDARD for elision-api, QUEUE for the others
 * @param dialRules prefix, country code, and whether the code is left out
 * @param country ISO 3166 alpha-2 by which national numbers are read, such as {@code IN}
 * @param allowedCountries ISO codes that may be called; empty means all
 * @param allowedPrefixes E.164 beginnings, such as {@code +9180}, that may be called although nothing else allows them
 * @param refusedPrefixes E.164 beginnings that may not be called, such as premium rates; the longest match of both lists counts
 * @param manualDialList id of the list that takes leads made by manual dialling
 * @param wrapUp how long an agent has after a call; zero for no wrap-up
 * @param ringLimit how long a dialled number may ring
 * @param queueLimit how many numbers may wait for one agent
 * @param dispositionForced whether a result must be chosen after a call
 * @param pauseCodeForced whether a pause needs one of the codes
 */
public record Campaign(
        String id,
        String name,
        boolean active,
        Optional<ApiManualDial> apiManualDial,
        DialRules dialRules,
        String country,
        Set<String> allowedCountries,
        List<String> allowedPrefixes,
        List<String> refusedPrefixes,
        CallerId callerId,
        Recording recording,
        CallingHours callingHours,
        Duration wrapUp,
        Duration ringLimit,
        int queueLimit,
        long manualDialList,
        boolean dispositionForced,
        boolean pauseCodeForced) {
    /** The list that leads without a list go to. */
    public static final long DEFAULT_LIST = 999;

    public Campaign {
        allowedCountries = Set.copyOf(allowedCountries);
        allowedPrefixes = List.copyOf(allowedPrefixes);
        refusedPrefixes = List.copyOf(refusedPrefixes);
    }

    /** A campaign that forces neither results nor pause codes. */
    public Campaign(
            String id,
            String name,
            boolean active,
            Optional<ApiManualDial> apiManualDial,
            DialRules dialRules,
            String country,
            Set<String> allowedCountries,
            List<String> allowedPrefixes,
            List<String> refusedPrefixes,
            CallerId callerId,
            Recording recording,
            CallingHours callingHours,
            Duration wrapUp,
            Duration ringLimit,
            int queueLimit,
            long manualDialList) {
        this(
                id,
                name,
                active,
                apiManualDial,
                dialRules,
                country,
                allowedCountries,
                allowedPrefixes,
                refusedPrefixes,
                callerId,
                recording,
                callingHours,
                wrapUp,
                ringLimit,
                queueLimit,
                manualDialList,
                false,
                false);
    }

    /** An active campaign without restrictions. */
    public static Campaign of(String id, String name) {
        return new Campaign(
                id,
                name,
                true,
                Optional.empty(),
                DialRules.PLAIN,
                "",
                Set.of(),
                List.of(),
                List.of(),
                CallerId.LINE,
                Recording.NEVER,
                CallingHours.ALWAYS,
                Duration.ZERO,
                Duration.ofSeconds(60),
                100,
                DEFAULT_LIST);
    }

    /** Everything as it is, to be changed. */
    public CampaignDraft draft() {
        return new CampaignDraft(this);
    }

    private Campaign changed(Consumer<CampaignDraft> change) {
        CampaignDraft draft = draft();
        change.accept(draft);
        return draft.campaign();
    }

    public Campaign withApiManualDial(ApiManualDial mode) {
        return changed(draft -> draft.apiManualDial(mode));
    }

    public Campaign withDialRules(DialRules rules, String isoCountry) {
        return changed(draft -> {
            draft.dialRules(rules);
            draft.country(isoCountry);
        });
    }

    public Campaign withNumbersAllowed(Set<String> countries, List<String> allowed, List<String> refused) {
        return changed(draft -> {
            draft.allowedCountries(countries);
            draft.allowedPrefixes(allowed);
            draft.refusedPrefixes(refused);
        });
    }

    public Campaign withCallerId(CallerId shown) {
        return changed(draft -> draft.callerId(shown));
    }

    public Campaign withCallingHours(CallingHours hours) {
        return changed(draft -> draft.callingHours(hours));
    }

    public Campaign withRecording(Recording when) {
        return changed(draft -> draft.recording(when));
    }

    public Campaign withWrapUp(Duration longest) {
        return changed(draft -> draft.wrapUp(longest));
    }

    public Campaign withActive(boolean now) {
        return changed(draft -> draft.active(now));
    }

    public Campaign withManualDialList(long listId) {
        return changed(draft -> draft.manualDialList(listId));
    }

    /** What an agent must choose. */
    public Campaign withForced(boolean disposition, boolean pauseCode) {
        return changed(draft -> {
            draft.dispositionForced(disposition);
            draft.pauseCodeForced(pauseCode);
        });
    }
}
