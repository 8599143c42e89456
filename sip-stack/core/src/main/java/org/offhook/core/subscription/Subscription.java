package org.offhook.core.subscription;

/**
 * One thing to be told about.
 *
 * @param target user part at our exchange: the own extension for its mailbox, else the phone that is watched
 */
public record Subscription(EventPackage event, String target) {}
