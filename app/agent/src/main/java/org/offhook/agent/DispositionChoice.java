package org.offhook.agent;

/**
 * A result that the campaign offers.
 *
 * @param hotkey key that chooses it; may be empty
 * @param callBack a time to call back is asked for
 * @param doNotCall the number goes on the campaign's DNC list
 */
public record DispositionChoice(String code, String name, String hotkey, boolean callBack, boolean doNotCall) {}
