package org.offhook.agent.session;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.phone.CommandOutcome;

/** What the session machine orders. */
public sealed interface SessionEffect
        permits SessionEffect.Reply,
                SessionEffect.Tell,
                SessionEffect.VerifyUser,
                SessionEffect.ResolveAccount,
                SessionEffect.ConnectAccount,
                SessionEffect.DisconnectAccount,
                SessionEffect.PlaceCall,
                SessionEffect.TransferCall,
                SessionEffect.PlaceConsultation,
                SessionEffect.KeepFacts,
                SessionEffect.StartLoginTimer,
                SessionEffect.StopLoginTimer,
                SessionEffect.StartCountDown,
                SessionEffect.StopCountDown,
                WorkEffect {
    record Reply(long ticket, CommandOutcome outcome) implements SessionEffect {}

    record Tell(AgentEvent event) implements SessionEffect {}

    /** Ask the user table; {@code UserVerified} answers. */
    record VerifyUser(long ticket, String userName, Secret password) implements SessionEffect {}

    /** Make the account ready; {@code AccountResolved} or {@code AccountRefused} answers. */
    record ResolveAccount(long ticket, Optional<String> extension, Optional<Secret> password)
            implements SessionEffect {}

    /** Register; {@code RegistrationSeen} follows at once and whenever something changes. */
    record ConnectAccount(long ticket, Account account) implements SessionEffect {}

    record DisconnectAccount() implements SessionEffect {}

    /** Dial over an account; {@code DialPlaced} or {@code DialRefused} answers at once. */
    record PlaceCall(DialPlan plan, AccountId account) implements SessionEffect {}

    /** Send the far end to somebody else; the phone's answer is the command's. */
    record TransferCall(long ticket, CallId call, String number) implements SessionEffect {
        @Override
        public String toString() {
            return "TransferCall[" + call + "]"; // numbers stay out of logs
        }
    }

    /** Hold the present call and dial; the phone's answer is the command's, and {@code ConsultPlaced} follows when it dials. */
    record PlaceConsultation(long ticket, ManualDial dial, DialPlan plan) implements SessionEffect {}

    /** What the CRM sent along is shown with this call. */
    record KeepFacts(CallId call, Map<String, String> facts) implements SessionEffect {}

    record StartLoginTimer(long ticket, Instant at) implements SessionEffect {}

    record StopLoginTimer() implements SessionEffect {}

    /** {@code AutoDialDue} answers; a count-down that runs is replaced. */
    record StartCountDown(Instant at) implements SessionEffect {}

    record StopCountDown() implements SessionEffect {}
}
