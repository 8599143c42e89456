package org.offhook.practice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaStatistics;
import org.offhook.practice.farend.FarEndEffect;
import org.offhook.practice.farend.FarEndEffect.Ending;
import org.offhook.practice.farend.FarEndInput;
import org.offhook.practice.farend.FarEndMachine;
import org.offhook.practice.farend.FarEndState;
import org.offhook.practice.farend.FarEndStep;
import org.offhook.practice.farend.FarEndTimer;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipSendException;

/** One call of a far end: its machine, its dialog, its audio. Does the machine's effects. Loop only, except {@link #report}. */
final class FarEndCall {
    /** What a call needs from the exchange. */
    interface Switchboard {
        ExchangeLoop loop();

        SipNode node();

        /** Something worth telling changed. */
        void changed(FarEndCall call);

        /** The call is over: forget it. */
        void ended(FarEndCall call);

        /** The far end wants this caller called. */
        void callBack(String extension, Duration delay);

        /** An input that meant nothing was ignored. */
        void ignored(FarEndStep.Ignored reason);
    }

    private final Switchboard exchange;
    private final SipNode node;
    private final Dialog dialog;
    private final FarEndAudio audio;
    private final List<Future<?>> timers = new ArrayList<>();
    private FarEndState state = new FarEndState.Idle();

    private @Nullable IncomingRequest invite;
    private @Nullable IncomingRequest reinvite;
    private @Nullable ClientTransaction ours;
    private @Nullable AnswerRepeater repeater;
    private @Nullable Request lastAck;
    private long invitedSequence;

    private final long serial;
    private final HeardCall.Direction direction;
    private final String number;
    private final String caller;
    private final Instant began;
    private volatile Facts facts = new Facts(Optional.empty(), Optional.empty(), Optional.empty(), "");

    /** The part of the report that changes and is not in the ear. */
    private record Facts(
            Optional<Instant> connected, Optional<Instant> ended, Optional<Ending> ending, String digits) {}

    FarEndCall(
            Switchboard exchange,
            Dialog dialog,
            FarEndAudio audio,
            long serial,
            HeardCall.Direction direction,
            String number,
            String caller) {
        this.exchange = exchange;
        this.node = exchange.node();
        this.dialog = dialog;
        this.audio = audio;
        this.serial = serial;
        this.direction = direction;
        this.number = number;
        this.caller = caller;
        this.began = exchange.loop().now();
    }

    Dialog dialog() {
        return dialog;
    }

    String localTag() {
        return dialog.localTag();
    }

    /** Any thread. */
    HeardCall report() {
        Facts now = facts;
        MediaStatistics statistics = audio.statistics();
        return new HeardCall(
                serial,
                direction,
                number,
                caller,
                began,
                now.connected(),
                now.ended(),
                now.ending(),
                audio.ear().tones(),
                audio.ear().loudestDbov(),
                now.digits(),
                statistics.packetsReceived(),
                statistics.packetsSent());
    }

    void invited(IncomingRequest incoming, FarEndInput.InviteArrived input) {
        invite = incoming;
        give(input);
    }

    /** A request within the dialog that passed the checks of {@link Dialog#accept}. */
    void reinvited(IncomingRequest incoming, Optional<String> offer) {
        reinvite = incoming;
        give(new FarEndInput.ReinviteArrived(offer));
    }

    void acknowledged(Optional<String> answer) {
        if (repeater != null) {
            repeater.stop();
            repeater = null;
        }
        give(new FarEndInput.AckArrived(answer));
    }

    /** A 2xx came again because our ACK was lost: the same ACK goes out again (RFC 3261 §13.2.2.4). */
    void answeredAgain() {
        Request again = lastAck;
        if (again != null) {
            sendStateless((Request) again.clone());
        }
    }

    /** Whether this 2xx is new to us, not a repetition. */
    boolean firstAnswer(Response response) {
        long sequence = ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getSeqNumber();
        Request acked = lastAck;
        return acked == null || ((CSeqHeader) acked.getHeader(CSeqHeader.NAME)).getSeqNumber() != sequence;
    }

    void answered(Response response, Optional<String> answer) {
        dialog.confirm(response);
        give(new FarEndInput.InviteAnswered(answer));
    }

    void heardDigit(char digit) {
        Facts now = facts;
        if (now.digits().length() < 256) {
            facts = new Facts(now.connected(), now.ended(), now.ending(), now.digits() + digit);
        }
        exchange.changed(this);
    }

    /** One step of the machine and all its effects. */
    void give(FarEndInput input) {
        FarEndStep step = FarEndMachine.step(state, input);
        step.ignored().ifPresent(exchange::ignored);
        state = step.state();
        for (FarEndEffect effect : step.effects()) {
            perform(effect);
        }
    }

