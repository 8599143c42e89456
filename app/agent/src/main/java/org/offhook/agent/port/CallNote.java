package org.offhook.agent.port;

import java.time.Instant;
import java.util.OptionalLong;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.media.CallSummary;
import org.offhook.core.phone.CallView.CallDirection;

/** Something for the store's call log. Notes of one desk are kept in the order they are given. */
public sealed interface CallNote {
    CallId call();

    /**
     * @param callback the promised call that it is
     * @param source who asked for it: {@code agent}, {@code crm}, {@code incoming} …
     * @param counted the lead counts it already: it came out of the store's queue
     * @param account which it is over
     */
    record Begun(
            CallId call,
            CallDirection direction,
            CallParty party,
            String agent,
            String campaign,
            OptionalLong lead,
            OptionalLong callback,
            String source,
            boolean counted,
            Instant at,
            AccountId account)
            implements CallNote {
        @Override
        public String toString() {
            return "Begun[" + call + "]"; // numbers stay out of logs
        }
    }

    record Answered(CallId call, Instant at) implements CallNote {}

    record Ended(CallId call, CallEnd end, Instant at) implements CallNote {}

    /** How it sounded from its answer to its end; before or after {@code Ended}. */
    record Summed(CallId call, CallSummary summary) implements CallNote {}

    /**
     * A recording of it is complete; mostly after {@code Ended}, and more than once where recording was ended and begun again.
     *
     * @param file the recording's name, as the file name rule has made it
     */
    record Recorded(CallId call, String file) implements CallNote {
        @Override
        public String toString() {
            return "Recorded[" + call + "]"; // the rule may have put a number into the name
        }
    }
}
