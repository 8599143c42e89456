package org.offhook.campaign.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A time as a person says it: what the clock on the wall shows, and where. The instant follows from both and is worked out anew
 * at every reading, so that a changed time-zone rule moves the instant and not the promise.
 *
 * <p>A time that daylight saving leaves out is the one as much later as the clocks were put forward; one that comes twice is the
 * first.
 */
public record WallTime(LocalDateTime local, ZoneId zone) {
    public Instant instant() {
        return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    public static WallTime of(Instant instant, ZoneId zone) {
        return new WallTime(LocalDateTime.ofInstant(instant, zone), zone);
    }
}
