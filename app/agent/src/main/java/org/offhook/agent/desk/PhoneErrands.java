package org.offhook.agent.desk;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.offhook.agent.AgentState;
import org.offhook.agent.ManualDial;
import org.offhook.agent.session.AgentMachine;
import org.offhook.agent.session.SessionInput;
import org.offhook.agent.session.SessionModel;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.LoopHost;
import org.offhook.core.phone.PhoneCommand;

/** Commands to the phone alone, as far as the agent's state lets them pass. Owned by the loop's thread. */
final class PhoneErrands {
    private final LoopHost loop;
    private final RecordingRights recording;
    private final Supplier<SessionModel> session;
    private final PairingErrands.Reply reply;
    private final Consumer<SessionInput> feed;

    PhoneErrands(
            LoopHost loop,
            RecordingRights recording,
            Supplier<SessionModel> session,
            PairingErrands.Reply reply,
            Consumer<SessionInput> feed) {
        this.loop = loop;
        this.recording = recording;
        this.session = session;
        this.reply = reply;
        this.feed = feed;
    }

    void take(long ticket, PhoneCommand command) {
        switch (command) {
            case PhoneCommand.PlaceCall(
                    DialPlan plan,
                    AccountId account) -> // there is one way to dial, and its rules hold at every door
                feed.accept(new SessionInput.DialAsked(
                        ticket,
                        ManualDial.typed(plan.number())
                                .withFacts(plan.name().isEmpty() ? Map.of() : Map.of("name", plan.name()))
                                .over(account)));
            case PhoneCommand.TransferCall(CallId call, String number) -> // the same for whom a call is sent to
                feed.accept(new SessionInput.TransferAsked(ticket, call, number));
            case PhoneCommand.CallVoicemail _, PhoneCommand.PickUpCall _ -> feature(ticket, command);
            case PhoneCommand.ConnectAccount _, PhoneCommand.DisconnectAccount _ ->
                reply.to(
                        ticket,
                        AgentMachine.state(session.get().session()) == AgentState.LOGGED_OUT
                                ? loop.command(command)
                                : Refused.of(ErrorCode.LOGGED_IN_OTHERWISE));
            case PhoneCommand.UseAccounts _ -> // what is stored and what the phone has must not part
                reply.to(ticket, Refused.of(ErrorCode.CALL_STATE_WRONG));
            case PhoneCommand.RecordCall order -> reply.to(ticket, recording.take(order, session.get()));
            case PhoneCommand.RetryRegistration _,
                    PhoneCommand.AnswerCall _,
                    PhoneCommand.RejectCall _,
                    PhoneCommand.HangUpCall _,
                    PhoneCommand.MuteCall _,
                    PhoneCommand.HoldCall _,
                    PhoneCommand.SwapCalls _,
                    PhoneCommand.ConnectCalls _,
                    PhoneCommand.ParkCall _,
                    PhoneCommand.JoinCalls _,
                    PhoneCommand.SendDigits _,
                    PhoneCommand.PlayNotice _,
                    PhoneCommand.CheckSound _,
                    PhoneCommand.EndSoundCheck _,
                    PhoneCommand.ChooseAudio _ -> reply.to(ticket, loop.command(command));
        }
    }

    /** A code of the exchange is dialled: a call beside the agent's work, without a result of its own. */
    private void feature(long ticket, PhoneCommand command) {
        switch (AgentMachine.state(session.get().session())) {
            case PAUSED, READY, ON_CALL, WRAP_UP -> {
                CommandOutcome outcome = loop.command(command);
                reply.to(ticket, outcome);
                if (outcome instanceof Accepted accepted) {
                    CallId call = new CallId(accepted.data().getOrDefault("callId", ""));
                    Optional<CallView> view = loop.phone().call(call);
                    String number = view.map(one -> one.party().number()).orElse("");
                    AccountId account = view.map(CallView::account).orElse(AccountId.MAIN);
                    feed.accept(new SessionInput.ConsultPlaced(
                            call, ManualDial.typed(number).over(account), number));
                }
            }
            case LOGGED_OUT -> reply.to(ticket, Refused.of(ErrorCode.NOT_LOGGED_IN));
            case LOGGING_IN, CALLING, LOGGING_OUT -> reply.to(ticket, Refused.of(ErrorCode.CALL_STATE_WRONG));
        }
    }
}
