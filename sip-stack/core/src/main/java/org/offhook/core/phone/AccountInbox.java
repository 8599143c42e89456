package org.offhook.core.phone;

import java.util.List;
import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.WatchInput;
import org.offhook.core.registration.RegistrationInput;

/** Where the user agent of an account beside the main one puts what happened: it is told apart by its account. Any thread. */
record AccountInbox(PhoneLoop phone, AccountId account) implements PhoneInbox {
    @Override
    public void callInput(CallId call, CallInput input) {
        phone.callInput(call, input);
    }

    @Override
    public void incomingCall(CallId call, InviteReceived invite) {
        phone.incomingCall(account, call, invite);
    }

    @Override
    public void registrationInput(RegistrationInput input) {
        phone.registrationInput(account, input);
    }

    @Override
    public void watchInput(WatchInput input) {
        phone.watchInput(account, input);
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
