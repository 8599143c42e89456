package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentCommand.LogIn;
import org.offhook.agent.AgentState;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.campaign.setup.CallerId;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.CallSummary;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CommandOutcome;

/** Everything that can happen to an agent's session. {@code ticket} names the command that wants an answer. */
public sealed interface SessionInput
        permits SessionInput.LogInAsked,
                SessionInput.LogOutAsked,
                SessionInput.ReadyAsked,
                SessionInput.PauseAsked,
                SessionInput.NextAsked,
                SessionInput.DialAsked,
                SessionInput.ClaimedDialAsked,
                SessionInput.DialNextAsked,
                SessionInput.DialQueuedAsked,
                SessionInput.RemoveAsked,
                SessionInput.AutoDialAsked,
                SessionInput.TransferAsked,
                SessionInput.ConsultAsked,
                SessionInput.ConsultPlaced,
                SessionInput.TellBlockedAsked,
                SessionInput.StoredDialsSeen,
                SessionInput.WaitAsked,
                SessionInput.AutoDialDue,
                SessionInput.UserVerified,
                SessionInput.AccountResolved,
                SessionInput.AccountRefused,
                SessionInput.LoginTimedOut,
                SessionInput.DialPlaced,
                SessionInput.DialRefused,
                SessionInput.RegistrationSeen,
                SessionInput.CallOffered,
                SessionInput.CallFollowed,
                SessionInput.CallConnected,
                SessionInput.CallSummed,
                SessionInput.CallRecorded,
                SessionInput.CallEnded,
                WorkInput {
    // ---- asked by the agent, the CRM or the command line

    record LogInAsked(long ticket, LogIn login) implements SessionInput {}

    record LogOutAsked(long ticket) implements SessionInput {}

    record ReadyAsked(long ticket) implements SessionInput {}

    record PauseAsked(long ticket, Optional<String> code) implements SessionInput {}

    record NextAsked(long ticket, AgentState next, Optional<String> code) implements SessionInput {}

    record DialAsked(long ticket, ManualDial dial) implements SessionInput {}

    record ClaimedDialAsked(long ticket, ManualDial dial, Optional<CallerId> callerId) implements SessionInput {}

    record DialNextAsked(long ticket) implements SessionInput {}

    record DialQueuedAsked(long ticket, String queueId) implements SessionInput {}

    record RemoveAsked(long ticket, String queueId) implements SessionInput {}

    record AutoDialAsked(long ticket, boolean on) implements SessionInput {}

    /** @param number whom the far end shall be sent to, as typed or sent */
    record TransferAsked(long ticket, CallId call, String number) implements SessionInput {
        @Override
        public String toString() {
            return "TransferAsked[" + call + "]"; // numbers stay out of logs
        }
    }

    /** Somebody is to be asked beside the call that is talked on. */
    record ConsultAsked(long ticket, ManualDial dial) implements SessionInput {}

    record WaitAsked(long ticket) implements SessionInput {}

    /** A number was passed over elsewhere. */
    record TellBlockedAsked(long ticket, String number, String name, String source, ErrorCode why)
            implements SessionInput {
        @Override
        public String toString() {
            return "TellBlockedAsked[" + source + ", " + why + "]"; // numbers stay out of logs
        }
    }

    /** @param waiting for this agent in the store's queue, oldest first */
    record StoredDialsSeen(long ticket, List<QueuedDial> waiting) implements SessionInput {}

    // ---- answered by the world

    record UserVerified(long ticket, Verdict verdict) implements SessionInput {}

    record AccountResolved(long ticket, Account account) implements SessionInput {}

    record AccountRefused(long ticket, ErrorCode error, String detail) implements SessionInput {}

    record LoginTimedOut(long ticket) implements SessionInput {}

    /** The count-down of the queue is over. */
    record AutoDialDue() implements SessionInput {}

    // ---- the phone

    record DialPlaced(CallId call) implements SessionInput {}

    /** The call to whom is asked beside another one has begun. */
    record ConsultPlaced(CallId call, ManualDial dial, String number) implements SessionInput {
        @Override
        public String toString() {
            return "ConsultPlaced[" + call + "]"; // numbers stay out of logs
        }
    }

    record DialRefused(CommandOutcome.Refused refused) implements SessionInput {}

    /** The registration changed, or may have: the snapshot tells how it is. */
    record RegistrationSeen() implements SessionInput {}

    /** Somebody calls on this account. */
    record CallOffered(CallId call, CallParty party, AccountId account) implements SessionInput {}

    /** A far end has sent the agent to somebody: a call of ours that nobody here dialled. */
    record CallFollowed(CallId call, CallParty party, AccountId account) implements SessionInput {}

    record CallConnected(CallId call) implements SessionInput {}

    /** How a call sounded as a whole; just before its end. */
    record CallSummed(CallId call, CallSummary summary) implements SessionInput {}

    /** A recording of a call is complete; mostly after its end. */
    record CallRecorded(CallId call, String file) implements SessionInput {
        @Override
        public String toString() {
            return "CallRecorded[" + call + "]"; // a number may be in the name
        }
    }

    record CallEnded(
            CallId call, CallDirection direction, CallParty party, CallEnd end, Instant startedAt, Duration talked)
            implements SessionInput {}
}
