package org.offhook.campaign.list;

/**
 * A field of a list's custom form.
 *
 * @param name as requests and files call it, such as {@code LeadSource}; letter case does not matter
 * @param label shown to the agent
 * @param longest most characters
 */
public record CustomField(String name, String label, int longest) {}
