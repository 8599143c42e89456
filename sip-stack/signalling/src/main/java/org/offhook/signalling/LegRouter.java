package org.offhook.signalling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.LegSignallingPort.LegInbox;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.WatchInput;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.thirdparty.LegInput;

/** Tells the phone what happens to its own calls, and whoever runs third-party calls what happens to their legs. Any thread. */
final class LegRouter implements PhoneInbox {
    private final PhoneInbox phone;
    private final Supplier<Optional<LegInbox>> legs;
    private final Set<CallId> ids;
    private final Supplier<Optional<String>> address;
    private final AtomicBoolean moved = new AtomicBoolean();

    /**
     * @param ids which calls are legs
     * @param address numeric, where we are reached now
     */
    LegRouter(
            PhoneInbox phone, Supplier<Optional<LegInbox>> legs, Set<CallId> ids, Supplier<Optional<String>> address) {
        this.phone = phone;
        this.legs = legs;
        this.ids = ids;
        this.address = address;
    }

    static Set<CallId> noIds() {
        return ConcurrentHashMap.newKeySet();
    }

    @Override
    public void callInput(CallId call, CallInput input) {
        Optional<LegInbox> inbox = ids.contains(call) ? legs.get() : Optional.empty();
        if (inbox.isPresent()) {
            ofLeg(input).ifPresent(one -> inbox.get().legInput(call, one));
        } else {
            phone.callInput(call, input);
        }
    }

    /** What signalling says of a call, in a leg's words; what it never says of an outgoing call is nothing to a leg either. */
    static Optional<LegInput> ofLeg(CallInput input) {
        return switch (input) {
            case CallInput.ProvisionalReceived(int status, var dialog, var sdp) ->
                Optional.of(new LegInput.Progressed(status, dialog, sdp));
            case CallInput.InviteAnswered(var dialog, var sdp) -> Optional.of(new LegInput.Answered(dialog, sdp));
            case CallInput.InviteRejected(var response) -> Optional.of(new LegInput.Rejected(response));
            case CallInput.InviteTimedOut _ -> Optional.of(new LegInput.TimedOut());
            case CallInput.TransportFailed(ErrorCode error) -> Optional.of(new LegInput.TransportFailed(error));
            case CallInput.ByeReceived(var dialog, var _) -> Optional.of(new LegInput.ByeReceived(dialog));
            case CallInput.ReinviteReceived(var dialog, var sdp) ->
                Optional.of(new LegInput.ReinviteReceived(dialog, sdp));
            case CallInput.AckReceived(var dialog, var sdp) -> Optional.of(new LegInput.AckReceived(dialog, sdp));
            case CallInput.AckTimedOut(var dialog) -> Optional.of(new LegInput.AckTimedOut(dialog));
            case CallInput.DigitReceived(char digit, Duration _) -> Optional.of(new LegInput.DigitReceived(digit));
            case CallInput.ReinviteAnswered(var dialog, var sdp) ->
                Optional.of(new LegInput.ReinviteAnswered(dialog, sdp));
            case CallInput.ReinviteRejected(var dialog, int status) ->
                Optional.of(new LegInput.ReinviteRejected(dialog, status));
            case CallInput.ReinviteTimedOut(var dialog) -> Optional.of(new LegInput.ReinviteTimedOut(dialog));
            case CallInput.ByeCompleted _,
                    CallInput.SessionInput _,
                    CallInput.HandoverInput _,
                    CallInput.DigitsRefused _,
                    CallInput.PathInput _,
                    CallInput.DialRequested _,
                    CallInput.AnswerRequested _,
                    CallInput.RejectRequested _,
                    CallInput.HangUpRequested _,
                    CallInput.MuteRequested _,
                    CallInput.HoldRequested _,
                    CallInput.TransferRequested _,
                    CallInput.ReferAnswered _,
                    CallInput.TransferNotified _,
                    CallInput.DigitsRequested _,
                    CallInput.InviteReceived _,
                    CallInput.CancelReceived _,
                    CallInput.PrackReceived _,
                    CallInput.InviteTurnedAway _,
                    CallInput.MediaReserved _,
                    CallInput.MediaUnavailable _,
                    CallInput.SecuringFailed _,
                    CallInput.TimerFired _ -> Optional.empty();
        };
    }

    @Override
    public void incomingCall(CallId call, CallInput.InviteReceived invite) {
        phone.incomingCall(call, invite);
    }

    @Override
    public void registrationInput(RegistrationInput input) {
        phone.registrationInput(input);
        switch (input) {
            case RegistrationInput.NetworkChanged _ -> {
                moved.set(true);
                legs.get().ifPresent(inbox -> ids.forEach(inbox::pathLost));
            }
            case RegistrationInput.Registered _ -> {
                if (moved.getAndSet(false)) {
                    address.get().ifPresent(this::tellLegs);
                }
            }
            case RegistrationInput.ConnectRequested _,
                    RegistrationInput.DisconnectRequested _,
                    RegistrationInput.RetryRequested _,
                    RegistrationInput.Unregistered _,
                    RegistrationInput.RegistrationRejected _,
                    RegistrationInput.RegistrationFailed _,
                    RegistrationInput.TimerFired _ -> {} // of no interest to calls that are up
        }
    }

    /** There is a registration again: each leg tells its party where we are. The phone finds out for itself. */
    private void tellLegs(String address) {
        legs.get().ifPresent(inbox -> ids.forEach(leg -> inbox.legInput(leg, new LegInput.PathRestored(address))));
    }

    @Override
    public void watchInput(WatchInput input) {
        phone.watchInput(input);
    }

    @Override
    public void audioDevicesChanged(List<AudioDevice> devices, Optional<ErrorCode> problem) {
        phone.audioDevicesChanged(devices, problem);
    }

    @Override
    public CallId newCallId() {
        return phone.newCallId();
    }
}
