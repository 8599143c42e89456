package org.offhook.agent;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.core.error.ErrorCode;

/**
 * Why a number of the queue is passed over.
 *
 * @param why the campaign's rule that speaks against it
 * @param from when calls are allowed next, in the called party's time; absent when that is not known or not soon
 * @param zone where the called party is, when that is known
 * @param lead it belongs to, when that is known
 */
public record DialBar(ErrorCode why, Optional<LocalTime> from, Optional<ZoneId> zone, OptionalLong lead) {
    public static DialBar of(ErrorCode why) {
        return new DialBar(why, Optional.empty(), Optional.empty(), OptionalLong.empty());
    }
}
