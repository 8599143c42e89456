package org.offhook.agent.session;

import org.offhook.agent.session.AgentSession.Lost;
import org.offhook.agent.session.AgentSession.Paused;
import org.offhook.agent.session.AgentSession.Ready;
import org.offhook.agent.session.AgentSession.Saving;
import org.offhook.agent.session.AgentSession.WrapUp;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.PhoneSnapshot;

/**
 * Whether agent and line are free for a dial, and whom they are busy with. Loops, not streams: it is on the way of a click, and streams touch ten times
 * the code, which is cold when the click comes.
 */
final class AtLeisure {
    private AtLeisure() {}

    static boolean isBeingCalled(PhoneSnapshot phone, String number) {
        for (CallView call : phone.calls()) {
            if (call.live()
                    && call.direction() == CallDirection.OUTGOING
                    && call.party().number().equals(number)) {
                return true;
            }
        }
        return false;
    }

    static ErrorCode occupied(SessionModel model) {
        return model.session() instanceof WrapUp || model.session() instanceof Saving
                ? ErrorCode.WRAP_UP_OPEN
                : ErrorCode.CALL_IN_PROGRESS;
    }

    static boolean isFree(SessionModel model, PhoneSnapshot phone) {
        return (model.session() instanceof Paused || model.session() instanceof Ready) && noCall(phone);
    }

    /** The main account is lost, but this other one carries calls. */
    static boolean isFreeBeside(SessionModel model, PhoneSnapshot phone, AccountId account) {
        return model.session() instanceof Lost && !account.isMain() && phone.usable(account) && noCall(phone);
    }

    private static boolean noCall(PhoneSnapshot phone) {
        for (CallView call : phone.calls()) {
            if (call.live()) {
                return false;
            }
        }
        return true;
    }
}
