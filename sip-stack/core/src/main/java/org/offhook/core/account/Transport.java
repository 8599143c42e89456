package org.offhook.core.account;

/** Transports of RFC 3261 §18 that the phone registers over. */
public enum Transport {
    UDP,
    TCP,
    TLS
}
