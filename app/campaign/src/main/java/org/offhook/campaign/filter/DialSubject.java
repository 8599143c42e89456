package org.offhook.campaign.filter;

import java.util.Optional;
import org.offhook.campaign.lead.Lead;

/**
 * What is about to be dialled.
 *
 * @param dialled the string that goes to the exchange, prefix and country code in it
 * @param asked the number as it was asked for or as the lead has it
 * @param phoneCode country code that came with it; empty for none
 * @param lead whom it belongs to
 */
public record DialSubject(String dialled, String asked, String phoneCode, Optional<Lead> lead) {
    /** Of a lead's number, or of a number without one. */
    public static DialSubject of(String dialled, String asked, Optional<Lead> lead) {
        return new DialSubject(dialled, asked, lead.map(Lead::phoneCode).orElse(""), lead);
    }

    /** A customer's number stays out of logs. */
    @Override
    public String toString() {
        return "DialSubject[" + dialled.length() + " keys]";
    }
}
