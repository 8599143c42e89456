package org.offhook.agent.dial;

import java.util.Map;
import java.util.Optional;
import org.offhook.campaign.setup.ApiManualDial;

/**
 * What a request asks for, after its required fields were looked at. Texts that were not sent are empty.
 *
 * @param agent name of the user who is to dial
 * @param altUser looked up by {@code custom_three} instead; absent when the request has none
 * @param value a number, {@link #NEXT}, or with {@code alternate} SEARCH the number to look for within the lead
 * @param leadId overrides value and phone code
 * @param alternate which of the lead's numbers
 * @param vendorCode the lead's vendor lead code
 * @param usualMode for campaigns that do not say
 * @param source who asked
 * @param request id of the request, unique for each
 * @param facts shown with the call and sent in its events
 */
public record DialWish(
        String agent,
        Optional<String> altUser,
        String value,
        String leadId,
        String phoneCode,
        Search search,
        Preview preview,
        Focus focus,
        Alternate alternate,
        String vendorCode,
        String dialPrefix,
        String groupAlias,
        VtigerCallback vtiger,
        ApiManualDial usualMode,
        String source,
        String request,
        Map<String, String> facts) {
    /** {@code value} that takes the campaign's next lead. */
    public static final String NEXT = "MANUALNEXT";

    /** Whether a lead with that number is looked for. */
    public enum Search {
        YES,
        NO
    }

    /** Whether the agent looks first. */
    public enum Preview {
        YES,
        NO
    }

    /** Whether the window is raised. */
    public enum Focus {
        YES,
        NO
    }

    /** Which of a lead's numbers. */
    public enum Alternate {
        MAIN,
        ALT,
        ADDR3,
        SEARCH
    }

    /** Whether {@code value} names an event of Vtiger instead of a number. */
    public enum VtigerCallback {
        YES,
        NO
    }

    public DialWish {
        facts = Map.copyOf(facts);
    }

    @Override
    public String toString() {
        return "DialWish[" + agent + ", " + source + "]"; // numbers stay out of logs
    }
}
