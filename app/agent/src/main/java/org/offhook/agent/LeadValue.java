package org.offhook.agent;

/**
 * One field of a lead.
 *
 * @param field name that {@code EditLead} uses, such as {@code first_name}
 * @param label what the list's form calls it; empty for a standard field, whose name the screen knows
 * @param custom a field of the list's own form
 * @param longest most characters
 */
public record LeadValue(String field, String label, String value, boolean custom, int longest) {
    @Override
    public String toString() {
        return "LeadValue[" + field + "]"; // the customer's data stays out of logs
    }
}