    private void perform(FarEndEffect effect) {
        switch (effect) {
            case FarEndEffect.Respond(int status) -> respond(invite, status, Optional.empty());
            case FarEndEffect.RespondWithSession(int status, Optional<String> offer) ->
                respond(invite, status, session(offer));
            case FarEndEffect.AnswerReinvite(Optional<String> offer) -> answerReinvite(offer);
            case FarEndEffect.RefuseReinvite(int status) -> respond(reinvite, status, Optional.empty());
            case FarEndEffect.SendInvite() -> sendInvite(Direction.SENDRECV);
            case FarEndEffect.SendReinvite(FarEndEffect.Offer offer) ->
                sendInvite(
                        switch (offer) {
                            case HOLD -> Direction.SENDONLY;
                            case RESUME -> Direction.SENDRECV;
                        });
            case FarEndEffect.WithdrawOffer(FarEndEffect.Offer offer) ->
                audio.want(
                        switch (offer) {
                            case HOLD -> Direction.SENDRECV;
                            case RESUME -> Direction.SENDONLY;
                        });
            case FarEndEffect.SendCancel() -> sendCancel();
            case FarEndEffect.SendAck() -> sendAck();
            case FarEndEffect.SendBye() -> sendBye();
            case FarEndEffect.TakeAnswer(String answer) -> {
                if (!audio.take(answer)) {
                    exchange.loop().run(() -> give(new FarEndInput.DialogFailed()));
                }
            }
            case FarEndEffect.Play(var sound) -> audio.play(sound);
            case FarEndEffect.KeyDigits(String digits) -> audio.keyDigits(digits);
            case FarEndEffect.StartTimer(FarEndTimer timer, Duration delay) ->
                timers.add(exchange.loop().after(delay, () -> give(new FarEndInput.TimerFired(timer))));
            case FarEndEffect.AskForCallBack(Duration delay) -> exchange.callBack(caller, delay);
            case FarEndEffect.NoteConnected() -> {
                facts = new Facts(
                        Optional.of(exchange.loop().now()), Optional.empty(), Optional.empty(), facts.digits());
                exchange.changed(this);
            }
            case FarEndEffect.Finish(Ending ending) -> finish(ending);
        }
    }

    private Optional<String> session(Optional<String> offer) {
        return offer.isPresent() ? audio.answer(offer.get()) : Optional.of(audio.offer(Direction.SENDRECV));
    }

    private void answerReinvite(Optional<String> offer) {
        Optional<String> body = session(offer);
        respond(reinvite, body.isPresent() ? 200 : 488, body);
    }

    private void respond(@Nullable IncomingRequest to, int status, Optional<String> sdp) {
        if (to == null || to.transaction().isEmpty()) {
            return;
        }
        ServerTransaction transaction = to.transaction().get();
        Response response = node.messages().response(to.request(), status, dialog.localTag());
        sdp.ifPresent(body -> node.messages().setSdp(response, body));
        if (status > 100 && status < 300) {
            dialog.addContact(response);
        }
        try {
            if (status >= 200 && status < 300) {
                AnswerDesk.addAllow(node.messages(), response);
            }
            node.respond(transaction, response);
            if (status >= 200 && status < 300) {
                repeater = new AnswerRepeater(
                        exchange.loop(), () -> repeat(response), () -> give(new FarEndInput.DialogFailed()));
            }
        } catch (SipSendException unreachable) {
            exchange.loop().run(() -> give(new FarEndInput.DialogFailed()));
        }
    }

    private void repeat(Response response) {
        try {
            node.repeat((Response) response.clone());
        } catch (SipSendException lost) {
            exchange.ignored(FarEndStep.Ignored.OUT_OF_PLACE); // the next repetition may get through
        }
    }

    private void sendInvite(Direction wanted) {
        Request request = dialog.request(Request.INVITE);
        invitedSequence = dialog.lastSequence();
        node.messages().setSdp(request, audio.offer(wanted));
        AnswerDesk.addAllow(node.messages(), request);
        try {
            ours = node.send(request, dialog.hop());
        } catch (SipSendException unreachable) {
            exchange.loop().run(() -> give(new FarEndInput.InviteRefused(503)));
        }
    }

    private void sendCancel() {
        ClientTransaction pending = ours;
        if (pending == null) {
            return;
        }
        try {
            node.cancel(pending, dialog.hop(), cancel -> {});
        } catch (SipSendException unreachable) {
            exchange.loop().run(() -> give(new FarEndInput.DialogFailed()));
        }
    }

    private void sendAck() {
        Request ack = dialog.ack(invitedSequence);
        lastAck = (Request) ack.clone();
        sendStateless(ack);
    }

    private void sendStateless(Request ack) {
        try {
            node.sendStateless(ack, dialog.hop());
        } catch (SipSendException lost) {
            exchange.ignored(FarEndStep.Ignored.OUT_OF_PLACE); // the 2xx comes again and with it another chance
        }
    }

    private void sendBye() {
        try {
            ours = node.send(dialog.request(Request.BYE), dialog.hop());
        } catch (SipSendException unreachable) {
            exchange.loop().run(() -> give(new FarEndInput.ByeCompleted()));
        }
    }

    private void finish(Ending ending) {
        timers.forEach(timer -> timer.cancel(false));
        timers.clear();
        if (repeater != null) {
            repeater.stop();
            repeater = null;
        }
        facts = new Facts(facts.connected(), Optional.of(exchange.loop().now()), Optional.of(ending), facts.digits());
        audio.close();
        exchange.ended(this);
    }
}
