package org.offhook.agent;

/** Which of a lead's numbers. */
public enum LeadNumber {
    MAIN,
    ALT,
    /** What the third address line holds. */
    THIRD
}
