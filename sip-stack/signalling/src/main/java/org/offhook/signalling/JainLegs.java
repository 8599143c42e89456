package org.offhook.signalling;

import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.call.DialogId;
import org.offhook.core.port.LegSignallingPort;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegPlan;

/**
 * Legs of third-party calls on the phone's user agent: the same node, account and thread as the phone's own call, and nothing else in common
 * with it.
 */
final class JainLegs implements LegSignallingPort {
    private final JainSignalling signalling;

    JainLegs(JainSignalling signalling) {
        this.signalling = signalling;
    }

    @Override
    public void attach(LegInbox inbox) {
        signalling.attachLegs(inbox);
    }

    @Override
    public void sendInvite(CallId leg, LegPlan plan, Optional<String> sdpOffer) {
        signalling.inviteLeg(leg, plan, sdpOffer);
    }

    @Override
    public void askHowSeen(CallId leg) {
        signalling.askHowSeen(leg);
    }

    @Override
    public void sendCancel(CallId leg) {
        signalling.sendCancel(leg);
    }

    @Override
    public void sendAck(CallId leg, DialogId dialog, Optional<String> sdpAnswer) {
        signalling.sendAck(leg, dialog, sdpAnswer);
    }

    @Override
    public void sendBye(CallId leg, DialogId dialog, Optional<String> reason) {
        signalling.sendBye(leg, dialog, reason);
    }

    @Override
    public void sendReinvite(CallId leg, DialogId dialog, Optional<String> sdpOffer) {
        signalling.onCall(
                leg,
                (agent, call) -> agent.requests.reinvite(call, dialog, sdpOffer),
                () -> signalling.legInbox().legInput(leg, withoutWay(leg, dialog)));
    }

    private LegInput withoutWay(CallId leg, DialogId dialog) {
        return LegRouter.ofLeg(signalling.withoutWay(leg, dialog)).orElseThrow();
    }

    @Override
    public void respondToReinvite(CallId leg, DialogId dialog, int status, Optional<String> sdp) {
        signalling.respondToReinvite(leg, dialog, status, sdp);
    }

    @Override
    public void forget(CallId leg) {
        signalling.forget(leg);
    }
}
