package org.offhook.agent;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.offhook.campaign.setup.CallerId;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.PhoneCommand;

/** Everything anyone can ask of Offhook. */
public sealed interface AgentCommand {

    /**
     * Log the agent in and register the phone; accepted when the registrar has answered 200.
     *
     * @param userName CRM user
     * @param password CRM password, proved against the user table once any user is provisioned
     * @param extension phone to register; absent means the configured one
     * @param phonePassword its SIP password; absent means the stored one
     */
    record LogIn(String userName, Secret password, Optional<String> extension, Optional<Secret> phonePassword)
            implements AgentCommand {}

    /** Log out and remove the registration; during a call it takes effect after the call. */
    record LogOut() implements AgentCommand {}

    record GoReady() implements AgentCommand {}

    /** @param code pause code; absent when the campaign does not force one */
    record Pause(Optional<String> code) implements AgentCommand {}

    /**
     * What to do when the call ends, chosen during it.
     *
     * @param next READY, PAUSED or LOGGED_OUT
     */
    record ChooseNextState(AgentState next, Optional<String> pauseCode) implements AgentCommand {}

    /** A manual dial: from the CRM's {@code click_to_call} or the window's number field. */
    record ClickToCall(ManualDial dial) implements AgentCommand {}

    /**
     * Ask somebody beside the call that is talked on: that one is put on hold and the number dialled at once (a consultation call, RFC 5359
     * §2.5). It has no result of its own. While no call is talked on, or no line is free, the same as {@link ClickToCall}.
     */
    record Consult(ManualDial dial) implements AgentCommand {}

    /**
     * Call again what stands in this phone's log, by the rules of {@link ClickToCall}: over the account that the call was over while there is
     * one of that name, else over the main one. The answer says which as {@code account}.
     *
     * @param call whose number; absent for the number dialled last
     * @param source who asks, as in {@link ManualDial}
     */
    record Redial(Optional<CallId> call, String source) implements AgentCommand {}

    /** Call back whoever called last and was missed, in the same way. */
    record CallBackMissed(String source) implements AgentCommand {}

    /**
     * A number that was claimed for this agent in the store's queue: dialled now or refused, never queued again; with preview it waits for
     * the agent's own word. Its rules were looked at when it was taken, so it is dialled as it stands.
     *
     * @param callerId number and name to show; absent for the line's own
     */
    record DialClaimed(ManualDial dial, Optional<CallerId> callerId) implements AgentCommand {}

    /** Tell the agent that a number was not dialled, and why; see {@link AgentEvent.DialBlocked}. */
    record TellBlocked(String number, String name, String source, ErrorCode why) implements AgentCommand {
        /** A customer's number stays out of logs. */
        @Override
        public String toString() {
            return "TellBlocked[" + source + ", " + why + "]";
        }
    }

    /**
     * Show what waits for the agent in the store's queue, in the place of what was shown before.
     *
     * @param waiting oldest first; their ids begin with {@link QueuedDial#STORED}
     */
    record ShowStoredDials(List<QueuedDial> waiting) implements AgentCommand {}

    /** Dial the oldest queued number now. */
    record DialNext() implements AgentCommand {}

    /** Dial this queued or previewed number now. */
    record DialQueued(String queueId) implements AgentCommand {}

    record RemoveQueued(String queueId) implements AgentCommand {}

    /** @param on whether queued numbers are dialled by themselves once the agent is free */
    record SetAutoDial(boolean on) implements AgentCommand {}

    /** Do not dial what is being counted down; the queue goes on when the agent is free the next time, or asks for it. */
    record WaitWithQueue() implements AgentCommand {}

    /** A command to the phone alone. */
    record Phone(PhoneCommand command) implements AgentCommand {}

    /**
     * First run and settings: the phone's own exchange account. Accepted when the registrar has answered 200; stored (secret in the
     * system's store) before that is said.
     */
    record ConfigureAccount(ServerAddress server, String domain, String extension, Secret password, Transport transport)
            implements AgentCommand {}

