package org.offhook.practice.farend;

import java.time.Duration;
import java.util.Optional;
import org.offhook.practice.sound.Sound;

/** What a far end wants done. */
public sealed interface FarEndEffect {
    /** Response without a body. */
    record Respond(int status) implements FarEndEffect {}

    /** Response whose body answers {@code offer}, or offers when there was none. */
    record RespondWithSession(int status, Optional<String> offer) implements FarEndEffect {}

    /** Response to the phone's re-INVITE. */
    record AnswerReinvite(Optional<String> offer) implements FarEndEffect {}

    record RefuseReinvite(int status) implements FarEndEffect {}

    record SendInvite() implements FarEndEffect {}

    record SendCancel() implements FarEndEffect {}

    /** ACK to the 2xx of our INVITE or re-INVITE. */
    record SendAck() implements FarEndEffect {}

    record SendBye() implements FarEndEffect {}

    /** re-INVITE with {@code a=sendonly} or {@code a=sendrecv}. */
    record SendReinvite(Offer offer) implements FarEndEffect {}

    /** Our re-INVITE was refused: what held before it holds on (RFC 3261 §14.1). */
    record WithdrawOffer(Offer offer) implements FarEndEffect {}

    /** The phone answered our offer: send and receive there. */
    record TakeAnswer(String answer) implements FarEndEffect {}

    /** Let the caller hear this from now on. */
    record Play(Sound sound) implements FarEndEffect {}

    record KeyDigits(String digits) implements FarEndEffect {}

    record StartTimer(FarEndTimer timer, Duration delay) implements FarEndEffect {}

    record AskForCallBack(Duration delay) implements FarEndEffect {}

    /** Both sides agreed: the report's clock starts. */
    record NoteConnected() implements FarEndEffect {}

    /** The call is over: stop media and timers, close the report. */
    record Finish(Ending ending) implements FarEndEffect {}

    /** What our re-INVITE proposes. */
    enum Offer {
        HOLD,
        RESUME
    }

    /** Who ended the call, or why there was none. */
    enum Ending {
        PHONE_HUNG_UP,
        FAR_END_HUNG_UP,
        PHONE_CANCELLED,
        FAR_END_REFUSED,
        PHONE_REFUSED,
        NOT_ANSWERED,
        FAILED
    }
}
