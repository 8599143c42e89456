package org.offhook.rtp.jitter;

import java.lang.management.ManagementFactory;

/** What the present thread has allocated so far. */
final class Allocation {

    private Allocation() {}

    static long ofThisThread() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
    }
}
