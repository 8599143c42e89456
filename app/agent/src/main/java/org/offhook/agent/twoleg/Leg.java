package org.offhook.agent.twoleg;

/** One of the two. */
public enum Leg {
    FIRST,
    SECOND
}
