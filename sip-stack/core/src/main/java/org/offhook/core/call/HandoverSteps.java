package org.offhook.core.call;

import java.time.Instant;
import org.offhook.core.call.CallEffect.FollowReferral;
import org.offhook.core.call.CallEffect.RespondToRefer;
import org.offhook.core.call.CallInput.HandoverInput;

/** A call that stands goes over to somebody else because the far end wants it so (RFC 3515, RFC 3891). */
final class HandoverSteps {
    private static final int PENDING = 491;
    private static final int GONE = 481;

    private HandoverSteps() {}

    static CallStep step(Session call, HandoverInput input, Instant now) {
        return switch (input) {
            case CallInput.ReferReceived(DialogId dialog, Referral referral) -> {
                if (!dialog.equals(call.dialog())) {
                    yield CallStep.to(call.at(), new RespondToRefer(dialog, GONE));
                }
                // who is sent away cannot send us somewhere at the same time
                yield CallStep.to(
                        call.at(),
                        call.facts().transfer().runs()
                                ? new RespondToRefer(dialog, PENDING)
                                : new FollowReferral(
                                        dialog, referral.from(call.facts().party())));
            }
            case CallInput.TakenOver _ -> call.lost(Ending.REPLACED, now);
        };
    }

    /** Before a call stands, or after its end, nobody is sent anywhere. */
    static CallStep refused(CallState at, HandoverInput input, int status) {
        return switch (input) {
            case CallInput.ReferReceived(DialogId dialog, Referral _) ->
                CallStep.to(at, new RespondToRefer(dialog, status));
            case CallInput.TakenOver _ -> CallStep.ignored(at, "nobody can take the place of this call");
        };
    }
}
