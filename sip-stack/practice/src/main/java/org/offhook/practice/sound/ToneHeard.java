package org.offhook.practice.sound;

/**
 * A pure tone that a far end heard.
 *
 * @param hertz its frequency, exact to about one per cent
 * @param millis for how long in all
 */
public record ToneHeard(int hertz, int millis) {}
