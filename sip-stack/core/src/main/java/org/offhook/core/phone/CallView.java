package org.offhook.core.phone;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.Transfer;
import org.offhook.core.media.CallQuality;
import org.offhook.core.media.Codec;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.recording.CallRecording;

/**
 * A call as observers see it.
 *
 * @param called for an incoming call: whom the caller wanted; else {@link CallParty#UNKNOWN}
 * @param startedAt when it was dialled or began to ring
 * @param connectedAt when it was answered
 * @param endedAt when it ended; ended calls stay in the snapshot for a few seconds
 * @param muted our microphone is silenced
 * @param held we put the far end on hold
 * @param heldByFarEnd the far end put us on hold
 * @param transfer how far a transfer of the far end has come
 * @param end how it ended
 * @param codec in use
 * @param digitsSent what was keyed in this call
 * @param security how speech is kept from being read on its way
 * @param transferredBy who sent the far end to us, or us to the far end
 * @param quality how it sounded in the last five seconds; empty before, and for calls that were never answered
 * @param recording whether it is recorded
 * @param account which of the phone's accounts it is over
 */
public record CallView(
        CallId id,
        CallDirection direction,
        Phase phase,
        CallParty party,
        CallParty called,
        Instant startedAt,
        Optional<Instant> connectedAt,
        Optional<Instant> endedAt,
        boolean muted,
        boolean held,
        boolean heldByFarEnd,
        Transfer transfer,
        Optional<CallEnd> end,
        Optional<Codec> codec,
        String digitsSent,
        SpeechSecurity security,
        Optional<CallParty> transferredBy,
        Optional<CallQuality> quality,
        CallRecording recording,
        AccountId account) {

    /** A call over the main account. */
    public CallView(
            CallId id,
            CallDirection direction,
            Phase phase,
            CallParty party,
            CallParty called,
            Instant startedAt,
            Optional<Instant> connectedAt,
            Optional<Instant> endedAt,
            boolean muted,
            boolean held,
            boolean heldByFarEnd,
            Transfer transfer,
            Optional<CallEnd> end,
            Optional<Codec> codec,
            String digitsSent,
            SpeechSecurity security,
            Optional<CallParty> transferredBy,
            Optional<CallQuality> quality,
            CallRecording recording) {
        this(
                id,
                direction,
                phase,
                party,
                called,
                startedAt,
                connectedAt,
                endedAt,
                muted,
                held,
                heldByFarEnd,
                transfer,
                end,
                codec,
                digitsSent,
                security,
                transferredBy,
                quality,
                recording,
                AccountId.MAIN);
    }

    /** A call of which nobody knows how it sounds. */
    public CallView(
            CallId id,
            CallDirection direction,
            Phase phase,
            CallParty party,
            CallParty called,
            Instant startedAt,
            Optional<Instant> connectedAt,
            Optional<Instant> endedAt,
            boolean muted,
            boolean held,
            boolean heldByFarEnd,
            Transfer transfer,
            Optional<CallEnd> end,
            Optional<Codec> codec,
            String digitsSent) {
        this(
                id,
                direction,
                phase,
                party,
                called,
                startedAt,
                connectedAt,
                endedAt,
                muted,
                held,
                heldByFarEnd,
                transfer,
                end,
                codec,
                digitsSent,
                SpeechSecurity.NONE,
                Optional.empty(),
                Optional.empty(),
                CallRecording.OFF);
    }

    /** The same with what stands beside the call's own state. */
    CallView with(AccountId over, Optional<CallQuality> found, CallRecording recorded) {
        return new CallView(
                id,
                direction,
                phase,
                party,
                called,
                startedAt,
                connectedAt,
                endedAt,
                muted,
                held,
                heldByFarEnd,
                transfer,
                end,
                codec,
                digitsSent,
                security,
                transferredBy,
                found,
                recorded,
                over);
    }

    public enum CallDirection {
        OUTGOING,
        INCOMING
    }

    /** What an agent can tell apart. */
    public enum Phase {
        /** Dialled, nothing heard from the far end yet. */
        CONNECTING,
        /** The far end rings; we play ringback. */
        RINGING,
        /** The exchange plays something before the answer. */
        EARLY_MEDIA,
        /** An incoming call rings here. */
        OFFERED,
        /** Answered here, waiting for the far end's ACK. */
        ANSWERING,
        CONNECTED,
        /** CANCEL or BYE is on its way. */
        ENDING,
        ENDED
    }

    /** Whether speech cannot be read on its way. */
    public boolean encrypted() {
        return security != SpeechSecurity.NONE;
    }

    /** True until the call is over. */
    public boolean live() {
        return phase != Phase.ENDED;
    }
}
