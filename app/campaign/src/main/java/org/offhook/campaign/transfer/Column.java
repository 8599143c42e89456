package org.offhook.campaign.transfer;

import org.offhook.campaign.lead.LeadField;

/** What a column of a file holds. */
public sealed interface Column {
    /** The number itself. */
    record PhoneNumber() implements Column {}

    /** Country code of the number. */
    record PhoneCode() implements Column {}

    /** Higher is handed out first. */
    record Rank() implements Column {}

    record Status() implements Column {}

    /** A standard field. */
    record Standard(LeadField field) implements Column {}

    /** A field of the list's form. */
    record Custom(String name, int longest) implements Column {}

    /** Nothing that is kept. */
    record Unused() implements Column {}
}
