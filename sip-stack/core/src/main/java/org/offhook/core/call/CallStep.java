package org.offhook.core.call;

import java.util.ArrayList;
import java.util.List;
import org.offhook.core.error.ErrorCode;

/**
 * What one input did.
 *
 * @param next the state from now on
 * @param effects orders, in the sequence in which they must be carried out
 */
public record CallStep(CallState next, List<CallEffect> effects) {
    public CallStep {
        effects = List.copyOf(effects);
    }

    static CallStep to(CallState next, CallEffect... effects) {
        return new CallStep(next, List.of(effects));
    }

    static CallStep ignored(CallState same, String reason) {
        return to(same, new CallEffect.Ignore(reason));
    }

    static CallStep refused(CallState same, ErrorCode error, String detail) {
        return to(same, new CallEffect.Refuse(error, detail));
    }

    static CallStep wrongState(CallState same) {
        return refused(same, ErrorCode.CALL_STATE_WRONG, same.getClass().getSimpleName());
    }

    /** The same step with {@code first} ordered before everything else. */
    CallStep after(CallEffect... first) {
        List<CallEffect> all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new CallStep(next, all);
    }

    /** The same step with {@code last} ordered after everything else. */
    CallStep then(CallEffect... last) {
        List<CallEffect> all = new ArrayList<>(effects);
        all.addAll(List.of(last));
        return new CallStep(next, all);
    }
}
