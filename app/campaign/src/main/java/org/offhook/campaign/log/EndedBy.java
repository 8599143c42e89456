package org.offhook.campaign.log;

/**
 * Who ended a call and what was said about it.
 *
 * @param side name of the side, such as {@code FAR_END}; empty when nobody knows
 * @param sipStatus final SIP status, or 0 when there was none
 * @param code of the error that the agent was told, such as {@code OH-503}; empty for an ordinary end
 */
public record EndedBy(String side, int sipStatus, String code) {
    /** Nobody knows: the call goes on, or it is a line of an older version. */
    public static final EndedBy UNKNOWN = new EndedBy("", 0, "");
}
