package org.offhook.campaign.queue;

import java.util.Map;
import java.util.OptionalLong;

/**
 * A number that an agent is to dial.
 *
 * @param number as it will be dialled; unique for the agent while it waits or is in progress
 * @param shownNumber as it was asked
 * @param lead the lead it belongs to
 * @param preview shown to the agent and dialled only by them
 * @param focus raise the window
 * @param atOnce taken where there is no queue (STANDARD): it is dialled although the agent has switched off that the queue dials by itself
 * @param callerIdNumber caller ID to show; empty for the campaign's
 * @param source who asked
 * @param request id of the request, unique for each
 * @param facts shown with the call and sent in its events
 */
public record NewDial(
        String agent,
        String campaign,
        String number,
        String shownNumber,
        OptionalLong lead,
        boolean preview,
        boolean focus,
        boolean atOnce,
        String callerIdNumber,
        String callerIdName,
        String source,
        String request,
        Map<String, String> facts) {
    public NewDial {
        facts = Map.copyOf(facts);
    }

    /** One that waits its turn in the agent's queue. */
    public NewDial(
            String agent,
            String campaign,
            String number,
            String shownNumber,
            OptionalLong lead,
            boolean preview,
            boolean focus,
            String callerIdNumber,
            String callerIdName,
            String source,
            String request,
            Map<String, String> facts) {
        this(
                agent,
                campaign,
                number,
                shownNumber,
                lead,
                preview,
                focus,
                false,
                callerIdNumber,
                callerIdName,
                source,
                request,
                facts);
    }

    /** A number of which nothing else is known. */
    public static NewDial of(String agent, String campaign, String number, String source, String request) {
        return new NewDial(
                agent, campaign, number, number, OptionalLong.empty(), false, false, "", "", source, request, Map.of());
    }

    @Override
    public String toString() {
        return "NewDial[" + agent + ", " + source + "]"; // numbers stay out of logs
    }
}
