package org.offhook.core.port;

import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;

/**
 * The SIP user agent as the phone sees it. Called on the loop only; sends happen without blocking it for longer than building a
 * message takes. Digest challenges (401, 407) are answered below this port; only final outcomes come back.
 */
public interface SignallingPort extends AutoCloseable {
    /** Once, before anything else. */
    void start(PhoneInbox inbox);

    /**
     * Another user agent for another account: with the same settings, and with ports, connections and credentials of its own. Not started yet.
     */
    SignallingPort beside();

    /**
     * Sends REGISTER for {@code account} asking for {@code expirySeconds}; also opens or reopens the transport if needed.
     * Answered by {@code Registered}, {@code RegistrationRejected} or {@code RegistrationFailed} with the same attempt.
     */
    void register(Account account, int expirySeconds, int attempt);

    /** Removes our binding (Expires: 0). Answered by {@code Unregistered}. */
    void unregister(int attempt);

    /** Drops transports so that the next REGISTER binds anew: after sleep or an address change. */
    void rebind();

    /**
     * A router has been seen to map a call's sockets anew: asks the exchange of that call whether it sees us elsewhere, too. Answered by
     * {@code NetworkChanged} where it does.
     */
    void askHowSeen(CallId call);

    /** Sends INVITE with our offer to the registered account's exchange. */
    void sendInvite(CallId call, CallInput.DialPlan plan, String sdpOffer);

    /** Sends CANCEL, or holds it until a provisional response allows it (RFC 3261 §9.1). */
    void sendCancel(CallId call);

    /**
     * Sends INVITE with our offer in the dialog (RFC 3261 §14.1). Answered by {@code ReinviteAnswered}, {@code ReinviteRejected} or
     * {@code ReinviteTimedOut} of that dialog; not called again before.
     */
    void sendReinvite(CallId call, DialogId dialog, String sdpOffer);

    /**
     * Sends REFER in the dialog (RFC 3515). Answered by {@code ReferAnswered}, then by {@code TransferNotified} as often as the far end
     * tells.
     *
     * @param target whom the far end shall call; for the far end of another call the Refer-To has that dialog's Replaces (RFC 3891 §3)
     */
    void sendRefer(CallId call, DialogId dialog, TransferTarget target);

    /**
     * Final response to the far end's REFER; a 2xx also tells it at once that the call is being tried (RFC 3515 §2.4.4).
     *
     * @param status 202 when the call is placed, else why it is not
     */
    void respondToRefer(CallId call, DialogId dialog, int status);

    /**
     * Tells the far end that sent us to somebody how that call goes. Also after its BYE: the two have lives of their own (RFC 5057 §5.1).
     *
     * @param status of the call: 180 to 699; one of 200 and above is the last
     */
    void notifyReferral(CallId call, DialogId dialog, int status);

    /**
     * Sends UPDATE without a description in the dialog, to refresh the session (RFC 3311, RFC 4028). Answered by {@code SessionTimed}
     * or {@code RefreshRefused}.
     */
    void sendUpdate(CallId call, DialogId dialog);

    /**
     * Sends digits by INFO in the dialog, one after the other; {@code DigitsRefused} brings back what the far end does not take.
     *
     * @param digits 0-9 * # A-D
     */
    void sendDigits(CallId call, DialogId dialog, String digits);

    /** ACK to a 2xx; kept and repeated on each retransmitted 2xx for 64·T1 (RFC 3261 §13.2.2.4). */
    void sendAck(CallId call, DialogId dialog, Optional<String> sdpAnswer);

    /** @param reason cause for a Reason header (RFC 3326), e.g. {@code SIP;cause=488}; may be empty */
    void sendBye(CallId call, DialogId dialog, Optional<String> reason);

    /** Provisional or final response to the incoming INVITE of {@code call}. */
    void respond(CallId call, int status, Optional<String> sdp);

    /**
     * 302 to the incoming INVITE: the caller's side is to call somebody else.
     *
     * @param number user part of the Contact, at our exchange
     */
    void redirect(CallId call, String number);

    /** Final response to the pending re-INVITE of {@code call}. */
    void respondToReinvite(CallId call, DialogId dialog, int status, Optional<String> sdp);

    /** Mailbox and busy lamps. */
    SubscriptionPort subscriptions();

    /** What the exchange is told of the agent. */
    PublicationPort publications();

    /** The call is over for the phone: forget what is kept for it as soon as the protocol allows. */
    void forget(CallId call);

    /** Numeric local address towards the exchange, for SDP while no socket says better; empty before the first REGISTER. */
    Optional<String> localAddress();

    /** Stops within two seconds, whatever the network does. */
    @Override
    void close();
}
