package org.offhook.campaign.setup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.offhook.campaign.number.DialRules;

/** A campaign on its way to another: what is not said stays; what each part means stands at {@link Campaign}. One thread. */
public final class CampaignDraft {
    private final String id;
    private String name;
    private boolean active;
    private Optional<ApiManualDial> apiManualDial;
    private DialRules dialRules;
    private String country;
    private Set<String> allowedCountries;
    private List<String> allowedPrefixes;
    private List<String> refusedPrefixes;
    private CallerId callerId;
    private Recording recording;
    private CallingHours callingHours;
    private Duration wrapUp;
    private Duration ringLimit;
    private int queueLimit;
    private long manualDialList;
    private boolean dispositionForced;
    private boolean pauseCodeForced;

    CampaignDraft(Campaign old) {
        id = old.id();
        name = old.name();
        active = old.active();
        apiManualDial = old.apiManualDial();
        dialRules = old.dialRules();
        country = old.country();
        allowedCountries = old.allowedCountries();
        allowedPrefixes = old.allowedPrefixes();
        refusedPrefixes = old.refusedPrefixes();
        callerId = old.callerId();
        recording = old.recording();
        callingHours = old.callingHours();
        wrapUp = old.wrapUp();
        ringLimit = old.ringLimit();
        queueLimit = old.queueLimit();
        manualDialList = old.manualDialList();
        dispositionForced = old.dispositionForced();
        pauseCodeForced = old.pauseCodeForced();
    }

    /** What has become of it. */
    public Campaign campaign() {
        return new Campaign(
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
                dispositionForced,
                pauseCodeForced);
    }

    public void name(String changed) {
        name = changed;
    }

    public void active(boolean changed) {
        active = changed;
    }

    public void apiManualDial(ApiManualDial changed) {
        apiManualDial = Optional.of(changed);
    }

    public void dialRules(DialRules changed) {
        dialRules = changed;
    }

    public void country(String changed) {
        country = changed;
    }

    public void allowedCountries(Set<String> changed) {
        allowedCountries = changed;
    }

    public void allowedPrefixes(List<String> changed) {
        allowedPrefixes = changed;
    }

    public void refusedPrefixes(List<String> changed) {
        refusedPrefixes = changed;
    }

    public void callerId(CallerId changed) {
        callerId = changed;
    }

    public void recording(Recording changed) {
        recording = changed;
    }

    public void callingHours(CallingHours changed) {
        callingHours = changed;
    }

    public void wrapUp(Duration changed) {
        wrapUp = changed;
    }

    public void ringLimit(Duration changed) {
        ringLimit = changed;
    }

    public void queueLimit(int changed) {
        queueLimit = changed;
    }

    public void manualDialList(long changed) {
        manualDialList = changed;
    }

    public void dispositionForced(boolean changed) {
        dispositionForced = changed;
    }

    public void pauseCodeForced(boolean changed) {
        pauseCodeForced = changed;
    }
}
