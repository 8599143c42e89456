package org.offhook.signalling;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;

/**
 * The BYE of a dialog. Here the dialog is gone whatever comes back (RFC 3261 §15.1.1); at the far end it is up until a BYE gets there. So one for
 * which there is no way, or whose transaction is lost with its network, is said again from T1 up to T2 apart, for 64·T1 as any other message that is
 * lost. Confined to the signalling thread.
 */
final class Farewell implements RequestSender.Outcome {
    private final SipCall call;
    private final DialogState dialog;
    private final Optional<String> reason;
    private final SignallingThread thread;
    private final Supplier<@Nullable UserAgent> agent;
    private final PhoneInbox inbox;
    private Duration pause = RepeatedAnswer.T1;
    private Duration waited = Duration.ZERO;
    private RequestSender.@Nullable Pending pending;
    private boolean waits;

    /** @param agent what is open towards the exchange at that moment */
    Farewell(
            SipCall call,
            DialogState dialog,
            Optional<String> reason,
            SignallingThread thread,
            Supplier<@Nullable UserAgent> agent,
            PhoneInbox inbox) {
        this.call = call;
        this.dialog = dialog;
        this.reason = reason;
        this.thread = thread;
        this.agent = agent;
        this.inbox = inbox;
    }

    void say() {
        waits = false;
        UserAgent current = agent.get();
        if (current == null) {
            later();
        } else {
            pending = current.requests.bye(dialog, reason, this);
        }
    }

    /** Its transaction ends with the node that it is on. */
    void lost() {
        RequestSender.Pending before = pending;
        if (before != null) {
            before.abandon();
        }
        if (!waits) {
            later();
        }
    }

    private void later() {
        waited = waited.plus(pause);
        if (waited.compareTo(RepeatedAnswer.PATIENCE) >= 0) {
            said();
            return;
        }
        waits = true;
        thread.after(pause, this::say);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(RepeatedAnswer.T2) > 0 ? RepeatedAnswer.T2 : twice;
    }

    private void said() {
        call.farewells.remove(dialog.id(), this);
        inbox.callInput(call.id, new CallInput.ByeCompleted(dialog.id()));
    }

    @Override
    public void responded(Response response) {
        if (response.getStatusCode() >= 200) {
            said();
        }
    }

    @Override
    public void timedOut() {
        said();
    }

    @Override
    public void failed(ErrorCode code) {
        if (code == ErrorCode.CONNECTION_FAILED) {
            later();
        } else {
            said();
        }
    }
}
