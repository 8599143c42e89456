package org.offhook.signalling;

import javax.sip.ClientTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;

/** Our UPDATE without a description: refreshes session and target (RFC 3311, RFC 4028 §7.4). Confined to the signalling thread. */
final class OutgoingUpdate implements RequestSender.Outcome {
    private final CallId call;
    private final DialogState dialog;
    private final SessionTimers sessions;
    private final PhoneInbox inbox;
    private Request request;

    OutgoingUpdate(CallId call, DialogState dialog, SessionTimers sessions, PhoneInbox inbox, Request request) {
        this.call = call;
        this.dialog = dialog;
        this.sessions = sessions;
        this.inbox = inbox;
        this.request = request;
    }

    @Override
    public void sent(ClientTransaction transaction, Request sentRequest) {
        request = sentRequest;
    }

    @Override
    public void responded(Response response) {
        int status = response.getStatusCode();
        if (status >= 300) {
            refused(status);
        } else if (status >= 200) {
            dialog.refreshTarget(response);
            sessions.agreed(request, response, dialog).ifPresent(timed -> inbox.callInput(call, timed));
        }
    }

    @Override
    public void timedOut() {
        refused(Response.REQUEST_TIMEOUT);
    }

    @Override
    public void failed(ErrorCode code) {
        refused(Response.REQUEST_TIMEOUT);
    }

    private void refused(int status) {
        inbox.callInput(call, new CallInput.RefreshRefused(dialog.id(), status));
    }
}
