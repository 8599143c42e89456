package org.offhook.agent.session;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.ManualDial;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.DoubtWord;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.PromiseWish;
import org.offhook.core.call.CallId;

/** What the session machine orders from the dialer's store, and the timers that go with it. */
public sealed interface WorkEffect extends SessionEffect {
    /** {@code LeadTaken} answers. */
    record TakeLead(String agent, String campaign) implements WorkEffect {}

    record GiveBack(String agent, long lead) implements WorkEffect {}

    /** {@code LeadOfCallFound} answers. */
    record ReadLead(CallId call, String campaign, long lead) implements WorkEffect {}

    /** {@code LeadFound} answers. */
    record FindLead(long ticket, String campaign, long lead) implements WorkEffect {}

    /** {@code DialCleared} answers. */
    record ClearDial(String entry, DialQuestion question) implements WorkEffect {}

    /**
     * Whether the campaign's rules let a call be sent to a number; {@code TransferCleared} answers.
     *
     * @param typed as it was asked for
     * @param dialled as it would be dialled
     */
    record ClearTransfer(long ticket, CallId call, String agent, String campaign, String typed, String dialled)
            implements WorkEffect {
        @Override
        public String toString() {
            return "ClearTransfer[" + call + "]"; // numbers stay out of logs
        }
    }

    /** The same for whom the agent wants to ask beside a call; {@code ConsultCleared} answers. */
    record ClearConsult(long ticket, ManualDial dial, String agent, String campaign, String dialled)
            implements WorkEffect {
        @Override
        public String toString() {
            return "ClearConsult[" + dial + "]"; // numbers stay out of logs
        }
    }

    /** {@code LeadOfCallFound} answers. */
    record NoteOffered(CallNote.Begun begun) implements WorkEffect {}

    record Note(CallNote note) implements WorkEffect {}

    /** {@code LeadEdited} answers. */
    record EditLead(long ticket, String campaign, long lead, Map<String, String> changes) implements WorkEffect {
        @Override
        public String toString() {
            return "EditLead[" + lead + "]"; // the customer's data stays out of logs
        }
    }

    /** {@code DraftKept} answers. */
    record KeepDraft(Optional<Long> ticket, KeptWrapUp work) implements WorkEffect {}

    /** {@code ResultSaved} answers. */
    record SaveResult(KeptWrapUp work) implements WorkEffect {}

    /** {@code CallbacksSeen} answers. */
    record Promise(long ticket, PromiseWish wish) implements WorkEffect {}

    /** {@code CallbacksSeen} answers. */
    record MoveCallback(long ticket, String agent, String campaign, long callback, LocalDateTime at)
            implements WorkEffect {}

    /** {@code CallbacksSeen} answers. */
    record CancelCallback(long ticket, String agent, String campaign, long callback) implements WorkEffect {}

    /** {@code DoubtDecided} answers. */
    record DecideDoubt(long ticket, DoubtWord word) implements WorkEffect {}

    /** {@code DoubtsSeen} answers. */
    record LookAtDoubts(String agent) implements WorkEffect {}

    /** {@code WorkSeen} answers. */
    record LookAtWork(String agent) implements WorkEffect {}

    /** {@code TimeCame} answers; a timer of the same kind is replaced. */
    record StartWorkTimer(WorkTimer timer, Instant at) implements WorkEffect {}

    record StopWorkTimer(WorkTimer timer) implements WorkEffect {}
}
