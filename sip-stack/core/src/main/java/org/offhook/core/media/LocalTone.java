package org.offhook.core.media;

/** What the phone plays to its own agent in place of far-end audio. */
public enum LocalTone {
    NONE,
    RINGBACK,
    BUSY,
    REORDER
}
