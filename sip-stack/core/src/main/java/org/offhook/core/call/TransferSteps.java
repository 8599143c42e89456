package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.SendRefer;
import org.offhook.core.call.CallInput.ByeReceived;
import org.offhook.core.call.CallInput.ReferAnswered;
import org.offhook.core.call.CallInput.TransferNotified;
import org.offhook.core.error.ErrorCode;

/**
 * The far end is asked to call somebody else and tells how that goes (RFC 3515 §2.4, RFC 5589 §6.1, §7.1). Until it has reached the other
 * party the call stays ours; then we hang up. It runs beside hold and whatever else re-INVITEs change.
 */
final class TransferSteps {
    private TransferSteps() {}

    static CallStep asked(Session call, TransferTarget target) {
        return call.facts().transfer().runs()
                ? CallStep.wrongState(call.at())
                : CallStep.to(
                        call.with(call.facts().withTransfer(Transfer.ASKED)), new SendRefer(call.dialog(), target));
    }

    static CallStep answered(Session call, ReferAnswered answer) {
        if (!answer.dialog().equals(call.dialog()) || !call.facts().transfer().runs()) {
            return CallStep.ignored(call.at(), "no REFER of ours is open");
        }
        return answer.status() < 300 ? takenUp(call, 100) : failed(call, answer.status());
    }

    static CallStep notified(Session call, TransferNotified notice, Instant now) {
        if (!notice.dialog().equals(call.dialog()) || !call.facts().transfer().runs()) {
            return CallStep.ignored(call.at(), "no transfer runs");
        }
        int status = notice.status();
        if (status >= 300 || (notice.over() && status < 200)) { // over without an outcome is no success
            return failed(call, status);
        }
        if (status < 100) {
            return CallStep.ignored(call.at(), "a notice that says nothing");
        }
        return status >= 200
                ? Ending.answered(
                        call.at(),
                        call.facts(),
                        Ending.TRANSFERRED,
                        call.answeredAt(),
                        now,
                        new SendBye(call.dialog(), Optional.empty()))
                : takenUp(call, status);
    }

    /** A far end that is on its way to the other party hangs up as it gets there. */
    static CallEnd endOf(Session call, ByeReceived bye) {
        return call.facts().transfer() == Transfer.TAKEN_UP ? Ending.TRANSFERRED : Ending.hungUpThere(bye.reason());
    }

    private static CallStep takenUp(Session call, int status) {
        return CallStep.to(
                call.with(call.facts().withTransfer(Transfer.TAKEN_UP)),
                new Announce(new CallNews.TransferProgressed(status)));
    }

    private static CallStep failed(Session call, int status) {
        return CallStep.to(
                call.with(call.facts().withTransfer(Transfer.NONE)),
                new Announce(new CallNews.Refused(ErrorCode.TRANSFER_FAILED, status)));
    }
}
