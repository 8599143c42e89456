package org.offhook.testkit.base;

import java.lang.management.ManagementFactory;

/** What threads have allocated, for the tests of those that must not. */
public final class Allocation {

    private Allocation() {}

    /** Bytes that the calling thread has allocated since it began. */
    public static long ofThisThread() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
    }
}
