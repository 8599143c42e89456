package org.offhook.core.phone;

import java.util.List;
import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.soundcheck.SoundCheckView;

/**
 * The phone at one instant. Immutable; a later one has a greater version.
 *
 * @param calls live ones first, those on hold after the others, each in order of start; then those that just ended
 * @param lines how many calls may be up at a time
 * @param joined calls whose parties hear one another; empty without a conversation of several
 * @param audioProblem why there is no sound, if there is none
 * @param watch what is known of the mailbox and of other phones
 * @param soundCheck how trying the devices out stands
 * @param accounts those beside the main one, whose registration stands above
 */
public record PhoneSnapshot(
        long version,
        RegistrationView registration,
        List<CallView> calls,
        int lines,
        List<CallId> joined,
        List<AudioDevice> audioDevices,
        AudioChoice audioChoice,
        Optional<ErrorCode> audioProblem,
        WatchView watch,
        SoundCheckView soundCheck,
        List<AccountView> accounts) {

    /** With the main account alone. */
    public PhoneSnapshot(
            long version,
            RegistrationView registration,
            List<CallView> calls,
            int lines,
            List<CallId> joined,
            List<AudioDevice> audioDevices,
            AudioChoice audioChoice,
            Optional<ErrorCode> audioProblem,
            WatchView watch,
            SoundCheckView soundCheck) {
        this(
                version,
                registration,
                calls,
                lines,
                joined,
                audioDevices,
                audioChoice,
                audioProblem,
                watch,
                soundCheck,
                List.of());
    }

    /** And with devices that nobody tries out. */
    public PhoneSnapshot(
            long version,
            RegistrationView registration,
            List<CallView> calls,
            int lines,
            List<CallId> joined,
            List<AudioDevice> audioDevices,
            AudioChoice audioChoice,
            Optional<ErrorCode> audioProblem,
            WatchView watch) {
        this(
                version,
                registration,
                calls,
                lines,
                joined,
                audioDevices,
                audioChoice,
                audioProblem,
                watch,
                SoundCheckView.NONE);
    }

    public static final PhoneSnapshot INITIAL = new PhoneSnapshot(
            0,
            RegistrationView.NONE,
            List.of(),
            1,
            List.of(),
            List.of(),
            AudioChoice.SYSTEM,
            Optional.empty(),
            WatchView.NOTHING);

    public Optional<CallView> call(CallId id) {
        return calls.stream().filter(call -> call.id().equals(id)).findFirst();
    }

    /** An account beside the main one. */
    public Optional<AccountView> account(AccountId id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    /** Whether calls can be placed over this account now. */
    public boolean usable(AccountId id) {
        return id.isMain()
                ? registration.status() == RegistrationView.Status.REGISTERED
                : account(id).filter(AccountView::usable).isPresent();
    }

    /** Whether one more call could be up. */
    public boolean hasFreeLine() {
        int live = 0;
        for (CallView call : calls) {
            live += call.live() ? 1 : 0;
        }
        return live < lines;
    }

    /** The call that dock and card speak of: the first live one. */
    public Optional<CallView> activeCall() {
        return calls.stream().filter(CallView::live).findFirst();
    }
}
