package org.offhook.core.phone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.soundcheck.SoundCheckKind;

/** What the phone does when it is told to: the rules above single calls and the registration. Owned by the loop's thread. */
final class Switchboard {
    /** A logout waits this long for calls to end in order before the registration goes. */
    private static final Duration CALLS_END_LIMIT = Duration.ofSeconds(4);

    private final LoopContext context;
    private final Lines lines;
    private final Accounts accounts;
    private final WatchDesk watch;
    private final SoundCheckDesk soundCheck;
    private final PickUps pickUps;
    private final int lineLimit;
    private List<AudioDevice> audioDevices = List.of();
    private AudioChoice audioChoice = AudioChoice.SYSTEM;
    private Optional<ErrorCode> audioProblem = Optional.empty();
    private boolean audioChanged;
    /** The registrations go as soon as no call is up. */
    private boolean leavesAfterCalls;

    Switchboard(LoopContext context, Lines lines, Accounts accounts, WatchDesk watch, int lineLimit) {
        this.context = context;
        this.lines = lines;
        this.accounts = accounts;
        this.watch = watch;
        this.soundCheck = new SoundCheckDesk(context);
        this.lineLimit = lineLimit;
        this.pickUps = new PickUps(lines, watch, this::place);
    }

    PhoneSnapshot picture(long version) {
        return new PhoneSnapshot(
                version,
                accounts.main().view(),
                lines.views(),
                lineLimit,
                lines.joined(),
                audioDevices,
                audioChoice,
                audioProblem,
                watch.view(),
                soundCheck.view(),
                accounts.views());
    }

    SoundCheckDesk soundCheck() {
        return soundCheck;
    }

    void audioFound(List<AudioDevice> devices, Optional<ErrorCode> problem) {
        audioChanged |= !devices.equals(audioDevices) || !problem.equals(audioProblem);
        audioDevices = devices;
        audioProblem = problem;
    }

    boolean audioChangedSinceAsked() {
        boolean changed = audioChanged;
        audioChanged = false;
        return changed;
    }

    CommandOutcome take(PhoneCommand command) {
        return switch (command) {
            case PhoneCommand.ConnectAccount(Account account) -> connect(account);
            case PhoneCommand.DisconnectAccount _ -> disconnect();
            case PhoneCommand.RetryRegistration _ -> outcome(accounts.retry(), "trying");
            case PhoneCommand.UseAccounts(List<ExtraAccount> extras, boolean resting) ->
                outcome(accounts.use(extras, resting), "known");
            case PhoneCommand.PlaceCall(CallInput.DialPlan plan, AccountId account) -> place(plan, account);
            case PhoneCommand.AnswerCall(CallId id) -> outcome(lines.turns().answer(id), "answering");
            case PhoneCommand.RejectCall(CallId id, Rejection why) ->
                outcome(lines.command(id, new CallInput.RejectRequested(why.status())), "rejected");
            case PhoneCommand.HangUpCall(CallId id) ->
                outcome(
                        lines.command(
                                id,
                                lines.isRinging(id)
                                        ? new CallInput.RejectRequested(486)
                                        : new CallInput.HangUpRequested()),
                        "hanging up");
            case PhoneCommand.MuteCall(CallId id, boolean muted) ->
                outcome(lines.turns().mute(id, muted), muted ? "muted" : "not muted");
            case PhoneCommand.HoldCall(CallId id, boolean hold) ->
                hold
                        ? outcome(lines.turns().hold(id), "holding")
                        : outcome(lines.turns().takeBack(id), "resuming");
            case PhoneCommand.SwapCalls _ -> outcome(lines.turns().swap(), "swapping");
            case PhoneCommand.JoinCalls _ -> outcome(lines.turns().join(), "joining");
            case PhoneCommand.TransferCall(CallId id, String number) ->
                outcome(
                        lines.command(id, new CallInput.TransferRequested(new TransferTarget.Somebody(number))),
                        "transferring");
            case PhoneCommand.CallVoicemail(AccountId account) -> voicemail(account);
            case PhoneCommand.PickUpCall(String number, Optional<AccountId> account) -> pickUps.pickUp(number, account);
            case PhoneCommand.ParkCall(CallId id) -> park(id);
            case PhoneCommand.ConnectCalls(CallId id, CallId other) ->
                outcome(lines.turns().connect(id, other), "connecting");
            case PhoneCommand.SendDigits(CallId id, String digits) ->
                outcome(lines.command(id, new CallInput.DigitsRequested(digits)), "sent");
            case PhoneCommand.RecordCall(CallId id, RecordingOrder order) ->
                outcome(
                        lines.recordings().order(id, order),
                        switch (order) {
                            case START, RESUME -> "recording";
                            case PAUSE -> "not recording for now";
                            case STOP -> "not recording";
                        });
            case PhoneCommand.PlayNotice _ -> {
                context.guarded("media.playNotice", context.media::playNotice);
                yield CommandOutcome.Accepted.of("playing");
            }
            case PhoneCommand.ChooseAudio(AudioChoice choice) -> {
                audioChanged |= !choice.equals(audioChoice);
                audioChoice = choice;
                context.guarded("media.choose", () -> context.media.choose(choice));
                yield CommandOutcome.Accepted.of("chosen");
            }
            case PhoneCommand.CheckSound(SoundCheckKind kind) -> soundCheck.check(kind, lines.liveCount());
            case PhoneCommand.EndSoundCheck _ -> soundCheck.end();
        };
    }

