package org.offhook.media.record;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recorders whose files may not be complete yet. Any thread. */
public final class UnfinishedRecordings {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedRecordings.class);
    private static final long WRITTEN_MILLIS = 1_000;

    private final Set<CallRecorder> recorders = ConcurrentHashMap.newKeySet();

    /** One more; those that are done are forgotten. */
    public void add(CallRecorder recorder) {
        recorders.removeIf(CallRecorder::isWritten);
        recorders.add(recorder);
    }

    /** What was said last is on the disk before the process ends, or the disk does not take it within a second a file. */
    public void await() {
        try {
            for (CallRecorder recorder : recorders) {
                if (!recorder.awaitWritten(WRITTEN_MILLIS)) {
                    LOG.warn("The disk does not take what is left of a recording");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
