package org.offhook.core.phone;

import java.util.List;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.core.soundcheck.SoundCheckKind;

/** What can be asked of the phone. Reached only through the agent's one command door. */
public sealed interface PhoneCommand {
    /** Register this account in place of the present one. */
    record ConnectAccount(Account account) implements PhoneCommand {}

    /**
     * The accounts beside the main one from now on, in the place of those of before. They are registered whenever the main one is to be, each
     * for itself. Refused while a call is over one that goes or changes.
     *
     * @param resting they are known and not registered: practice is not disturbed by real callers
     */
    record UseAccounts(List<ExtraAccount> accounts, boolean resting) implements PhoneCommand {
        public UseAccounts {
            accounts = List.copyOf(accounts);
        }
    }

    /** Remove all registrations; running calls end first. */
    record DisconnectAccount() implements PhoneCommand {}

    /** Register now instead of when the back-off says. */
    record RetryRegistration() implements PhoneCommand {}

    /** Dial over an account; the call that is talked on is put on hold first. */
    record PlaceCall(DialPlan plan, AccountId account) implements PhoneCommand {
        /** Over the main account. */
        public PlaceCall(DialPlan plan) {
            this(plan, AccountId.MAIN);
        }
    }

    /** Answer an incoming call; the one that is talked on is put on hold first. */
    record AnswerCall(CallId call) implements PhoneCommand {}

    /** Refuse an incoming call. */
    record RejectCall(CallId call, Rejection why) implements PhoneCommand {
        /** As busy. */
        public RejectCall(CallId call) {
            this(call, Rejection.BUSY);
        }
    }

    /** End a call, reject one that rings, or, asked again while its CANCEL is unanswered, stop waiting for the answer. */
    record HangUpCall(CallId call) implements PhoneCommand {}

    /** Silence our microphone in a call, and in all that it is joined with. */
    record MuteCall(CallId call, boolean muted) implements PhoneCommand {}

    /**
     * Put the far end on hold or take it back, apart from mute; one call at a time is talked on, so taking one back holds the other.
     * Accepted when it is asked for; the snapshot says what is in force.
     */
    record HoldCall(CallId call, boolean hold) implements PhoneCommand {}

    /** Hold the call that is talked on and take back the other one. */
    record SwapCalls() implements PhoneCommand {}

    /**
     * Send the far end of a call to somebody else without asking them first (blind transfer). Accepted when it is asked for; the call
     * stays until the other party is reached. A call that rings is forwarded (302) and over at once.
     *
     * @param number as dialled, already normalised
     */
    record TransferCall(CallId call, String number) implements PhoneCommand {
        @Override
        public String toString() {
            return "TransferCall[" + call + ", " + number.length() + " digits]";
        }
    }

    /**
     * Connect the far ends of two calls with one another (attended transfer): that of {@code call} is sent to that of {@code other}, whose
     * place with the agent it takes. Accepted when it is asked for; both calls stay until they are connected, then both end.
     */
    record ConnectCalls(CallId call, CallId other) implements PhoneCommand {}

    /**
     * Join the calls that stand into one conversation: each hears all the others and never itself, those on hold are taken back. Putting
     * one on hold, or dialling or answering another call, takes it apart again; whoever hangs up, or is hung up on, leaves it.
     */
    record JoinCalls() implements PhoneCommand {}

    /** @param digits 1 to 64 of 0-9 * # A-D */
    record SendDigits(CallId call, String digits) implements PhoneCommand {}

    /** Start, pause, resume or stop the recording of a call. Accepted when it is asked for; the snapshot says what is in force. */
    record RecordCall(CallId call, RecordingOrder order) implements PhoneCommand {}

    /** Let the agent hear that something was taken by itself. */
    record PlayNotice() implements PhoneCommand {}

    /** Dial where the mailbox of an account is listened to, over that account; the call that is talked on is put on hold first. */
    record CallVoicemail(AccountId account) implements PhoneCommand {
        /** That of the main account. */
        public CallVoicemail() {
            this(AccountId.MAIN);
        }
    }

    /**
     * Answer here what rings at a watched phone, or take the call that is parked at a watched place; the call that is talked on is put on
     * hold first. It goes over the account that the phone is watched over.
     *
     * @param number of the watched phone or place
     * @param account that it is watched over; absent where the number says enough
     */
    record PickUpCall(String number, Optional<AccountId> account) implements PhoneCommand {
        /** Wherever it is watched; the main account's first. */
        public PickUpCall(String number) {
            this(number, Optional.empty());
        }
    }

    /** Send the far end to where parked calls wait, by the code of its account's exchange. Accepted when it is asked for, as any transfer. */
    record ParkCall(CallId call) implements PhoneCommand {}

    record ChooseAudio(AudioChoice choice) implements PhoneCommand {}

    /** Try a device out; refused while a call is up, and ended by one that begins. What comes of it stands in the snapshot. */
    record CheckSound(SoundCheckKind kind) implements PhoneCommand {}

    /** Stop trying out. */
    record EndSoundCheck() implements PhoneCommand {}
}
