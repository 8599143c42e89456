package org.offhook.agent.session;

/** What a user of the dialer's store waits for. */
public enum WorkTimer {
    /** The wrap-up's time is over. */
    WRAP_UP,
    /** The store has had its time to say whether a number may be dialled. */
    CLEARING,
    /** A skipped lead goes back. */
    SKIP,
    /** The time of a promised call has come. */
    CALLBACK,
    /** Time to look whether the campaign's rules have changed. */
    LOOK
}
