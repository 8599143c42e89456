package org.offhook.agent.port;

import org.offhook.agent.DoubtView;

/**
 * A person's word on a call in doubt.
 *
 * @param agent who says it
 * @param dialAgain it is dialled once more: the customer may hear the phone a second time; else it is done with
 */
public record DoubtWord(String agent, DoubtView.Kind kind, long id, boolean dialAgain) {}
