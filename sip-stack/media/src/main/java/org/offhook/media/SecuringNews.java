package org.offhook.media;

import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.SecuringFailed;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.media.transport.SecuringListener;

/**
 * Tells the phone how a call's handshake went.
 *
 * @param flows what is due as soon as there are keys
 */
record SecuringNews(CallId call, PhoneInbox to, Runnable flows) implements SecuringListener {
    @Override
    public void secured() {
        flows.run();
    }

    @Override
    public void failed(boolean impostor) {
        to.callInput(call, new SecuringFailed(impostor ? ErrorCode.PEER_NOT_GENUINE : ErrorCode.SPEECH_NOT_SECURED));
    }
}