    /**
     * An account beside the main one, new or in the place of the one of that name. Accepted when it is stored (its password in the system's
     * store); it is registered then whenever the main one is, and the snapshot says how it stands.
     *
     * @param password absent: the one that is stored
     * @param terms what its calls may agree on
     */
    record SaveAccount(
            AccountId account,
            ServerAddress server,
            String domain,
            String extension,
            Optional<Secret> password,
            Transport transport,
            MediaTerms terms)
            implements AgentCommand {}

    /** Forget an account beside the main one, its password too. Accepted when that is durable. Refused while a call is over it. */
    record RemoveAccount(AccountId account) implements AgentCommand {}

    /**
     * Whether {@code server} speaks TLS, asked while a person fills the account in; nothing of the account is sent. Accepted with
     * {@code tls} naming a {@link TlsFinding}.
     */
    record FindTls(ServerAddress server) implements AgentCommand {}

    /** Start the built-in practice exchange and use it. */
    record UsePracticeExchange() implements AgentCommand {}

    /** A page nobody has paired asks to use the phone; completes when a person has answered or time ran out. */
    record RequestPairing(PairingRequest request) implements AgentCommand {}

    /** @param granted empty means refused */
    record AnswerPairing(String requestId, Set<PairingScope> granted) implements AgentCommand {}

    record RevokePairing(String origin) implements AgentCommand {}

    /** The next lead of the agent's campaign is claimed and put on the screen to be looked at. Accepted when the store answered. */
    record NextLead() implements AgentCommand {}

    /** Dial the lead on the screen. */
    record DialLead(long leadId, LeadNumber number) implements AgentCommand {}

    /** Put a lead on the screen to be read: that of an earlier call. Refused while another is worked on. */
    record ShowLead(long leadId) implements AgentCommand {}

    /** Give the lead on the screen back. */
    record SkipLead(long leadId) implements AgentCommand {}

    /** Within five seconds of {@code SkipLead}: put it on the screen again. */
    record UnskipLead(long leadId) implements AgentCommand {}

    /**
     * Change fields of the lead on the screen. Accepted when the store answered.
     *
     * @param changes texts by field name; an empty text erases
     */
    record EditLead(long leadId, Map<String, String> changes) implements AgentCommand {
        @Override
        public String toString() {
            return "EditLead[" + leadId + " " + changes.keySet() + "]"; // the customer's data stays out of logs
        }
    }

    /** What has been noted so far; sent at each change and kept durably. */
    record DraftWrapUp(CallId call, Draft draft) implements AgentCommand {}

    /** Save what was noted and go on. Accepted when the store answered. */
    record SaveWrapUp(CallId call) implements AgentCommand {}

    /** Thirty seconds more. */
    record ExtendWrapUp(CallId call) implements AgentCommand {}

    /** Dial a promised call now. */
    record CallBackNow(long callbackId) implements AgentCommand {}

    /**
     * Promise a call by this agent, outside of a wrap-up. Accepted when the store answered.
     *
     * @param lead whose callback it is; absent to look the number up, or to make a lead of it
     * @param at in the lead's own time zone where it is known, else in the desk's
     */
    record PromiseCallback(String number, OptionalLong lead, LocalDateTime at) implements AgentCommand {
        @Override
        public String toString() {
            return "PromiseCallback[" + at + "]"; // a customer's number stays out of logs
        }
    }

    /** @param at in the time zone the callback was promised in */
    record MoveCallback(long callbackId, LocalDateTime at) implements AgentCommand {}

    record CancelCallback(long callbackId) implements AgentCommand {}

    /**
     * A person's word on a call of which nobody knows whether it was dialled. Accepted when the store answered.
     *
     * @param dialAgain it waits, or is due, once more; false when it is done with
     */
    record DecideDoubt(DoubtView.Kind kind, long id, boolean dialAgain) implements AgentCommand {}

    /** Raise the window and ask for attention without taking keyboard focus. */
    record ShowWindow() implements AgentCommand {}
}
