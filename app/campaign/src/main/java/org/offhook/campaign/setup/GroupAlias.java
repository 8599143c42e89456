package org.offhook.campaign.setup;

/**
 * A caller ID that a request can name.
 *
 * @param id what requests call it
 * @param callerIdNumber shorter than 4 digits is refused when it is used, not when it is stored
 */
public record GroupAlias(String id, String name, String callerIdNumber, String callerIdName, boolean active) {}
