package org.offhook.core.phone;

/**
 * What the loop left undone, since its start.
 *
 * @param ignored inputs that meant nothing in their state
 * @param unknownCalls inputs of calls that no longer exist
 * @param overflowed inputs dropped because the inbox was full
 * @param faults exceptions caught
 */
public record LoopCounters(long ignored, long unknownCalls, long overflowed, long faults) {}
