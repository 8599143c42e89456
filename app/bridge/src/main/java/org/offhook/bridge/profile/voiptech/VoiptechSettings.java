package org.offhook.bridge.profile.voiptech;

import java.time.ZoneId;
import java.util.Map;

/**
 * Whose requests are taken.
 *
 * @param organisations time zone of each by name; empty means that any name is taken
 * @param zone of organisations that are not listed
 */
public record VoiptechSettings(Map<String, ZoneId> organisations, ZoneId zone) {
    public VoiptechSettings {
        organisations = Map.copyOf(organisations);
    }

    boolean knows(String organisation) {
        return organisations.isEmpty() || organisations.containsKey(organisation);
    }

    ZoneId zoneOf(String organisation) {
        return organisations.getOrDefault(organisation, zone);
    }
}