    private static CommandOutcome outcome(Optional<CommandOutcome.Refused> refused, String done) {
        return refused.isPresent() ? refused.get() : CommandOutcome.Accepted.of(done);
    }

    private CommandOutcome place(CallInput.DialPlan plan, AccountId account) {
        Optional<CommandOutcome.Refused> objection = accounts.objection(account);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (lines.liveCount() >= lineLimit) {
            return CommandOutcome.Refused.of(ErrorCode.CALL_IN_PROGRESS);
        }
        Optional<CommandOutcome.Refused> occupied = lines.turns().holdAllBut(Optional.empty());
        if (occupied.isPresent()) {
            return occupied.get();
        }
        CallId id = lines.dial(plan, account);
        return new CommandOutcome.Accepted("dialling", Map.of("callId", id.value()));
    }

    private CommandOutcome voicemail(AccountId account) {
        Optional<AccountServices> services = watch.view().of(account);
        if (services.isEmpty()) {
            return new CommandOutcome.Refused(ErrorCode.ACCOUNT_UNKNOWN, account.name());
        }
        return services.get()
                .voicemail()
                .map(number -> place(new CallInput.DialPlan(number, "", Optional.empty(), PickUps.RING_LIMIT), account))
                .orElseGet(() -> missing("voicemail", account));
    }

    /** Where the exchange of the call's own account parks calls. */
    private CommandOutcome park(CallId id) {
        AccountId account = context.calls.of(id);
        return watch.view()
                .of(account)
                .flatMap(services -> services.codes().park())
                .map(code -> outcome(
                        lines.command(id, new CallInput.TransferRequested(new TransferTarget.Somebody(code))),
                        "parking"))
                .orElseGet(() -> missing("park", account));
    }

    private static CommandOutcome missing(String code, AccountId account) {
        return new CommandOutcome.Refused(
                ErrorCode.FEATURE_CODE_MISSING, account.isMain() ? "codes." + code : code + " of account " + account);
    }

    private CommandOutcome connect(Account account) {
        if (lines.liveCount() > 0 && !isPresentAccount(account)) {
            return CommandOutcome.Refused.of(ErrorCode.CALL_IN_PROGRESS);
        }
        leavesAfterCalls = false;
        if (!isPresentAccount(account)) {
            lines.dropSpare();
        }
        Optional<CommandOutcome.Refused> refused =
                accounts.main().take(new RegistrationInput.ConnectRequested(account));
        accounts.connect();
        return outcome(refused, "registering");
    }

    private boolean isPresentAccount(Account account) {
        return accounts.main().account().filter(account::equals).isPresent();
    }

    private CommandOutcome disconnect() {
        lines.hangUpAll();
        lines.dropSpare();
        leavesAfterCalls = true;
        context.timers.start("calls-end-limit", context.now.plus(CALLS_END_LIMIT), this::leaveNow);
        letAfterCalls();
        return CommandOutcome.Accepted.of("disconnecting");
    }

    /** After each step: what it has brought about besides its own. A sound check ends when a call begins. */
    void settle() {
        soundCheck.follow(lines.liveCount());
        pickUps.follow();
        letAfterCalls();
    }

    /** Running calls end first: their BYE needs the transport that the registration keeps open. */
    private void letAfterCalls() {
        if (leavesAfterCalls && lines.liveCount() == 0) {
            leaveNow();
        }
    }

    void leaveNow() {
        context.timers.stop("calls-end-limit");
        if (leavesAfterCalls) {
            leavesAfterCalls = false;
            watch.leave();
            accounts.disconnect();
        }
    }
}
