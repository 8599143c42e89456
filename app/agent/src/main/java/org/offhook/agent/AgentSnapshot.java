package org.offhook.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.PhoneSnapshot;

/**
 * Everything a screen or the CRM can know, at one instant. Immutable; a later one has a greater version.
 *
 * @param stream one id per process; a new one means that sequence numbers start again
 * @param seq number of the last event that is already contained
 * @param setup what the phone is set up with
 * @param queue manual-dial queue, oldest first
 * @param autoDial whether the queue dials by itself
 * @param pauseCodes what the agent can choose from
 * @param recentCalls newest first, at most 200
 * @param pairingRequests waiting for a person, oldest first
 * @param pairedOrigins who may use the phone
 * @param fault what the window's banner shows, if anything
 * @param callFacts what the CRM sent along with a call
 * @param country ISO 3166 alpha-2 by which numbers without {@code +} are read and grouped: the campaign's, else the phone's; empty when
 *     neither names one
 * @param work what the dialer's store gives the agent to work on
 * @param dialMode the rule for numbers dialled by hand that is in force: the campaign's, else the desk's
 */
public record AgentSnapshot(
        long version,
        String stream,
        long seq,
        Setup setup,
        AgentView agent,
        PhoneSnapshot phone,
        List<QueuedDial> queue,
        boolean autoDial,
        List<PauseCode> pauseCodes,
        List<LoggedCall> recentCalls,
        List<PairingRequest> pairingRequests,
        List<PairedOrigin> pairedOrigins,
        Optional<Fault> fault,
        Map<CallId, Map<String, String>> callFacts,
        String country,
        WorkView work,
        ManualDialMode dialMode) {

    /** In the campaign's mode, or in QUEUE where there is none. */
    public AgentSnapshot(
            long version,
            String stream,
            long seq,
            Setup setup,
            AgentView agent,
            PhoneSnapshot phone,
            List<QueuedDial> queue,
            boolean autoDial,
            List<PauseCode> pauseCodes,
            List<LoggedCall> recentCalls,
            List<PairingRequest> pairingRequests,
            List<PairedOrigin> pairedOrigins,
            Optional<Fault> fault,
            Map<CallId, Map<String, String>> callFacts,
            String country,
            WorkView work) {
        this(
                version,
                stream,
                seq,
                setup,
                agent,
                phone,
                queue,
                autoDial,
                pauseCodes,
                recentCalls,
                pairingRequests,
                pairedOrigins,
                fault,
                callFacts,
                country,
                work,
                work.campaign().map(CampaignView::mode).orElse(ManualDialMode.QUEUE));
    }

    /** As it is, with numbers grouped by another country. */
    public AgentSnapshot withCountry(String code) {
        return new AgentSnapshot(
                version,
                stream,
                seq,
                setup,
                agent,
                phone,
                queue,
                autoDial,
                pauseCodes,
                recentCalls,
                pairingRequests,
                pairedOrigins,
                fault,
                callFacts,
                code,
                work,
                dialMode);
    }

    /** Which exchange the phone is set up for. */
    public enum Setup {
        /** First run: nothing chosen yet. */
        NONE,
        OWN_EXCHANGE,
        PRACTICE_EXCHANGE
    }
}
