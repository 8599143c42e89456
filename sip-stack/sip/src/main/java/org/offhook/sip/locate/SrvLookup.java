package org.offhook.sip.locate;

import java.util.List;

/** Looks up SRV records; blocks for a bounded time. */
@FunctionalInterface
public interface SrvLookup {
    /** @return the records of {@code name}, unordered; empty when there are none or nobody answers */
    List<SrvRecord> lookUp(String name);
}
