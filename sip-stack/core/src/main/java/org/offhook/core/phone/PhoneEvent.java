package org.offhook.core.phone;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.CallQuality;
import org.offhook.core.media.CallSummary;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.subscription.MessageSummary;

/** What happened, in order, never conflated. */
public sealed interface PhoneEvent {
    record RegistrationChanged(RegistrationView registration) implements PhoneEvent {}

    /** An account beside the main one, or how it stands with its exchange, changed; {@code now} is empty when it was removed. */
    record AccountChanged(AccountId account, Optional<AccountView> now) implements PhoneEvent {}

    /** An outgoing call was dialled over an account. */
    record CallDialled(CallId call, CallParty party, AccountId account) implements PhoneEvent {}

    /** An incoming call began to ring; it came on an account. */
    record CallOffered(CallId call, CallParty party, AccountId account) implements PhoneEvent {}

    /** The far end rings ({@code earlyMedia} false) or plays something (true). */
    record CallProgressed(CallId call, boolean earlyMedia) implements PhoneEvent {}

    record CallConnected(CallId call) implements PhoneEvent {}

    record CallMuted(CallId call, boolean muted) implements PhoneEvent {}

    /** We put the far end on hold, or took it back. */
    record CallHeld(CallId call, boolean held) implements PhoneEvent {}

    record CallHeldByFarEnd(CallId call, boolean held) implements PhoneEvent {}

    record DigitHeard(CallId call, char digit) implements PhoneEvent {}

    /** @param talked time between answer and end; zero if never answered */
    record CallEnded(CallId call, CallDirection direction, CallParty party, CallEnd end, Duration talked)
            implements PhoneEvent {}

    /** How a connected call sounded in its last five seconds. */
    record CallSounded(CallId call, CallQuality quality) implements PhoneEvent {}

    /** How a call sounded as a whole; just before its end is told. */
    record CallSummed(CallId call, CallSummary summary) implements PhoneEvent {}

    /** @param sipStatus what the far end meets at whom it was sent to: 100 it is on its way, 180 it rings there */
    record CallTransferProgressed(CallId call, int sipStatus) implements PhoneEvent {}

    /**
     * The far end handed us on, or was handed on to us: one call takes the place of another one (RFC 3891, RFC 3515). Told when the new
     * one is answered; the old one ends then.
     *
     * @param call the old one
     * @param to the new one
     */
    record CallTransferred(CallId call, CallId to) implements PhoneEvent {}

    /** @param calls those that hear one another from now on; empty when a conversation of several was taken apart */
    record CallsJoined(List<CallId> calls) implements PhoneEvent {
        public CallsJoined {
            calls = List.copyOf(calls);
        }
    }

    /** The far end refused what was asked of it; the call goes on. */
    record RequestRefused(CallId call, ErrorCode error, int sipStatus) implements PhoneEvent {}

    /** @param file its name within the folder of recordings, while there is one */
    record CallRecordingChanged(CallId call, CallRecording recording, Optional<String> file) implements PhoneEvent {}

    /** A recording is complete and on the disk; the call may be over for a while. */
    record RecordingFinished(CallId call, String file) implements PhoneEvent {}

    /** An account's exchange told something new of its mailbox. */
    record MailboxChanged(MessageSummary mailbox, AccountId account) implements PhoneEvent {}

    /** A busy lamp changed, or whom its phone talks to. */
    record LampChanged(LampView lamp) implements PhoneEvent {
        /** Other people's numbers stay out of logs. */
        @Override
        public String toString() {
            return "LampChanged[" + lamp.phone().number() + ", " + lamp.light() + "]";
        }
    }

    record AudioChanged(PhoneSnapshot snapshot) implements PhoneEvent {}

    /** Something failed that is not the end of a call. */
    record FaultRaised(ErrorCode error, String detail) implements PhoneEvent {}
}
