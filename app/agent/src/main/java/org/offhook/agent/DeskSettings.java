package org.offhook.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.Recording;

/**
 * The campaign's rules for a desk.
 *
 * @param pauseCodes what the agent can choose from
 * @param pauseCodeForced whether a pause needs one of them
 * @param mode of manual dialling
 * @param rules how numbers are dialled
 * @param country ISO 3166 alpha-2 by which numbers without {@code +} are read and grouped; empty when none is known
 * @param ringLimit after which an unanswered outgoing call is cancelled
 * @param queueLimit numbers that may wait
 * @param dialBurst dials that others than the agent may ask for in a row
 * @param dialInterval after which one more is allowed
 * @param missedLimit an incoming call that rang at least so long for a ready agent and was not taken pauses the agent
 * @param loginLimit how long a login may wait for the registrar
 * @param pairingLimit how long a pairing request waits for a person
 * @param autoDialWait how long the agent is shown what the queue will dial by itself; zero where nobody looks
 * @param pairingSilence how long a refused origin is not asked about again
 * @param incoming what becomes of calls that come in
 * @param recording when calls are recorded that no campaign has a say in
 */
public record DeskSettings(
        List<PauseCode> pauseCodes,
        boolean pauseCodeForced,
        ManualDialMode mode,
        DialRules rules,
        String country,
        Duration ringLimit,
        int queueLimit,
        int dialBurst,
        Duration dialInterval,
        Duration missedLimit,
        Duration loginLimit,
        Duration pairingLimit,
        Duration autoDialWait,
        Duration pairingSilence,
        IncomingRules incoming,
        Recording recording) {

    /** A desk with the usual codes, nothing forced, mode QUEUE. */
    public static DeskSettings defaults() {
        return new DeskSettings(
                List.of(
                        new PauseCode("BREAK", "Break", Optional.of(Duration.ofMinutes(15))),
                        new PauseCode("LUNCH", "Lunch", Optional.of(Duration.ofMinutes(45))),
                        new PauseCode("TRAINING", "Training", Optional.empty()),
                        new PauseCode("MANUAL", "Dialling by hand", Optional.empty())),
                false,
                ManualDialMode.QUEUE,
                DialRules.PLAIN,
                "",
                Duration.ofSeconds(60),
                50,
                5,
                Duration.ofMillis(500),
                Duration.ofSeconds(15),
                Duration.ofSeconds(12),
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ofMinutes(10),
                IncomingRules.USUAL,
                Recording.ON_DEMAND);
    }

    public DeskSettings withPauseCodes(List<PauseCode> codes, boolean forced) {
        return with(draft -> {
            draft.pauseCodes = codes;
            draft.pauseCodeForced = forced;
        });
    }

    public DeskSettings withDialling(ManualDialMode changedMode, DialRules changedRules, Duration changedRingLimit) {
        return with(draft -> {
            draft.mode = changedMode;
            draft.rules = changedRules;
            draft.ringLimit = changedRingLimit;
        });
    }

    public DeskSettings withCountry(String code) {
        return with(draft -> draft.country = code);
    }

    /** The campaign's rules in the place of this desk's own. */
    public DeskSettings inCampaign(CampaignRules campaign) {
        return with(draft -> {
            draft.pauseCodes = campaign.pauseCodes();
            draft.pauseCodeForced = campaign.pauseCodeForced();
            draft.mode = campaign.view().mode();
            draft.rules = campaign.dialRules();
            draft.country = campaign.view().country().isEmpty()
                    ? country
                    : campaign.view().country();
            draft.ringLimit = campaign.ringLimit();
            draft.queueLimit = campaign.queueLimit();
        });
    }

    public DeskSettings withAutoDialWait(Duration wait) {
        return with(draft -> draft.autoDialWait = wait);
    }

    public DeskSettings withDialRate(int burst, Duration interval) {
        return with(draft -> {
            draft.dialBurst = burst;
            draft.dialInterval = interval;
        });
    }

    public DeskSettings withIncoming(IncomingRules changed) {
        return with(draft -> draft.incoming = changed);
    }

    public DeskSettings withRecording(Recording rule) {
        return with(draft -> draft.recording = rule);
    }

    private DeskSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** A copy that may be changed: so each change names only what it changes. */
    private static final class Draft {
        private List<PauseCode> pauseCodes;
        private boolean pauseCodeForced;
        private ManualDialMode mode;
        private DialRules rules;
        private String country;
        private Duration ringLimit;
        private int queueLimit;
        private int dialBurst;
        private Duration dialInterval;
        private Duration missedLimit;
        private Duration loginLimit;
        private Duration pairingLimit;
        private Duration autoDialWait;
        private Duration pairingSilence;
        private IncomingRules incoming;
        private Recording recording;

        Draft(DeskSettings now) {
            pauseCodes = now.pauseCodes;
            pauseCodeForced = now.pauseCodeForced;
            mode = now.mode;
            rules = now.rules;
            country = now.country;
            ringLimit = now.ringLimit;
            queueLimit = now.queueLimit;
            dialBurst = now.dialBurst;
            dialInterval = now.dialInterval;
            missedLimit = now.missedLimit;
            loginLimit = now.loginLimit;
            pairingLimit = now.pairingLimit;
            autoDialWait = now.autoDialWait;
            pairingSilence = now.pairingSilence;
            incoming = now.incoming;
            recording = now.recording;
        }

        DeskSettings done() {
            return new DeskSettings(
                    pauseCodes,
                    pauseCodeForced,
                    mode,
                    rules,
                    country,
                    ringLimit,
                    queueLimit,
                    dialBurst,
                    dialInterval,
                    missedLimit,
                    loginLimit,
                    pairingLimit,
                    autoDialWait,
                    pairingSilence,
                    incoming,
                    recording);
        }
    }
}
