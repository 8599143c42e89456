package org.offhook.bridge.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.offhook.core.error.ErrorCode;

/** How often the bridge said no, by reason. Any thread. */
public final class RefusalCounts {
    private final Map<ErrorCode, LongAdder> counts = new EnumMap<>(ErrorCode.class);

    public RefusalCounts() {
        for (ErrorCode error : ErrorCode.values()) {
            counts.put(error, new LongAdder());
        }
    }

    void count(ErrorCode error) {
        LongAdder count = counts.get(error);
        if (count != null) {
            count.increment();
        }
    }

    public long of(ErrorCode error) {
        LongAdder count = counts.get(error);
        return count == null ? 0 : count.sum();
    }
}
