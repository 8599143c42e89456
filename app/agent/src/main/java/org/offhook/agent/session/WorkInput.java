package org.offhook.agent.session;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.CallbackView;
import org.offhook.agent.DoubtView;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDial;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.StoreAnswer;
import org.offhook.agent.port.Workplace;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;

/** What can happen to leads, wrap-up and callbacks. */
public sealed interface WorkInput extends SessionInput {
    // ---- asked by the agent or the CRM

    record NextLeadAsked(long ticket) implements WorkInput {}

    record DialLeadAsked(long ticket, long lead, LeadNumber number) implements WorkInput {}

    record ShowLeadAsked(long ticket, long lead) implements WorkInput {}

    record SkipLeadAsked(long ticket, long lead) implements WorkInput {}

    record UnskipLeadAsked(long ticket, long lead) implements WorkInput {}

    record EditLeadAsked(long ticket, long lead, Map<String, String> changes) implements WorkInput {
        @Override
        public String toString() {
            return "EditLeadAsked[" + lead + "]"; // the customer's data stays out of logs
        }
    }

    record DraftAsked(long ticket, CallId call, Draft draft) implements WorkInput {}

    record SaveAsked(long ticket, CallId call) implements WorkInput {}

    record ExtendAsked(long ticket, CallId call) implements WorkInput {}

    record CallBackNowAsked(long ticket, long callback) implements WorkInput {}

    record PromiseAsked(long ticket, String number, LeadWish lead, LocalDateTime at) implements WorkInput {
        @Override
        public String toString() {
            return "PromiseAsked[" + at + "]"; // a customer's number stays out of logs
        }
    }

    record MoveCallbackAsked(long ticket, long callback, LocalDateTime at) implements WorkInput {}

    record CancelCallbackAsked(long ticket, long callback) implements WorkInput {}

    record DecideDoubtAsked(long ticket, DoubtView.Kind kind, long id, boolean dialAgain) implements WorkInput {}

    // ---- answered by the store

    /** @param agent whom it was claimed for */
    record LeadTaken(String agent, StoreAnswer<Optional<LeadOnScreen>> answer) implements WorkInput {}

    record LeadFound(long ticket, StoreAnswer<Optional<LeadOnScreen>> answer) implements WorkInput {}

    record LeadOfCallFound(CallId call, StoreAnswer<Optional<LeadOnScreen>> answer) implements WorkInput {}

    record DialCleared(String entry, StoreAnswer<Clearance> answer) implements WorkInput {}

    /** @param answer why the rules speak against it; empty when they do not */
    record TransferCleared(long ticket, CallId call, String number, StoreAnswer<Optional<ErrorCode>> answer)
            implements WorkInput {
        @Override
        public String toString() {
            return "TransferCleared[" + call + "]"; // numbers stay out of logs
        }
    }

    /** @param answer why the rules speak against it; empty when they do not */
    record ConsultCleared(long ticket, ManualDial dial, String number, StoreAnswer<Optional<ErrorCode>> answer)
            implements WorkInput {
        @Override
        public String toString() {
            return "ConsultCleared[" + dial + "]"; // numbers stay out of logs
        }
    }

    record LeadEdited(long ticket, StoreAnswer<LeadOnScreen> answer) implements WorkInput {}

    /** @param ticket absent for what was kept without being asked */
    record DraftKept(Optional<Long> ticket, StoreAnswer<Boolean> answer) implements WorkInput {}

    record ResultSaved(CallId call, StoreAnswer<List<CallbackView>> answer) implements WorkInput {}

    record CallbacksSeen(long ticket, StoreAnswer<List<CallbackView>> answer) implements WorkInput {}

    record DoubtDecided(long ticket, StoreAnswer<List<DoubtView>> answer) implements WorkInput {}

    /** How many calls are in doubt has changed. */
    record DoubtsTold() implements WorkInput {}

    /** Those that wait for the word of a user without a campaign. */
    record DoubtsSeen(String agent, StoreAnswer<List<DoubtView>> answer) implements WorkInput {}

    record WorkSeen(StoreAnswer<Optional<Workplace>> answer) implements WorkInput {}

    // ---- the clock

    record TimeCame(WorkTimer timer) implements WorkInput {}
}
