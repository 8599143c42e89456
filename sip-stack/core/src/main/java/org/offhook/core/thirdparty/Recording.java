package org.offhook.core.thirdparty;

/** Whether what goes through our sockets is written down. */
public enum Recording {
    /** Where the recording rule says so: our sockets were chosen for it. */
    BY_RULE,
    /** Never: our sockets only stand in for the parties' own, and nobody asked for a recording. */
    NONE
}
