package org.offhook.agent;

import java.time.LocalDateTime;

/**
 * When a customer wants to be called back.
 *
 * @param at in the lead's own time zone where it is known, else in the desk's
 * @param mine by this agent; false for anyone of the campaign
 */
public record CallbackWish(LocalDateTime at, boolean mine) {}
