package org.offhook.sip.locate;

import java.util.List;

/** Looks up SRV and NAPTR records; blocks for a bounded time. */
@FunctionalInterface
public interface SrvLookup {
    /** @return the records of {@code name}, unordered; empty when there are none or nobody answers */
    List<SrvRecord> lookUp(String name);

    /** @return the NAPTR records of a domain, unordered; empty when there are none or nobody answers */
    default List<NaptrRecord> lookUpNaptr(String domain) {
        return List.of();
    }
}
