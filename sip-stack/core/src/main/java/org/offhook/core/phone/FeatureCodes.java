package org.offhook.core.phone;

import java.util.Optional;

/**
 * What is dialled to have the exchange do something (the trade's feature codes). Each is of 0-9 * #.
 *
 * @param voicemail where the mailbox is listened to; absent for what the exchange tells
 * @param park where a call is sent to be parked; absent without parking
 * @param pickUp dialled before an extension to answer what rings there
 */
public record FeatureCodes(Optional<String> voicemail, Optional<String> park, String pickUp) {
    public static final FeatureCodes USUAL = new FeatureCodes(Optional.empty(), Optional.empty(), "*8");
}
