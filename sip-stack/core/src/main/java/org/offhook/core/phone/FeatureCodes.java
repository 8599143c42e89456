package org.offhook.core.phone;

import java.util.Optional;

/**
 * What is dialled to have the exchange do something (the trade's feature codes). Each is of 0-9 * #.
 *
 * @param voicemail where the mailbox is listened to; absent for what the exchange tells
 * @param park where a call is sent to be parked; absent without parking
 * @param pickUp dialled before an extension to answer what rings there
 * @param pickUpBy whether that code is dialled at all
 */
public record FeatureCodes(Optional<String> voicemail, Optional<String> park, String pickUp, PickUpBy pickUpBy) {
    /** How a call that rings elsewhere is fetched. */
    public enum PickUpBy {
        /** By Replaces where the exchange names the call; by the code where it does not, or refuses. */
        AUTOMATIC,
        CODE,
        /** By an INVITE that takes the call's place (RFC 3891). */
        REPLACES
    }

    public FeatureCodes(Optional<String> voicemail, Optional<String> park, String pickUp) {
        this(voicemail, park, pickUp, PickUpBy.AUTOMATIC);
    }

    public static final FeatureCodes USUAL = new FeatureCodes(Optional.empty(), Optional.empty(), "*8");
}
